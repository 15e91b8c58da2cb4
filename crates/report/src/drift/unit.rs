//! The units a document is aligned by: paragraphs and tables.

use document::{Block, Document};

/// A paragraph, or a table as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    /// The index of its piece.
    Paragraph(usize),
    /// Its number among the tables, and the pieces of its cells from the first to before the last.
    Table(usize, usize, usize),
}

impl Unit {
    /// Its last piece.
    pub(super) const fn last(self) -> usize {
        match self {
            Self::Paragraph(piece) => piece,
            Self::Table(_, first, past) => match past > first {
                true => past - 1,
                false => first,
            },
        }
    }
}

/// The units of a document in reading order; headers and footers are left out.
pub(super) fn units(document: &Document) -> Vec<Unit> {
    let mut units = Vec::new();
    let (mut piece, mut tables) = (0, 0);
    for block in &document.blocks {
        match block {
            Block::Table(table) => {
                if table.caption.is_some() {
                    units.push(Unit::Paragraph(piece));
                    piece += 1;
                }
                let cells = table.rows.iter().map(Vec::len).sum::<usize>();
                units.push(Unit::Table(tables, piece, piece + cells));
                tables += 1;
                piece += cells;
            }
            _ => {
                let texts = block.texts().len();
                units.extend((piece..piece + texts).map(Unit::Paragraph));
                piece += texts;
            }
        }
    }
    units
}

/// The words of a text without its digits: what stays when figures change.
pub(super) fn without_digits(text: &str) -> String {
    let digit = |c: &char| c.is_ascii_digit() || matches!(c, '.' | ',' | '%');
    text.chars().filter(|c| !digit(c)).collect()
}
