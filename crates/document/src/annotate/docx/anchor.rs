//! From a place in a piece of text to a stretch of the XML.

use std::collections::HashMap;
use std::ops::Range;

use crate::annotate::Note;
use crate::model::{Block, Mark, MarkKind, Text};
use crate::read::Traced;

/// The pieces of a document by the number of their paragraph.
pub(super) struct Texts<'t> {
    texts: HashMap<u32, &'t Text>,
    source: &'t str,
    sources: &'t [Range<usize>],
}

impl<'t> Texts<'t> {
    pub(super) fn of(traced: &'t Traced) -> Self {
        let texts = traced.document.blocks.iter().flat_map(Block::texts);
        Self {
            texts: texts
                .filter_map(|text| Some((text.origin.line?, text)))
                .collect(),
            source: &traced.main.text,
            sources: &traced.sources,
        }
    }

    /// The bytes of the main part that a note is about.
    ///
    /// # Errors
    /// Why there are none, in Chinese.
    pub(super) fn span(&self, note: &Note) -> Result<Range<usize>, &'static str> {
        let line = note
            .origin
            .line
            .ok_or("这一处在页眉或页脚里，Word 不能在此加批注")?;
        let text = self.texts.get(&line).ok_or("文件中没有这一段")?;
        if text.content.get(note.range.clone()) != Some(note.quote.as_str()) {
            return Err("这一段的文字与检查时不同");
        }
        self.written(text, &note.range)
            .ok_or("这一处不在正文里，Word 不能在此加批注")
    }

    /// The stretch that a range was read from; that of the nearest characters where it was read from none, as list labels.
    fn written(&self, text: &Text, range: &Range<usize>) -> Option<Range<usize>> {
        let marks = &text.marks;
        let first = marks.partition_point(|mark| mark.range.end <= range.start);
        let past = marks.partition_point(|mark| mark.range.start < range.end);
        let (first, last) = if first < past {
            (&marks[first], &marks[past - 1])
        } else {
            let nearest = marks.get(first).or_else(|| marks.last())?;
            return self.sources.get(source_of(&nearest.kind)?).cloned();
        };
        let start = self.byte(text, first, range.start)?;
        let start = start.unwrap_or_else(|span| span.start);
        let end = self.byte(text, last, range.end)?;
        let end = end.unwrap_or_else(|span| span.end);
        // What is shown out of order has no stretch of its own.
        (start < end).then_some(start..end)
    }

    /// The byte that a place in a mark was read from, or the whole stretch where the place lies outside the mark or the
    /// stretch is not written as it is shown.
    fn byte(&self, text: &Text, mark: &Mark, place: usize) -> Option<Result<usize, &Range<usize>>> {
        let span = self.sources.get(source_of(&mark.kind)?)?;
        let written = self.source.get(span.clone())?;
        let shown = &text.content[mark.range.clone()];
        let plain = written.starts_with(shown) && !written.contains(['&', '<']);
        let inside = (mark.range.start..=mark.range.end).contains(&place);
        Some(if plain && inside {
            Ok(span.start + (place - mark.range.start))
        } else {
            Err(span)
        })
    }
}

fn source_of(kind: &MarkKind) -> Option<usize> {
    match kind {
        MarkKind::Source(source) => Some(*source),
        _ => None,
    }
}
