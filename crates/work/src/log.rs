//! 日志: who changed what in a book, when and why, and whether the log holds together.

use entry::{Operation, Path};
use folder::{Folder, Refused, Shelf};
use serde::Serialize;

use crate::Failure;

/// The operations from the newest on, those that concern a field where one is named, at most so many.
///
/// # Errors
/// When the log cannot be read or does not hold together.
pub fn operations(
    shelf: &Shelf<Folder>,
    field: Option<&Path>,
    limit: Option<usize>,
) -> Result<Vec<Operation>, Failure> {
    let wanted = |operation: &Operation| field.is_none_or(|at| operation.change.concerns(at));
    let newest = shelf.log()?.into_iter().rev().filter(wanted);
    Ok(newest.take(limit.unwrap_or(usize::MAX)).collect())
}

/// What became of a log.
#[derive(Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verified {
    /// There is none yet.
    Empty,
    /// It does not hold together; where, in words.
    Broken(String),
    /// Each operation follows from the one before it.
    Whole {
        /// How many there are.
        operations: usize,
        /// When the last one was, to the minute.
        last: String,
        /// Files that people changed since.
        edited: Vec<String>,
        /// Whether the book is what the last operation left.
        same: bool,
    },
}

impl Verified {
    /// Whether nothing speaks against the log.
    pub const fn is_sound(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Broken(_) => false,
            Self::Whole { edited, same, .. } => *same || !edited.is_empty(),
        }
    }
}

/// Whether the log holds together and the book is what it says last.
///
/// # Errors
/// When the files cannot be read.
pub fn verify(shelf: &Shelf<Folder>) -> Result<Verified, Failure> {
    let log = match shelf.log() {
        Err(Refused::Broken(broken)) => return Ok(Verified::Broken(broken.to_string())),
        log => log?,
    };
    let Some(last) = log.last() else {
        return Ok(Verified::Empty);
    };
    let edited = shelf.edited_by_hand()?;
    Ok(Verified::Whole {
        operations: log.len(),
        last: last.minute(),
        same: edited.is_empty() && shelf.state()? == last.state,
        edited,
    })
}
