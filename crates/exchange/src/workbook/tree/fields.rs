//! Fields: what the cells of a row say.

use entry::kind::Field;
use entry::{EntryId, Fields, Value};

use super::{At, Tree, first};
use crate::workbook::layout::Column;
use crate::workbook::reading::{Found, read};
use crate::workbook::sheets::Row;
use crate::workbook::typed::Wrong;
use crate::{CellFault, Place};

/// The field in which an entry states its own unit.
const UNIT: &str = "单位";

impl<'a> Tree<'a> {
    /// Reads one field of a row.
    pub(super) fn field(
        &mut self,
        fields: &mut Fields,
        id: &EntryId,
        column: &Column,
        (page, row): At,
        place: usize,
        new: bool,
    ) {
        let Some(table) = self.table(page) else {
            return;
        };
        let cell = Cell {
            tab: &table.tab,
            row: &table.rows[row],
            place: Some(place),
            column: column.head(),
        };
        let unit = self.pages[page]
            .columns
            .iter()
            .position(|one| one.inside == column.inside && one.field.key == UNIT);
        let unit = match unit.and_then(|at| table.place(first(&self.pages[page]) + at)) {
            Some(place) => Some(cell.row.words(Some(place))),
            None => fields.get(UNIT).map(Value::shown),
        };
        let unit = unit.filter(|unit| !unit.is_empty());
        let was = fields.get(column.field.key).cloned();
        let now = self.taken(&cell, column.field, was.as_ref(), unit.as_deref());
        let lost = column.field.required && now.is_none() && (was.is_some() || new);
        let whole = column.inside.is_empty();
        if lost && whole && cell.found().raw.is_blank() {
            self.faults.push(cell.fault(Wrong {
                problem: "必填，没有填".to_owned(),
                remedy: format!("填{}；不要这一条就清空整行", column.field.doc),
            }));
        }
        write(fields, column.field.key, now);
        self.places.insert(id.field(column.field.key), cell.place());
    }

    /// What a cell says; where it is wrong, what was there, and a fault.
    pub(super) fn taken(
        &mut self,
        cell: &Cell<'_>,
        field: &Field,
        was: Option<&Value>,
        unit: Option<&str>,
    ) -> Option<Value> {
        match read(field, &cell.found(), was, unit) {
            Ok(value) => value,
            Err(wrong) => {
                self.faults.push(cell.fault(wrong));
                was.cloned()
            }
        }
    }
}

/// A cell that is read, and where it is.
pub(super) struct Cell<'a> {
    pub(super) tab: &'a str,
    pub(super) row: &'a Row,
    pub(super) place: Option<usize>,
    pub(super) column: String,
}

impl Cell<'_> {
    pub(super) fn found(&self) -> Found {
        self.row.cell(self.place)
    }

    pub(super) fn place(&self) -> Place {
        Place {
            sheet: self.tab.to_owned(),
            row: self.row.number,
            column: self.place,
        }
    }

    pub(super) fn fault(&self, wrong: Wrong) -> CellFault {
        CellFault {
            place: self.place(),
            column: self.column.clone(),
            value: self.row.words(self.place),
            problem: wrong.problem,
            remedy: wrong.remedy,
        }
    }
}

/// Writes a field, or clears it.
pub(super) fn write(fields: &mut Fields, key: &str, value: Option<Value>) {
    match value {
        Some(value) => {
            fields.insert(key.to_owned(), value);
        }
        None => {
            fields.shift_remove(key);
        }
    }
}
