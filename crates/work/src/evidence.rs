//! 佐证: what proves a book is looked through, and new files are registered.

use book::{Added, Addition, Book, Inspection, Severity};
use folder::{Folder, New, Note, Shelf};
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

/// Registers files and copies into the book those that lie outside, all or none.
///
/// # Errors
/// When the book or a file cannot be read, or a name is taken by another file.
pub fn add(
    shelf: &mut Shelf<Folder>,
    addition: &Addition,
    note: &Note,
    progress: &mut dyn FnMut(u64),
) -> Result<Vec<Added>, Failure> {
    let folder = shelf.store().dir().to_path_buf();
    let book = Book::load(&folder).map_err(Failure::faults(&folder))?;
    let prepared = book.prepare_evidence(&folder, addition, progress);
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
