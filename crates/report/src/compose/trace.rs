//! Where the words of a composed document come from, character by character.

use std::ops::Range;

use document::{Block, Document, Origin, Text};

use crate::template::Place;

/// A document composed from a book, with where each of its words comes from.
#[derive(Clone, Debug, Default)]
pub struct Composed {
    /// The document.
    pub document: Document,
    /// The source of each piece, in the order of [`Document::flatten`].
    pub traces: Vec<Trace>,
}

/// Where a piece of text comes from. What no part covers was made by the program: numbers of sections and tables, heads of
/// its tables.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trace {
    /// By rising range, not overlapping.
    pub parts: Vec<Part>,
}

/// A stretch of a piece of text with its source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Byte range in the piece.
    pub range: Range<usize>,
    /// Where it comes from.
    pub source: Source,
}

/// Where a stretch of text comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// Words of a template, a narrative piece or an entry of the book.
    Words(Written),
    /// A figure: its index in [`Document::provenance`].
    Figure(usize),
}

/// Where words are written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The file, `text/工作任务.md`, or the entry, `book.toml（指标Z01）`.
    pub file: String,
    /// The line, from 1; 0 for an entry.
    pub line: usize,
    /// The column in characters, from 1; 0 for an entry.
    pub column: usize,
}

impl Written {
    /// The file without the entry in brackets.
    pub fn file_name(&self) -> &str {
        self.file.split('（').next().unwrap_or(&self.file)
    }

    /// In words: `text/工作任务.md 第3行`, `账本的“指标Z01”`.
    pub fn told(&self) -> String {
        let entry = self.file.strip_prefix("book.toml（");
        let entry = entry.and_then(|rest| rest.strip_suffix('）'));
        match (self.line, entry) {
            (0, Some(entry)) => format!("账本的“{entry}”"),
            (0, None) => self.file.clone(),
            (line, _) => format!("{} 第{line}行", self.file),
        }
    }
}

impl Trace {
    /// Where the words at a byte come from, or the words nearest before it or else behind it.
    pub fn written_at(&self, byte: usize) -> Option<&Written> {
        let words = |part: &'_ Part| part.range.start <= byte;
        let before = self.parts.iter().take_while(|part| words(part));
        let behind = self.parts.iter().skip_while(|part| words(part));
        before
            .collect::<Vec<_>>()
            .into_iter()
            .rev()
            .chain(behind)
            .find_map(|part| match &part.source {
                Source::Words(written) => Some(written),
                Source::Figure(_) => None,
            })
    }
}

/// The traces of texts while they are composed; a text names its own by [`Origin::line`] until the document is finished.
#[derive(Default)]
pub(super) struct Traces(Vec<(Trace, usize)>);

impl Traces {
    /// Takes down where a text comes from.
    pub(super) fn note(&mut self, text: &mut Text, trace: Trace) {
        self.0.push((trace, text.content.len()));
        text.origin.line = u32::try_from(self.0.len()).ok();
    }

    /// The traces of a document's pieces in their order.
    pub(super) fn of(&mut self, document: &mut Document) -> Vec<Trace> {
        let texts = document.blocks.iter_mut().flat_map(Block::texts_mut);
        texts.map(|text| self.take(text)).collect()
    }

    fn take(&mut self, text: &mut Text) -> Trace {
        let id = std::mem::take(&mut text.origin).line;
        debug_assert_eq!(text.origin, Origin::default());
        let noted = id.and_then(|id| self.0.get(id as usize - 1));
        noted
            .map(|(trace, length)| trace.shifted(*length, text.content.len()))
            .unwrap_or_default()
    }
}

impl Trace {
    /// The trace after the text was made longer or shorter at its start, as numbering does.
    fn shifted(&self, before: usize, after: usize) -> Self {
        let moved = |at: usize| (at + after).saturating_sub(before);
        let parts = self.parts.iter().filter_map(|part| {
            let range = moved(part.range.start)..moved(part.range.end);
            (!range.is_empty()).then(|| {
                let lost = part.range.len() - range.len();
                Part {
                    range,
                    source: match &part.source {
                        // The place is searched for in the line; it only has to be near.
                        Source::Words(written) if written.column > 0 => Source::Words(Written {
                            column: written.column + lost,
                            ..written.clone()
                        }),
                        source => source.clone(),
                    },
                }
            })
        });
        Self {
            parts: parts.collect(),
        }
    }
}

impl From<&Place> for Written {
    fn from(place: &Place) -> Self {
        Self {
            file: place.file.clone(),
            line: place.line,
            column: place.column,
        }
    }
}
