//! Business ledgers (台账): tables whose columns have types.

mod cell;
mod check;
mod column;
mod constraint;
mod definition;
mod header;
mod merge;
mod pooled;
mod read;
mod reference;
mod standing;
mod write;

use std::sync::{Arc, OnceLock};

use crate::Date;
use crate::names::is_word;
use crate::reckoning::Reckoning;

pub use cell::Cell;
pub use column::{Column, ColumnType};
pub use constraint::Constraint;
pub use definition::Definition;
pub use merge::{Fate, Merge, MergeError};
pub(crate) use pooled::{Part, UNIT_COLUMN};
pub(crate) use read::read;
pub(crate) use reference::dangling;
pub(crate) use write::write;

/// A table of typed columns. Every row has one cell a column, of the column's type.
///
/// A ledger is a log: rows are added and never changed. Two ledgers are equal when they hold the
/// same rows and look back to the same day.
#[derive(Clone, Debug)]
pub struct Ledger {
    columns: Arc<Vec<Column>>,
    rows: Arc<Vec<Row>>,
    /// The day it is looked at; `None` is after the last row.
    as_of: Option<Date>,
    /// Which rows come from which subordinate unit; none where it is one book's own.
    parts: Arc<Vec<Part>>,
    /// The rows that count, once they are asked for.
    standing: OnceLock<Arc<Vec<usize>>>,
    /// What was asked of the rows and found, on any day.
    reckoning: OnceLock<Arc<Reckoning>>,
}

impl PartialEq for Ledger {
    fn eq(&self, other: &Self) -> bool {
        (&self.columns, &self.rows, self.as_of) == (&other.columns, &other.rows, other.as_of)
    }
}

impl Eq for Ledger {}

/// The name of the ledger that a department's book has of its subordinate units, one row each.
pub const OVERVIEW: &str = "下属单位";

/// A row: one cell a column.
pub type Row = Vec<Cell>;

impl Ledger {
    /// A ledger without rows; the error says which name is bad or used twice.
    pub fn new(columns: Vec<Column>) -> Result<Self, String> {
        if columns.is_empty() {
            return Err("台账一列也没有".to_owned());
        }
        for (at, column) in columns.iter().enumerate() {
            if !is_word(&column.name) {
                return Err(format!("列名“{}”是空的，或含有空格、标点", column.name));
            }
            if columns[..at].iter().any(|other| other.name == column.name) {
                return Err(format!("列“{}”出现了两次", column.name));
            }
            if let ColumnType::Choice(words) = &column.kind {
                check_choice(&column.name, words)?;
            }
        }
        check_entered(&columns)?;
        Ok(Self::of_checked(columns))
    }

    /// A ledger without rows, of columns that were checked before.
    pub(crate) fn of_checked(columns: Vec<Column>) -> Self {
        Self {
            columns: Arc::new(columns),
            rows: Arc::default(),
            as_of: None,
            parts: Arc::default(),
            standing: OnceLock::new(),
            reckoning: OnceLock::new(),
        }
    }

    /// Adds a row; the error says which cell does not fit.
    pub fn push(&mut self, row: Row) -> Result<(), String> {
        self.check_cells(&row, None)?;
        Arc::make_mut(&mut self.rows).push(row);
        self.standing = OnceLock::new();
        self.reckoning = OnceLock::new();
        Ok(())
    }

    /// Whether a row fits, but for the column at `passed`.
    fn check_cells(&self, row: &Row, passed: Option<usize>) -> Result<(), String> {
        if row.len() != self.columns.len() {
            return Err(format!(
                "这一行有{}格，表头有{}列",
                row.len(),
                self.columns.len()
            ));
        }
        for (at, (column, cell)) in self.columns.iter().zip(row).enumerate() {
            if Some(at) != passed {
                let problem = column.check(cell);
                problem.map_err(|problem| format!("“{}”列{problem}", column.name))?;
            }
        }
        if row.iter().all(|cell| *cell == Cell::Empty) {
            return Err("这一行全是空的".to_owned());
        }
        Ok(())
    }

    /// The columns.
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// Every row of the file, with those that a later one corrects or withdraws. What counts is
    /// [`standing`](Self::standing).
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// The place of the column of that name.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.name == name)
    }

    /// What was asked of the rows and found.
    pub(crate) fn reckoning(&self) -> &Arc<Reckoning> {
        self.reckoning.get_or_init(Arc::default)
    }

    /// How often the rows were gone through for a measure: once for each function over them and each day, by whatever it is
    /// asked.
    pub fn evaluations(&self) -> usize {
        self.reckoning().evaluated()
    }

    /// The number a spreadsheet gives to the row at `index`: the header is row 1.
    pub const fn row_number(index: usize) -> usize {
        index + 2
    }
}

fn check_choice(column: &str, words: &[String]) -> Result<(), String> {
    let bad = words.iter().find(|word| !is_word(word));
    match bad {
        Some(word) => Err(format!(
            "列“{column}”的选项“{word}”是空的，或含有空格、标点"
        )),
        None if words.is_empty() => Err(format!("列“{column}”的枚举没有选项")),
        None => Ok(()),
    }
}

fn check_entered(columns: &[Column]) -> Result<(), String> {
    let mut entered = columns
        .iter()
        .filter(|column| column.kind == ColumnType::Entered);
    let first = entered.next();
    if let (Some(first), Some(second)) = (first, entered.next()) {
        return Err(format!(
            "“{}”和“{}”都是登记日期，只能有一列",
            first.name, second.name
        ));
    }
    if let Some(column) = first.filter(|column| column.optional || column.key) {
        return Err(format!(
            "登记日期“{}”每行都要有，也不能作主键：去掉类型后面的“?”和“*”",
            column.name
        ));
    }
    let loose = columns.iter().find(|column| column.key && column.optional);
    loose.map_or(Ok(()), |column| {
        Err(format!(
            "“{}”列是主键（*），不能是可空的（?）：去掉“?”",
            column.name
        ))
    })
}
