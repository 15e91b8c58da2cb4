//! The files that prove what a book claims (佐证材料).

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The files below `evidence/`, by their path inside it with `/` between folders.
///
/// Two lists are equal when they name the same files, wherever the files lie.
#[derive(Clone, Debug, Default)]
pub struct Evidence {
    files: BTreeMap<String, PathBuf>,
}

impl Evidence {
    /// Adds the file at `path` under `name`.
    pub fn insert(&mut self, name: impl Into<String>, path: impl Into<PathBuf>) {
        self.files.insert(name.into(), path.into());
    }

    /// Whether there is a file of that name.
    pub fn contains(&self, name: &str) -> bool {
        self.files.contains_key(name)
    }

    /// The names, sorted.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// Each name with the place of the file.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Path)> {
        self.files
            .iter()
            .map(|(name, path)| (name.as_str(), path.as_path()))
    }
}

impl PartialEq for Evidence {
    fn eq(&self, other: &Self) -> bool {
        self.names().eq(other.names())
    }
}

impl Eq for Evidence {}
