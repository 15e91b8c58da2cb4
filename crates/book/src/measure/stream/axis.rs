//! What rows are told apart by: the classes that conditions part the cells of a column into.

use csv::ByteRecord;
use rustc_hash::FxHashMap;

use super::read::{Bad, cell, read};
use crate::ledger::{Cell, Column};
use crate::measure::bound::{Bound, Pair, Test};

/// The conditions on one column, or one comparison of two columns.
pub(super) enum Axis {
    Cell {
        column: usize,
        tests: Vec<Test>,
        /// Every cell the tests mention, and the empty one, rising. Cells between two neighbours pass
        /// the same tests.
        marks: Vec<Cell>,
        /// Whether most cells differ, so that it does not pay to remember them.
        numbers: bool,
    },
    Columns(Pair),
}

impl Axis {
    /// The axis of a condition that is no choice among others.
    pub(super) fn of(bound: &Bound) -> Option<Self> {
        match bound {
            Bound::Cell(column, test) => Some(Self::Cell {
                column: *column,
                tests: vec![test.clone()],
                marks: Vec::new(),
                numbers: false,
            }),
            Bound::Columns(pair) => Some(Self::Columns(pair.clone())),
            Bound::Either(_) => None,
        }
    }

    /// The place of a condition among the tests, where it is on this axis.
    pub(super) fn place(&mut self, bound: &Bound) -> Option<usize> {
        match (self, bound) {
            (Self::Cell { column, tests, .. }, Bound::Cell(at, test)) if column == at => {
                let known = tests.iter().position(|known| known == test);
                Some(known.unwrap_or_else(|| {
                    tests.push(test.clone());
                    tests.len() - 1
                }))
            }
            (Self::Columns(pair), Bound::Columns(other)) if pair == other => Some(0),
            _ => None,
        }
    }

    /// Sorts the cells that the tests mention, once all tests are known.
    pub(super) fn prepare(&mut self, columns: &[Column]) {
        if let Self::Cell {
            column,
            tests,
            marks,
            numbers,
        } = self
        {
            *numbers = columns[*column].kind.is_number();
            let mentioned = tests.iter().flat_map(Test::cells).cloned();
            *marks = mentioned.chain([Cell::Empty]).collect();
            marks.sort();
            marks.dedup();
        }
    }

    fn outcomes(&self, cell: &Cell, other: &Cell) -> Vec<bool> {
        match self {
            Self::Cell { tests, .. } => tests.iter().map(|test| test.holds(cell)).collect(),
            Self::Columns(pair) => vec![pair.holds(cell, other)],
        }
    }
}

/// The most spellings of cells that are remembered of a column.
const MOST_KNOWN: usize = if cfg!(test) { 3 } else { 16_384 };

/// The classes of one axis that have been met.
pub(super) struct Classes<'p> {
    axis: &'p Axis,
    columns: &'p [Column],
    /// What the tests say of each class.
    outcomes: Vec<Vec<bool>>,
    classes: FxHashMap<Vec<bool>, u32>,
    /// Classes by place among the marks: between two of them, or on one.
    places: Vec<Option<u32>>,
    /// Classes by the bytes of cells.
    known: FxHashMap<Box<[u8]>, u32>,
    scratch: (Cell, Cell),
}

impl<'p> Classes<'p> {
    pub(super) fn new(axis: &'p Axis, columns: &'p [Column]) -> Self {
        let places = match axis {
            Axis::Cell { marks, .. } => 2 * marks.len() + 1,
            Axis::Columns(_) => 0,
        };
        Self {
            axis,
            columns,
            outcomes: Vec::new(),
            classes: FxHashMap::default(),
            places: vec![None; places],
            known: FxHashMap::default(),
            scratch: (Cell::Empty, Cell::Empty),
        }
    }

    /// What the tests say of a class.
    pub(super) fn outcomes(&self, class: u32) -> &[bool] {
        &self.outcomes[class as usize]
    }

    /// The class of a row.
    pub(super) fn class(&mut self, row: &ByteRecord) -> Result<u32, Bad> {
        match self.axis {
            Axis::Cell {
                column,
                marks,
                numbers,
                ..
            } => self.cell_class(row, *column, marks, !numbers),
            Axis::Columns(pair) => {
                let (left, right) = (&self.columns[pair.left], &self.columns[pair.right]);
                read(left, cell(row, pair.left), &mut self.scratch.0)?;
                read(right, cell(row, pair.right), &mut self.scratch.1)?;
                Ok(self.intern())
            }
        }
    }

    fn cell_class(
        &mut self,
        row: &ByteRecord,
        column: usize,
        marks: &[Cell],
        remember: bool,
    ) -> Result<u32, Bad> {
        let bytes = cell(row, column);
        if remember && let Some(class) = self.known.get(bytes) {
            return Ok(*class);
        }
        read(&self.columns[column], bytes, &mut self.scratch.0)?;
        let place = match marks.binary_search(&self.scratch.0) {
            Ok(on) => 2 * on + 1,
            Err(before) => 2 * before,
        };
        let class = match self.places[place] {
            Some(class) => class,
            None => {
                let class = self.intern();
                self.places[place] = Some(class);
                class
            }
        };
        if remember && self.known.len() < MOST_KNOWN {
            self.known.insert(bytes.into(), class);
        }
        Ok(class)
    }

    /// The class of the cells that were read last.
    fn intern(&mut self) -> u32 {
        let outcomes = self.axis.outcomes(&self.scratch.0, &self.scratch.1);
        if let Some(class) = self.classes.get(&outcomes) {
            return *class;
        }
        let class = u32::try_from(self.outcomes.len()).unwrap_or(u32::MAX);
        self.outcomes.push(outcomes.clone());
        self.classes.insert(outcomes, class);
        class
    }
}
