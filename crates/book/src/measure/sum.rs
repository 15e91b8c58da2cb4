//! 求和: a column added up over the rows that satisfy the conditions.

use std::fmt;

use super::cells::{Cells, nature};
use super::evaluate::Outcome;
use super::function::Statistic;
use super::parse::Parser;
use super::table::Table;
use super::total::{Demand, Tally, Total, Want};
use super::{MeasureError, ParseMeasureError};

/// The sum of a column of numbers; empty cells count as 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sum(pub Cells);

impl Sum {
    pub(crate) fn read(parser: &mut Parser) -> Result<Self, ParseMeasureError> {
        Cells::read(parser).map(Self)
    }
}

impl Statistic for Sum {
    fn ledger(&self) -> &str {
        &self.0.ledger
    }

    fn accumulates(&self) -> bool {
        true
    }

    fn demands(&self, table: &Table<'_>) -> Result<Vec<Demand>, MeasureError> {
        let (at, column) = self.0.find(table)?;
        nature(column, "求和")?;
        table.refuse_rates(column)?;
        Ok(self.0.demand(at, Want::Sum))
    }

    fn outcome(&self, table: &Table<'_>, totals: &[Total]) -> Result<Outcome, MeasureError> {
        let (_, column) = self.0.find(table)?;
        let Tally::Sum(sum) = &totals[0].cells else {
            return Err(self.0.nothing(table));
        };
        let value = sum.total()?;
        Ok(Outcome {
            value: value.to_rational(),
            nature: nature(column, "求和")?,
            places: Some(value.scale()),
            formula: format!("{}之和", self.0.in_words(table)),
            inputs: vec![(format!("“{}”之和", column.name), value.to_string())],
            sources: vec![totals[0].source(table, Some(column))],
        })
    }
}

impl fmt::Display for Sum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "求和({})", self.0)
    }
}
