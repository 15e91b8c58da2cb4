//! Which books are meant: a book, several, or folders full of them.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use crate::error::Failure;

/// The books named.
pub(super) enum Books {
    /// One, told in full.
    One(PathBuf),
    /// Several, told in one table.
    Many(Vec<PathBuf>),
}

/// The file every book has.
const BOOK: &str = "book.toml";

/// The books named, those of a folder in the order of their names.
pub(super) fn gather(named: &[PathBuf]) -> Result<Books, Failure> {
    if let [only] = named
        && (is_book(only) || !only.is_dir())
    {
        return Ok(Books::One(only.clone()));
    }
    let mut books = Vec::new();
    for folder in named {
        if is_book(folder) {
            books.push(folder.clone());
            continue;
        }
        let listed = std::fs::read_dir(folder).map_err(Failure::file("无法读取目录", folder))?;
        let entries = listed.map(|entry| entry.map(|entry| entry.path()));
        let entries: Vec<PathBuf> = entries
            .collect::<Result<_, _>>()
            .map_err(Failure::file("无法读取目录", folder))?;
        let mut found: Vec<PathBuf> = entries.into_iter().filter(|path| is_book(path)).collect();
        if found.is_empty() {
            return Err(Failure::Said(format!(
                "“{}”不是账本（没有 {BOOK}），下一层也没有账本。请写账本的目录，或装着账本的目录。",
                folder.display()
            )));
        }
        found.sort();
        books.extend(found);
    }
    Ok(Books::Many(books))
}

fn is_book(path: &Path) -> bool {
    path.join(BOOK).is_file()
}

/// A name for each book, no two the same: that of its folder, numbered where others are called so too.
pub(super) fn names(books: &[PathBuf]) -> Vec<String> {
    let mut seen: HashMap<String, usize> = HashMap::new();
    let name = |path: &PathBuf| {
        let name = path.file_name().unwrap_or(path.as_os_str());
        let name = name.to_string_lossy().into_owned();
        let count = seen.entry(name.clone()).or_default();
        *count += 1;
        match *count {
            1 => name,
            count => format!("{name}（{count}）"),
        }
    };
    books.iter().map(name).collect()
}
