//! Figures computed from ledgers (统计), exactly, with the rows they came from.

mod condition;
mod count;
mod error;
mod evaluate;
mod nature;
mod parse;
mod ratio;
mod rows;
mod share;
mod sum;
pub(crate) mod token;

use std::fmt;

use quantity::{Decimal, Rational};

pub use condition::{Comparison, Condition, Filter};
pub use count::Count;
pub use error::{MeasureError, ParseMeasureError};
pub(crate) use evaluate::Scope;
pub(crate) use nature::Nature;
pub use ratio::{Operand, Ratio};
pub use rows::{Rows, Source};
pub use share::Share;
pub use sum::Sum;

/// A figure computed from ledgers. Displays as the line of text it is read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Measure {
    /// 计数
    Count(Count),
    /// 求和
    Sum(Sum),
    /// 占比
    Share(Share),
    /// 甲 ÷ 乙
    Ratio(Box<Ratio>),
    /// 数据(名称): a named figure of the book.
    Fact(String),
}

/// What a measure came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measured {
    /// The value, in the unit asked for.
    pub value: Rational,
    /// Decimal places that print the value as its ledger does: of the finest cell for a sum, none
    /// for a count; `None` for a quotient.
    pub places: Option<u8>,
    /// The formula in words, such as `台账“供地”中方式 = 出让的“面积”之和`.
    pub formula: String,
    /// The parts of the formula with their values, such as `行数` and `39`.
    pub inputs: Vec<(String, String)>,
    /// The ledger rows that were counted or added.
    pub sources: Vec<Source>,
}

impl Measured {
    /// The value as reports print it in its unit: with its ledger's places, a whole number without
    /// any, anything else and every percentage with two.
    pub fn printed(&self, unit: &str) -> String {
        let places = match self.places {
            Some(places) => places,
            None if unit != "%" && self.value.is_integer() => 0,
            None => 2,
        };
        Decimal::round(&self.value, places).to_string()
    }
}

impl fmt::Display for Measure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Count(count) => count.fmt(f),
            Self::Sum(sum) => sum.fmt(f),
            Self::Share(share) => share.fmt(f),
            Self::Ratio(ratio) => ratio.fmt(f),
            Self::Fact(name) => write!(f, "数据({})", token::quoted(name)),
        }
    }
}
