//! Paragraph styles: [MS-DOC] 2.9.271 (STSH) and 2.9.260 (STD).

use super::bytes::u16_at;
use super::fib::Fib;
use super::properties::Paragraph;
use crate::read::docx::named_level;

const TABLE: usize = 1;
/// The kind of a style that is one of paragraphs.
const OF_PARAGRAPHS: u16 = 1;
/// How many styles may be based on one another.
const MAX_CHAIN: usize = 16;

struct Style<'t> {
    base: usize,
    level: Option<u8>,
    changes: &'t [u8],
}

/// The styles of a document by number; `None` for those not of paragraphs.
pub(super) struct Styles<'t>(Vec<Option<Style<'t>>>);

impl<'t> Styles<'t> {
    pub(super) fn read(fib: &Fib<'_>, tables: &'t [u8]) -> Self {
        let table = fib.table(tables, TABLE);
        let head = usize::from(u16_at(table, 0).unwrap_or(0));
        let fixed = usize::from(u16_at(table, 4).unwrap_or(0));
        let mut rest = table.get(2 + head..).unwrap_or_default();
        let mut styles = Vec::new();
        while let Some(length) = u16_at(rest, 0).map(usize::from) {
            let Some(entry) = rest.get(2..2 + length) else {
                break;
            };
            styles.push(style(entry, fixed));
            // Entries begin at even bytes.
            rest = rest
                .get(2 + length.next_multiple_of(2)..)
                .unwrap_or_default();
        }
        Self(styles)
    }

    /// A paragraph with the properties of its style and its own: the number of the style and a list of changes.
    pub(super) fn paragraph(&self, list: &[u8], data: &[u8]) -> Paragraph {
        let number = usize::from(u16_at(list, 0).unwrap_or(0));
        let style = |number: usize| self.0.get(number)?.as_ref();
        let chain: Vec<&Style<'_>> =
            std::iter::successors(style(number), |known| style(known.base))
                .take(MAX_CHAIN)
                .collect();
        let mut paragraph = Paragraph::default();
        if self.0.is_empty() {
            // The first styles are the headings, in every document.
            paragraph.level = (1..=9).contains(&number).then_some(number as u8);
        }
        for style in chain.iter().rev() {
            paragraph.apply(style.changes, data);
            paragraph.level = style.level.or(paragraph.level);
        }
        paragraph.apply(list.get(2..).unwrap_or_default(), data);
        paragraph
    }
}

/// Reads a style whose fixed part is so long.
fn style(entry: &[u8], fixed: usize) -> Option<Style<'_>> {
    let kind = u16_at(entry, 2)?;
    if kind & 0xF != OF_PARAGRAPHS {
        return None;
    }
    let length = usize::from(u16_at(entry, fixed)?);
    let units = (0..length).map_while(|index| u16_at(entry, fixed + 2 + 2 * index));
    let name = String::from_utf16_lossy(&units.collect::<Vec<u16>>());
    let at = (fixed + 2 + 2 * (length + 1)).next_multiple_of(2);
    let size = usize::from(u16_at(entry, at).unwrap_or(0));
    let list = entry.get(at + 2..at + 2 + size).unwrap_or_default();
    Some(Style {
        base: usize::from(kind >> 4),
        level: named_level(&name),
        changes: list.get(2..).unwrap_or_default(),
    })
}
