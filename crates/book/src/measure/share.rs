//! 占比: which part of the rows satisfies the conditions.

use std::fmt;

use quantity::Rational;

use super::evaluate::Outcome;
use super::function::Statistic;
use super::parse::Parser;
use super::table::Table;
use super::total::{Demand, Total};
use super::{Filter, MeasureError, Nature, ParseMeasureError};

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
    pub(crate) fn read(parser: &mut Parser) -> Result<Self, ParseMeasureError> {
        let ledger = parser.ledger()?;
        parser.mark('|')?;
        let condition = parser.filter()?;
        let base = parser.optional_filter()?;
        Ok(Self {
            ledger,
            condition,
            base,
        })
    }
}

impl Statistic for Share {
    fn ledger(&self) -> &str {
        &self.ledger
    }

    fn demands(&self, _: &Table<'_>) -> Result<Vec<Demand>, MeasureError> {
        let both = self.base.and(self.condition.0.iter().cloned());
        Ok(vec![Demand::rows(both), Demand::rows(self.base.clone())])
    }

    fn outcome(&self, table: &Table<'_>, totals: &[Total]) -> Result<Outcome, MeasureError> {
        let (part, base) = (totals[0].count(), totals[1].count());
        let whole = table.rows_in_words(&self.base);
        if base == 0 {
            return Err(MeasureError::zero_base(&format!("{whole}的行数")));
        }
        Ok(Outcome {
            value: Rational::new(part.into(), base.into()),
            nature: Nature::Ratio,
            places: None,
            formula: format!("{whole}中，符合“{}”的行数 ÷ 全部行数", self.condition),
            inputs: vec![
                ("符合的行数".to_owned(), part.to_string()),
                ("全部行数".to_owned(), base.to_string()),
            ],
            sources: totals
                .iter()
                .map(|total| total.source(table, None))
                .collect(),
        })
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
