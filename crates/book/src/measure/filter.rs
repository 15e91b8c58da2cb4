//! Conditions on the rows of a ledger.

use std::cmp::Ordering;
use std::fmt;

use super::Period;
use super::token::quoted;

/// Conditions that all must hold; none hold for every row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter(pub Vec<Condition>);

/// A condition on a row. Values are as written; the column's type reads them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Condition {
    /// 列 = 值. Where the column holds numbers or dates, the value may be the name of another column
    /// of the kind: 实收 < 应收.
    Compare(String, Comparison, String),
    /// 列 在 (甲, 乙)
    In(String, Vec<String>),
    /// 列 在 甲 至 乙, both included.
    Between(String, String, String),
    /// 列 在 本年: dates in a period.
    Within(String, Period),
    /// 列 非空
    Filled(String),
    /// 列 为空
    Empty(String),
    /// (甲 或 乙): one of these at least, each of which may join conditions by 且.
    Either(Vec<Filter>),
}

/// How a cell is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Comparison {
    /// =
    Equal,
    /// ≠
    Unequal,
    /// >
    Greater,
    /// ≥
    AtLeast,
    /// <
    Less,
    /// ≤
    AtMost,
}

impl Comparison {
    /// Every comparison.
    pub const ALL: [Self; 6] = [
        Self::Equal,
        Self::Unequal,
        Self::Greater,
        Self::AtLeast,
        Self::Less,
        Self::AtMost,
    ];

    /// The mark: `≥`.
    pub const fn mark(self) -> char {
        match self {
            Self::Equal => '=',
            Self::Unequal => '≠',
            Self::Greater => '>',
            Self::AtLeast => '≥',
            Self::Less => '<',
            Self::AtMost => '≤',
        }
    }

    pub(crate) fn holds(self, order: Ordering) -> bool {
        match self {
            Self::Equal => order.is_eq(),
            Self::Unequal => order.is_ne(),
            Self::Greater => order.is_gt(),
            Self::AtLeast => order.is_ge(),
            Self::Less => order.is_lt(),
            Self::AtMost => order.is_le(),
        }
    }

    pub(crate) const fn needs_order(self) -> bool {
        !matches!(self, Self::Equal | Self::Unequal)
    }
}

impl Filter {
    /// Whether every row passes.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Both filters' conditions.
    pub(crate) fn and(&self, more: impl IntoIterator<Item = Condition>) -> Self {
        Self(self.0.iter().cloned().chain(more).collect())
    }
}

impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Compare(column, comparison, value) => {
                write!(f, "{column} {} {}", comparison.mark(), quoted(value))
            }
            Self::In(column, values) => {
                let values: Vec<_> = values.iter().map(|value| quoted(value)).collect();
                write!(f, "{column} 在 ({})", values.join(", "))
            }
            Self::Between(column, low, high) => {
                write!(f, "{column} 在 {} 至 {}", quoted(low), quoted(high))
            }
            Self::Within(column, period) => write!(f, "{column} 在 {period}"),
            Self::Filled(column) => write!(f, "{column} 非空"),
            Self::Empty(column) => write!(f, "{column} 为空"),
            Self::Either(alternatives) => {
                let alternatives: Vec<_> = alternatives.iter().map(ToString::to_string).collect();
                write!(f, "({})", alternatives.join(" 或 "))
            }
        }
    }
}

impl fmt::Display for Filter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, condition) in self.0.iter().enumerate() {
            let and = if at == 0 { "" } else { " 且 " };
            write!(f, "{and}{condition}")?;
        }
        Ok(())
    }
}
