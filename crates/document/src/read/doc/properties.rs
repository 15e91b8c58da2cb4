//! Properties of characters and paragraphs: lists of single changes (sprm) in pages of 512 bytes, found by the place of the
//! text in the stream: [MS-DOC] 2.9.22 (ChpxFkp), 2.9.175 (PapxFkp), 2.6 (the changes).

use std::ops::Range;

use super::bytes::{u16_at, u32_at};
use super::fib::Fib;
use crate::read::docx::ListLevel;
use crate::read::raised::Height;

const PAGE: usize = 512;
const CHARACTER_PAGES: usize = 12;
const PARAGRAPH_PAGES: usize = 13;

/// Lists of changes by the bytes of the text they hold for.
pub(super) struct Spans(Vec<(Range<u32>, Range<usize>)>);

impl Spans {
    /// The properties of characters.
    pub(super) fn of_characters(fib: &Fib<'_>, stream: &[u8], tables: &[u8]) -> Self {
        Self::read(
            stream,
            fib.table(tables, CHARACTER_PAGES),
            1,
            |page, entry| {
                let at = 2 * usize::from(*page.get(entry)?);
                let length = usize::from(*page.get(at).filter(|_| at > 0)?);
                Some(at + 1..at + 1 + length)
            },
        )
    }

    /// The properties of paragraphs; each list begins with the number of the style.
    pub(super) fn of_paragraphs(fib: &Fib<'_>, stream: &[u8], tables: &[u8]) -> Self {
        Self::read(
            stream,
            fib.table(tables, PARAGRAPH_PAGES),
            13,
            |page, entry| {
                let at = 2 * usize::from(*page.get(entry)?);
                match usize::from(*page.get(at).filter(|_| at > 0)?) {
                    0 => {
                        let length = 2 * usize::from(*page.get(at + 1)?);
                        Some(at + 2..at + 2 + length)
                    }
                    half => Some(at + 1..at + 2 * half),
                }
            },
        )
    }

    /// Reads the pages that a table names. `width` is the length of an entry, of which `list` tells where its list stands.
    fn read(
        stream: &[u8],
        table: &[u8],
        width: usize,
        list: impl Fn(&[u8], usize) -> Option<Range<usize>>,
    ) -> Self {
        let count = table.len().saturating_sub(4) / 8;
        let mut spans = Vec::new();
        // No page is named twice in a sound file.
        for index in 0..count.min(stream.len() / PAGE) {
            let number = u32_at(table, 4 * (count + 1) + 4 * index).unwrap_or(0) & 0x3F_FFFF;
            let start = number as usize * PAGE;
            let Some(page) = stream.get(start..start + PAGE) else {
                continue;
            };
            let runs = usize::from(page[PAGE - 1]);
            for run in 0..runs {
                let (Some(from), Some(to)) = (u32_at(page, 4 * run), u32_at(page, 4 * run + 4))
                else {
                    break;
                };
                let bytes = list(page, 4 * (runs + 1) + width * run)
                    .filter(|bytes| bytes.end <= PAGE)
                    .unwrap_or(0..0);
                spans.push((from..to, start + bytes.start..start + bytes.end));
            }
        }
        spans.sort_by_key(|(span, _)| span.start);
        Self(spans)
    }

    /// The bytes that the text at a place has its properties in common with, and where their list stands.
    pub(super) fn at(&self, place: u32) -> Option<&(Range<u32>, Range<usize>)> {
        let past = self.0.partition_point(|(span, _)| span.start <= place);
        let span = &self.0[past.checked_sub(1)?];
        span.0.contains(&place).then_some(span)
    }
}

/// How characters are set.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Character {
    /// Whether they are hidden, or deleted under tracking.
    pub(super) absent: bool,
    pub(super) strong: bool,
    pub(super) height: Height,
    /// Font and place of the sign that is shown instead.
    pub(super) symbol: Option<(u16, u16)>,
}

impl Character {
    pub(super) fn apply(&mut self, changes: &[u8]) {
        for (code, operand) in Changes(changes) {
            let on = matches!(operand.first(), Some(1 | 0x81));
            match code {
                0x0800 | 0x083C => self.absent |= on,
                0x0835 => self.strong = on,
                0x2A48 => {
                    self.height = match operand.first() {
                        Some(1) => Height::Superscript,
                        Some(2) => Height::Subscript,
                        _ => Height::Level,
                    }
                }
                0x6A09 => self.symbol = u16_at(operand, 0).zip(u16_at(operand, 2)),
                _ => {}
            }
        }
    }

    /// Applies the change that stands in a piece itself, or that it refers to.
    pub(super) fn apply_of_piece(&mut self, change: u16, lists: &[Vec<u8>]) {
        if change & 1 != 0 {
            if let Some(list) = lists.get(usize::from(change >> 1)) {
                self.apply(list);
            }
            return;
        }
        let code: u16 = match (change >> 1) & 0x7F {
            0x41 => 0x0800,
            0x55 => 0x0835,
            0x5C => 0x083C,
            0x68 => 0x2A48,
            _ => return,
        };
        let [low, high] = code.to_le_bytes();
        self.apply(&[low, high, (change >> 8) as u8]);
    }
}

/// What a paragraph is.
#[derive(Debug, Clone, Default)]
pub(super) struct Paragraph {
    /// How many tables it stands within.
    pub(super) depth: usize,
    /// Whether it ends a row.
    pub(super) ends_row: bool,
    /// Whether it ends a cell of a table within a table.
    pub(super) ends_inner_cell: bool,
    /// The level of a heading.
    pub(super) level: Option<u8>,
    pub(super) list: ListLevel,
    /// The row it ends.
    pub(super) row: RowShape,
}

/// The cells of a row.
#[derive(Debug, Clone, Default)]
pub(super) struct RowShape {
    /// The edges of the cells from the left, in twentieths of a point.
    pub(super) edges: Vec<i16>,
    pub(super) cells: Vec<CellShape>,
    pub(super) head: bool,
}

/// How a cell is merged with others.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct CellShape {
    /// With the cell on its left.
    pub(super) left: bool,
    /// With the cell above.
    pub(super) above: bool,
}

impl Paragraph {
    /// Applies a list of changes.
    pub(super) fn apply(&mut self, changes: &[u8], data: &[u8]) {
        for (code, operand) in Changes(changes) {
            let on = operand.first() == Some(&1);
            match code {
                0x2416 if on => self.depth = self.depth.max(1),
                0x2417 | 0x244C => self.ends_row |= on,
                0x244B => self.ends_inner_cell = on,
                0x6649 => self.depth = u32_at(operand, 0).unwrap_or(0).min(MAX_DEPTH) as usize,
                0x2640 => {
                    self.level = operand
                        .first()
                        .and_then(|level| level.checked_add(1))
                        .filter(|level| *level <= 9)
                }
                0x260A => self.list.level = operand.first().map(|level| usize::from(*level)),
                0x460B => self.list.list = u16_at(operand, 0).map(u32::from),
                0x3404 => self.row.head = on,
                0xD608 => self.row.define(operand),
                // What takes more room than a page has.
                0x6645 | 0x6646 => {
                    let at = u32_at(operand, 0).unwrap_or(u32::MAX) as usize;
                    let list = u16_at(data, at)
                        .and_then(|length| data.get(at + 2..at + 2 + usize::from(length)));
                    // A list that refers to a further one is not followed.
                    self.apply(list.unwrap_or_default(), &[]);
                }
                _ => {}
            }
        }
    }
}

/// Deeper tables than anybody nests.
const MAX_DEPTH: u32 = 16;

impl RowShape {
    fn define(&mut self, operand: &[u8]) {
        let Some(count) = operand.first().map(|count| usize::from(*count)) else {
            return;
        };
        self.edges = (0..=count)
            .filter_map(|index| u16_at(operand, 1 + 2 * index))
            .map(|edge| edge as i16)
            .collect();
        let shapes = 1 + 2 * (count + 1);
        self.cells = (0..count)
            .map(|index| {
                let flags = u16_at(operand, shapes + 20 * index).unwrap_or(0);
                CellShape {
                    left: flags & 0x02 != 0,
                    above: flags & 0x20 != 0 && flags & 0x40 == 0,
                }
            })
            .collect();
    }
}

/// The changes of a list: their codes and operands.
struct Changes<'c>(&'c [u8]);

impl<'c> Iterator for Changes<'c> {
    type Item = (u16, &'c [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let code = u16_at(self.0, 0)?;
        let rest = &self.0[2..];
        let (skipped, length) = match code >> 13 {
            0 | 1 => (0, 1),
            2 | 4 | 5 => (0, 2),
            3 => (0, 4),
            7 => (0, 3),
            _ if code == 0xD608 => (2, usize::from(u16_at(rest, 0)?).saturating_sub(1)),
            _ => (1, usize::from(*rest.first()?)),
        };
        let operand = rest.get(skipped..skipped + length)?;
        self.0 = &rest[skipped + length..];
        Some((code, operand))
    }
}
