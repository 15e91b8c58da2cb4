//! The first page, with all books, and the first page of each.

use askama::Template;
use book::{Remark, Severity};
use entry::EntryId;
use work::Failure;
use work::score::Scored;

use super::head::{Head, Standing, TABS, Tab, part};
use super::shelves::{Shelved, Shelves};

/// 工作台.
#[derive(Template)]
#[template(path = "books/desk.html")]
pub(crate) struct Desk {
    books: Vec<Line>,
    place: String,
    is_one: bool,
    public: bool,
    /// The year that is usually evaluated now.
    year: u16,
}

/// A book among the others.
struct Line {
    base: String,
    unit: String,
    year: Option<u16>,
    standing: Result<Standing, String>,
    todo: Option<usize>,
    last: Option<String>,
}

impl Desk {
    pub(crate) fn new(shelves: &Shelves, public: bool, year: u16) -> Result<Self, Failure> {
        Ok(Self {
            books: shelves.all()?.iter().map(Line::of).collect(),
            place: shelves.dir().display().to_string(),
            is_one: shelves.is_one(),
            public,
            year,
        })
    }
}

impl Line {
    fn of(book: &Shelved) -> Self {
        let scored = book.scored();
        let head = Head::new(book, &scored, "");
        let log = book.settled().ok().and_then(|shelf| shelf.log().ok());
        let last = log.and_then(|log| log.last().cloned());
        Self {
            todo: scored.ok().map(|scored| todo(&scored).len()),
            last: last.map(|last| format!("{} {}", last.minute(), last.by)),
            base: head.base,
            unit: head.unit,
            year: head.year,
            standing: head.standing,
        }
    }
}

/// The first page of a book.
#[derive(Template)]
#[template(path = "books/year.html")]
pub(crate) struct Year {
    head: Head,
    tabs: &'static [Tab],
    todo: Vec<Todo>,
    first: Vec<Group>,
    counts: Vec<(&'static str, usize)>,
}

/// Something that is to be done.
pub(crate) struct Todo {
    /// 错误, 提醒.
    pub(crate) severity: String,
    /// How it is shown: `error`, `warning` or `hint`.
    pub(crate) class: &'static str,
    pub(crate) subject: String,
    pub(crate) message: String,
    /// Where it can be done, within the book's address.
    pub(crate) link: Option<String>,
}

/// The points of a part of the score.
struct Group {
    name: String,
    weight: String,
    points: String,
}

impl Year {
    pub(crate) fn new(book: &Shelved) -> Self {
        let scored = book.scored();
        let head = Head::new(book, &scored, "概览");
        let (todo, first, counts) = match &scored {
            Ok(scored) => (todo(scored), groups(scored), contents(scored)),
            Err(_) => (Vec::new(), Vec::new(), Vec::new()),
        };
        Self {
            head,
            tabs: &TABS,
            todo,
            first,
            counts,
        }
    }
}

fn contents(scored: &Scored) -> Vec<(&'static str, usize)> {
    let book = &scored.book;
    vec![
        ("指标", book.indicators.len()),
        ("台账", book.ledgers.len() + book.long_ledgers.len()),
        ("佐证", book.evidence.iter().count()),
    ]
}

/// The points by 一级指标, execution first.
fn groups(scored: &Scored) -> Vec<Group> {
    let card = &scored.card;
    let execution = card.execution.iter().map(|one| Group {
        name: "预算执行".to_owned(),
        weight: one.weight.to_string(),
        points: one.points.to_string(),
    });
    let level1 = card.subtotals.iter().filter(|one| one.level2.is_empty());
    let level1 = level1.map(|one| Group {
        name: one.level1.clone(),
        weight: one.weight.to_string(),
        points: one.points.to_string(),
    });
    execution.chain(level1).collect()
}

/// What the book says of itself, the worst first.
pub(crate) fn todo(scored: &Scored) -> Vec<Todo> {
    let remarks = scored.card.remarks.iter();
    let wanted = remarks.filter(|remark| remark.severity != Severity::Hint);
    wanted.map(Todo::from).collect()
}

impl From<&Remark> for Todo {
    fn from(remark: &Remark) -> Self {
        Self {
            severity: remark.severity.to_string(),
            class: class(remark.severity),
            link: link(remark),
            subject: remark.subject.clone(),
            message: remark.message.clone(),
        }
    }
}

pub(crate) const fn class(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Hint => "hint",
    }
}

/// The entry that a remark is about, where it is about one.
pub(crate) fn entry_of(remark: &Remark) -> Option<&EntryId> {
    let id = &remark.at.as_ref()?.entry;
    (!id.0.is_empty()).then_some(id)
}

/// Where an entry is filled in, within the book's address.
pub(crate) fn entry_link(id: &EntryId) -> String {
    format!("entry?at={}", part(&id.to_string()))
}

/// Where the entry that a remark is about is filled in, within the book's address.
pub(crate) fn link(remark: &Remark) -> Option<String> {
    entry_of(remark).map(entry_link)
}
