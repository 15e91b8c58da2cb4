//! 操作记录: who changed what and when, and whether nobody changed the record.

use askama::Template;
use entry::{Change, EntryId, Fields, Operation, Path, Value};
use work::Failure;
use work::log::{Verified, operations, verify};

use super::head::{Head, TABS, Tab};
use super::shelves::Shelved;

/// Operations of a page.
const PAGE: usize = 50;

/// Parts of an operation that are shown.
const PARTS: usize = 20;

/// The log of a book.
#[derive(Template)]
#[template(path = "books/log.html")]
pub(crate) struct Log {
    head: Head,
    tabs: &'static [Tab],
    at: String,
    /// Why nothing is shown of it.
    unread: Option<String>,
    lines: Vec<Line>,
    page: usize,
    more: bool,
    verified: Verified,
}

/// An operation.
struct Line {
    seq: u64,
    when: String,
    by: String,
    via: String,
    why: Option<String>,
    undoes: Option<u64>,
    /// Whether it can be taken back.
    can_go: bool,
    parts: Vec<Part>,
    /// How many parts are not shown.
    more: usize,
}

/// What was changed at one place.
struct Part {
    at: String,
    was: Option<String>,
    is: Option<String>,
}

impl Log {
    /// The newest operations, those that concern a place where one is named; pages are counted from 1.
    ///
    /// # Errors
    /// When the files cannot be read.
    pub(crate) fn new(book: &Shelved, at: &str, page: usize) -> Result<Self, Failure> {
        let scored = book.scored();
        let shelf = book.settled()?;
        let wanted: Result<Option<Path>, String> = match at.trim() {
            "" => Ok(None),
            at => at
                .parse()
                .map(Some)
                .map_err(|error: entry::ParsePathError| error.to_string()),
        };
        let page = page.max(1);
        let (found, unread) = match wanted {
            Ok(at) => match operations(&shelf, at.as_ref(), Some(page * PAGE + 1)) {
                Ok(found) => (found, None),
                Err(failure) => (Vec::new(), Some(failure.to_string())),
            },
            Err(error) => (Vec::new(), Some(error)),
        };
        let undone: Vec<u64> = found.iter().filter_map(|one| one.undoes).collect();
        let lines = found.iter().skip((page - 1) * PAGE).take(PAGE);
        Ok(Self {
            lines: lines.map(|one| Line::of(one, &undone)).collect(),
            more: found.len() > page * PAGE,
            verified: verify(&shelf)?,
            head: Head::new(book, &scored, "操作记录"),
            tabs: &TABS,
            at: at.trim().to_owned(),
            unread,
            page,
        })
    }
}

impl Line {
    fn of(operation: &Operation, undone: &[u64]) -> Self {
        let found = operation.via == folder::FOUND;
        let parts = operation.change.parts();
        let shown = if found { 0 } else { PARTS };
        Self {
            seq: operation.seq,
            when: operation.minute(),
            by: operation.by.clone(),
            via: operation.via.clone(),
            why: operation.why.clone(),
            undoes: operation.undoes,
            can_go: !found && !undone.contains(&operation.seq),
            more: parts.len().saturating_sub(shown),
            parts: parts.into_iter().take(shown).map(Part::of).collect(),
        }
    }
}

impl Part {
    fn of(change: &Change) -> Self {
        let part = |at: String, was: Option<String>, is: Option<String>| Self { at, was, is };
        let fields = |fields: &Fields| short(&Value::Map(fields.clone()).shown());
        let place = |id: &Option<EntryId>| match id {
            Some(id) => format!("在{id}之后"),
            None => "在最前".to_owned(),
        };
        let rows = |rows: &Vec<String>| match rows.len() {
            0 => None,
            count => Some(format!("{count}行：{}", short(&rows.join("；")))),
        };
        match change {
            Change::Set { at, was, is } => {
                let said =
                    |value: &Option<Value>| value.as_ref().map(|value| short(&value.shown()));
                part(at.to_string(), said(was), said(is))
            }
            Change::Add {
                entry,
                fields: said,
                ..
            } => part(entry.to_string(), None, Some(fields(said))),
            Change::Remove {
                entry,
                fields: said,
                ..
            } => part(entry.to_string(), Some(fields(said)), None),
            Change::Rename { from, to, .. } => part(
                "改称".to_owned(),
                Some(from.to_string()),
                Some(to.to_string()),
            ),
            Change::Move { entry, was, is } => {
                part(entry.to_string(), Some(place(was)), Some(place(is)))
            }
            Change::Rows { ledger, was, is } => part(ledger.clone(), rows(was), rows(is)),
            Change::Words { piece, hunks } => {
                part(piece.clone(), None, Some(format!("改了{}处", hunks.len())))
            }
            Change::Piece { piece, was, is } => part(
                piece.clone(),
                was.as_deref().map(short),
                is.as_deref().map(short),
            ),
            Change::File { path, was, is } => {
                let said = |digest: &Option<entry::Digest>| {
                    digest
                        .as_ref()
                        .map(|digest| format!("SM3 {}", digest.short()))
                };
                part(path.clone(), said(was), said(is))
            }
            Change::Many(changes) => part(format!("{}处", changes.len()), None, None),
        }
    }
}

/// Characters of a value that are shown.
const WIDEST: usize = 80;

fn short(text: &str) -> String {
    let line = text.replace('\n', " ");
    match line.char_indices().nth(WIDEST) {
        Some((end, _)) => format!("{}……", &line[..end]),
        None => line,
    }
}
