//! Ledgers put together from those of several units, which say of each row whose it is.

use std::sync::{Arc, OnceLock};

use super::{Cell, Column, Ledger, Row};
use crate::Date;

/// The column that tells the unit a row comes from, the first of a ledger put together.
pub(crate) const UNIT_COLUMN: &str = "填报单位";

/// Rows of a pooled ledger that come from one unit, one below the other as its own ledger has them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Part {
    /// The folder of the unit's book, from the department's.
    pub(crate) folder: String,
    /// The place of the first row.
    pub(crate) first: usize,
    /// How many rows.
    pub(crate) rows: usize,
}

impl Ledger {
    /// A ledger put together from those of several units.
    pub(crate) fn pooled(
        columns: Vec<Column>,
        rows: Vec<Row>,
        parts: Vec<Part>,
        day: Option<Date>,
    ) -> Result<Self, String> {
        Ok(Self {
            rows: Arc::new(rows),
            parts: Arc::new(parts),
            as_of: day,
            ..Self::new(columns)?
        })
    }

    /// Whether it is put together from those of several units.
    pub fn is_pooled(&self) -> bool {
        !self.parts.is_empty()
    }

    /// Which of its rows come from which unit.
    pub(crate) fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// Of the overview of units the row of one; of a ledger that the department itself keeps none, as its rows are no
    /// unit's.
    pub(crate) fn of_row(&self, unit: &str) -> Self {
        let own = Cell::Text(unit.to_owned());
        let is_overview = self
            .columns()
            .first()
            .is_some_and(|first| first.name == UNIT_COLUMN);
        let rows = self.rows().iter();
        let kept = rows.filter(|row| is_overview && row.first() == Some(&own));
        Self {
            rows: Arc::new(kept.cloned().collect()),
            standing: OnceLock::new(),
            reckoning: OnceLock::new(),
            ..self.clone()
        }
    }

    /// The rows that come from one unit, as a pooled ledger of that unit alone.
    pub(crate) fn of_unit(&self, folder: &str) -> Self {
        let parts = self.parts.iter().filter(|part| part.folder == folder);
        let mut rows = Vec::new();
        let mut kept = Vec::new();
        for part in parts {
            kept.push(Part {
                first: rows.len(),
                ..part.clone()
            });
            rows.extend_from_slice(&self.rows[part.first..part.first + part.rows]);
        }
        Self {
            rows: Arc::new(rows),
            parts: Arc::new(kept),
            standing: OnceLock::new(),
            reckoning: OnceLock::new(),
            ..self.clone()
        }
    }
}
