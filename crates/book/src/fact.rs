//! Named figures for the narrative (数据).

use quantity::Decimal;

use crate::Measure;

/// A named figure that the narrative prints.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// 名称, unique in the book.
    pub name: String,
    /// 单位, such as 宗; empty when there is none.
    pub unit: String,
    /// 小数: decimal places when printed; `None` prints a typed value as typed and a measure as
    /// [`Measured::printed`](crate::Measured::printed) does.
    pub places: Option<u8>,
    /// 数值 or 统计.
    pub value: Value,
    /// 来源: where a typed-in value comes from.
    pub source: Option<String>,
    /// 说明
    pub note: Option<String>,
}

/// Where a figure's value comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Typed in, in the figure's unit.
    Typed(Decimal),
    /// Computed from ledgers.
    Measure(Measure),
}
