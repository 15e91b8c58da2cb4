//! 去重: how many different values a column has.

use std::fmt;

use quantity::Rational;

use super::cells::Cells;
use super::evaluate::Outcome;
use super::function::Statistic;
use super::parse::Parser;
use super::table::Table;
use super::total::{Demand, Tally, Total, Want};
use super::{MeasureError, Nature, ParseMeasureError};

/// How many different values the cells have; empty cells are no value. Texts differ by their
/// characters, numbers by value: `1.50` is `1.5`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Distinct(pub Cells);

impl Distinct {
    pub(crate) fn read(parser: &mut Parser) -> Result<Self, ParseMeasureError> {
        Cells::read(parser).map(Self)
    }
}

impl Statistic for Distinct {
    fn ledger(&self) -> &str {
        &self.0.ledger
    }

    fn accumulates(&self) -> bool {
        true
    }

    fn demands(&self, table: &Table<'_>) -> Result<Vec<Demand>, MeasureError> {
        let (at, _) = self.0.find(table)?;
        Ok(self.0.demand(at, Want::Distinct))
    }

    fn outcome(&self, table: &Table<'_>, totals: &[Total]) -> Result<Outcome, MeasureError> {
        let (_, column) = self.0.find(table)?;
        let different = match &totals[0].cells {
            Tally::Distinct(values) => values.len(),
            _ => 0,
        };
        Ok(Outcome {
            value: Rational::from_integer(different.into()),
            nature: Nature::Count,
            places: Some(0),
            formula: format!("{}不同值的个数", self.0.in_words(table)),
            inputs: vec![
                ("行数".to_owned(), totals[0].count().to_string()),
                ("不同的值".to_owned(), different.to_string()),
            ],
            sources: vec![totals[0].source(table, Some(column))],
        })
    }
}

impl fmt::Display for Distinct {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "去重({})", self.0)
    }
}
