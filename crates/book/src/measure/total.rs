//! What a measure asks of the rows of a ledger, and what they came to.

use std::cmp::Ordering;

use quantity::Decimal;
use rustc_hash::FxHashSet;

use super::bound::order;
use super::table::Table;
use super::{Filter, MeasureError, Rows, Source};
use crate::ledger::{Cell, Column};

/// What is wanted of the rows that pass a filter: always which they are, and how many.
pub(crate) struct Demand {
    pub(crate) filter: Filter,
    /// What is wanted of the cells of one column.
    pub(crate) column: Option<(usize, Want)>,
}

/// What is wanted of the cells of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Want {
    Sum,
    Least,
    Greatest,
    Distinct,
}

/// What the rows that pass a filter came to.
#[derive(Clone, Debug)]
pub(crate) struct Total {
    pub(crate) rows: Rows,
    pub(crate) cells: Tally,
}

/// What the cells of a column came to; the empty ones are passed over.
#[derive(Clone, Debug)]
pub(crate) enum Tally {
    /// Nothing is wanted of any column.
    Nothing,
    Sum(Sum),
    Least(Option<Cell>),
    Greatest(Option<Cell>),
    Distinct(FxHashSet<Cell>),
}

/// The exact sum of cells, with the places of the finest.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sum {
    /// `None` when it has outgrown an `i128`.
    total: Option<Decimal>,
    /// Cells that are not empty.
    pub(crate) filled: usize,
}

impl Demand {
    pub(crate) const fn rows(filter: Filter) -> Self {
        Self {
            filter,
            column: None,
        }
    }
}

impl Total {
    pub(crate) fn new(want: Option<Want>) -> Self {
        Self {
            rows: Rows::default(),
            cells: want.map_or(Tally::Nothing, Tally::new),
        }
    }

    /// Where the total came from.
    pub(crate) fn source(&self, table: &Table<'_>, column: Option<&Column>) -> Source {
        Source {
            unit: None,
            ledger: table.name.to_owned(),
            column: column.map(|column| column.name.clone()),
            rows: self.rows.clone(),
        }
    }

    /// How many rows there are.
    pub(crate) const fn count(&self) -> usize {
        self.rows.count()
    }
}

impl Tally {
    /// Takes another part in.
    pub(crate) fn merge(&mut self, other: &Self) {
        match (self, other) {
            (Self::Sum(mine), Self::Sum(other)) => mine.merge(*other),
            (Self::Least(_), Self::Least(None)) | (Self::Greatest(_), Self::Greatest(None)) => {}
            (Self::Least(kept), Self::Least(Some(cell))) => keep(kept, cell, Ordering::Less),
            (Self::Greatest(kept), Self::Greatest(Some(cell))) => {
                keep(kept, cell, Ordering::Greater);
            }
            (Self::Distinct(seen), Self::Distinct(others)) => {
                for cell in others {
                    if !seen.contains(cell) {
                        seen.insert(cell.clone());
                    }
                }
            }
            _ => {}
        }
    }

    pub(crate) fn new(want: Want) -> Self {
        match want {
            Want::Sum => Self::Sum(Sum {
                total: Some(Decimal::ZERO),
                filled: 0,
            }),
            Want::Least => Self::Least(None),
            Want::Greatest => Self::Greatest(None),
            Want::Distinct => Self::Distinct(FxHashSet::default()),
        }
    }

    /// How many values are remembered.
    pub(crate) fn remembered(&self) -> usize {
        match self {
            Self::Distinct(seen) => seen.len(),
            _ => 0,
        }
    }

    /// Takes a cell in.
    pub(crate) fn add(&mut self, cell: &Cell) {
        match (self, cell) {
            (Self::Nothing, _) | (_, Cell::Empty) => {}
            (Self::Sum(sum), Cell::Number(value)) => sum.add(*value),
            (Self::Sum(_), _) => {}
            (Self::Least(kept), cell) => keep(kept, cell, Ordering::Less),
            (Self::Greatest(kept), cell) => keep(kept, cell, Ordering::Greater),
            (Self::Distinct(seen), cell) => {
                if !seen.contains(cell) {
                    seen.insert(cell.clone());
                }
            }
        }
    }
}

/// Keeps the cell that comes first in that direction; of two equal numbers that with more places.
fn keep(kept: &mut Option<Cell>, cell: &Cell, wanted: Ordering) {
    let is_kept = kept.as_ref().is_none_or(|kept| {
        let found = order(cell, kept);
        found == Some(wanted) || (found == Some(Ordering::Equal) && places(cell) > places(kept))
    });
    if is_kept {
        *kept = Some(cell.clone());
    }
}

fn places(cell: &Cell) -> u8 {
    match cell {
        Cell::Number(value) => value.scale(),
        _ => 0,
    }
}

impl Sum {
    fn add(&mut self, value: Decimal) {
        self.filled += 1;
        self.total = self.total.and_then(|total| total.checked_add(value));
    }

    fn merge(&mut self, other: Self) {
        self.filled += other.filled;
        self.total = match (self.total, other.total) {
            (Some(mine), Some(other)) => mine.checked_add(other),
            _ => None,
        };
    }

    pub(crate) fn total(self) -> Result<Decimal, MeasureError> {
        self.total.ok_or_else(|| {
            let remedy = "核对这一列里特别大的数";
            MeasureError::new("", "加出来的数太大，算不了", remedy)
        })
    }
}
