//! The head of a binary Word document (FIB) and its piece table: [MS-DOC] 2.5 and 2.9.38.

use super::bytes::{u16_at, u32_at};
use crate::read::error::ReadError;

/// What the head of the `WordDocument` stream says.
pub(super) struct Fib<'d> {
    stream: &'d [u8],
    /// The language the document was installed for.
    pub(super) lid: u16,
    /// The stream the tables are in.
    pub(super) table: &'static str,
}

/// A stretch of the text that is stored in one place.
#[derive(Debug, Clone, Copy)]
pub(super) struct Piece {
    /// Its first character, counted in units of UTF-16.
    pub(super) first: u32,
    pub(super) count: u32,
    /// Its first byte in the `WordDocument` stream.
    pub(super) at: usize,
    /// Whether a character takes two bytes.
    pub(super) wide: bool,
    /// What was changed about it when the document was saved fast.
    pub(super) change: u16,
}

/// The text in pieces.
#[derive(Debug, Default)]
pub(super) struct Pieces {
    pub(super) pieces: Vec<Piece>,
    /// Lists of properties that changes refer to.
    pub(super) changes: Vec<Vec<u8>>,
}

/// The parts of the text in the order they are stored in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Main,
    Footnotes,
    Headers,
    Macros,
    Comments,
    Endnotes,
    TextBoxes,
    HeaderTextBoxes,
}

const PARTS: [Part; 8] = [
    Part::Main,
    Part::Footnotes,
    Part::Headers,
    Part::Macros,
    Part::Comments,
    Part::Endnotes,
    Part::TextBoxes,
    Part::HeaderTextBoxes,
];

const MAGIC: u16 = 0xA5EC;
/// The version of Word 97; earlier ones are laid out otherwise.
const WORD_97: u16 = 0x00C1;
const COUNTS: usize = 0x4C;
const TABLES: usize = 0x9A;
const CLX: usize = 33;

impl<'d> Fib<'d> {
    pub(super) fn read(stream: &'d [u8]) -> Result<Self, ReadError> {
        let word = |at| u16_at(stream, at).ok_or(ReadError::Legacy);
        if word(0)? != MAGIC || word(2)? < WORD_97 {
            return Err(ReadError::Legacy);
        }
        let flags = word(0x0A)?;
        if flags & 0x0100 != 0 {
            return Err(ReadError::Encrypted);
        }
        Ok(Self {
            stream,
            lid: word(6)?,
            table: if flags & 0x0200 != 0 {
                "1Table"
            } else {
                "0Table"
            },
        })
    }

    /// The parts of the text and the character past the end of each.
    pub(super) fn parts(&self) -> impl Iterator<Item = (Part, u32)> {
        let mut past = 0u32;
        PARTS.into_iter().enumerate().map(move |(index, part)| {
            let count = u32_at(self.stream, COUNTS + 4 * index).unwrap_or(0);
            past = past.saturating_add(count);
            (part, past)
        })
    }

    /// The table of this number, in the stream of the tables.
    pub(super) fn table<'t>(&self, tables: &'t [u8], number: usize) -> &'t [u8] {
        self.place(number)
            .and_then(|(at, length)| tables.get(at..at.checked_add(length)?))
            .unwrap_or_default()
    }

    /// Where the table of this number begins and how long it is.
    pub(super) fn place(&self, number: usize) -> Option<(usize, usize)> {
        let at = TABLES + 8 * number;
        Some((
            u32_at(self.stream, at)? as usize,
            u32_at(self.stream, at + 4)? as usize,
        ))
    }

    /// The pieces of the text, of which no more than `limit` bytes are told; `None` where the piece table is broken.
    pub(super) fn pieces(&self, tables: &[u8], limit: u64) -> Option<Pieces> {
        let mut clx = self.table(tables, CLX);
        let mut changes = Vec::new();
        while clx.first() == Some(&1) {
            let past = 3 + usize::from(u16_at(clx, 1)?);
            changes.push(clx.get(3..past)?.to_vec());
            clx = &clx[past..];
        }
        if clx.first() != Some(&2) {
            return None;
        }
        let table = clx.get(5..)?;
        let table = &table[..table.len().min(u32_at(clx, 1)? as usize)];
        let count = table.len().checked_sub(4)? / 12;
        let mut pieces = Vec::new();
        let mut left = limit;
        for index in 0..count {
            let first = u32_at(table, 4 * index)?;
            let past = u32_at(table, 4 * index + 4)?;
            let entry = 4 * (count + 1) + 8 * index;
            let place = u32_at(table, entry + 2)?;
            let wide = place & 0x4000_0000 == 0;
            let offset = (place & 0x3FFF_FFFF) as usize;
            let piece = Piece {
                first,
                count: past.checked_sub(first)?,
                at: if wide { offset } else { offset / 2 },
                wide,
                change: u16_at(table, entry + 6)?,
            };
            left = left.saturating_sub(u64::from(piece.count) * 2);
            if left == 0 {
                break;
            }
            pieces.push(piece);
        }
        Some(Pieces { pieces, changes })
    }
}
