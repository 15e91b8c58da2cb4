//! Conditions with their columns found and their values read.

use std::cmp::Ordering;

use quantity::{Decimal, Unit};

use super::table::Table;
use super::{Comparison, Condition, Filter, MeasureError, Period};
use crate::ledger::{Cell, Column, ColumnType};

/// A filter that can be held against a row.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct BoundFilter(pub(crate) Vec<Bound>);

/// A condition that can be held against a row.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Bound {
    /// The cell of one column passes a test.
    Cell(usize, Test),
    /// The cells of two columns compare.
    Columns(Pair),
    /// One of these holds.
    Either(Vec<BoundFilter>),
}

/// What a cell is held against.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Test {
    Compare(Comparison, Cell),
    In(Vec<Cell>),
    Between(Cell, Cell),
    Filled,
    Empty,
}

/// A comparison of two columns of one kind, each in its own unit.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Pair {
    pub(crate) left: usize,
    comparison: Comparison,
    pub(crate) right: usize,
    /// What a number of each column is multiplied by to be in one unit.
    factors: (Decimal, Decimal),
}

impl BoundFilter {
    pub(crate) fn new(filter: &Filter, table: &Table<'_>) -> Result<Self, MeasureError> {
        let bound = filter
            .0
            .iter()
            .map(|condition| Bound::new(condition, table));
        bound.collect::<Result<_, _>>().map(Self)
    }

    /// Whether a row passes.
    pub(crate) fn holds(&self, row: &[Cell]) -> bool {
        self.0.iter().all(|bound| bound.holds(row))
    }
}

impl Bound {
    fn new(condition: &Condition, table: &Table<'_>) -> Result<Self, MeasureError> {
        let cell = |name: &str, test: &dyn Fn(&Column) -> Result<Test, MeasureError>| {
            let (at, column) = table.column(name)?;
            Ok(Self::Cell(at, test(column)?))
        };
        match condition {
            Condition::Either(alternatives) => {
                let bound = alternatives
                    .iter()
                    .map(|filter| BoundFilter::new(filter, table));
                bound.collect::<Result<_, _>>().map(Self::Either)
            }
            Condition::Compare(name, comparison, value) => {
                Self::comparison(name, *comparison, value, table)
            }
            Condition::In(name, values) => cell(name, &|column| {
                let cells = values.iter().map(|value| read(column, value));
                Ok(Test::In(cells.collect::<Result<_, _>>()?))
            }),
            Condition::Between(name, low, high) => cell(name, &|column| {
                check_ordered(column)?;
                Ok(Test::Between(read(column, low)?, read(column, high)?))
            }),
            Condition::Within(name, period) => cell(name, &|column| within(column, *period, table)),
            Condition::Filled(name) => cell(name, &|_| Ok(Test::Filled)),
            Condition::Empty(name) => cell(name, &|_| Ok(Test::Empty)),
        }
    }

    fn comparison(
        name: &str,
        comparison: Comparison,
        value: &str,
        table: &Table<'_>,
    ) -> Result<Self, MeasureError> {
        let (at, column) = table.column(name)?;
        if comparison.needs_order() {
            check_ordered(column)?;
        }
        let unread = match read(column, value) {
            Ok(cell) => return Ok(Self::Cell(at, Test::Compare(comparison, cell))),
            Err(error) => error,
        };
        if !is_ordered(column) {
            return Err(unread);
        }
        let Ok((right, other)) = table.column(value) else {
            let remedy = format!("{}，或写另一列的名称", unread.remedy);
            return Err(MeasureError { remedy, ..unread });
        };
        let factors = factors(column, other).ok_or_else(|| {
            let problem = format!(
                "“{name}”列是{}，“{value}”列是{}，不能相比",
                column.kind, other.kind
            );
            MeasureError::new(value, problem, "换成同类的列，或写一个值")
        })?;
        Ok(Self::Columns(Pair {
            left: at,
            comparison,
            right,
            factors,
        }))
    }

    pub(crate) fn holds(&self, row: &[Cell]) -> bool {
        match self {
            Self::Cell(at, test) => row.get(*at).is_some_and(|cell| test.holds(cell)),
            Self::Columns(pair) => match (row.get(pair.left), row.get(pair.right)) {
                (Some(left), Some(right)) => pair.holds(left, right),
                _ => false,
            },
            Self::Either(alternatives) => alternatives.iter().any(|filter| filter.holds(row)),
        }
    }
}

impl Test {
    /// The cells that the test mentions.
    pub(crate) fn cells(&self) -> Vec<&Cell> {
        match self {
            Self::Compare(_, cell) => vec![cell],
            Self::In(cells) => cells.iter().collect(),
            Self::Between(low, high) => vec![low, high],
            Self::Filled | Self::Empty => Vec::new(),
        }
    }

    /// Whether a cell passes; an empty one passes only 为空 and ≠.
    pub(crate) fn holds(&self, cell: &Cell) -> bool {
        let within = |comparison: Comparison, limit: &Cell| {
            order(cell, limit).is_some_and(|order| comparison.holds(order))
        };
        match self {
            Self::Compare(Comparison::Unequal, value) => cell != value,
            Self::Compare(comparison, value) => within(*comparison, value),
            Self::In(values) => values.contains(cell),
            Self::Between(low, high) => {
                within(Comparison::AtLeast, low) && within(Comparison::AtMost, high)
            }
            Self::Filled => *cell != Cell::Empty,
            Self::Empty => *cell == Cell::Empty,
        }
    }
}

impl Pair {
    /// Whether the cells compare so; where either is empty they do not.
    pub(crate) fn holds(&self, left: &Cell, right: &Cell) -> bool {
        let order = match (left, right) {
            (Cell::Number(left), Cell::Number(right)) => self.scaled(*left, *right),
            _ => order(left, right),
        };
        order.is_some_and(|order| self.comparison.holds(order))
    }

    fn scaled(&self, left: Decimal, right: Decimal) -> Option<Ordering> {
        let (by_left, by_right) = self.factors;
        let exact = |value: Decimal, factor: Decimal| value.to_rational() * factor.to_rational();
        match (left.checked_mul(by_left), right.checked_mul(by_right)) {
            (Some(left), Some(right)) => Some(left.cmp(&right)),
            _ => Some(exact(left, by_left).cmp(&exact(right, by_right))),
        }
    }
}

/// What numbers of each column are multiplied by to compare; `None` for columns of unlike kinds.
fn factors(left: &Column, right: &Column) -> Option<(Decimal, Decimal)> {
    let unit = |column: &Column| match column.kind {
        ColumnType::Integer | ColumnType::Number => Some(Unit::NONE),
        ColumnType::Quantity(unit) => Some(unit),
        _ => None,
    };
    match (unit(left), unit(right)) {
        (Some(left), Some(right)) => left
            .same_kind(right)
            .then(|| (left.factor(), right.factor())),
        _ => {
            let dates = left.kind.is_date() && right.kind.is_date();
            dates.then_some((Decimal::ONE, Decimal::ONE))
        }
    }
}

fn within(column: &Column, period: Period, table: &Table<'_>) -> Result<Test, MeasureError> {
    if !column.kind.is_date() {
        let problem = format!("“{}”列不是日期，没有“{period}”可言", column.name);
        let remedy = "换成日期列，或写成 在 (甲, 乙)";
        return Err(MeasureError::new(&column.name, problem, remedy));
    }
    let (first, last) = table.calendar.span(period);
    Ok(Test::Between(Cell::Date(first), Cell::Date(last)))
}

fn is_ordered(column: &Column) -> bool {
    column.kind.is_number() || column.kind.is_date()
}

fn check_ordered(column: &Column) -> Result<(), MeasureError> {
    if is_ordered(column) {
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

/// The order of two cells of one kind; `None` where either is empty.
pub(crate) fn order(a: &Cell, b: &Cell) -> Option<Ordering> {
    match (a, b) {
        (Cell::Number(a), Cell::Number(b)) => Some(a.cmp(b)),
        (Cell::Date(a), Cell::Date(b)) => Some(a.cmp(b)),
        (Cell::Text(a), Cell::Text(b)) => Some(a.cmp(b)),
        (Cell::YesNo(a), Cell::YesNo(b)) => Some(a.cmp(b)),
        _ => None,
    }
}
