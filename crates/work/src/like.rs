//! A new book made like that of another unit.

use std::sync::Arc;

use book::{Alike, Book};
use entry::Blob;

use crate::{Failure, todo};

/// The files of a new book of that unit and year, like another's, with what is to be done in it.
///
/// # Errors
/// When a name of the model cannot be a file's.
pub fn files(model: &Book, alike: &Alike) -> Result<Vec<(String, Blob)>, Failure> {
    let said = |error: book::SaveError| Failure::Said(error.to_string());
    let mut files = alike.book.files().map_err(said)?;
    let from = format!("照{}{}年度的账本建立", model.profile.name, model.year);
    let todo = todo::list(alike.book.year, &from, &alike.todo);
    files.push((todo::FILE.to_owned(), Arc::new(todo.into_bytes())));
    Ok(files)
}
