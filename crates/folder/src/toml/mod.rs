//! Entries as TOML: read with their places, written field by field so that all else in a file stays as it is.

mod edit;
mod read;
mod render;

pub(crate) use edit::{Unclear, edited};
pub use read::{Layout, Read, Syntax, read};

/// Fields at the beginning of a file.
pub(crate) fn lines(fields: &entry::Fields) -> String {
    fields
        .iter()
        .map(|(key, value)| render::line(key, value))
        .collect()
}
