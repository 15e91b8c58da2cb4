//! Books on disk: read while nobody changes them, changed while nobody else does, with a line in the log.

use std::path::Path;

use book::{Book, Faults};
use entry::{Change, Operation};
use folder::{Folder, New, Note, Shelf};

use crate::Failure;

/// A book as it is on disk; nobody changes it while it is read.
///
/// # Errors
/// Everything that is wrong in it, with the addresses of what is.
pub fn load(folder: &Path) -> Result<Book, Failure> {
    let settled = Folder::settled(folder).map_err(Failure::file("无法读取", folder))?;
    let book = Book::load(folder).map_err(|mut faults| {
        let text = |file: &str| folder::text(&std::fs::read(folder.join(file)).ok()?);
        addressed(&mut faults, &text);
        Failure::faults(folder)(faults)
    });
    drop(settled);
    book
}

/// A book that is looked at and not changed; nobody changes it meanwhile.
///
/// # Errors
/// When it cannot be read.
pub fn settled(folder: &Path) -> Result<Shelf<Folder>, Failure> {
    let settled = Folder::settled(folder).map_err(Failure::file("无法读取", folder))?;
    Ok(Shelf::new(settled))
}

/// Says of each fault of a file of entries which entry and field it is in.
fn addressed(faults: &mut Faults, text: &dyn Fn(&str) -> Option<String>) {
    let mut known: Option<(String, String, folder::Layout)> = None;
    for fault in faults.0.iter_mut().filter(|fault| fault.line > 0) {
        if known.as_ref().is_none_or(|(file, ..)| *file != fault.file) {
            known = layout(&fault.file, text);
        }
        if let Some((file, text, layout)) = &known
            && *file == fault.file
        {
            let line = text.split_inclusive('\n').take(fault.line - 1);
            let start: usize = line.map(str::len).sum();
            let column = text[start..].chars().take(fault.column.saturating_sub(1));
            let place = start + column.map(char::len_utf8).sum::<usize>();
            fault.at = layout.at(place).map(|at| at.to_string());
        }
    }
}

/// A file of entries of the book, or of a unit below it, with where everything stands.
fn layout(
    file: &str,
    text: &dyn Fn(&str) -> Option<String>,
) -> Option<(String, String, folder::Layout)> {
    let parts: Vec<&str> = file.split('/').collect();
    let inside = (0..parts.len()).map(|from| parts[from..].join("/"));
    let base = inside
        .filter_map(|path| folder::entry_of_file(&path))
        .next()?;
    let text = text(file)?;
    let read = folder::read(&text, &base).ok()?;
    Some((file.to_owned(), text, read.layout))
}

/// Keeps others from changing a book; take it before reading what is to be changed. `waiting` is called once where
/// somebody else is changing it.
///
/// # Errors
/// When there is no such folder or the system refuses.
pub fn hold(folder: &Path, waiting: impl FnOnce()) -> Result<Shelf<Folder>, Failure> {
    let held = Folder::hold(folder, waiting).map_err(Failure::file("无法改动", folder))?;
    Ok(Shelf::new(held))
}

/// Writes files of a book, all or none, and says so in its log.
///
/// # Errors
/// When a file cannot be written; then none is.
pub fn write(
    shelf: &mut Shelf<Folder>,
    files: Vec<(String, New)>,
    note: &Note,
) -> Result<(), Failure> {
    if files.is_empty() {
        return Ok(());
    }
    shelf.write(&files, note)?;
    Ok(())
}

/// Makes a change, where the book is as right after it as before.
///
/// # Errors
/// When the book could not be read after it, with all that would be wrong; then nothing is changed.
pub fn publish(
    shelf: &mut Shelf<Folder>,
    change: &Change,
    undoes: Option<u64>,
    note: &Note,
) -> Result<Option<Operation>, Failure> {
    shelf.take_in(note)?;
    if let Some(faults) = broken_by(shelf, change)? {
        return Err(Failure::Said(format!(
            "这样改，账本就读不通了，没有改动：\n{faults}"
        )));
    }
    Ok(shelf.publish_undoing(change, undoes, note)?)
}

/// What a change would make wrong of a book that is right; none where it is right after it, or was wrong before: then it
/// may be mended one field at a time.
///
/// # Errors
/// When a file cannot be read.
pub fn broken_by(shelf: &Shelf<Folder>, change: &Change) -> Result<Option<Faults>, Failure> {
    let folder = shelf.store().dir().to_path_buf();
    let Ok(book) = Book::load(&folder) else {
        return Ok(None);
    };
    let mut files = std::collections::BTreeMap::new();
    for (path, new) in shelf.files_with(change)? {
        if let New::Bytes(bytes) = new
            && let Some(text) = folder::text(&bytes)
        {
            files.insert(path, text);
        }
    }
    if !files.contains_key(folder::BOOK)
        && let Ok(bytes) = std::fs::read(folder.join(folder::BOOK))
        && let Some(text) = folder::text(&bytes)
    {
        files.insert(folder::BOOK.to_owned(), text);
    }
    Ok(book.with_files(&files).err().map(|mut faults| {
        addressed(&mut faults, &|file| files.get(file).cloned());
        faults
    }))
}
