//! Tables: rows of cells that are merged by saying so in each of them.

use super::body::Body;
use crate::model::{Block, Mark, Origin, Table, Text};
use crate::read::pieces::cell_text;
use crate::read::shape::{MAX_COLUMNS, cell};
use crate::read::xml::{Item, Xml};

/// A table being read.
#[derive(Default)]
struct Draft {
    table: Table,
    /// For each column, the row and place of the cell that goes on downwards.
    merging: Vec<Option<(usize, usize)>>,
    /// How many of the first rows are marked as the head.
    heads: usize,
    /// Tables within cells; they follow the table.
    nested: Vec<Block>,
}

/// What a row says of itself.
#[derive(Default)]
struct RowProperties {
    head: bool,
    deleted: bool,
    /// Columns left out before its first cell.
    before: usize,
}

/// What a cell says of itself.
struct CellProperties {
    columns: usize,
    /// Whether it begins (`true`) or continues (`false`) a cell of several rows.
    begins: Option<bool>,
    /// Whether it continues the cell on its left.
    continues_left: bool,
}

impl Body<'_> {
    /// Reads `w:tbl`. Tables within its cells follow it.
    pub(super) fn table(&mut self, xml: &mut Xml<'_>, out: &mut Vec<Block>) {
        let mut draft = Draft::default();
        self.rows(xml, &mut draft);
        let Draft {
            mut table,
            heads,
            nested,
            ..
        } = draft;
        table.header_rows = if heads < table.rows.len() { heads } else { 0 };
        if table.rows.iter().any(|row| !row.is_empty()) {
            out.push(Block::Table(table));
        }
        out.extend(nested);
    }

    fn rows(&mut self, xml: &mut Xml<'_>, draft: &mut Draft) {
        while let Some(item) = xml.item() {
            let Item::Element(element) = item else {
                continue;
            };
            match element.name() {
                "tblGrid" => draft.table.widths = widths(xml),
                "tr" => {
                    draft.table.rows.push(Vec::new());
                    let mut properties = RowProperties::default();
                    let mut column = 0;
                    self.row(xml, draft, &mut properties, &mut column);
                    let index = draft.table.rows.len() - 1;
                    if properties.deleted {
                        draft.table.rows.pop();
                    } else if properties.head && draft.heads == index {
                        draft.heads += 1;
                    }
                }
                "sdt" | "sdtContent" | "ins" | "customXml" => self.rows(xml, draft),
                _ => xml.skip(),
            }
        }
    }

    fn row(
        &mut self,
        xml: &mut Xml<'_>,
        draft: &mut Draft,
        properties: &mut RowProperties,
        column: &mut usize,
    ) {
        while let Some(item) = xml.item() {
            let Item::Element(element) = item else {
                continue;
            };
            match element.name() {
                "trPr" => {
                    *properties = row_properties(xml);
                    self.leave_out(properties.before, draft, column);
                }
                "tc" if properties.deleted => xml.skip(),
                "tc" => self.cell(xml, draft, column),
                "sdt" | "sdtContent" | "ins" | "customXml" => {
                    self.row(xml, draft, properties, column)
                }
                _ => xml.skip(),
            }
        }
    }

    /// Puts an empty cell in place of columns a row leaves out at its start.
    fn leave_out(&mut self, columns: usize, draft: &mut Draft, column: &mut usize) {
        if columns > 0
            && let Some(row) = draft.table.rows.last_mut()
        {
            row.push(cell(Text::default(), columns, 1));
            *column += columns;
        }
    }

    fn cell(&mut self, xml: &mut Xml<'_>, draft: &mut Draft, column: &mut usize) {
        if self.cells_left == 0 || *column >= MAX_COLUMNS {
            self.cut_short |= self.cells_left == 0;
            return xml.skip();
        }
        self.cells_left -= 1;
        let begins = Origin {
            line: Some(self.paragraphs.saturating_add(1)),
            page: self.page,
            ..Origin::default()
        };
        let mut properties = CellProperties {
            columns: 1,
            begins: None,
            continues_left: false,
        };
        let mut blocks = Vec::new();
        while let Some(item) = xml.item() {
            let Item::Element(element) = item else {
                continue;
            };
            match element.name() {
                "tcPr" => properties = cell_properties(xml),
                _ => self.block(&element, xml, &mut blocks),
            }
        }
        self.close(&mut blocks);
        let text = cell_text(blocks, begins, &mut draft.nested);
        draft.place(text, &properties, *column);
        *column += properties.columns;
    }
}

impl Draft {
    /// Puts a cell into the last row, or its text into the cell it continues.
    fn place(&mut self, text: Text, properties: &CellProperties, column: usize) {
        let row = self.table.rows.len() - 1;
        if properties.continues_left
            && let Some(left) = self.table.rows[row].last_mut()
        {
            left.colspan += properties.columns;
            append(&mut left.text, text);
            return;
        }
        if self.merging.len() <= column {
            self.merging.resize(column + 1, None);
        }
        if properties.begins == Some(false)
            && let Some((first, place)) = self.merging[column]
        {
            let above = &mut self.table.rows[first][place];
            above.rowspan = row - first + 1;
            append(&mut above.text, text);
            return;
        }
        let place = self.table.rows[row].len();
        self.merging[column] = properties.begins.map(|_| (row, place));
        self.table.rows[row].push(cell(text, properties.columns, 1));
    }
}

fn append(text: &mut Text, more: Text) {
    if more.content.is_empty() {
        return;
    }
    if text.content.is_empty() {
        *text = more;
        return;
    }
    text.content.push('\n');
    let shift = text.content.len();
    text.content.push_str(&more.content);
    text.marks.extend(more.marks.into_iter().map(|mark| Mark {
        range: mark.range.start + shift..mark.range.end + shift,
        ..mark
    }));
}

fn widths(xml: &mut Xml<'_>) -> Vec<u16> {
    let mut widths = Vec::new();
    while let Some(item) = xml.item() {
        let Item::Element(element) = item else {
            continue;
        };
        if element.name() == "gridCol" && widths.len() < MAX_COLUMNS {
            widths.push(
                element
                    .value("w")
                    .and_then(|width| width.parse().ok())
                    .unwrap_or(1),
            );
        }
        xml.skip();
    }
    widths
}

fn row_properties(xml: &mut Xml<'_>) -> RowProperties {
    let mut properties = RowProperties::default();
    while let Some(item) = xml.item() {
        let Item::Element(element) = item else {
            continue;
        };
        match element.name() {
            "tblHeader" => properties.head = element.is_on(),
            "del" => properties.deleted = true,
            "gridBefore" => properties.before = element.number().unwrap_or(0).min(MAX_COLUMNS),
            _ => {}
        }
        xml.skip();
    }
    properties
}

fn cell_properties(xml: &mut Xml<'_>) -> CellProperties {
    let mut properties = CellProperties {
        columns: 1,
        begins: None,
        continues_left: false,
    };
    while let Some(item) = xml.item() {
        let Item::Element(element) = item else {
            continue;
        };
        match element.name() {
            "gridSpan" => properties.columns = element.number().unwrap_or(1).clamp(1, MAX_COLUMNS),
            "vMerge" => properties.begins = Some(element.val().as_deref() == Some("restart")),
            "hMerge" => properties.continues_left = element.val().as_deref() != Some("restart"),
            _ => {}
        }
        xml.skip();
    }
    properties
}
