//! The entries that a workbook says, from those of the book it was written from.

mod fields;
mod form;
mod origins;
mod rows;

use std::collections::{BTreeMap, BTreeSet};

use entry::kind::{Kind, PROJECT};
use entry::{Entries, EntryId, Path};

use super::label;
use super::layout::{Column, Page};
use super::sheets::{Sheets, Table};
use crate::{CellFault, Place};

/// A row of a page: the number of the page and that of the row.
type At = (usize, usize);

/// The entries of a workbook, put together from the outside inwards.
pub(super) struct Tree<'a> {
    base: &'a Entries,
    pages: &'a [Page],
    sheets: &'a Sheets,
    /// Of each row the entry of the book that it was written from.
    origins: BTreeMap<At, EntryId>,
    /// Rows that have found what they lie in.
    placed: BTreeSet<At>,
    /// Entries of the book that are still there.
    kept: BTreeSet<EntryId>,
    /// What the workbook says.
    pub(super) entries: Entries,
    /// The book's entries with nothing changed but what they are called by.
    pub(super) renamed: Entries,
    /// Every cell that is wrong.
    pub(super) faults: Vec<CellFault>,
    /// Where what is said stands.
    pub(super) places: BTreeMap<Path, Place>,
}

impl<'a> Tree<'a> {
    /// Reads the sheets as changes of a book's entries.
    pub(super) fn grown(base: &'a Entries, pages: &'a [Page], sheets: &'a Sheets) -> Self {
        let mut tree = Self {
            base,
            pages,
            sheets,
            origins: BTreeMap::new(),
            placed: BTreeSet::new(),
            kept: BTreeSet::new(),
            entries: Entries::default(),
            renamed: base.clone(),
            faults: Vec::new(),
            places: BTreeMap::new(),
        };
        tree.find_origins();
        tree.book();
        tree.strays();
        tree
    }

    /// The entries of the book that the workbook says no more: the outermost ones.
    pub(super) fn removed(&self) -> Vec<EntryId> {
        let gone = |id: &EntryId| !self.kept.contains(id);
        let outermost = |id: &&EntryId| gone(id) && !id.parent().is_some_and(|outer| gone(&outer));
        self.base.iter().filter(outermost).cloned().collect()
    }

    fn table(&self, page: usize) -> Option<&'a Table> {
        self.sheets.pages.get(page)?.as_ref()
    }

    /// What lies in an entry: of a row, or of one that is as it was.
    fn settle(&mut self, base: Option<&EntryId>, new: &EntryId, row: Option<At>) {
        if let Some(base) = base {
            self.kept.insert(base.clone());
        }
        for kind in new.within().kinds() {
            match (kind.is_single(), new.0.is_empty()) {
                (true, true) => {}
                (true, false) => self.single(base, new, kind, row),
                (false, _) => self.several(base, new, kind),
            }
        }
        let Some(base) = base else { return };
        for kind in self.base.kinds(base) {
            if new.within().kind(kind).is_none() {
                for id in self.base.group(base, kind) {
                    self.as_it_was(id, new);
                }
            }
        }
    }

    /// An entry that no sheet says anything of.
    fn as_it_was(&mut self, id: &EntryId, parent: &EntryId) {
        let fields = self.base.get(id).cloned().unwrap_or_default();
        let own = id.0.last().map(label).unwrap_or_default();
        let new = match is_project(id) {
            true => self.entries.push_project(&own, fields),
            false => self.entries.push(parent, id.kind(), fields),
        };
        self.settle(Some(id), &new, None);
    }

    /// What there is one of in an entry: columns of its row.
    fn single(
        &mut self,
        base: Option<&EntryId>,
        new: &EntryId,
        kind: &'static Kind,
        row: Option<At>,
    ) {
        let was = base.map(|base| base.inside(kind.name, "", 1));
        let was = was.filter(|id| self.base.get(id).is_some());
        let columns = row.map_or_else(Vec::new, |at| self.columns(at, kind.name));
        if columns.is_empty() {
            if let Some(was) = was {
                self.as_it_was(&was, new);
            }
            return;
        }
        let old = was.as_ref().and_then(|id| self.base.get(id));
        let mut fields = old.cloned().unwrap_or_default();
        let id = new.inside(kind.name, "", 1);
        let (page, number) = row.unwrap_or_default();
        for (column, place) in columns {
            self.field(
                &mut fields,
                &id,
                &column,
                (page, number),
                place,
                was.is_none(),
            );
        }
        let lost = old.is_some_and(|old| !old.is_empty()) && fields.is_empty();
        if fields.is_empty() && (was.is_none() || lost) {
            return;
        }
        let id = self.entries.push(new, kind.name, fields);
        self.settle(was.as_ref(), &id, None);
    }

    /// The columns of a row's sheet that say what there is one of, with their places.
    fn columns(&self, (page, _): At, kind: &str) -> Vec<(Column, usize)> {
        let Some(table) = self.table(page) else {
            return Vec::new();
        };
        let page = &self.pages[page];
        let columns = page.columns.iter().enumerate();
        let found = columns.filter_map(|(at, column)| {
            let inside = column.inside == [kind];
            let place = table.place(first(page) + at)?;
            inside.then(|| (column.clone(), place))
        });
        found.collect()
    }
}

/// The place of the first field among the heads of a page.
fn first(page: &Page) -> usize {
    1 + page.naming().len()
}

/// The fields that entries of a kind are called by.
fn keys(kind: &Kind) -> impl Iterator<Item = &'static str> {
    kind.keys.iter().copied().flatten().copied()
}

fn is_project(id: &EntryId) -> bool {
    id.0.len() == 1 && id.kind() == PROJECT.name
}
