//! 撤销: an operation is taken back, which is an operation too.

use entry::Operation;
use folder::{Folder, Note, Shelf};
use serde::Serialize;

use crate::{Failure, desk};

/// What was taken back.
#[derive(Debug, Serialize)]
pub struct Undone {
    /// The operation that no longer holds.
    pub undone: Operation,
    /// The operation that took it back; none where nothing of it was left.
    pub done: Option<Operation>,
}

/// Takes back an operation, or the last one.
///
/// # Errors
/// When there is no such operation, something built on it since, or the book could not be read without it.
pub fn undo(shelf: &mut Shelf<Folder>, seq: Option<u64>, note: &Note) -> Result<Undone, Failure> {
    shelf.take_in(note)?;
    let undone = shelf.undoable(seq)?;
    let turned = undone.change.turned();
    let done = desk::publish(shelf, &turned, Some(undone.seq), note)?;
    Ok(Undone { undone, done })
}
