//! 计数: how many rows satisfy the conditions.

use std::fmt;

use quantity::Rational;

use super::evaluate::{Outcome, Scope};
use super::{Filter, MeasureError, Nature, Rows, Source};

/// The number of rows of a ledger that satisfy the conditions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count {
    /// The ledger.
    pub ledger: String,
    /// The conditions.
    pub filter: Filter,
}

impl Count {
    pub(crate) fn evaluate(&self, scope: &Scope<'_>) -> Result<Outcome, MeasureError> {
        let ledger = scope.ledger(&self.ledger)?;
        let rows = self.filter.select(&self.ledger, ledger)?;
        Ok(Outcome {
            value: Rational::from_integer(rows.len().into()),
            nature: Nature::Count,
            places: Some(0),
            formula: format!("{}的行数", scope.rows_in_words(&self.ledger, &self.filter)),
            inputs: vec![("行数".to_owned(), rows.len().to_string())],
            sources: vec![Source {
                ledger: self.ledger.clone(),
                column: None,
                rows: Rows::at(&rows),
            }],
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
