//! A book as one workbook, out and back: what people fill in who write no TOML.
//!
//! Sheets and columns are those of the table of kinds ([`entry::kind`]): a field added there is a column here. A hidden
//! column holds the address of each row's entry. What comes back is compared with the book as it was written out, cell by
//! cell: one that says the same keeps what the book says, letter by letter, and a sheet or column that is missing keeps
//! all of its own.

mod cell;
mod guide;
mod layout;
mod reading;
mod returned;
mod sheets;
mod tree;
mod typed;
mod write;

use std::collections::BTreeMap;

use entry::{Digest, Step};

pub use returned::{Removal, Returned, back, origin};
pub use typed::{Wrong, told, typed};
pub use write::write;

/// From which state of a book a workbook was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The last operation of its log by then.
    pub seq: u64,
    /// What the book came to.
    pub state: Digest,
}

/// What an entry is called by those that lie in it: 2022-Q2.
fn label(step: &Step) -> String {
    match step.nth {
        1 => step.key.clone(),
        nth => format!("{}#{nth}", step.key),
    }
}

/// The pieces of narrative among the texts of a book: path, name and words.
fn pieces(texts: &BTreeMap<String, String>) -> impl Iterator<Item = (&str, &str, &str)> {
    texts.iter().filter_map(|(path, words)| {
        let name = path.strip_prefix("text/")?.strip_suffix(".md")?;
        Some((path.as_str(), name, words.as_str()))
    })
}
