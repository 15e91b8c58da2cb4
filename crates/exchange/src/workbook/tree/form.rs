//! The book itself, and what there is one of in it: the form.

use entry::kind::Kind;
use entry::{EntryId, Fields};

use super::Tree;
use super::fields::{Cell, write};
use crate::workbook::layout::{Line, bare, form};
use crate::workbook::sheets::{Row, Table};

impl<'a> Tree<'a> {
    /// The book itself, and what there is one of in it.
    pub(super) fn book(&mut self) {
        let root = EntryId::default();
        self.kept.insert(root.clone());
        let fields = self.form_fields(&root);
        self.entries.set_root(fields);
        for kind in root.within().kinds().iter().filter(|kind| kind.is_single()) {
            let id = root.inside(kind.name, "", 1);
            let was = self.base.get(&id);
            let fields = self.form_fields(&id);
            let lost = was.is_some_and(|was| !was.is_empty()) && fields.is_empty();
            let stays = !fields.is_empty() || (was.is_some() && !lost) || self.holds(kind);
            if stays {
                let new = self.entries.push(&root, kind.name, fields);
                let base = was.is_some().then_some(&id);
                self.settle(base, &new, None);
            }
        }
        self.settle(Some(&root), &root, None);
    }

    /// Whether rows say what lies in the one of a kind.
    pub(super) fn holds(&self, kind: &Kind) -> bool {
        let mut pages = self.pages.iter().enumerate();
        pages.any(|(number, page)| {
            let inside = page.path.first() == Some(&kind.name);
            let rows = self.table(number).map_or(0, |table| table.rows.len());
            inside && (0..rows).any(|row| self.says_something((number, row)))
        })
    }

    /// What the form says of an entry.
    pub(super) fn form_fields(&mut self, id: &EntryId) -> Fields {
        let mut fields = self.base.get(id).cloned().unwrap_or_default();
        let Some(table) = &self.sheets.form else {
            return fields;
        };
        for line in form().iter().filter(|line| line.entry == *id) {
            let Some(row) = form_row(table, line) else {
                continue;
            };
            let place = table.place(3);
            let was = fields.get(line.field.key).cloned();
            let column = format!("{} {}", id.kind(), line.field.key);
            let cell = Cell {
                tab: &table.tab,
                row,
                place,
                column,
            };
            let now = self.taken(&cell, line.field, was.as_ref(), None);
            write(&mut fields, line.field.key, now);
            let at = id.field(line.field.key);
            self.places.insert(at, cell.place());
        }
        fields
    }
}

/// The row of the form with a field: by its key, else by what stands beside it.
fn form_row<'a>(table: &'a Table, line: &Line) -> Option<&'a Row> {
    let address = line.entry.field(line.field.key).to_string();
    let beside = |row: &&Row| {
        row.words(table.place(1)) == line.entry.kind()
            && bare(&row.words(table.place(2))) == line.field.key
    };
    let by_key = table
        .rows
        .iter()
        .find(|row| row.words(table.place(0)) == address);
    let row = by_key.or_else(|| table.rows.iter().find(beside))?;
    table.place(3).map(|_| row)
}
