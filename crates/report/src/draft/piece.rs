//! A document as paragraphs and tables, each with its place in words.

use document::{Block, Document, Origin, Spot, Table};

/// A paragraph or heading.
pub(super) struct Text {
    pub(super) words: String,
    pub(super) heading: bool,
    pub(super) place: String,
}

/// A table with its spans filled: each row has a cell for every column.
pub(super) struct Grid {
    pub(super) rows: Vec<Vec<String>>,
    /// Of each row, its place.
    pub(super) places: Vec<String>,
}

#[derive(Default)]
pub(super) struct Pieces {
    pub(super) texts: Vec<Text>,
    pub(super) grids: Vec<Grid>,
}

impl Pieces {
    pub(super) fn of(document: &Document) -> Self {
        let mut pieces = Self::default();
        for block in &document.blocks {
            match block {
                Block::Heading { text, .. } => {
                    pieces.text(&text.content, true, text.origin, document)
                }
                Block::Paragraph(text) => pieces.text(&text.content, false, text.origin, document),
                Block::Table(table) => pieces.grid(table, document),
                Block::Above { .. }
                | Block::Annexes(_)
                | Block::Closing { .. }
                | Block::Annex(_) => {
                    for text in block.texts() {
                        pieces.text(&text.content, false, text.origin, document);
                    }
                }
                Block::Picture(_) | Block::NewPage { .. } => {}
            }
        }
        pieces
    }

    fn text(&mut self, words: &str, heading: bool, origin: Origin, document: &Document) {
        if words.trim().is_empty() {
            return;
        }
        let number = self.texts.len() + 1;
        self.texts.push(Text {
            words: words.trim().to_owned(),
            heading,
            place: place(origin, document).unwrap_or_else(|| format!("第{number}段")),
        });
    }

    fn grid(&mut self, table: &Table, document: &Document) {
        let number = self.grids.len() + 1;
        let mut rows: Vec<Vec<Option<String>>> = vec![Vec::new(); table.rows.len()];
        let mut places = Vec::with_capacity(table.rows.len());
        for (at, row) in table.rows.iter().enumerate() {
            let mut column = 0;
            for cell in row {
                while rows[at].get(column).is_some_and(Option::is_some) {
                    column += 1;
                }
                let words: String = cell.text.content.split_whitespace().collect();
                for line in rows.iter_mut().skip(at).take(cell.rowspan) {
                    if line.len() < column + cell.colspan {
                        line.resize(column + cell.colspan, None);
                    }
                    line[column..column + cell.colspan].fill(Some(words.clone()));
                }
                column += cell.colspan;
            }
            let origin = row.first().map(|cell| cell.text.origin).unwrap_or_default();
            let page = origin
                .page
                .map_or_else(String::new, |page| format!("第{page}页 "));
            places.push(match origin.spot {
                Spot::Cell { .. } => place(origin, document).unwrap_or_default(),
                _ => format!("{page}第{number}个表 第{}行", at + 1),
            });
        }
        self.grids.push(Grid {
            rows: rows
                .into_iter()
                .map(|row| row.into_iter().map(Option::unwrap_or_default).collect())
                .collect(),
            places,
        });
    }
}

fn place(origin: Origin, document: &Document) -> Option<String> {
    match (origin.spot, origin.page, origin.line) {
        (Spot::Cell { sheet, row, .. }, ..) => {
            let name = document
                .sheets
                .get(usize::from(sheet))
                .map_or("", String::as_str);
            Some(format!("{name} 第{}行", row + 1))
        }
        (_, Some(page), _) => Some(format!("第{page}页")),
        (_, None, Some(line)) => Some(format!("第{line}行")),
        _ => None,
    }
}
