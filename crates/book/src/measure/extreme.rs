//! 最大, 最小: the greatest and the least cell of a column.

use std::fmt;

use quantity::Rational;

use super::cells::{Cells, nature};
use super::evaluate::Outcome;
use super::function::Statistic;
use super::parse::Parser;
use super::table::Table;
use super::total::{Demand, Tally, Total, Want};
use super::{MeasureError, Nature, ParseMeasureError};
use crate::ledger::{Cell, Column};

/// 最大: the greatest number or the latest date; empty cells are passed over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Greatest(pub Cells);

/// 最小: the least number or the earliest date; empty cells are passed over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Least(pub Cells);

impl Greatest {
    pub(crate) fn read(parser: &mut Parser) -> Result<Self, ParseMeasureError> {
        Cells::read(parser).map(Self)
    }
}

impl Least {
    pub(crate) fn read(parser: &mut Parser) -> Result<Self, ParseMeasureError> {
        Cells::read(parser).map(Self)
    }
}

impl Statistic for Greatest {
    fn ledger(&self) -> &str {
        &self.0.ledger
    }

    fn demands(&self, table: &Table<'_>) -> Result<Vec<Demand>, MeasureError> {
        demands(&self.0, Want::Greatest, table)
    }

    fn outcome(&self, table: &Table<'_>, totals: &[Total]) -> Result<Outcome, MeasureError> {
        outcome(&self.0, "最大", table, &totals[0])
    }
}

impl Statistic for Least {
    fn ledger(&self) -> &str {
        &self.0.ledger
    }

    fn demands(&self, table: &Table<'_>) -> Result<Vec<Demand>, MeasureError> {
        demands(&self.0, Want::Least, table)
    }

    fn outcome(&self, table: &Table<'_>, totals: &[Total]) -> Result<Outcome, MeasureError> {
        outcome(&self.0, "最小", table, &totals[0])
    }
}

fn extreme_nature(column: &Column) -> Result<Nature, MeasureError> {
    match column.kind.is_date() {
        true => Ok(Nature::Date),
        false => nature(column, "比大小"),
    }
}

fn demands(cells: &Cells, want: Want, table: &Table<'_>) -> Result<Vec<Demand>, MeasureError> {
    let (at, column) = cells.find(table)?;
    extreme_nature(column)?;
    Ok(cells.demand(at, want))
}

fn outcome(
    cells: &Cells,
    word: &str,
    table: &Table<'_>,
    total: &Total,
) -> Result<Outcome, MeasureError> {
    let (_, column) = cells.find(table)?;
    let found = match &total.cells {
        Tally::Least(found) | Tally::Greatest(found) => found.as_ref(),
        _ => None,
    };
    let found = found.ok_or_else(|| cells.nothing(table))?;
    let (value, places) = match found {
        Cell::Number(value) => (value.to_rational(), Some(value.scale())),
        Cell::Date(date) => (Rational::from_integer(date.ordinal().into()), None),
        _ => return Err(cells.nothing(table)),
    };
    Ok(Outcome {
        value,
        nature: extreme_nature(column)?,
        places,
        formula: format!("{}的{word}值", cells.in_words(table)),
        inputs: vec![(format!("“{}”的{word}值", column.name), found.to_string())],
        sources: vec![total.source(table, Some(column))],
    })
}

impl fmt::Display for Greatest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "最大({})", self.0)
    }
}

impl fmt::Display for Least {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "最小({})", self.0)
    }
}
