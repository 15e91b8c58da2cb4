//! Ledgers as measures see them: columns first, then totals of rows.

use std::collections::BTreeMap;

use super::bound::BoundFilter;
use super::total::{Demand, Total};
use super::{Calendar, Filter, LongLedger, MeasureError, Source};
use crate::ledger::{Column, ColumnType, Ledger, OVERVIEW};
use crate::reckoning::Reckoning;
use crate::{Book, Date};
use quantity::{Dimension, Unit};
use settings::suggestion;

/// Where the rows of ledgers are.
pub(crate) trait Tables {
    /// The columns of the ledger of that name, and the day it is looked back to.
    fn table(&self, name: &str) -> Option<(&[Column], Option<Date>)>;

    /// The names of the ledgers.
    fn names(&self) -> Vec<&str>;

    /// What the rows that pass a filter come to.
    fn total(&self, table: &Table<'_>, demand: &Demand) -> Result<Total, MeasureError>;

    /// What was asked of a ledger and found.
    fn reckoning(&self, name: &str) -> Option<&Reckoning>;

    /// Rows of a ledger, as the units know them that it is put together from.
    fn by_unit(&self, source: Source) -> Vec<Source>;
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

    fn reckoning(&self, name: &str) -> Option<&Reckoning> {
        self.get(name).map(|ledger| &**ledger.reckoning())
    }

    fn by_unit(&self, source: Source) -> Vec<Source> {
        match self.get(&source.ledger) {
            Some(ledger) => ledger.by_unit(source),
            None => vec![source],
        }
    }
}

impl Tables for Book {
    fn table(&self, name: &str) -> Option<(&[Column], Option<Date>)> {
        let long = || self.long_ledgers.get(name);
        let long = || long().map(|ledger| (ledger.columns(), ledger.day()));
        self.ledgers.table(name).or_else(long)
    }

    fn names(&self) -> Vec<&str> {
        let long = self.long_ledgers.keys().map(String::as_str);
        self.ledgers.names().into_iter().chain(long).collect()
    }

    fn total(&self, table: &Table<'_>, demand: &Demand) -> Result<Total, MeasureError> {
        match self.long_ledgers.get(table.name) {
            Some(ledger) => ledger.total(table, demand),
            None => self.ledgers.total(table, demand),
        }
    }

    fn reckoning(&self, name: &str) -> Option<&Reckoning> {
        let long = || self.long_ledgers.get(name).map(LongLedger::reckoning);
        self.ledgers.reckoning(name).or_else(long)
    }

    fn by_unit(&self, source: Source) -> Vec<Source> {
        self.ledgers.by_unit(source)
    }
}

/// A ledger's name and columns, and the days that periods are of.
#[derive(Clone, Copy)]
pub(crate) struct Table<'a> {
    pub(crate) name: &'a str,
    pub(crate) columns: &'a [Column],
    /// The day it is looked back to.
    pub(crate) day: Option<Date>,
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

    /// Refuses to add up or to average the rates of units, which stand in a department's overview: what they are
    /// rates of is of different size.
    pub(crate) fn refuse_rates(&self, column: &Column) -> Result<(), MeasureError> {
        let ColumnType::Quantity(unit) = column.kind else {
            return Ok(());
        };
        if self.name != OVERVIEW || !is_rate(unit) {
            return Ok(());
        }
        let problem = format!(
            "各单位的“{}”是比率（{unit}），不能相加，也不能直接平均",
            column.name
        );
        let remedy = "从各单位合在一起的台账统计，或写成分子之和 ÷ 分母之和";
        Err(MeasureError::new(&column.name, problem, remedy))
    }

    /// The rows a filter takes, in words.
    pub(crate) fn rows_in_words(&self, filter: &Filter) -> String {
        match filter.is_empty() {
            true => format!("台账“{}”", self.name),
            false => format!("台账“{}”中“{filter}”", self.name),
        }
    }
}

/// Whether amounts in the unit are parts of something else.
fn is_rate(unit: Unit) -> bool {
    matches!(
        unit.dimension(),
        Dimension::Percent | Dimension::PercentagePoint | Dimension::Multiple | Dimension::Price
    )
}
