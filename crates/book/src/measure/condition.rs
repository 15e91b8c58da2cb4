//! Conditions on the rows of a ledger.

use std::cmp::Ordering;
use std::fmt;

use super::MeasureError;
use super::token::quoted;
use crate::ledger::{Cell, Column, Ledger, Row};
use settings::suggestion;

/// Conditions that all must hold; none hold for every row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter(pub Vec<Condition>);

/// A condition on one column. Values are as written; the column's type reads them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Condition {
    /// 列 = 值
    Compare(String, Comparison, String),
    /// 列 在 (甲, 乙)
    In(String, Vec<String>),
    /// 列 在 甲 至 乙, both included.
    Between(String, String, String),
    /// 列 非空
    Filled(String),
    /// 列 为空
    Empty(String),
}

/// How a cell is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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

    const fn needs_order(self) -> bool {
        !matches!(self, Self::Equal | Self::Unequal)
    }
}

impl Filter {
    /// The places of the rows that satisfy every condition.
    pub(crate) fn select(&self, name: &str, ledger: &Ledger) -> Result<Vec<usize>, MeasureError> {
        let bound: Vec<_> = self
            .0
            .iter()
            .map(|condition| Bound::new(condition, name, ledger))
            .collect::<Result<_, _>>()?;
        Ok(ledger
            .standing_rows()
            .filter(|(_, row)| bound.iter().all(|condition| condition.holds(row)))
            .map(|(index, _)| index)
            .collect())
    }

    /// Whether every row passes.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// A condition with its column found and its values read.
struct Bound {
    column: usize,
    test: Test,
}

enum Test {
    Compare(Comparison, Cell),
    In(Vec<Cell>),
    Between(Cell, Cell),
    Filled,
    Empty,
}

impl Bound {
    fn new(condition: &Condition, name: &str, ledger: &Ledger) -> Result<Self, MeasureError> {
        let (at, column) = find_column(condition.column(), name, ledger)?;
        let ordered = || check_ordered(column);
        let test = match condition {
            Condition::Compare(_, comparison, value) => {
                if comparison.needs_order() {
                    ordered()?;
                }
                Test::Compare(*comparison, read(column, value)?)
            }
            Condition::In(_, values) => {
                let cells = values.iter().map(|value| read(column, value));
                Test::In(cells.collect::<Result<_, _>>()?)
            }
            Condition::Between(_, low, high) => {
                ordered()?;
                Test::Between(read(column, low)?, read(column, high)?)
            }
            Condition::Filled(_) => Test::Filled,
            Condition::Empty(_) => Test::Empty,
        };
        Ok(Self { column: at, test })
    }

    fn holds(&self, row: &Row) -> bool {
        let Some(cell) = row.get(self.column) else {
            return false;
        };
        let within = |comparison: Comparison, limit: &Cell| {
            order(cell, limit).is_some_and(|order| comparison.holds(order))
        };
        match &self.test {
            Test::Compare(Comparison::Unequal, value) => cell != value,
            Test::Compare(comparison, value) => within(*comparison, value),
            Test::In(values) => values.contains(cell),
            Test::Between(low, high) => {
                within(Comparison::AtLeast, low) && within(Comparison::AtMost, high)
            }
            Test::Filled => *cell != Cell::Empty,
            Test::Empty => *cell == Cell::Empty,
        }
    }
}

/// The column of that name in the ledger of that name.
pub(crate) fn find_column<'a>(
    column: &str,
    name: &str,
    ledger: &'a Ledger,
) -> Result<(usize, &'a Column), MeasureError> {
    let found = ledger.column(column);
    found
        .and_then(|at| Some((at, ledger.columns().get(at)?)))
        .ok_or_else(|| {
            let columns = ledger.columns().iter().map(|column| column.name.as_str());
            let problem = format!("台账“{name}”没有“{column}”这一列");
            MeasureError::new(column, problem, suggestion(column, columns))
        })
}

fn check_ordered(column: &Column) -> Result<(), MeasureError> {
    if column.kind.is_number() || column.kind.is_date() {
        return Ok(());
    }
    let problem = format!("“{}”列不是数也不是日期，不能比大小", column.name);
    Err(MeasureError::new(
        &column.name,
        problem,
        "改用 = ≠ 或 在 (甲, 乙)",
    ))
}

fn read(column: &Column, value: &str) -> Result<Cell, MeasureError> {
    column.kind.read(value).map_err(|problem| {
        let remedy = format!("改成{}", column.kind.wanted());
        MeasureError::new(
            value,
            format!("条件里“{}”的值不对：{problem}", column.name),
            remedy,
        )
    })
}

fn order(a: &Cell, b: &Cell) -> Option<Ordering> {
    match (a, b) {
        (Cell::Number(a), Cell::Number(b)) => Some(a.cmp(b)),
        (Cell::Date(a), Cell::Date(b)) => Some(a.cmp(b)),
        (Cell::Text(a), Cell::Text(b)) => Some(a.cmp(b)),
        (Cell::YesNo(a), Cell::YesNo(b)) => Some(a.cmp(b)),
        _ => None,
    }
}

impl Condition {
    /// The column the condition is on.
    pub fn column(&self) -> &str {
        match self {
            Self::Compare(column, ..)
            | Self::In(column, _)
            | Self::Between(column, ..)
            | Self::Filled(column)
            | Self::Empty(column) => column,
        }
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
            Self::Filled(column) => write!(f, "{column} 非空"),
            Self::Empty(column) => write!(f, "{column} 为空"),
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
