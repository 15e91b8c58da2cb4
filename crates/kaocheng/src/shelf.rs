//! Books on disk as the command knows them: who changes one, when, and who is told that another is at it.

use std::path::Path;

use book::Faults;
use folder::{Folder, New, Note, Shelf};

use crate::clock;
use crate::error::Failure;

pub(crate) use work::desk::{broken_by, load, publish};

/// Keeps others from changing a book; take it before reading what is to be changed.
pub(crate) fn hold(folder: &Path) -> Result<Shelf<Folder>, Failure> {
    work::desk::hold(folder, || {
        anstream::eprintln!("“{}”正由另一个命令改动，等它做完……", folder.display());
    })
}

/// What is wrong in a book after a change; one that was wrong before may be mended step by step.
pub(crate) fn still_wrong(folder: &Path) -> Option<Faults> {
    match load(folder) {
        Err(Failure::Faults { faults, .. }) => Some(faults),
        _ => None,
    }
}

/// Writes files of a book, all or none, and says so in its log.
pub(crate) fn write(
    shelf: &mut Shelf<Folder>,
    files: Vec<(String, New)>,
    via: &str,
) -> Result<(), Failure> {
    work::desk::write(shelf, files, &note(via, None))
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
