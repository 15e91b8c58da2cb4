//! Rows totalled by their classes.

use csv::ByteRecord;
use rustc_hash::FxHashMap;

use super::axis::Classes;
use super::days::{OnDays, places};
use super::plan::{Filter, Plan};
use super::read::{Bad, cell, read};
use crate::ledger::{Cell, Column};
use crate::measure::rows::Rows;
use crate::measure::total::{Tally, Want};

/// The most groups that are held at once; then they are handed to the filters.
const MOST_GROUPS: usize = if cfg!(test) { 3 } else { 65_536 };

/// The most ranges of rows that are named of a filter.
pub(super) const MOST_RANGES: usize = 16;

/// The most ranges of rows that are named of a group.
const MOST_OF_GROUP: usize = 4;

/// The most different values that 去重 may remember, in all filters together.
const MOST_VALUES: usize = 500_000;

/// What the rows that pass a filter came to.
pub(super) struct Passed {
    pub(super) rows: Rows,
    /// One for each of what the filter wants.
    pub(super) tallies: Vec<Tally>,
}

/// Totals the rows of a part of a file.
pub(super) struct Totals<'p> {
    plan: &'p Plan,
    columns: &'p [Column],
    axes: Vec<Classes<'p>>,
    groups: FxHashMap<Box<[u32]>, usize>,
    group: Vec<Group>,
    /// For each day, what passed each filter.
    pub(super) passed: Vec<Vec<Passed>>,
    /// Values that 去重 remembers.
    values: usize,
    classes: Vec<u32>,
    scratch: Cell,
}

/// Rows of the same classes that count on the same days.
struct Group {
    rows: Rows,
    days: OnDays,
    /// The filters they pass.
    filters: Vec<usize>,
    /// Columns with what is wanted of them, columns rising.
    tallies: Vec<(usize, Want, Tally)>,
}

impl<'p> Totals<'p> {
    pub(super) fn new(plan: &'p Plan, columns: &'p [Column], days: usize) -> Self {
        let axes = plan.axes.iter().map(|axis| Classes::new(axis, columns));
        let passed = |filter: &Filter| Passed {
            rows: Rows::default(),
            tallies: filter
                .wants
                .iter()
                .map(|(_, want)| Tally::new(*want))
                .collect(),
        };
        let on_a_day = || plan.filters.iter().map(passed).collect();
        Self {
            plan,
            columns,
            axes: axes.collect(),
            groups: FxHashMap::default(),
            group: Vec::new(),
            passed: (0..days).map(|_| on_a_day()).collect(),
            values: 0,
            classes: Vec::new(),
            scratch: Cell::Empty,
        }
    }

    /// Takes a row in that counts on these days.
    pub(super) fn take(
        &mut self,
        place: usize,
        record: &ByteRecord,
        days: OnDays,
    ) -> Result<(), Bad> {
        self.classes.clear();
        self.classes.extend(halves(days));
        for axis in &mut self.axes {
            self.classes.push(axis.class(record)?);
        }
        let at = match self.groups.get(self.classes.as_slice()) {
            Some(at) => *at,
            None => self.open(days)?,
        };
        let group = &mut self.group[at];
        if group.filters.is_empty() {
            return Ok(());
        }
        group.rows.push_within(place, MOST_OF_GROUP);
        let mut last = None;
        for (column, want, tally) in &mut group.tallies {
            if last != Some(*column) {
                read(
                    &self.columns[*column],
                    cell(record, *column),
                    &mut self.scratch,
                )?;
                last = Some(*column);
            }
            let known = tally.remembered();
            tally.add(&self.scratch);
            if *want == Want::Distinct {
                self.values += tally.remembered() - known;
            }
        }
        check(self.values)
    }

    /// A group for classes that are met together for the first time.
    fn open(&mut self, days: OnDays) -> Result<usize, Bad> {
        if self.group.len() == MOST_GROUPS {
            self.hand_over()?;
        }
        let classes = &self.classes[halves(days).len()..];
        let axes = self.axes.iter().zip(classes);
        let outcomes: Vec<&[bool]> = axes.map(|(axis, class)| axis.outcomes(*class)).collect();
        let filters = self.plan.holding(&outcomes);
        let wants = filters.iter().flat_map(|at| &self.plan.filters[*at].wants);
        let mut wants: Vec<_> = wants.copied().collect();
        wants.sort_unstable();
        wants.dedup();
        let tallies = wants.into_iter();
        let at = self.group.len();
        self.group.push(Group {
            rows: Rows::default(),
            days,
            filters,
            tallies: tallies
                .map(|(column, want)| (column, want, Tally::new(want)))
                .collect(),
        });
        self.groups.insert(self.classes.as_slice().into(), at);
        Ok(at)
    }

    /// Hands the totals of all groups to the filters their rows pass.
    pub(super) fn hand_over(&mut self) -> Result<(), Bad> {
        self.groups.clear();
        for group in self.group.drain(..) {
            let on_days = places(group.days);
            for (day, at) in on_days.flat_map(|day| group.filters.iter().map(move |at| (day, at))) {
                let passed = &mut self.passed[day][*at];
                passed.rows.merge(&group.rows, MOST_RANGES);
                for (want, tally) in self.plan.filters[*at].wants.iter().zip(&mut passed.tallies) {
                    let wanted = group.tallies.iter();
                    let mut wanted = wanted.filter(|(column, kind, _)| (*column, *kind) == *want);
                    if let Some((.., part)) = wanted.next() {
                        let known = tally.remembered();
                        tally.merge(part);
                        self.values += tally.remembered() - known;
                    }
                }
                check(self.values)?;
            }
            let freed = group.tallies.iter().map(|(.., tally)| tally.remembered());
            self.values -= freed.sum::<usize>();
        }
        Ok(())
    }
}

/// The days as classes, which rows are told apart by as well.
const fn halves(days: OnDays) -> [u32; 2] {
    [days as u32, (days >> 32) as u32]
}

fn check(values: usize) -> Result<(), Bad> {
    match values > MOST_VALUES {
        false => Ok(()),
        true => Err(Bad::new(
            format!("去重要记住的不同的值超过 {MOST_VALUES} 个"),
            "缩小“去重”的条件，或把这个台账按年度拆开",
        )),
    }
}
