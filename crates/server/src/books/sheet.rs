//! Entries of one kind as a form with a row each: columns, units, what is required and what can be chosen are those of the
//! table of kinds.

use std::collections::BTreeMap;

use askama::Template;
use entry::kind::{Field, INDICATOR, Kind, Shape};
use entry::{Entries, EntryId, Value};
use exchange::workbook::told;
use work::Failure;
use work::fill::seal;
use work::score::Scored;

use super::head::{Head, TABS, Tab, part};
use super::overview::{class, entry_of};
use super::shelves::Shelved;

/// Rows of a page.
const PAGE: usize = 50;

/// What of a sheet is looked at.
#[derive(Debug, Default)]
pub(crate) struct Asked {
    /// What the entries lie in.
    pub(crate) parent: EntryId,
    pub(crate) kind: String,
    /// Which of the views, from 0.
    pub(crate) view: usize,
    /// Which page, from 1.
    pub(crate) page: usize,
}

/// Entries of one kind.
#[derive(Template)]
#[template(path = "books/sheet.html")]
pub(crate) struct Sheet {
    head: Head,
    tabs: &'static [Tab],
    /// The kind.
    kind: &'static str,
    /// What they lie in, where that is not the book itself.
    parent: Option<String>,
    /// The address of this sheet, for more of it to be said after.
    here: String,
    views: Vec<&'static str>,
    view: usize,
    columns: Vec<Column>,
    rows: Vec<Row>,
    page: usize,
    pages: usize,
    all: usize,
    /// Whether rows can be added here: on the last page, where every field stands that tells entries apart.
    grows: bool,
    /// The columns of numbers with their sums.
    sums: Vec<Option<String>>,
    remarks: Vec<Remark>,
}

/// A field of every row.
pub(crate) struct Column {
    pub(crate) key: &'static str,
    pub(crate) unit: &'static str,
    pub(crate) required: bool,
    pub(crate) doc: &'static str,
    pub(crate) control: Control,
}

/// What a field is filled in with.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Control {
    Line,
    Number,
    Words,
    Choice(&'static [&'static str]),
}

/// An entry.
struct Row {
    /// Its address.
    at: String,
    /// Its number, from 1.
    number: usize,
    /// What it is called for people, where the columns do not say.
    name: String,
    /// How it is called for those who hear it.
    label: String,
    seal: String,
    cells: Vec<Cell>,
}

/// A field of an entry.
struct Cell {
    said: String,
    /// What it comes to where nothing is written.
    comes_to: Option<String>,
}

/// What the book says of an entry here.
struct Remark {
    severity: String,
    class: &'static str,
    subject: String,
    message: String,
    /// The row on this page.
    row: Option<usize>,
}

const YES_NO: &[&str] = &["是", "否"];

impl Column {
    pub(crate) fn of(field: &'static Field) -> Self {
        Self {
            key: field.key,
            unit: match field.shape {
                Shape::Number(unit) => unit,
                _ => "",
            },
            required: field.required,
            doc: field.doc,
            control: match field.shape {
                Shape::Number(_) | Shape::Count => Control::Number,
                Shape::Words | Shape::Lines => Control::Words,
                Shape::YesNo => Control::Choice(YES_NO),
                Shape::Choice(words) => Control::Choice(words),
                Shape::Line
                | Shape::Date
                | Shape::Choices(_)
                | Shape::Measure
                | Shape::Aim
                | Shape::Group => Control::Line,
            },
        }
    }

    pub(crate) fn is_number(&self) -> bool {
        self.control == Control::Number
    }

    pub(crate) fn is_words(&self) -> bool {
        self.control == Control::Words
    }

    /// How wide and to which side it stands: numbers, targets, words.
    fn class(&self) -> &'static str {
        match self.control {
            Control::Number => "n",
            Control::Words => "w",
            Control::Choice(_) => "",
            Control::Line if NAMES.contains(&self.key) || self.key.ends_with("统计") => "w",
            Control::Line => "a",
        }
    }

    /// What can be chosen; nothing where anything can be written.
    pub(crate) fn choices(&self) -> &'static [&'static str] {
        match self.control {
            Control::Choice(words) => words,
            _ => &[],
        }
    }

    /// Whether what is written is none of what can be chosen, and has to be shown all the same.
    pub(crate) fn is_strange(&self, said: &str) -> bool {
        !said.is_empty() && !self.choices().contains(&said)
    }
}

/// The views of a kind: its fields, as many at a time as can be looked at together.
fn views(kind: &'static Kind) -> Vec<(&'static str, Vec<&'static Field>)> {
    if kind.name != INDICATOR.name || kind.fields.len() != INDICATOR.fields.len() {
        return vec![("全部", kind.fields.iter().collect())];
    }
    let mut aims = Vec::new();
    let mut results = Vec::new();
    let mut grounds = Vec::new();
    let done = entry::kind::order(Some(kind), "完成值");
    for (at, field) in kind.fields.iter().enumerate() {
        match at {
            _ if field.plain => grounds.push(field),
            at if at < done => aims.push(field),
            _ => results.push(field),
        }
    }
    vec![("目标", aims), ("完成", results), ("依据", grounds)]
}

/// The field that says what an entry is called, beside what it is known by.
const NAMES: [&str; 3] = ["三级", "名称", "问题"];

impl Sheet {
    /// The entries of a kind; `None` where the table has no such kind there.
    ///
    /// # Errors
    /// When the book's files cannot be read.
    pub(crate) fn new(book: &Shelved, asked: &Asked) -> Result<Option<Self>, Failure> {
        let Some(kind) = asked.parent.within().kind(&asked.kind) else {
            return Ok(None);
        };
        let entries = book.settled()?.entries()?;
        let scored = book.scored();
        let tab = TABS
            .iter()
            .find(|tab| tab.path == format!("sheet/{}", kind.name));
        let tab = tab.filter(|_| asked.parent.0.is_empty());
        let head = Head::new(book, &scored, tab.map_or("基本情况", |tab| tab.title));
        let views = views(kind);
        let view = asked.view.min(views.len() - 1);
        let columns: Vec<Column> = views[view]
            .1
            .iter()
            .map(|field| Column::of(field))
            .collect();
        let group = entries.group(&asked.parent, kind.name);
        let pages = group.len().div_ceil(PAGE).max(1);
        let page = asked.page.clamp(1, pages);
        let first = (page - 1) * PAGE;
        let shown = group.iter().enumerate().skip(first).take(PAGE);
        let actual = actuals(&scored, asked);
        let rows: Vec<Row> = shown
            .map(|(at, id)| row(&entries, id, at + 1, &columns, &actual))
            .collect();
        let naming = kind.keys.iter().copied().flatten();
        let grows = page == pages
            && naming
                .clone()
                .all(|key| columns.iter().any(|column| column.key == *key));
        let remarks = remarks(&scored, asked, &rows);
        let sums = sums(&entries, group, &columns);
        Ok(Some(Self {
            here: here(&head.base, asked),
            tabs: &TABS,
            kind: kind.name,
            parent: (!asked.parent.0.is_empty()).then(|| asked.parent.to_string()),
            views: views.iter().map(|(name, _)| *name).collect(),
            view,
            sums,
            rows,
            columns,
            page,
            pages,
            all: group.len(),
            grows,
            remarks,
            head,
        }))
    }

    fn has_sums(&self) -> bool {
        self.rows.len() > 1 && self.sums.iter().any(Option::is_some)
    }
}

/// The address of a sheet, for its view and page to be said after.
pub(crate) fn here(base: &str, asked: &Asked) -> String {
    let of = match asked.parent.0.is_empty() {
        true => String::new(),
        false => format!("in={}&", part(&asked.parent.to_string())),
    };
    format!("{base}sheet/{}?{of}", part(&asked.kind))
}

fn row(
    entries: &Entries,
    id: &EntryId,
    number: usize,
    columns: &[Column],
    actual: &BTreeMap<String, String>,
) -> Row {
    let fields = entries.get(id);
    let kind = id.within().itself();
    let of = |key: &str| fields.and_then(|fields| fields.get(key));
    let key = id.0.last().map_or("", |step| step.key.as_str());
    let named = kind.is_some_and(|kind| {
        let keys = kind.keys.first().copied().unwrap_or_default();
        keys.iter()
            .all(|key| columns.iter().any(|column| column.key == *key))
    });
    let called = NAMES.iter().find_map(|name| of(name)?.plain());
    let cells = columns.iter().map(|column| Cell {
        said: kind
            .and_then(|kind| kind.field(column.key))
            .map(|field| told(field.shape, of(column.key)))
            .unwrap_or_default(),
        comes_to: (column.key == "完成值")
            .then(|| actual.get(key).cloned())
            .flatten(),
    });
    Row {
        at: id.to_string(),
        number,
        name: match named {
            true => String::new(),
            false => match called.filter(|called| *called != key) {
                Some(called) => format!("{key} {called}"),
                None => key.to_owned(),
            },
        },
        label: match key {
            "" => format!("第{number}行"),
            key => key.to_owned(),
        },
        seal: seal(fields),
        cells: cells.collect(),
    }
}

/// What the indicators came to, by their keys.
fn actuals(scored: &Result<Scored, Failure>, asked: &Asked) -> BTreeMap<String, String> {
    let of_unit = asked.kind == INDICATOR.name && asked.parent.0.is_empty();
    let Some(scored) = scored.as_ref().ok().filter(|_| of_unit) else {
        return BTreeMap::new();
    };
    let indicators = scored.card.indicators.iter();
    let measured = indicators.filter(|one| one.measured.is_some());
    measured
        .filter_map(|one| Some((one.id.clone(), one.actual.clone()?)))
        .collect()
}

/// What the book says of these entries.
fn remarks(scored: &Result<Scored, Failure>, asked: &Asked, rows: &[Row]) -> Vec<Remark> {
    let Ok(scored) = scored else {
        return Vec::new();
    };
    let remarks = scored.card.remarks.iter();
    let told = remarks.filter_map(|remark| {
        let id = entry_of(remark)?;
        let own = id.kind() == asked.kind && id.parent().as_ref() == Some(&asked.parent);
        let address = id.to_string();
        own.then(|| Remark {
            severity: remark.severity.to_string(),
            class: class(remark.severity),
            row: rows
                .iter()
                .find(|row| row.at == address)
                .map(|row| row.number),
            subject: remark.subject.clone(),
            message: remark.message.clone(),
        })
    });
    told.collect()
}

/// The sums of the columns of numbers in which every entry says one: what is left empty may be computed elsewhere.
fn sums(entries: &Entries, group: &[EntryId], columns: &[Column]) -> Vec<Option<String>> {
    let of = |column: &Column| {
        let summed = column.is_number() && (column.unit == MONEY || SUMMED.contains(&column.key));
        if !summed {
            return None;
        }
        let values = group
            .iter()
            .filter_map(|id| entries.get(id)?.get(column.key));
        let numbers: Option<Vec<quantity::Decimal>> = values
            .map(|value| match value {
                Value::Number(digits) => digits.parse().ok(),
                _ => None,
            })
            .collect();
        let sum = numbers.filter(|numbers| !numbers.is_empty() && numbers.len() == group.len())?;
        let sum = sum
            .into_iter()
            .try_fold(quantity::Decimal::default(), |sum, one| {
                sum.checked_add(one)
            });
        sum.map(|sum| sum.to_string())
    };
    columns.iter().map(of).collect()
}

/// The unit of columns that add up.
const MONEY: &str = "万元";

/// Fields without a unit of their own that add up all the same.
const SUMMED: [&str; 5] = ["分值", "编制", "实有", "在职", "退休"];
