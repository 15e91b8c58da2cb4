//! Which sheets the workbook of a book has, and which columns: read off the table of kinds and fields.

use entry::EntryId;
use entry::kind::{self, Field, Kind, PROJECT, Shape};

/// Excel's number of the paper A4.
pub(super) const A4: u8 = 9;

/// The sheet of what there is one of in a book.
pub(super) const FORM: &str = "基本情况";

/// The sheet of the pieces of narrative.
pub(super) const TEXTS: &str = "说明文字";

/// The sheet that tells how to fill in the others.
pub(super) const GUIDE: &str = "填写说明";

/// The hidden sheet that tells from which state of which book the workbook was written.
pub(super) const ORIGIN: &str = "账本出处";

/// The head of the hidden column with the addresses of entries.
pub(super) const KEY: &str = "键（请勿改动）";

/// A sheet with a row for each entry of one kind, of the book and of its projects.
#[derive(Debug)]
pub(super) struct Page {
    /// The name on the tab.
    pub(super) name: String,
    /// The kinds it lies in and itself, from the outside, leaving the project out.
    pub(super) path: Vec<&'static str>,
    /// The kind.
    pub(super) kind: &'static Kind,
    /// Whether entries of projects stand here, too: then its first column names the project.
    pub(super) in_projects: bool,
    /// What its rows lie in: the kinds of which there are several, from the outside, the project left out.
    pub(super) owners: Vec<&'static str>,
    /// Its fields, with those of what there is one of in each entry.
    pub(super) columns: Vec<Column>,
}

/// A column with a field of each entry.
#[derive(Clone, Debug)]
pub(super) struct Column {
    /// The kinds of which there is one in the entry, down to the one that has the field; mostly none.
    pub(super) inside: Vec<&'static str>,
    /// The field.
    pub(super) field: &'static Field,
}

/// A row of the form: a field of what there is one of.
#[derive(Debug)]
pub(super) struct Line {
    /// The entry.
    pub(super) entry: EntryId,
    /// The field.
    pub(super) field: &'static Field,
}

impl Column {
    /// Its head as it is found again: 销号·日期.
    pub(super) fn head(&self) -> String {
        let parts = self.inside.iter().copied().chain([self.field.key]);
        parts.collect::<Vec<_>>().join("·")
    }

    /// Its head as it is printed; what must be filled in only where there is such a thing bears no star.
    pub(super) fn printed(&self) -> String {
        printed(&self.head(), self.field, self.is_needed())
    }

    /// Whether every row fills it in.
    pub(super) fn is_needed(&self) -> bool {
        self.field.required && self.inside.is_empty()
    }

    /// What it is, said of an entry.
    pub(super) fn entry(&self, id: &EntryId) -> EntryId {
        let inside = self.inside.iter();
        inside.fold(id.clone(), |id, kind| id.inside(kind, "", 1))
    }
}

impl Page {
    /// The heads of the columns that say what a row lies in, from the outside, and of a project its name.
    pub(super) fn naming(&self) -> Vec<&'static str> {
        let project = self.in_projects || self.is_projects();
        let project = project.then_some(PROJECT.name);
        project.into_iter().chain(self.owners.clone()).collect()
    }

    /// Whether its rows are the projects themselves.
    pub(super) fn is_projects(&self) -> bool {
        self.path == [PROJECT.name]
    }
}

/// The head of a field as it is printed, with a star where it is `needed`: 年初预算*（万元）.
pub(super) fn printed(head: &str, field: &Field, needed: bool) -> String {
    let mark = if needed { "*" } else { "" };
    match field.shape {
        Shape::Number(unit) if !unit.is_empty() => format!("{head}{mark}（{unit}）"),
        _ => format!("{head}{mark}"),
    }
}

/// A head without the marks and the unit it is printed with.
pub(super) fn bare(head: &str) -> String {
    let words: String = head.chars().filter(|c| !c.is_whitespace()).collect();
    let words = words.trim_start_matches(['*', '＊']);
    let end = words.find(['*', '＊', '（', '(']).unwrap_or(words.len());
    words[..end].to_owned()
}

/// What there is one of in a book: its own fields first.
pub(super) fn form() -> Vec<Line> {
    let mut lines = Vec::new();
    for (path, kind) in kind::all() {
        let entry = match path.as_slice() {
            [] => EntryId::default(),
            [one] if kind.is_single() => EntryId::default().inside(one, "", 1),
            _ => continue,
        };
        let of_kind = kind.fields.iter().map(|field| Line {
            entry: entry.clone(),
            field,
        });
        lines.extend(of_kind);
    }
    lines
}

/// The sheets of what there are several of.
pub(super) fn pages() -> Vec<Page> {
    let mut pages: Vec<Page> = Vec::new();
    for (path, kind) in kind::all() {
        if kind.is_single() {
            continue;
        }
        let of_project = path.first() == Some(&PROJECT.name) && path.len() > 1;
        let inner = if of_project { &path[1..] } else { &path[..] };
        if of_project && let Some(page) = pages.iter_mut().find(|page| page.path == inner) {
            page.in_projects = true;
            continue;
        }
        let last = kind.name.to_owned();
        let taken = pages.iter().any(|page| page.name == last);
        pages.push(Page {
            name: if taken { inner.join("·") } else { last },
            path: inner.to_vec(),
            kind,
            in_projects: of_project,
            owners: owners(&path),
            columns: columns(kind, &[]),
        });
    }
    // The projects stand before what lies in them.
    let first = pages.iter().position(|page| page.in_projects);
    let own = pages.iter().position(Page::is_projects);
    if let (Some(first), Some(own)) = (first, own)
        && first < own
    {
        pages[first..=own].rotate_right(1);
    }
    pages
}

/// The kinds of which there are several that a kind lies in, the project left out.
fn owners(path: &[&'static str]) -> Vec<&'static str> {
    let mut within = kind::Within::root();
    let mut owners = Vec::new();
    for name in &path[..path.len() - 1] {
        let many = within.kind(name).is_some_and(|kind| !kind.is_single());
        if many && *name != PROJECT.name {
            owners.push(*name);
        }
        within = within.inner(name);
    }
    owners
}

fn columns(kind: &'static Kind, inside: &[&'static str]) -> Vec<Column> {
    let own = kind.fields.iter().map(|field| Column {
        inside: inside.to_vec(),
        field,
    });
    let mut all: Vec<Column> = own.collect();
    for inner in kind.inner.iter().filter(|inner| inner.is_single()) {
        let inside: Vec<&str> = inside.iter().copied().chain([inner.name]).collect();
        all.extend(columns(inner, &inside));
    }
    all
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_field_of_the_table_has_one_place() {
        let pages = pages();
        let lines = form();
        for (path, kind) in kind::all() {
            let of_project = path.first() == Some(&PROJECT.name) && path.len() > 1;
            let inner = if of_project { &path[1..] } else { &path[..] };
            for field in kind.fields {
                let in_form = lines.iter().filter(|line| {
                    let steps = line.entry.0.iter().map(|step| step.kind.as_str());
                    steps.eq(path.iter().copied()) && line.field.key == field.key
                });
                let in_pages = pages.iter().flat_map(|page| {
                    page.columns.iter().filter(|column| {
                        let whole = page.path.iter().chain(&column.inside);
                        (whole.clone().eq(path.iter()) || whole.eq(inner.iter()))
                            && column.field.key == field.key
                    })
                });
                assert_eq!(
                    in_form.count() + in_pages.count(),
                    1,
                    "{path:?} {}",
                    field.key
                );
            }
        }
    }

    #[test]
    fn a_head_within_what_may_be_missing_bears_no_star() {
        let pages = pages();
        let columns = pages.iter().flat_map(|page| &page.columns);
        let heads: Vec<String> = columns.map(Column::printed).collect();
        assert!(heads.contains(&"销号·日期".to_owned()), "{heads:?}");
        assert!(heads.contains(&"三级*".to_owned()), "{heads:?}");
    }

    #[test]
    fn tabs_and_heads_are_told_apart() {
        let pages = pages();
        let names: BTreeSet<&str> = pages.iter().map(|page| page.name.as_str()).collect();
        assert_eq!(names.len(), pages.len());
        for page in &pages {
            let heads = page.columns.iter().map(Column::head);
            let heads: BTreeSet<String> = heads
                .chain(page.naming().into_iter().map(str::to_owned))
                .collect();
            assert_eq!(
                heads.len(),
                page.columns.len() + page.naming().len(),
                "{}: a field is called like what the row lies in",
                page.name
            );
        }
    }
}
