//! Books on disk: read while nobody changes them, changed while nobody else does, with a line in the log.

use std::path::Path;

use book::Book;
use entry::{Change, Operation};
use folder::{Folder, New, Note, Shelf};

use crate::clock;
use crate::error::Failure;

/// A book as it is on disk; nobody changes it while it is read.
pub(crate) fn load(folder: &Path) -> Result<Book, Failure> {
    let settled = Folder::settled(folder).map_err(Failure::file("无法读取", folder))?;
    let book = Book::load(folder).map_err(Failure::faults(folder));
    drop(settled);
    book
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
    let folder = shelf.store().dir().to_path_buf();
    // A book that is wrong already may be mended one field at a time.
    if let Ok(book) = Book::load(&folder) {
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
        book.with_files(&files).map_err(|faults| {
            Failure::Said(format!("这样改，账本就读不通了，没有改动：\n{faults}"))
        })?;
    }
    Ok(shelf.publish_undoing(change, undoes, note)?)
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
