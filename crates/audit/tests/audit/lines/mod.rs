//! Documents written as lines, for tests.

use document::{Block, Cell, Document, Origin, Table, Text};

/// Paragraphs by line; lines that start with a bar make up a table.
pub(crate) fn document(text: &str) -> Document {
    let mut document = Document::default();
    for (number, line) in text.lines().enumerate() {
        if !line.starts_with('|') {
            let origin = Origin {
                line: Some(number as u32 + 1),
                ..Origin::default()
            };
            document
                .blocks
                .push(Block::Paragraph(Text::at(line, origin)));
        } else if !line.contains("---") {
            let row = line
                .trim_matches('|')
                .split('|')
                .map(|cell| Cell::plain(cell.trim()))
                .collect();
            match document.blocks.last_mut() {
                Some(Block::Table(table)) => table.rows.push(row),
                _ => document.blocks.push(Block::Table(Table {
                    header_rows: 1,
                    rows: vec![row],
                    ..Table::default()
                })),
            }
        }
    }
    document
}
