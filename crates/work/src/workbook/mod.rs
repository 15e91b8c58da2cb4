//! 工作簿: a whole book out to a workbook that people fill in, and back, all of it or nothing.

mod begin;
mod faults;
mod merge;

use entry::{Change, Content, EntryId, Path};
use exchange::workbook::{Origin, Removal, Returned, back, origin, write};
use exchange::{CellFault, SheetError};
use folder::{Note, Shelf, Store};
use serde_json::{Value, json};

use crate::told::told_as_value;
use crate::{Failure, Refusal, desk};
use merge::{Merged, Sides};

pub use begin::{Start, begin};

/// How many entries may go without being asked for.
const MOST_REMOVED: usize = 5;

/// A book as a workbook that knows which state it was written from.
///
/// # Errors
/// When the book cannot be read.
pub fn export(shelf: &mut Shelf<impl Store>, note: &Note) -> Result<Vec<u8>, Failure> {
    shelf.take_in(note)?;
    let log = shelf.log()?;
    let origin = log.last().map(|last| Origin {
        seq: last.seq,
        state: last.state.clone(),
    });
    let content = shelf.content()?;
    let office = EntryId::default().inside("单位", "", 1);
    let name = content.entries.value(&office.field("名称"));
    let name = name.map(entry::Value::shown).unwrap_or_default();
    written(&format!("{name}绩效账本"), &content, origin.as_ref())
}

/// An empty workbook that says the year and the scheme already.
///
/// # Errors
/// When it cannot be written.
pub fn empty(start: &Start<'_>) -> Result<Vec<u8>, Failure> {
    let content = Content {
        entries: start.entries(),
        ..Content::default()
    };
    written("绩效账本", &content, None)
}

fn written(title: &str, content: &Content, origin: Option<&Origin>) -> Result<Vec<u8>, Failure> {
    write(title, content, origin).map_err(|error| Failure::Said(error.to_string()))
}

/// A workbook that came back.
#[derive(Debug)]
pub struct Request<'a> {
    /// What the file is called.
    pub file: &'a str,
    /// What it says.
    pub bytes: &'a [u8],
    /// Whether it is only tried.
    pub dry_run: bool,
    /// Whether many entries may go.
    pub allow_removal: bool,
}

/// What became of it.
#[derive(Debug)]
pub enum Answer {
    /// Nothing was taken in: everything that is wrong.
    Refused(Refusal),
    /// Nothing was taken in: this would go, and nobody said that it may.
    TooMany(Vec<Removal>),
    /// All of it was taken in, or would be.
    Taken(Box<Taken>),
}

/// What a workbook changes.
#[derive(Debug)]
pub struct Taken {
    /// What is done to the book.
    pub change: Change,
    /// Fields that the workbook says as it was written, and the book otherwise by now: they stay as the book has them.
    pub stale: Vec<(Path, entry::Value, entry::Value)>,
    /// The number of the last import by the same person since the workbook was written.
    pub imported_before: Option<u64>,
    /// What the workbook says no more.
    pub removed: Vec<Removal>,
    /// Sheets and columns that are not there, so that nothing of theirs changes.
    pub missing: Vec<String>,
    /// Sheets and columns that nothing is known of.
    pub unused: Vec<String>,
    /// The number of the operation; none where nothing was written.
    pub operation: Option<u64>,
}

/// Takes over what a workbook changes of the book it was written from, which others may have changed since.
///
/// # Errors
/// When the workbook or the book cannot be read.
pub fn import(
    shelf: &mut Shelf<impl Store>,
    request: &Request<'_>,
    note: &Note,
) -> Result<Answer, Failure> {
    let unread = |error: SheetError| Failure::Said(format!("“{}”：{error}", request.file));
    let origin = origin(request.bytes).map_err(unread)?;
    let sides = Sides::of(shelf, origin.as_ref(), note)?;
    let returned = back(request.bytes, &sides.base).map_err(unread)?;
    let mut faults = returned.faults.clone();
    let merged = match sides.merged(&returned) {
        Ok(merged) => merged,
        Err(conflicts) => return Ok(refused([faults, conflicts].concat())),
    };
    if let Some(broken) = desk::broken_by(shelf, &merged.change)? {
        faults::add(&mut faults, &broken, &returned, &merged.new.entries);
    }
    if !faults.is_empty() {
        return Ok(refused(faults));
    }
    let many = returned.removed.len() > MOST_REMOVED || returned.removed.iter().any(|one| one.last);
    if many && !request.allow_removal {
        return Ok(Answer::TooMany(returned.removed));
    }
    let done = match request.dry_run || merged.change.is_empty() {
        true => None,
        false => desk::publish(shelf, &merged.change, None, note)?,
    };
    let imported_before = sides.imported_before();
    let Merged { change, stale, .. } = merged;
    let Returned {
        removed,
        missing,
        unused,
        ..
    } = returned;
    Ok(Answer::Taken(Box::new(Taken {
        change,
        stale,
        imported_before,
        removed,
        missing,
        unused,
        operation: done.map(|operation| operation.seq),
    })))
}

fn refused(faults: Vec<CellFault>) -> Answer {
    Answer::Refused(Refusal(faults))
}

told_as_value!(Answer);

impl Answer {
    fn value(&self) -> Value {
        match self {
            Self::Refused(refusal) => refusal.value(),
            Self::TooMany(removed) => json!({ "imported": false, "removed": names(removed) }),
            Self::Taken(taken) => json!({
                "imported": taken.operation.is_some(),
                "operation": taken.operation,
                "change": taken.change,
                "removed": names(&taken.removed),
                "missing": taken.missing,
                "unused": taken.unused,
                "stale": taken.stale.iter().map(|(at, ..)| at.to_string()).collect::<Vec<_>>(),
            }),
        }
    }
}

fn names(removed: &[Removal]) -> Vec<&str> {
    removed.iter().map(|one| one.what.as_str()).collect()
}
