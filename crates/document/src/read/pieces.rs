//! What the readers of word processors' files have in common: paragraphs with breaks in them, what cells and margins hold,
//! and the document that all of it makes.

use super::docx::Losses;
use super::inline::Inline;
use super::limits::Limits;
use super::margin::Margins;
use super::outline::infer_headings;
use super::story::Story;
use crate::model::{Block, Document, Fault, Origin, Text};

/// Puts a paragraph: a block for each line that its author broke it into, of a title the lines run together. `next_line`
/// numbers the lines after the first.
pub(super) fn put(
    inline: Inline,
    level: Option<u8>,
    origin: Origin,
    mut next_line: impl FnMut() -> u32,
    out: &mut Vec<Block>,
) {
    let lines = match level {
        Some(0) => inline.run_on(origin).into_iter().collect(),
        _ => inline.lines(origin),
    };
    for (index, mut text) in lines.into_iter().enumerate() {
        if index > 0 {
            text.origin.line = Some(next_line());
        }
        out.push(match level {
            Some(level) => Block::Heading { level, text },
            None => Block::Paragraph(text),
        });
    }
}

/// The text of a cell that begins at a place, of the blocks in it; what is no text of it follows the table.
pub(super) fn cell_text(blocks: Vec<Block>, begins: Origin, nested: &mut Vec<Block>) -> Text {
    let mut lines = Inline::default();
    let mut origin = None;
    for block in blocks {
        match block {
            Block::Heading { text, .. } | Block::Paragraph(text) => {
                origin.get_or_insert(text.origin);
                lines.push_text(&text);
            }
            other => nested.push(other),
        }
    }
    lines.joined(origin.unwrap_or(begins))
}

/// The texts of a header or footer.
pub(super) fn margin_texts(blocks: Vec<Block>) -> Vec<Text> {
    let texts = blocks.into_iter().flat_map(|block| match block {
        Block::Heading { text, .. } | Block::Paragraph(text) => vec![text],
        Block::Table(table) => {
            let cells = table.rows.into_iter().flatten();
            cells.map(|cell| cell.text).collect()
        }
        _ => Vec::new(),
    });
    texts.collect()
}

/// What was read of a file.
pub(super) struct Pieces<'l> {
    pub(super) blocks: Vec<Block>,
    pub(super) margins: Margins,
    pub(super) faults: Vec<Fault>,
    pub(super) losses: &'l Losses,
    /// Whether cells were left out.
    pub(super) cut_short: bool,
}

impl Pieces<'_> {
    /// The document, within its budget.
    pub(super) fn document(self, limits: &Limits) -> Document {
        let mut story = Story::new(limits);
        story.faults(self.faults);
        if self.cut_short {
            story.overflow();
        }
        for block in self.blocks {
            story.push(block);
        }
        let mut document = story.finish();
        infer_headings(&mut document.blocks);
        document.faults.extend(self.losses.faults(&document));
        document.margins = self.margins.finish();
        document
    }
}
