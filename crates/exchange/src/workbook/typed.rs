//! What a field says as people read it, and what somebody typed as a field says it: one field at a time.

use entry::Value;
use entry::kind::{Field, Shape};

use super::cell::{Shown, shown};
use super::reading::{Found, read};
use crate::sheet::Raw;

/// Why something that was typed is not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong {
    /// What is wrong.
    pub problem: String,
    /// What to do.
    pub remedy: String,
}

/// What stands in a field, as the cell of a form shows it.
pub fn told(shape: Shape, value: Option<&Value>) -> String {
    match value.map_or(Shown::Empty, |value| shown(shape, value)) {
        Shown::Empty => String::new(),
        Shown::Text(text) | Shown::Number(text) => text,
        Shown::Day(day) => day.to_string(),
    }
}

/// Reads what somebody typed into a field; nothing clears it, and what says the same as before stays as it was written.
/// `unit` is the one that the entry itself states.
///
/// # Errors
/// When it is not certain what is meant.
pub fn typed(
    field: &Field,
    text: &str,
    was: Option<&Value>,
    unit: Option<&str>,
) -> Result<Option<Value>, Wrong> {
    let found = Found {
        raw: Raw::Text(text.to_owned()),
        percent: false,
        failed: false,
    };
    read(field, &found, was, unit)
}
