//! A document as one string with an index: what an auditor scans, and how it finds its way back.

use crate::model::{Block, Document, Origin, Spot, Text};

/// The text of a document, one block or cell a line, and the piece each line belongs to.
#[derive(Debug, Clone, Default)]
pub struct Flat {
    /// All text in reading order; pieces are separated by `\n`.
    pub text: String,
    /// The pieces by rising start.
    pub pieces: Vec<Piece>,
    /// The shape of each table, in reading order.
    pub tables: Vec<Grid>,
    /// The names of the sheets of a workbook in order.
    pub sheets: Vec<String>,
}

/// One piece of the text: a heading, a paragraph or a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece {
    /// Byte offset of its first character in [`Flat::text`].
    pub start: usize,
    /// Byte offset past its last character.
    pub end: usize,
    /// What it is.
    pub kind: PieceKind,
    /// Where it stands in the file.
    pub origin: Origin,
}

/// What a piece of text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PieceKind {
    /// A heading of this level.
    Heading(u8),
    /// A paragraph.
    Paragraph,
    /// The caption of a table or picture.
    Caption,
    /// The header or footer of pages; such pieces follow all others.
    Margin,
    /// A cell: table number, row and column of its upper left corner.
    Cell {
        /// Index in [`Flat::tables`].
        table: u32,
        /// Row from 0.
        row: u32,
        /// Column from 0, counting spans.
        column: u32,
    },
}

/// The shape of a table: which piece covers which place.
#[derive(Debug, Clone, Default)]
pub struct Grid {
    /// Number of rows.
    pub rows: usize,
    /// Number of columns.
    pub columns: usize,
    /// How many of the first rows are marked as the head.
    pub header_rows: usize,
    /// Row by row, the index in [`Flat::pieces`] of the cell covering the place; `None` where no cell is.
    pub cells: Vec<Option<usize>>,
}

impl Grid {
    /// The piece that covers a place.
    pub fn at(&self, row: usize, column: usize) -> Option<usize> {
        (row < self.rows && column < self.columns)
            .then(|| self.cells[row * self.columns + column])
            .flatten()
    }
}

impl Flat {
    /// The index of the piece a byte offset lies in.
    pub fn piece_at(&self, offset: usize) -> Option<usize> {
        let next = self.pieces.partition_point(|piece| piece.start <= offset);
        let index = next.checked_sub(1)?;
        (offset <= self.pieces[index].end).then_some(index)
    }

    /// The text of a piece.
    pub fn text_of(&self, piece: usize) -> &str {
        &self.text[self.pieces[piece].start..self.pieces[piece].end]
    }

    /// The address of a piece as a workbook prints it: `收支总表!B7`; `None` where it is no cell of one.
    pub fn address(&self, piece: usize) -> Option<String> {
        let Spot::Cell { sheet, row, column } = self.pieces.get(piece)?.origin.spot else {
            return None;
        };
        let name = self.sheets.get(usize::from(sheet))?;
        let mut letters = Vec::new();
        let mut rest = u32::from(column) + 1;
        while rest > 0 {
            letters.push(char::from(b'A' + ((rest - 1) % 26) as u8));
            rest = (rest - 1) / 26;
        }
        let letters: String = letters.into_iter().rev().collect();
        Some(format!("{name}!{letters}{}", row + 1))
    }

    fn push(&mut self, text: &Text, kind: PieceKind) -> usize {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        let start = self.text.len();
        self.text.push_str(&text.content);
        self.pieces.push(Piece {
            start,
            end: self.text.len(),
            kind,
            origin: text.origin,
        });
        self.pieces.len() - 1
    }
}

impl Document {
    /// The whole text with its index.
    pub fn flatten(&self) -> Flat {
        let mut flat = Flat {
            text: String::with_capacity(self.blocks.iter().map(line_length).sum()),
            pieces: Vec::with_capacity(self.blocks.len()),
            sheets: self.sheets.clone(),
            ..Flat::default()
        };
        for block in &self.blocks {
            match block {
                Block::Heading { level, text } => {
                    flat.push(text, PieceKind::Heading(*level));
                }
                Block::Paragraph(text) => {
                    flat.push(text, PieceKind::Paragraph);
                }
                Block::Picture(picture) => {
                    if let Some(caption) = &picture.caption {
                        flat.push(caption, PieceKind::Caption);
                    }
                }
                Block::Table(table) => flatten_table(table, &mut flat),
                Block::Above { .. }
                | Block::Annexes(_)
                | Block::Closing { .. }
                | Block::Annex(_)
                | Block::NewPage { .. } => {
                    for text in block.texts() {
                        flat.push(text, PieceKind::Paragraph);
                    }
                }
            }
        }
        for text in &self.margins {
            flat.push(text, PieceKind::Margin);
        }
        flat
    }
}

impl Document {
    /// The texts of the pieces of [`Document::flatten`], in their order.
    pub fn texts(&self) -> impl Iterator<Item = &Text> {
        self.blocks
            .iter()
            .flat_map(Block::texts)
            .chain(&self.margins)
    }
}

/// How many bytes a heading or a paragraph takes with its line end. Tables make the text grow as it goes.
fn line_length(block: &Block) -> usize {
    match block {
        Block::Heading { text, .. } | Block::Paragraph(text) => text.content.len() + 1,
        _ => 0,
    }
}

fn flatten_table(table: &crate::model::Table, flat: &mut Flat) {
    if let Some(caption) = &table.caption {
        flat.push(caption, PieceKind::Caption);
    }
    let number = flat.tables.len() as u32;
    let mut grid: Vec<Vec<Option<usize>>> = vec![Vec::new(); table.rows.len()];
    for (row, cells) in table.rows.iter().enumerate() {
        let mut column = 0;
        for cell in cells {
            while grid[row].get(column).is_some_and(Option::is_some) {
                column += 1;
            }
            let piece = flat.push(
                &cell.text,
                PieceKind::Cell {
                    table: number,
                    row: row as u32,
                    column: column as u32,
                },
            );
            for line in grid.iter_mut().skip(row).take(cell.rowspan.max(1)) {
                let past = column + cell.colspan.max(1);
                if line.len() < past {
                    line.resize(past, None);
                }
                line[column..past].fill(Some(piece));
            }
            column += cell.colspan.max(1);
        }
    }
    let columns = grid.iter().map(Vec::len).max().unwrap_or(0);
    for line in &mut grid {
        line.resize(columns, None);
    }
    flat.tables.push(Grid {
        rows: grid.len(),
        columns,
        header_rows: match table.above {
            0 => table.header_rows,
            _ => 0,
        },
        cells: grid.into_iter().flatten().collect(),
    });
}
