//! Books on disk: read while nobody changes them, changed while nobody else does, with a line in the log.

use std::path::Path;

use book::{Book, Fault, Faults};
use entry::{Change, Files, Operation};
use folder::{Folder, New, Note, Shelf, Store};

use crate::Failure;

/// A book as it is on disk; nobody changes it while it is read.
///
/// # Errors
/// Everything that is wrong in it, with the addresses of what is.
pub fn load(folder: &Path) -> Result<Book, Failure> {
    let settled = Folder::settled(folder).map_err(Failure::file("无法读取", folder))?;
    if folder.is_file() {
        let remedy = "写账本所在的文件夹，即 book.toml 所在的那个";
        let problem = "给出的路径是一个文件，不是账本的文件夹";
        let fault = Fault::of_file(folder::BOOK, problem, remedy);
        return Err(Failure::faults(folder)(Faults(vec![fault])));
    }
    read(&settled).map_err(Failure::faults(folder))
}

/// The book on a shelf.
///
/// # Errors
/// Everything that is wrong in it.
pub fn of(shelf: &Shelf<impl Store>) -> Result<Book, Failure> {
    read(shelf.store()).map_err(Failure::faults(Path::new(&name(shelf))))
}

/// What the book on a shelf is called.
pub fn name(shelf: &Shelf<impl Store>) -> String {
    shelf.store().called()
}

/// A book of files, wherever they are kept.
///
/// # Errors
/// Everything that is wrong in it, with the addresses of what is.
pub fn read(files: &dyn Files) -> Result<Book, Faults> {
    Book::read(files).map_err(|mut faults| {
        addressed(&mut faults, &|file| text(files, file));
        faults
    })
}

/// The text of a file of a book, or of one of its units.
fn text(files: &dyn Files, file: &str) -> Option<String> {
    if let Ok(Some(bytes)) = files.read(file) {
        return folder::text(&bytes);
    }
    let ways = file.match_indices('/').map(|(at, _)| file.split_at(at));
    let mut units = ways.filter_map(|(way, rest)| Some((files.unit(way).ok()??, rest)));
    units.find_map(|(unit, rest)| text(unit.as_ref(), rest.trim_start_matches('/')))
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
    shelf: &mut Shelf<impl Store>,
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
    shelf: &mut Shelf<impl Store>,
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
pub fn broken_by(shelf: &Shelf<impl Store>, change: &Change) -> Result<Option<Faults>, Failure> {
    let Ok(book) = Book::read(shelf.store()) else {
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
        && let Ok(Some(bytes)) = shelf.store().read(folder::BOOK)
        && let Some(text) = folder::text(&bytes)
    {
        files.insert(folder::BOOK.to_owned(), text);
    }
    Ok(book.with_files(&files).err().map(|mut faults| {
        addressed(&mut faults, &|file| files.get(file).cloned());
        faults
    }))
}
