//! A document drawn in lines, for snapshots.

use std::fmt::Write;

use document::{Block, Document, Text};

/// A line for each block, row and fault.
pub(crate) fn sketch(document: &Document) -> String {
    let mut out = String::new();
    if let Some(title) = &document.title {
        writeln!(out, "title {title}").unwrap();
    }
    for block in &document.blocks {
        match block {
            Block::Heading { level, text } => {
                writeln!(out, "{} h{level} {}", place(text), marked(text)).unwrap()
            }
            Block::Paragraph(text) => writeln!(out, "{} {}", place(text), marked(text)).unwrap(),
            Block::Table(table) => {
                let caption = table.caption.as_ref().map(marked).unwrap_or_default();
                writeln!(out, "table, {} head rows {caption}", table.header_rows).unwrap();
                for row in &table.rows {
                    let cells = row.iter().map(|cell| {
                        let span = match (cell.colspan, cell.rowspan) {
                            (1, 1) => String::new(),
                            (columns, rows) => format!(" [{columns}x{rows}]"),
                        };
                        format!("{}{span}", marked(&cell.text).replace('\n', "⏎"))
                    });
                    writeln!(out, "  | {}", cells.collect::<Vec<_>>().join(" | ")).unwrap();
                }
            }
            Block::Picture(_) => writeln!(out, "picture").unwrap(),
            Block::Above { .. } | Block::Annexes(_) | Block::Closing { .. } | Block::Annex(_) => {
                for text in block.texts() {
                    writeln!(out, "part {}", marked(text)).unwrap();
                }
            }
            Block::NewPage { landscape } => writeln!(out, "new page, {landscape}").unwrap(),
        }
    }
    for margin in &document.margins {
        writeln!(out, "margin {}", marked(margin)).unwrap();
    }
    for fault in &document.faults {
        writeln!(out, "fault at {}: {}", fault.place, fault.message).unwrap();
    }
    out
}

fn place(text: &Text) -> String {
    let page = text
        .origin
        .page
        .map(|page| format!("p{page}"))
        .unwrap_or_default();
    format!("{}{page}", text.origin.line.unwrap_or(0))
}

fn marked(text: &Text) -> String {
    let mut out = text.content.clone();
    for mark in text.marks.iter().rev() {
        out.insert(mark.range.end, '>');
        out.insert(mark.range.start, '<');
    }
    out
}
