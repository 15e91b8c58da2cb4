//! Which rows of a workbook were written from which entries of the book.

use std::collections::BTreeMap;

use entry::EntryId;
use entry::kind::PROJECT;

use super::{At, Tree, first, keys};
use crate::workbook::cell::{Shown, shown};
use crate::workbook::label;
use crate::workbook::layout::{Column, Page};
use crate::workbook::reading::read;
use crate::workbook::sheets::{Row, Table};
use crate::workbook::write::names;

impl<'a> Tree<'a> {
    /// Which rows were written from which entries, by their hidden keys: of several the first that is still called so.
    pub(super) fn find_origins(&mut self) {
        let mut claims: BTreeMap<EntryId, (At, bool)> = BTreeMap::new();
        for (number, page) in self.pages.iter().enumerate() {
            let Some(table) = self.table(number) else {
                continue;
            };
            for (at, row) in table.rows.iter().enumerate() {
                let Ok(id) = row.words(table.place(0)).parse::<EntryId>() else {
                    continue;
                };
                if self.base.get(&id).is_none() || !is_of(page, &id) {
                    continue;
                }
                // An entry that says nothing that can be seen is still there; a row that was emptied is not.
                if is_blank(page, table, row) && !self.says_nothing(page, &id) {
                    continue;
                }
                let same = self.is_called(page, table, row, &id);
                let claim = claims.entry(id).or_insert(((number, at), same));
                if same && !claim.1 {
                    *claim = ((number, at), same);
                }
            }
        }
        let origins = claims.into_iter().map(|(id, (at, _))| (at, id));
        self.origins = origins.collect();
    }

    /// Whether nothing of an entry can be seen on its page.
    pub(super) fn says_nothing(&self, page: &Page, id: &EntryId) -> bool {
        let empty = |column: &Column| {
            let at = column.entry(id).field(column.field.key);
            let value = self.base.value(&at);
            value.is_none_or(|value| shown(column.field.shape, value) == Shown::Empty)
        };
        page.columns.iter().all(empty) && names(page, id).iter().all(String::is_empty)
    }

    /// Whether a row says an entry.
    pub(super) fn says_something(&self, (page, row): At) -> bool {
        let table = self.table(page);
        let blank = table.is_none_or(|table| is_blank(&self.pages[page], table, &table.rows[row]));
        !blank || self.origins.contains_key(&(page, row))
    }

    /// Whether a row has the fields an entry is called by as they were.
    pub(super) fn is_called(&self, page: &Page, table: &Table, row: &Row, id: &EntryId) -> bool {
        let keys: Vec<&str> = keys(page.kind).collect();
        let mut columns = page.columns.iter().enumerate();
        columns.all(|(at, column)| {
            let naming = column.inside.is_empty() && keys.contains(&column.field.key);
            let Some(place) = table.place(first(page) + at).filter(|_| naming) else {
                return true;
            };
            let was = self.base.value(&id.field(column.field.key));
            read(column.field, &row.cell(Some(place)), was, None) == Ok(was.cloned())
        })
    }

    /// The entry of the book that a row without a key means: the one called so that no other row was written from.
    pub(super) fn alike(
        &self,
        page: &Page,
        known: &[(Column, usize)],
        row: &Row,
        base: Option<&EntryId>,
        project: Option<&str>,
    ) -> Option<EntryId> {
        let free = |id: &&EntryId| {
            !self.kept.contains(*id) && !self.origins.values().any(|one| one == *id)
        };
        let mut there = self.base.group(base?, page.kind.name).iter().filter(free);
        if let Some(name) = project {
            return there
                .find(|id| id.0.last().map(label).as_deref() == Some(name))
                .cloned();
        }
        let keys: Vec<&str> = keys(page.kind).collect();
        let naming = known
            .iter()
            .filter(|(column, _)| keys.contains(&column.field.key));
        let naming: Vec<&(Column, usize)> = naming.collect();
        let same = |id: &&EntryId| {
            let says = |(column, place): &&(Column, usize)| {
                let was = self.base.value(&id.field(column.field.key));
                read(column.field, &row.cell(Some(*place)), was, None) == Ok(was.cloned())
            };
            !naming.is_empty() && naming.iter().all(says)
        };
        there.find(same).cloned()
    }
}

/// Whether nothing but the key stands in a row.
fn is_blank(page: &Page, table: &Table, row: &Row) -> bool {
    let heads = 1..first(page) + page.columns.len();
    let mut places = heads.filter_map(|head| table.place(head));
    places.all(|place| row.cell(Some(place)).raw.is_blank())
}

/// Whether an entry stands on a page.
fn is_of(page: &Page, id: &EntryId) -> bool {
    let steps = id.0.iter().map(|step| step.kind.as_str());
    let whole: Vec<&str> = steps.collect();
    let inner = match whole.first() {
        Some(first) if *first == PROJECT.name && whole.len() > 1 && page.in_projects => &whole[1..],
        _ => &whole[..],
    };
    page.path == inner
}
