//! A ledger as measures see it before any row.

use super::{Calendar, Filter, MeasureError};
use crate::ledger::Column;
use settings::suggestion;

/// A ledger's name and columns, and the days that periods are of.
#[derive(Clone, Copy)]
pub(crate) struct Table<'a> {
    pub(crate) name: &'a str,
    pub(crate) columns: &'a [Column],
    pub(crate) calendar: Calendar,
}

impl<'a> Table<'a> {
    /// The place of the column of that name, and the column.
    pub(crate) fn column(&self, name: &str) -> Result<(usize, &'a Column), MeasureError> {
        let mut columns = self.columns.iter().enumerate();
        columns
            .find(|(_, column)| column.name == name)
            .ok_or_else(|| {
                let columns = self.columns.iter().map(|column| column.name.as_str());
                let problem = format!("台账“{}”没有“{name}”这一列", self.name);
                MeasureError::new(name, problem, suggestion(name, columns))
            })
    }

    /// The rows a filter takes, in words.
    pub(crate) fn rows_in_words(&self, filter: &Filter) -> String {
        match filter.is_empty() {
            true => format!("台账“{}”", self.name),
            false => format!("台账“{}”中“{filter}”", self.name),
        }
    }
}
