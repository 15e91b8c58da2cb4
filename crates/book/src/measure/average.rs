//! 平均: the mean of a column over the rows that satisfy the conditions.

use std::fmt;

use quantity::Rational;

use super::cells::{Cells, nature};
use super::evaluate::Outcome;
use super::function::Statistic;
use super::parse::Parser;
use super::table::Table;
use super::total::{Demand, Tally, Total, Want};
use super::{MeasureError, ParseMeasureError};

/// The arithmetic mean of the cells that are filled; where there is none, there is no mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Average(pub Cells);

impl Average {
    pub(crate) fn read(parser: &mut Parser) -> Result<Self, ParseMeasureError> {
        Cells::read(parser).map(Self)
    }
}

impl Statistic for Average {
    fn ledger(&self) -> &str {
        &self.0.ledger
    }

    fn demands(&self, table: &Table<'_>) -> Result<Vec<Demand>, MeasureError> {
        let (at, column) = self.0.find(table)?;
        nature(column, "求平均")?;
        table.refuse_rates(column)?;
        Ok(self.0.demand(at, Want::Sum))
    }

    fn outcome(&self, table: &Table<'_>, totals: &[Total]) -> Result<Outcome, MeasureError> {
        let (_, column) = self.0.find(table)?;
        let sum = match &totals[0].cells {
            Tally::Sum(sum) if sum.filled > 0 => sum,
            _ => return Err(self.0.nothing(table)),
        };
        let total = sum.total()?;
        Ok(Outcome {
            value: total.to_rational() / Rational::from_integer(sum.filled.into()),
            nature: nature(column, "求平均")?,
            places: None,
            formula: format!("{}之和 ÷ 有值的行数", self.0.in_words(table)),
            inputs: vec![
                (format!("“{}”之和", column.name), total.to_string()),
                ("有值的行数".to_owned(), sum.filled.to_string()),
            ],
            sources: vec![totals[0].source(table, Some(column))],
        })
    }
}

impl fmt::Display for Average {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "平均({})", self.0)
    }
}
