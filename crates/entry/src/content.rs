//! All that a book holds.

use std::collections::BTreeMap;

use crate::{Digest, Entries};

/// All that a book holds, wherever it is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Content {
    /// What is written in `book.toml` and the files of the projects.
    pub entries: Entries,
    /// Files of text, by their paths inside the book: ledgers, narrative, definitions, schemes.
    pub texts: BTreeMap<String, String>,
    /// Files of any other form, which are kept by their digests: evidence, ledgers too long to be read whole.
    pub files: BTreeMap<String, Digest>,
}

/// Whether a file of text is a table that grows at its end: a ledger, or the register of evidence.
pub(crate) fn grows(path: &str) -> bool {
    path.to_lowercase().ends_with(".csv")
}
