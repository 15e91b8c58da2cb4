//! Measures over ledgers too large to hold in memory: one pass over each file.
//!
//! The conditions on a column part its values into classes, and the classes of a row's cells say
//! which filters it passes. Rows are totalled by their classes, of which there are few, and the
//! totals are handed to the filters at the end: a row costs the same whether ten measures look at it
//! or a thousand.

mod axis;
mod group;
mod plan;
mod read;
mod run;
mod sheet;
mod standing;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroUsize;
use std::path::PathBuf;

use rustc_hash::FxHashMap;

use super::bound::BoundFilter;
use super::evaluate::Scope;
use super::table::{Table, Tables};
use super::total::{Demand, Total, Want};
use super::{Calendar, Measure, MeasureError, Measured};
use crate::ledger::{Column, Ledger};
use crate::{Date, Fact, Fault};
use plan::Plan;
use sheet::Sheet;

/// Ledgers in files, and what measures over them may look at besides.
#[derive(Clone, Debug)]
pub struct Files {
    /// The CSV file of each ledger, by the ledger's name. It is UTF-8.
    pub ledgers: BTreeMap<String, PathBuf>,
    /// The named figures (数据).
    pub facts: Vec<Fact>,
    /// The year.
    pub calendar: Calendar,
    /// The day that is looked back to, as by [`Book::as_of`](crate::Book::as_of).
    pub as_of: Option<Date>,
    /// How many parts of a file are read at once.
    pub threads: NonZeroUsize,
}

/// Computes measures, each for a place with its unit or else in its own, in one pass over the file of each ledger. A
/// ledger with a key takes one pass more, or several where it has millions of keys, as later rows
/// correct earlier ones. Memory is bounded whatever the length of the files.
///
/// The figures are those of [`Book::measure`](crate::Book::measure); long lists of rows are cut short
/// ([`Rows::are_all_named`](super::Rows::are_all_named)). Only the columns that a measure looks at
/// are read.
///
/// # Errors
/// When a file cannot be read, a cell that a measure looks at does not fit its column, or 去重 meets
/// more values than may be remembered. What is wrong with one measure alone is its own result.
pub fn stream(
    measures: &[(Measure, Option<&str>)],
    files: &Files,
) -> Result<Vec<Result<Measured, MeasureError>>, Fault> {
    let mut streamed = Streamed::open(measures, files)?;
    for (name, wanted) in streamed.wanted(measures, files) {
        if let Some(ledger) = streamed.0.get_mut(&name) {
            let plan = Plan::new(ledger.sheet.ledger.columns(), &wanted);
            ledger.totals = run::run(&plan, &ledger.sheet, files)?;
        }
    }
    let scope = Scope::new(&streamed, &files.facts, files.calendar);
    let measured = measures.iter().map(|(measure, unit)| match unit {
        Some(unit) => scope.measure(measure, unit),
        None => scope.measure_as_is(measure),
    });
    Ok(measured.collect())
}

/// What is totalled: the rows that pass a filter, and the cells of one column in them.
type Key = (BoundFilter, Option<(usize, Want)>);

/// Ledgers by name, each with its totals.
struct Streamed(BTreeMap<String, Totalled>);

struct Totalled {
    sheet: Sheet,
    as_of: Option<Date>,
    totals: FxHashMap<Key, Total>,
}

impl Streamed {
    /// Opens the ledgers that the measures look at.
    fn open(measures: &[(Measure, Option<&str>)], files: &Files) -> Result<Self, Fault> {
        let mut names = BTreeSet::new();
        let none = BTreeMap::<String, Ledger>::new();
        let scope = Scope::new(&none, &files.facts, files.calendar);
        for (measure, _) in measures {
            scope.statistics(measure, &mut |statistic| {
                names.insert(statistic.ledger().to_owned());
            });
        }
        let opened = files
            .ledgers
            .iter()
            .filter(|(name, _)| names.contains(*name));
        opened
            .map(|(name, path)| {
                let ledger = Totalled {
                    sheet: Sheet::open(name, path)?,
                    as_of: files.as_of,
                    totals: FxHashMap::default(),
                };
                Ok((name.clone(), ledger))
            })
            .collect::<Result<_, _>>()
            .map(Self)
    }

    /// What the measures want totalled, by ledger. A measure that does not fit its ledger wants
    /// nothing; its error is told when it is computed.
    fn wanted(
        &self,
        measures: &[(Measure, Option<&str>)],
        files: &Files,
    ) -> BTreeMap<String, Vec<Key>> {
        let scope = Scope::new(self, &files.facts, files.calendar);
        let mut wanted: BTreeMap<String, Vec<Key>> = BTreeMap::new();
        for (measure, _) in measures {
            scope.statistics(measure, &mut |statistic| {
                let Ok(table) = scope.table(statistic.ledger()) else {
                    return;
                };
                for demand in statistic.demands(&table).into_iter().flatten() {
                    if let Ok(filter) = BoundFilter::new(&demand.filter, &table) {
                        let keys = wanted.entry(table.name.to_owned()).or_default();
                        keys.push((filter, demand.column));
                    }
                }
            });
        }
        wanted
    }
}

impl Tables for Streamed {
    fn table(&self, name: &str) -> Option<(&[Column], Option<Date>)> {
        let ledger = self.0.get(name)?;
        Some((ledger.sheet.ledger.columns(), ledger.as_of))
    }

    fn names(&self) -> Vec<&str> {
        self.0.keys().map(String::as_str).collect()
    }

    fn total(&self, table: &Table<'_>, demand: &Demand) -> Result<Total, MeasureError> {
        let key = (BoundFilter::new(&demand.filter, table)?, demand.column);
        let totals = self.0.get(table.name).map(|ledger| &ledger.totals);
        let total = totals.and_then(|totals| totals.get(&key)).cloned();
        Ok(total.unwrap_or_else(|| Total::new(demand.column.map(|(_, want)| want))))
    }
}
