//! A ledger's file read in parts at once, and the parts put together.

use std::ops::Range;
use std::thread;

use csv::ByteRecord;
use rustc_hash::FxHashMap;

use super::Key;
use super::days::{Days, OnDays};
use super::group::{MOST_RANGES, Passed, Totals};
use super::plan::Plan;
use super::read::{Bad, cell, read};
use super::sheet::{BadRow, Extent, Sheet};
use super::standing::{Standing, entered};
use crate::Fault;
use crate::ledger::Cell;
use crate::measure::total::{Tally, Total};

/// For each day the total of every key of the plan.
pub(super) fn run(
    plan: &Plan,
    sheet: &Sheet,
    days: &Days,
    threads: usize,
) -> Result<Vec<FxHashMap<Key, Total>>, Fault> {
    let whole = |error: BadRow| sheet.fault(&error, 0);
    let ranges = sheet.split(threads).map_err(whole)?;
    let standing = Standing::find(sheet, &ranges, days).map_err(whole)?;
    let part = |at: usize, range: &Range<u64>| {
        Part {
            at,
            plan,
            sheet,
            days,
            standing: standing.as_ref(),
        }
        .read(range.clone())
    };
    let parts: Vec<_> = thread::scope(|scope| {
        let running: Vec<_> = ranges
            .iter()
            .enumerate()
            .map(|(at, range)| scope.spawn(move || part(at, range)))
            .collect();
        running
            .into_iter()
            .map(thread::ScopedJoinHandle::join)
            .collect()
    });
    let passed = join(parts, sheet)?.unwrap_or_default();
    Ok(passed.iter().map(|passed| by_key(plan, passed)).collect())
}

/// A part of a file.
struct Part<'a> {
    at: usize,
    plan: &'a Plan,
    sheet: &'a Sheet,
    days: &'a Days,
    standing: Option<&'a Standing>,
}

impl Part<'_> {
    fn read(&self, range: Range<u64>) -> Result<(Extent, ByDay), BadRow> {
        let ledger = &self.sheet.ledger;
        let mut totals = Totals::new(self.plan, ledger.columns(), self.days.count());
        let withdrawn = ledger.withdrawn_column();
        let mut value = Cell::Empty;
        let extent = self.sheet.visit(range, |row, record| {
            let days = match self.standing {
                Some(standing) => standing.days(self.at, row),
                None => self.known(record)?,
            };
            if days == 0 {
                return Ok(());
            }
            if let Some(at) = withdrawn {
                read(&ledger.columns()[at], cell(record, at), &mut value)?;
                if value == Cell::YesNo(true) {
                    return Ok(());
                }
            }
            totals.take(row, record, days)
        })?;
        let handed_over = totals.hand_over();
        handed_over.map_err(|bad| BadRow { row: None, bad })?;
        Ok((extent, totals.passed))
    }

    /// The days on which a row is known.
    fn known(&self, record: &ByteRecord) -> Result<OnDays, Bad> {
        let entered = match self.days.look_back() {
            true => entered(&self.sheet.ledger, record)?,
            false => None,
        };
        let first = self.days.first(entered);
        Ok(first.map_or(0, |first| Days::between(first, self.days.count())))
    }
}

/// For each day, what passed each filter.
type ByDay = Vec<Vec<Passed>>;

type Outcome = thread::Result<Result<(Extent, ByDay), BadRow>>;

/// The parts as one, or the first thing that is wrong.
fn join(parts: Vec<Outcome>, sheet: &Sheet) -> Result<Option<ByDay>, Fault> {
    let mut whole: Option<ByDay> = None;
    let mut extents: Vec<Extent> = Vec::new();
    for part in parts {
        let start = extents.iter().map(|extent| extent.rows).sum();
        let broken = |_| BadRow {
            row: None,
            bad: Bad::new("统计中断了", "再试一次"),
        };
        let (extent, passed) = part
            .map_err(broken)
            .flatten()
            .map_err(|error| sheet.fault(&error, start))?;
        extents.push(extent);
        match &mut whole {
            None => whole = Some(passed),
            Some(whole) => {
                for (mine, mut other) in
                    whole.iter_mut().flatten().zip(passed.into_iter().flatten())
                {
                    other.rows.shift(start);
                    mine.rows.merge(&other.rows, MOST_RANGES);
                    for (mine, other) in mine.tallies.iter_mut().zip(&other.tallies) {
                        mine.merge(other);
                    }
                }
            }
        }
    }
    Sheet::starts(&extents).map_err(|error| sheet.fault(&error, 0))?;
    Ok(whole)
}

fn by_key(plan: &Plan, passed: &[Passed]) -> FxHashMap<Key, Total> {
    let keys = plan.keys.iter();
    keys.map(|(key, filter, place)| {
        let passed = &passed[*filter];
        let total = Total {
            rows: passed.rows.clone(),
            cells: place.map_or(Tally::Nothing, |place| passed.tallies[place].clone()),
        };
        (key.clone(), total)
    })
    .collect()
}
