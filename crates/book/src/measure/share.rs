//! 占比: which part of the rows satisfies the conditions.

use std::fmt;

use quantity::Rational;

use super::evaluate::{Outcome, Scope};
use super::{Filter, MeasureError, Nature, Rows, Source};

/// Rows that satisfy the condition ÷ rows that satisfy the base condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Share {
    /// The ledger.
    pub ledger: String,
    /// The condition.
    pub condition: Filter,
    /// The base condition; an empty one takes all rows.
    pub base: Filter,
}

impl Share {
    pub(crate) fn evaluate(&self, scope: &Scope<'_>) -> Result<Outcome, MeasureError> {
        let ledger = scope.ledger(&self.ledger)?;
        let base = self.base.select(&self.ledger, ledger)?;
        let mut rows = self.condition.select(&self.ledger, ledger)?;
        rows.retain(|row| base.binary_search(row).is_ok());
        let whole = scope.rows_in_words(&self.ledger, &self.base);
        if base.is_empty() {
            return Err(MeasureError::zero_base(&format!("{whole}的行数")));
        }
        Ok(Outcome {
            value: Rational::new(rows.len().into(), base.len().into()),
            nature: Nature::Ratio,
            places: None,
            formula: format!("{whole}中，符合“{}”的行数 ÷ 全部行数", self.condition),
            inputs: vec![
                ("符合的行数".to_owned(), rows.len().to_string()),
                ("全部行数".to_owned(), base.len().to_string()),
            ],
            sources: vec![self.source(Rows::at(&rows)), self.source(Rows::at(&base))],
        })
    }

    fn source(&self, rows: Rows) -> Source {
        Source {
            ledger: self.ledger.clone(),
            column: None,
            rows,
        }
    }
}

impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "占比({} | {}", self.ledger, self.condition)?;
        if !self.base.is_empty() {
            write!(f, " | {}", self.base)?;
        }
        f.write_str(")")
    }
}
