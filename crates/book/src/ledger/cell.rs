//! A cell of a ledger.

use std::fmt;

use quantity::Decimal;

use crate::Date;
use crate::indicator::yes_no;

/// A cell.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// Of a 文本, 枚举, 地点, 附件 or 引用 column.
    Text(String),
    /// Of a 日期 or 登记 column.
    Date(Date),
    /// Of a column of numbers, in the column's unit.
    Number(Decimal),
    /// Of a 是否 column.
    YesNo(bool),
}

impl fmt::Display for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => Ok(()),
            Self::Text(text) => f.write_str(text),
            Self::Date(date) => date.fmt(f),
            Self::Number(value) => value.fmt(f),
            Self::YesNo(yes) => f.write_str(yes_no(*yes)),
        }
    }
}
