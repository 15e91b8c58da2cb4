//! A finished report: its text with slots, what stands in them, what it claims.

use document::{Block, Document, Text};

use crate::claim::Claim;
use crate::draft::slot_of;
use crate::figure::Shown;

/// A report with its figures and claims.
#[derive(Debug, Clone)]
pub(crate) struct Made {
    /// What stands in each slot.
    pub shown: Vec<Shown>,
    /// What the slots claim of each other.
    pub claims: Vec<Claim>,
    blocks: Vec<Block>,
}

/// Where things stand in a text that has lost its white space, which writers and readers may change.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Ink {
    /// The text without white space.
    pub text: String,
    /// For each slot, the characters of `text` it takes; empty for one that is not printed.
    pub places: Vec<(usize, usize)>,
}

impl Made {
    /// A report without claims.
    pub(crate) fn new(blocks: Vec<Block>, shown: Vec<Shown>) -> Self {
        Made {
            blocks,
            shown,
            claims: Vec::new(),
        }
    }

    /// How often each slot is printed.
    pub(crate) fn printed(&self) -> Vec<usize> {
        let mut printed = vec![0; self.shown.len()];
        let flat = self.with_slots().flatten();
        for id in flat.text.chars().filter_map(slot_of) {
            printed[id] += 1;
        }
        printed
    }

    fn with_slots(&self) -> Document {
        Document {
            blocks: self.blocks.clone(),
            ..Document::default()
        }
    }

    /// The document with these figures in its slots.
    pub(crate) fn document(&self, shown: &[Shown]) -> Document {
        let mut document = self.with_slots();
        for block in &mut document.blocks {
            match block {
                Block::Heading { text, .. } | Block::Paragraph(text) => fill(text, shown),
                Block::Table(table) => {
                    for cell in table.rows.iter_mut().flatten() {
                        fill(&mut cell.text, shown);
                    }
                }
                _ => {}
            }
        }
        document
    }

    /// The text with these figures in its slots, less white space, and where each figure stands.
    pub(crate) fn ink(&self, shown: &[Shown]) -> Ink {
        let mut ink = Ink {
            text: String::new(),
            places: vec![(0, 0); shown.len()],
        };
        let mut length = 0;
        for letter in self.with_slots().flatten().text.chars() {
            let start = length;
            match slot_of(letter) {
                Some(id) => {
                    let text = shown[id].text();
                    length += text.chars().count();
                    ink.text.push_str(&text);
                    ink.places[id] = (start, length);
                }
                None if letter.is_whitespace() => {}
                None => {
                    ink.text.push(letter);
                    length += 1;
                }
            }
        }
        ink
    }

    /// Whether it has a table.
    pub(crate) fn has_table(&self) -> bool {
        self.blocks
            .iter()
            .any(|block| matches!(block, Block::Table(_)))
    }
}

fn fill(text: &mut Text, shown: &[Shown]) {
    let mut content = String::with_capacity(text.content.len() * 2);
    for letter in text.content.chars() {
        match slot_of(letter) {
            Some(id) => content.push_str(&shown[id].text()),
            None => content.push(letter),
        }
    }
    text.content = content;
}
