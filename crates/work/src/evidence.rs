//! 佐证: what proves a book is looked through, and new files are registered.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use book::{Added, Addition, Book, Inspection, Offered, Severity};
use folder::{New, Note, Shelf, Store};
use serde_json::{Value, json};

use crate::told::told_as_value;
use crate::{Failure, desk};

/// The evidence of a book, with what is wrong with it.
#[derive(Debug)]
pub struct Inspected(pub Inspection);

/// Reads every file; `progress` is told how many bytes were read.
pub fn inspect(book: &Book, progress: &mut dyn FnMut(u64)) -> Inspected {
    Inspected(book.inspect_evidence(progress))
}

/// A file of this machine to be registered as evidence of the book in a folder: where it lies there, or else in a folder
/// below `evidence/`.
///
/// # Errors
/// When there is no such file.
pub fn offered(book: &Path, path: &Path, folder: &str) -> Result<Offered, Failure> {
    if !path.is_file() {
        let path = path.display();
        return Err(Failure::Said(format!(
            "没有文件 {path}：核对路径。没有登记任何文件。"
        )));
    }
    let there = inside(&book.join("evidence"), path);
    let named = || {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        match folder.trim_matches('/') {
            "" => name.into_owned(),
            folder => format!("{folder}/{name}"),
        }
    };
    Ok(Offered {
        there: there.is_some(),
        name: there.unwrap_or_else(named),
        file: Arc::new(path.to_path_buf()),
    })
}

/// The name of a file that lies in a folder.
fn inside(folder: &Path, path: &Path) -> Option<String> {
    let folder = fs::canonicalize(folder).ok()?;
    let path = fs::canonicalize(path).ok()?;
    let parts = path.strip_prefix(folder).ok()?.iter();
    let parts: Vec<_> = parts.map(|part| part.to_string_lossy()).collect();
    Some(parts.join("/"))
}

/// Registers files and copies into the book those that lie outside, all or none.
///
/// # Errors
/// When the book or a file cannot be read, or a name is taken by another file.
pub fn add(
    shelf: &mut Shelf<impl Store>,
    addition: &Addition,
    note: &Note,
    progress: &mut dyn FnMut(u64),
) -> Result<Vec<Added>, Failure> {
    let book = desk::of(shelf)?;
    let prepared = book.prepare_evidence(addition, progress);
    let prepared =
        prepared.map_err(|error| Failure::Said(format!("{error}。没有登记任何文件。")))?;
    let copies = prepared.copies.into_iter();
    let copies = copies.map(|(to, from)| (to, New::Copy(from)));
    let register = prepared.register.into_iter();
    let register = register.map(|(path, bytes)| (path, New::Bytes(bytes)));
    desk::write(shelf, copies.chain(register).collect(), note)?;
    Ok(prepared.added)
}

told_as_value!(Inspected);

impl Inspected {
    /// Whether nothing is wrong with it.
    pub fn is_sound(&self) -> bool {
        let mut troubles = self.0.troubles.iter();
        troubles.all(|trouble| trouble.kind.severity() == Severity::Hint)
    }

    fn value(&self) -> Value {
        let inspection = &self.0;
        let files = inspection.files.iter().map(|file| {
            let entry = file.entry.as_ref();
            json!({
                "file": file.file, "size": file.size,
                "sm3": file.digests.sm3, "sha256": file.digests.sha256,
                "by": entry.map(|entry| &entry.by),
                "date": entry.map(|entry| entry.date.to_string()),
                "note": entry.and_then(|entry| entry.note.as_ref()),
                "proves": file.proves,
            })
        });
        let troubles = inspection.troubles.iter().map(|trouble| {
            json!({
                "file": trouble.file, "kind": trouble.kind.word(),
                "severity": trouble.kind.severity().to_string(), "message": trouble.message,
            })
        });
        json!({ "files": files.collect::<Vec<_>>(), "troubles": troubles.collect::<Vec<_>>() })
    }
}
