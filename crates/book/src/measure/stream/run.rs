//! A ledger's file read in parts at once, and the parts put together.

use std::ops::Range;
use std::thread;

use rustc_hash::FxHashMap;

use super::group::{MOST_RANGES, Passed, Totals};
use super::plan::Plan;
use super::read::{Bad, cell, read};
use super::sheet::{BadRow, Extent, Sheet};
use super::standing::{Standing, entered};
use super::{Files, Key};
use crate::Fault;
use crate::ledger::Cell;
use crate::measure::total::{Tally, Total};

/// The total of every key of the plan.
pub(super) fn run(
    plan: &Plan,
    sheet: &Sheet,
    files: &Files,
) -> Result<FxHashMap<Key, Total>, Fault> {
    let whole = |error: BadRow| sheet.fault(&error, 0);
    let ranges = sheet.split(files.threads.get()).map_err(whole)?;
    let standing = Standing::find(sheet, &ranges, files.as_of).map_err(whole)?;
    let part = |at: usize, range: &Range<u64>| {
        Part {
            at,
            plan,
            sheet,
            files,
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
    Ok(join(parts, sheet)?.map_or_else(FxHashMap::default, |passed| by_key(plan, &passed)))
}

/// A part of a file.
struct Part<'a> {
    at: usize,
    plan: &'a Plan,
    sheet: &'a Sheet,
    files: &'a Files,
    standing: Option<&'a Standing>,
}

impl Part<'_> {
    fn read(&self, range: Range<u64>) -> Result<(Extent, Vec<Passed>), BadRow> {
        let ledger = &self.sheet.ledger;
        let mut totals = Totals::new(self.plan, ledger.columns());
        let withdrawn = ledger.withdrawn_column();
        let mut value = Cell::Empty;
        let extent = self.sheet.visit(range, |row, record| {
            if self
                .standing
                .is_some_and(|standing| !standing.holds(self.at, row))
            {
                return Ok(());
            }
            if self.files.as_of.is_some() && entered(ledger, record)? > self.files.as_of {
                return Ok(());
            }
            if let Some(at) = withdrawn {
                read(&ledger.columns()[at], cell(record, at), &mut value)?;
                if value == Cell::YesNo(true) {
                    return Ok(());
                }
            }
            totals.take(row, record)
        })?;
        let handed_over = totals.hand_over();
        handed_over.map_err(|bad| BadRow { row: None, bad })?;
        Ok((extent, totals.passed))
    }
}

type Outcome = thread::Result<Result<(Extent, Vec<Passed>), BadRow>>;

/// The parts as one, or the first thing that is wrong.
fn join(parts: Vec<Outcome>, sheet: &Sheet) -> Result<Option<Vec<Passed>>, Fault> {
    let mut whole: Option<Vec<Passed>> = None;
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
                for (mine, mut other) in whole.iter_mut().zip(passed) {
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
