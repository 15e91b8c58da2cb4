//! Books on disk: read while nobody changes them, changed while nobody else does, with a line in the log.

use std::path::Path;

use book::{Book, Faults};
use entry::{Change, Operation};
use folder::{Folder, New, Note, Shelf};

use crate::clock;
use crate::error::Failure;

/// A book as it is on disk; nobody changes it while it is read.
pub(crate) fn load(folder: &Path) -> Result<Book, Failure> {
    let settled = Folder::settled(folder).map_err(Failure::file("无法读取", folder))?;
    let book = Book::load(folder).map_err(|mut faults| {
        let text = |file: &str| folder::text(&std::fs::read(folder.join(file)).ok()?);
        addressed(&mut faults, &text);
        Failure::faults(folder)(faults)
    });
    drop(settled);
    book
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

/// Keeps others from changing a book; take it before reading what is to be changed.
pub(crate) fn hold(folder: &Path) -> Result<Shelf<Folder>, Failure> {
    let waiting = || {
        anstream::eprintln!("“{}”正由另一个命令改动，等它做完……", folder.display());
    };
    let held = Folder::hold(folder, waiting).map_err(Failure::file("无法改动", folder))?;
    Ok(Shelf::new(held))
}

/// Writes files of a book, all or none, and says so in its log.
pub(crate) fn write(
    shelf: &mut Shelf<Folder>,
    files: Vec<(String, New)>,
    via: &str,
) -> Result<(), Failure> {
    if files.is_empty() {
        return Ok(());
    }
    shelf.write(&files, &note(via, None))?;
    Ok(())
}

/// Makes a change, where the book is as right after it as before.
pub(crate) fn publish(
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
pub(crate) fn broken_by(shelf: &Shelf<Folder>, change: &Change) -> Result<Option<Faults>, Failure> {
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

/// Who does it, and when.
pub(crate) fn note(via: &str, why: Option<&str>) -> Note {
    let names = ["KAOCHENG_USER", "USER", "LOGNAME", "USERNAME"];
    let said = names.iter().filter_map(|name| std::env::var(name).ok());
    let by = said
        .map(|name| name.trim().to_owned())
        .find(|name| !name.is_empty());
    Note {
        by: by.unwrap_or_else(|| "未署名".to_owned()),
        on_behalf: None,
        via: via.to_owned(),
        why: why.map(str::to_owned),
        at: now(),
    }
}

/// The time in China.
fn now() -> String {
    let now = clock::in_china();
    let (date, (hour, minute, second)) = (now.date(), now.to_hms());
    format!("{date}T{hour:02}:{minute:02}:{second:02}+08:00")
}
