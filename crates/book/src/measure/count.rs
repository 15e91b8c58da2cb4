//! 计数: how many rows satisfy the conditions.

use std::fmt;

use quantity::Rational;

use super::evaluate::Outcome;
use super::function::Statistic;
use super::parse::Parser;
use super::table::Table;
use super::total::{Demand, Total};
use super::{Filter, MeasureError, Nature, ParseMeasureError};

/// The number of rows of a ledger that satisfy the conditions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count {
    /// The ledger.
    pub ledger: String,
    /// The conditions.
    pub filter: Filter,
}

impl Count {
    pub(crate) fn read(parser: &mut Parser) -> Result<Self, ParseMeasureError> {
        let ledger = parser.ledger()?;
        let filter = parser.optional_filter()?;
        Ok(Self { ledger, filter })
    }
}

impl Statistic for Count {
    fn ledger(&self) -> &str {
        &self.ledger
    }

    fn accumulates(&self) -> bool {
        true
    }

    fn demands(&self, _: &Table<'_>) -> Result<Vec<Demand>, MeasureError> {
        Ok(vec![Demand::rows(self.filter.clone())])
    }

    fn outcome(&self, table: &Table<'_>, totals: &[Total]) -> Result<Outcome, MeasureError> {
        let rows = totals[0].count();
        Ok(Outcome {
            value: Rational::from_integer(rows.into()),
            nature: Nature::Count,
            places: Some(0),
            formula: format!("{}的行数", table.rows_in_words(&self.filter)),
            inputs: vec![("行数".to_owned(), rows.to_string())],
            sources: vec![totals[0].source(table, None)],
        })
    }
}

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.filter.is_empty() {
            true => write!(f, "计数({})", self.ledger),
            false => write!(f, "计数({} | {})", self.ledger, self.filter),
        }
    }
}
