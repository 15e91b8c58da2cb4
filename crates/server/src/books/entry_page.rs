//! One entry with all its fields, as a form that works without script; and what lies in it.

use askama::Template;
use entry::kind::{Kind, Shape};
use entry::{Entries, EntryId, Path};
use exchange::workbook::told;
use work::Failure;
use work::fill::{Clash, Fault, Filled, seal};

use super::head::{Head, TABS, Tab, part};
use super::overview::{class, entry_of};
use super::sheet::{Asked, Column, here};
use super::shelves::Shelved;

/// What an entry is, there already or not yet.
#[derive(Clone, Debug)]
pub(crate) enum Which {
    /// That one.
    There(EntryId),
    /// One more of a kind, in another.
    New { parent: EntryId, kind: String },
}

/// An entry with all its fields.
#[derive(Template)]
#[template(path = "books/entry.html")]
pub(crate) struct EntryPage {
    head: Head,
    tabs: &'static [Tab],
    /// Its address; `None` for one that is to come.
    at: Option<String>,
    /// What one that is to come lies in.
    parent: String,
    kind: &'static str,
    title: String,
    seal: String,
    fields: Vec<Line>,
    inner: Vec<Inner>,
    /// The address of the sheet it stands in, where there are several of the kind.
    sheet: Option<String>,
    /// Whether it is there and may go.
    may_go: bool,
    remarks: Vec<(String, &'static str, String)>,
    /// What could not be taken, with the field it is at.
    wrong: Vec<(Option<String>, String)>,
    clashed: bool,
}

/// A field.
struct Line {
    id: usize,
    column: Column,
    /// What is in the book.
    said: String,
    /// What stands in the form: what was typed where that was not taken.
    typed: String,
    wrong: Option<String>,
    clash: Option<Clash>,
    /// How it is filled in, in a few words.
    how: String,
}

/// Entries of a kind that lie in it.
pub(crate) struct Inner {
    pub(crate) kind: &'static str,
    pub(crate) count: usize,
    pub(crate) single: bool,
    pub(crate) link: String,
}

/// What of it was sent and not taken.
#[derive(Debug, Default)]
pub(crate) struct Refused {
    /// What was typed, by the keys of the fields.
    pub(crate) typed: Vec<(String, String)>,
    pub(crate) filled: Option<Filled>,
}

impl EntryPage {
    /// The page of an entry; `None` where there is none and none can be.
    ///
    /// # Errors
    /// When the book's files cannot be read.
    pub(crate) fn new(
        book: &Shelved,
        which: &Which,
        refused: &Refused,
    ) -> Result<Option<Self>, Failure> {
        let entries = book.settled()?.entries()?;
        let scored = book.scored();
        let head = Head::new(book, &scored, "");
        let (id, there) = match which {
            Which::There(id) => (id.clone(), true),
            Which::New { parent, kind } => (parent.inside(kind, "", 1), false),
        };
        let Some(kind) = id.within().itself() else {
            return Ok(None);
        };
        let absent = there && entries.get(&id).is_none();
        if absent && !kind.is_single() && !id.0.is_empty() {
            return Ok(None);
        }
        let parent = id.parent().unwrap_or_default();
        let asked = Asked {
            parent: parent.clone(),
            kind: kind.name.to_owned(),
            ..Asked::default()
        };
        let many = !kind.is_single();
        let known = scored.iter().flat_map(|one| &one.card.remarks);
        let known = known.filter(|remark| there && entry_of(remark) == Some(&id));
        Ok(Some(Self {
            title: match there {
                true => id.to_string(),
                false => format!("新的{}", kind.name),
            },
            seal: seal(entries.get(&id)),
            fields: fields(&entries, kind, &id, there, refused),
            inner: match there {
                true => inner(&head.base, &entries, kind, &id),
                false => Vec::new(),
            },
            sheet: many.then(|| here(&head.base, &asked)),
            may_go: there && many && !absent,
            remarks: known
                .map(|one| {
                    (
                        one.severity.to_string(),
                        class(one.severity),
                        one.message.clone(),
                    )
                })
                .collect(),
            wrong: wrong(refused),
            clashed: matches!(refused.filled, Some(Filled::Clash(_))),
            at: there.then(|| id.to_string()),
            parent: parent.to_string(),
            kind: kind.name,
            tabs: &TABS,
            head,
        }))
    }
}

/// What could not be taken that no field can show, and what fields show, for the summary.
fn wrong(refused: &Refused) -> Vec<(Option<String>, String)> {
    let Some(Filled::Wrong(faults)) = &refused.filled else {
        return Vec::new();
    };
    let told = faults.iter().map(|fault| {
        let key = fault.at.as_ref().and_then(|at| at.field.clone());
        let place = fault
            .at
            .as_ref()
            .map(|at| format!("{at}："))
            .unwrap_or_default();
        (key, format!("{place}{}", said(fault)))
    });
    told.collect()
}

fn said(fault: &Fault) -> String {
    match fault.remedy.is_empty() {
        true => fault.problem.clone(),
        false => format!("{}。{}", fault.problem, fault.remedy),
    }
}

fn fields(
    entries: &Entries,
    kind: &'static Kind,
    id: &EntryId,
    there: bool,
    refused: &Refused,
) -> Vec<Line> {
    let clashes = match &refused.filled {
        Some(Filled::Clash(clashes)) => clashes.as_slice(),
        _ => &[],
    };
    let faults = match &refused.filled {
        Some(Filled::Wrong(faults)) => faults.as_slice(),
        _ => &[],
    };
    let own = |at: &Path, key: &str| at.field.as_deref() == Some(key);
    let lines = kind.fields.iter().enumerate().map(|(number, field)| {
        let value = entries.value(&id.field(field.key)).filter(|_| there);
        let said_now = told(field.shape, value);
        let sent = refused.typed.iter().find(|(key, _)| key == field.key);
        let fault = faults
            .iter()
            .find(|fault| fault.at.as_ref().is_some_and(|at| own(at, field.key)));
        Line {
            id: number,
            typed: sent.map_or_else(|| said_now.clone(), |(_, typed)| typed.clone()),
            said: said_now,
            wrong: fault.map(said),
            clash: clashes
                .iter()
                .find(|clash| own(&clash.at, field.key))
                .cloned(),
            how: match field.shape {
                Shape::Line | Shape::Words | Shape::Choice(_) | Shape::YesNo => String::new(),
                Shape::Lines => "一行一条".to_owned(),
                shape => shape.words(),
            },
            column: Column::of(field),
        }
    });
    lines.collect()
}

/// The kinds of entries that lie in one, with how many there are.
pub(crate) fn inner(
    base: &str,
    entries: &Entries,
    kind: &'static Kind,
    id: &EntryId,
) -> Vec<Inner> {
    let inner = kind.inner.iter().map(|inner| {
        let group = entries.group(id, inner.name);
        let asked = Asked {
            parent: id.clone(),
            kind: inner.name.to_owned(),
            ..Asked::default()
        };
        Inner {
            kind: inner.name,
            count: group.len(),
            single: inner.is_single(),
            link: match inner.is_single() {
                true => format!(
                    "{base}entry?at={}",
                    part(&id.inside(inner.name, "", 1).to_string())
                ),
                false => here(base, &asked),
            },
        }
    });
    inner.collect()
}

/// 基本情况: everything that can be written in a book, kind by kind.
#[derive(Template)]
#[template(path = "books/unit.html")]
pub(crate) struct Unit {
    head: Head,
    tabs: &'static [Tab],
    kinds: Vec<Inner>,
    own: String,
}

impl Unit {
    /// # Errors
    /// When the book's files cannot be read.
    pub(crate) fn new(book: &Shelved) -> Result<Self, Failure> {
        let entries = book.settled()?.entries()?;
        let head = Head::new(book, &book.scored(), "基本情况");
        Ok(Self {
            kinds: inner(
                &head.base,
                &entries,
                &entry::kind::BOOK,
                &EntryId::default(),
            ),
            own: format!("{}entry?at={}", head.base, part(entry::kind::ROOT)),
            tabs: &TABS,
            head,
        })
    }
}
