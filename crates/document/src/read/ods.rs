//! Workbooks of OpenDocument (ods): their cells say themselves what they show.

use super::cells::{Cells, MAX_ROWS, Workbook};
use super::error::ReadError;
use super::limits::Limits;
use super::odf::{self, count};
use super::sheet::{Merged, Stored};
use super::xml::{Element, Item, Xml};
use crate::model::Day;

/// A cell of a row, and how many columns it stands in.
struct Shown {
    column: u32,
    columns: u32,
    text: String,
    stored: Stored,
}

/// Reads a workbook.
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Workbook, ReadError> {
    let mut faults = Vec::new();
    let (_, source) = odf::open(bytes, limits, &mut faults)?;
    let mut workbook = Workbook::new(names(&source, limits), limits);
    let mut xml = Xml::new(&source, limits.max_depth);
    if xml.enter("document-content") && xml.enter("body") && xml.enter("spreadsheet") {
        let mut number = 0;
        while xml.enter("table") && !workbook.is_full() {
            let mut table = Table {
                cells: workbook.cells(),
                row: 0,
            };
            table.rows(&mut xml);
            workbook.put(number, table.cells);
            number += 1;
        }
    }
    odf::flaw(&xml, odf::CONTENT, &mut faults);
    workbook.faults.append(&mut faults);
    Ok(workbook)
}

/// The names of the sheets.
fn names(source: &str, limits: &Limits) -> Vec<String> {
    let mut names = Vec::new();
    let mut xml = Xml::new(source, limits.max_depth);
    if xml.enter("document-content") && xml.enter("body") && xml.enter("spreadsheet") {
        while let Some(item) = xml.item() {
            if let Item::Element(element) = item {
                if element.name() == "table" {
                    names.push(element.value("name").unwrap_or_default());
                }
                xml.skip();
            }
        }
    }
    names
}

/// A sheet being read.
struct Table {
    cells: Cells,
    row: u32,
}

impl Table {
    fn rows(&mut self, xml: &mut Xml<'_>) {
        while let Some(item) = xml.item() {
            let Item::Element(element) = item else {
                continue;
            };
            match element.name() {
                "table-row" => {
                    let times = count(&element, "number-rows-repeated");
                    let shown = self.shown(xml);
                    self.put(&shown, times);
                }
                "table-header-rows" | "table-row-group" | "table-rows" => self.rows(xml),
                _ => xml.skip(),
            }
        }
    }

    /// Puts a row as often as it is repeated.
    fn put(&mut self, shown: &[Shown], times: u32) {
        let end = self.row.saturating_add(times);
        for row in self.row..end.min(MAX_ROWS) {
            if shown.is_empty() || self.cells.is_full() {
                break;
            }
            for cell in shown {
                for column in cell.column..cell.column.saturating_add(cell.columns) {
                    if self.cells.is_full() {
                        break;
                    }
                    match cell.stored {
                        Stored::Error => self.cells.put_error(row, column, &cell.text),
                        stored => self.cells.put(row, column, &cell.text, stored),
                    }
                }
            }
        }
        self.row = end;
    }

    /// The cells of a row that show something.
    fn shown(&mut self, xml: &mut Xml<'_>) -> Vec<Shown> {
        let (mut shown, mut column) = (Vec::new(), 0_u32);
        while let Some(item) = xml.item() {
            let Item::Element(element) = item else {
                continue;
            };
            if !matches!(element.name(), "table-cell" | "covered-table-cell") {
                xml.skip();
                continue;
            }
            let columns = count(&element, "number-columns-repeated");
            self.merge(&element, column);
            let value = element.value("value");
            let stored = stored(&element, value.as_deref());
            let mut text = String::new();
            paragraphs(xml, &mut text);
            if text.is_empty() {
                text = value.unwrap_or_default();
            }
            if !text.trim().is_empty() {
                shown.push(Shown {
                    column,
                    columns,
                    text,
                    stored,
                });
            }
            column = column.saturating_add(columns);
        }
        shown
    }

    fn merge(&mut self, element: &Element<'_>, column: u32) {
        let rows = count(element, "number-rows-spanned");
        let columns = count(element, "number-columns-spanned");
        if let (true, Ok(column)) = (rows > 1 || columns > 1, u16::try_from(column)) {
            self.cells.merge(Merged {
                row: self.row,
                column,
                rows: rows as usize,
                columns: columns as usize,
            });
        }
    }
}

/// What a cell stores, beside what it shows.
fn stored(element: &Element<'_>, value: Option<&str>) -> Stored {
    let kind = element.value("value-type");
    let stored = match kind.as_deref() {
        Some("float" | "currency" | "percentage") => value
            .and_then(|value| value.parse().ok())
            .map(Stored::Number),
        Some("date") => element
            .value("date-value")
            .and_then(|day| calendar(&day))
            .map(Stored::Day),
        Some("boolean") => element
            .value("boolean-value")
            .map(|value| Stored::Truth(value == "true")),
        Some("error") => Some(Stored::Error),
        _ => None,
    };
    stored.unwrap_or(Stored::Text)
}

/// The day of `2022-03-18` or `2022-03-18T08:00:00`.
fn calendar(text: &str) -> Option<Day> {
    let mut parts = text.split('T').next()?.splitn(3, '-');
    Some(Day {
        year: parts.next()?.parse().ok()?,
        month: parts.next()?.parse().ok()?,
        day: parts.next()?.parse().ok()?,
    })
}

/// The paragraphs of a cell, a line each; what somebody noted beside it is none of its text.
fn paragraphs(xml: &mut Xml<'_>, text: &mut String) {
    while let Some(item) = xml.item() {
        let Item::Element(element) = item else {
            continue;
        };
        if element.name() != "p" {
            xml.skip();
            continue;
        }
        if !text.is_empty() {
            text.push('\n');
        }
        inline(xml, text);
    }
}

fn inline(xml: &mut Xml<'_>, text: &mut String) {
    while let Some(item) = xml.item() {
        match item {
            Item::Text(words) => text.push_str(&words),
            Item::Element(element) => match element.name() {
                "s" => {
                    text.push_str(&odf::blanks(&element));
                    xml.skip();
                }
                "tab" => {
                    text.push('\t');
                    xml.skip();
                }
                "line-break" => {
                    text.push('\n');
                    xml.skip();
                }
                "annotation" => xml.skip(),
                _ => inline(xml, text),
            },
        }
    }
}
