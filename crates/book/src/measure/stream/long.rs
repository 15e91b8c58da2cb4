//! A ledger whose rows stay in their file.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};
use std::thread;

use entry::Blob;
use rustc_hash::FxHashMap;

use super::Key;
use super::days::{Days, MOST_DAYS};
use super::plan::Plan;
use super::run::run;
use super::sheet::Sheet;
use crate::ledger::{Column, Ledger};
use crate::measure::bound::BoundFilter;
use crate::measure::table::Table;
use crate::measure::total::{Demand, Total};
use crate::measure::{Calendar, Measure, MeasureError};
use crate::reckoning::{Reckoning, locked};
use crate::{Date, Fault};

/// The most parts of a file that are read at once.
const MOST_THREADS: usize = 8;

/// A ledger too long to be loaded: its columns are known, its rows stay in their file. Measures look at the rows, nothing else
/// does.
///
/// The file is read when the first measure asks, once for all measures that are [foreseen](crate::Book::foresee) and all days
/// that are; a ledger with a key once more, or several times where it has millions of keys, as later rows correct earlier
/// ones. Memory is bounded whatever the length of the file, and the figures are those of a ledger that is loaded; long lists of
/// rows are cut short ([`Rows::are_all_named`](crate::Rows::are_all_named)).
#[derive(Clone, Debug)]
pub struct LongLedger {
    file: Arc<Opened>,
    /// The day it is looked at; `None` is after the last row.
    as_of: Option<Date>,
}

/// Two are equal when they are as long and have the same columns: their rows are not read for it.
impl PartialEq for LongLedger {
    fn eq(&self, other: &Self) -> bool {
        (self.bytes(), self.columns(), self.as_of) == (other.bytes(), other.columns(), other.as_of)
    }
}

impl Eq for LongLedger {}

/// The file, and what was found in it so far.
#[derive(Debug)]
struct Opened {
    sheet: Sheet,
    known: Mutex<Known>,
    reckoning: Reckoning,
}

#[derive(Debug, Default)]
struct Known {
    /// What is going to be asked.
    measures: Vec<Measure>,
    /// The days it is going to be asked of.
    days: BTreeSet<Date>,
    totals: FxHashMap<(Option<Date>, Key), Total>,
    /// Why the file cannot be read on.
    fault: Option<Fault>,
    passes: usize,
}

impl LongLedger {
    /// Opens the file and reads its header. It is UTF-8.
    pub(crate) fn open(name: &str, file: Blob) -> Result<Self, Fault> {
        let file = Opened {
            sheet: Sheet::open(name, file)?,
            known: Mutex::default(),
            reckoning: Reckoning::default(),
        };
        Ok(Self {
            file: Arc::new(file),
            as_of: None,
        })
    }

    /// The columns.
    pub fn columns(&self) -> &[Column] {
        self.header().columns()
    }

    /// The columns as a ledger without rows.
    pub(crate) fn header(&self) -> &Ledger {
        &self.file.sheet.ledger
    }

    /// Where its bytes are.
    pub(crate) fn blob(&self) -> &Blob {
        self.file.sheet.blob()
    }

    /// The length of the file in bytes.
    pub fn bytes(&self) -> u64 {
        self.file.sheet.bytes()
    }

    /// The day it is looked at; `None` is after the last row.
    pub const fn day(&self) -> Option<Date> {
        self.as_of
    }

    /// Whether rows say when they were entered, so that a past day can be looked back to.
    pub fn looks_back(&self) -> bool {
        self.header().looks_back()
    }

    /// How often the rows were read for measures.
    pub fn passes(&self) -> usize {
        locked(&self.file.known).passes
    }

    /// The ledger as it was known at the end of a day.
    pub(crate) fn as_of(&self, day: Date) -> Self {
        Self {
            as_of: Some(self.as_of.map_or(day, |earlier| earlier.min(day))),
            ..self.clone()
        }
    }

    /// Notes a measure over this ledger that is going to be asked, so that the rows are read once for all of it.
    pub(crate) fn foresee(&self, measure: Measure) {
        locked(&self.file.known).measures.push(measure);
    }

    /// Notes of which days it is going to be asked.
    pub(crate) fn foresee_days(&self, days: impl IntoIterator<Item = Date>) {
        locked(&self.file.known).days.extend(days);
    }

    pub(crate) fn reckoning(&self) -> &Reckoning {
        &self.file.reckoning
    }

    /// What the rows that pass a filter come to.
    pub(crate) fn total(&self, table: &Table<'_>, demand: &Demand) -> Result<Total, MeasureError> {
        let sheet = &self.file.sheet;
        let key = (BoundFilter::new(&demand.filter, table)?, demand.column);
        let wanted = (sheet.row_day(self.as_of), key);
        let mut known = locked(&self.file.known);
        if !known.totals.contains_key(&wanted) {
            let read = known.read(sheet, table, self.as_of, &wanted.1);
            read.map_err(|fault| unread(table.name, &fault))?;
        }
        let total = known.totals.get(&wanted).cloned();
        Ok(total.unwrap_or_else(|| Total::new(demand.column.map(|(_, want)| want))))
    }
}

impl Known {
    /// Reads the rows, for what is wanted on the day asked of and all that is foreseen.
    fn read(
        &mut self,
        sheet: &Sheet,
        table: &Table<'_>,
        asked: Option<Date>,
        wanted: &Key,
    ) -> Result<(), Fault> {
        if let Some(fault) = &self.fault {
            return Err(fault.clone());
        }
        let foreseen = self.days.iter().copied().map(Some).chain([None]);
        let foreseen = foreseen.filter(|day| *day != asked && !self.knows(sheet, table, *day));
        let asked: Vec<_> = [asked]
            .into_iter()
            .chain(foreseen)
            .take(MOST_DAYS)
            .collect();
        let days = Days::new(asked.iter().map(|day| sheet.row_day(*day)));
        let mut keys = vec![wanted.clone()];
        keys.extend(asked.iter().flat_map(|day| self.keys(table, *day)));
        let plan = Plan::new(sheet.ledger.columns(), &keys);
        let cores = thread::available_parallelism().map_or(1, usize::from);
        let threads = if cfg!(test) { 3 } else { cores };
        self.passes += 1;
        let totals = run(&plan, sheet, &days, threads.min(MOST_THREADS));
        let totals = totals.inspect_err(|fault| self.fault = Some(fault.clone()))?;
        for (day, totals) in days.iter().zip(totals) {
            let totals = totals.into_iter();
            self.totals
                .extend(totals.map(|(key, total)| ((day, key), total)));
        }
        Ok(())
    }
    /// What is foreseen to be asked on a day.
    fn keys(&self, table: &Table<'_>, day: Option<Date>) -> Vec<Key> {
        let table = Table {
            calendar: Calendar::of_year(table.calendar.year).on(day),
            ..*table
        };
        let demands = self.measures.iter().flat_map(|one| one.demands(&table));
        let bound = demands.filter_map(|demand| {
            let filter = BoundFilter::new(&demand.filter, &table).ok()?;
            Some((filter, demand.column))
        });
        bound.collect()
    }

    /// Whether all that is foreseen to be asked on a day is known already.
    fn knows(&self, sheet: &Sheet, table: &Table<'_>, day: Option<Date>) -> bool {
        let keys = self.keys(table, day).into_iter();
        let mut asked = keys.map(|key| (sheet.row_day(day), key));
        asked.all(|asked| self.totals.contains_key(&asked))
    }
}

fn unread(ledger: &str, fault: &Fault) -> MeasureError {
    let problem = format!("台账“{ledger}”第{}行：{}", fault.line, fault.problem);
    MeasureError::new(ledger, problem, &fault.remedy)
}
