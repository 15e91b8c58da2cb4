//! Ledgers as measures see them: columns first, then totals of rows.

use std::collections::BTreeMap;

use super::bound::BoundFilter;
use super::total::{Demand, Total};
use super::{Calendar, Filter, MeasureError};
use crate::Date;
use crate::ledger::{Column, Ledger};
use settings::suggestion;

/// Where the rows of ledgers are.
pub(crate) trait Tables {
    /// The columns of the ledger of that name, and the day it is looked back to.
    fn table(&self, name: &str) -> Option<(&[Column], Option<Date>)>;

    /// The names of the ledgers.
    fn names(&self) -> Vec<&str>;

    /// What the rows that pass a filter come to.
    fn total(&self, table: &Table<'_>, demand: &Demand) -> Result<Total, MeasureError>;
}

impl Tables for BTreeMap<String, Ledger> {
    fn table(&self, name: &str) -> Option<(&[Column], Option<Date>)> {
        let ledger = self.get(name)?;
        Some((ledger.columns(), ledger.day()))
    }

    fn names(&self) -> Vec<&str> {
        self.keys().map(String::as_str).collect()
    }

    fn total(&self, table: &Table<'_>, demand: &Demand) -> Result<Total, MeasureError> {
        let filter = BoundFilter::new(&demand.filter, table)?;
        let mut total = Total::new(demand.column.map(|(_, want)| want));
        let rows = self.get(table.name).map(Ledger::standing_rows);
        for (index, row) in rows.into_iter().flatten() {
            if filter.holds(row) {
                total.rows.push(index);
                if let Some(cell) = demand.column.and_then(|(at, _)| row.get(at)) {
                    total.cells.add(cell);
                }
            }
        }
        Ok(total)
    }
}

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
