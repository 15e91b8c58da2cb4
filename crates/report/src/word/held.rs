//! A filled template read back: what it says, and where each word comes from.

use std::collections::HashMap;

use super::margin::Said;
use document::annotate::AnnotateError;
use document::{Block, Document, Limits, MarkKind, Provenance, Text};

use crate::compose::{Composed, Part, Source, Trace, Written};
use crate::mark::{Kind, Mark, PREFIX, key_of};

/// Reads a filled template. Figures are known by their bookmarks, in margins by the words around them, and so are whole
/// paragraphs that came from elsewhere than the template; all other words are the template's.
pub(super) fn read(
    bytes: &[u8],
    name: &str,
    provenance: Vec<Provenance>,
    known: &HashMap<String, Trace>,
    margins: &[Said],
) -> Result<Composed, AnnotateError> {
    let read = document::bookmarks(bytes, PREFIX, &Limits::default())?;
    let facts: HashMap<String, usize> = provenance
        .iter()
        .enumerate()
        .map(|(index, provenance)| (key_of(&provenance.fact), index))
        .collect();
    let mut document = read.document;
    let texts: Vec<&Text> = document.texts().collect();
    let outside = texts.len() - document.margins.len();
    let mut traces = Vec::with_capacity(texts.len());
    for (piece, text) in texts.iter().enumerate() {
        let here = read.bookmarks.iter().filter(|mark| mark.piece == piece);
        let mut figures: Vec<Part> = Vec::new();
        let mut whole = None;
        if piece >= outside
            && let Some(said) = margins.iter().find(|said| said.content == text.content)
        {
            figures.clone_from(&said.figures);
        }
        for bookmark in here {
            match Mark::parse(&bookmark.name) {
                Some(mark) if mark.kind == Kind::Figure => {
                    figures.extend(facts.get(&mark.key).map(|index| Part {
                        range: bookmark.range.clone(),
                        source: Source::Figure(*index),
                    }));
                }
                Some(_) => whole = known.get(&bookmark.name).or(whole),
                None => {}
            }
        }
        let fits = |trace: &&Trace| {
            trace
                .parts
                .last()
                .is_none_or(|last| last.range.end <= text.content.len())
        };
        traces.push(match whole.filter(fits) {
            Some(trace) => trace.clone(),
            None => own(text, figures, name),
        });
    }
    mark_figures(&mut document, &traces);
    document.provenance = provenance;
    Ok(Composed { document, traces })
}

/// The trace of a text of the template.
fn own(text: &Text, mut figures: Vec<Part>, name: &str) -> Trace {
    figures.sort_by_key(|part| part.range.start);
    let number = text.origin.line.unwrap_or_default();
    let words = |range: std::ops::Range<usize>| Part {
        range,
        source: Source::Words(Written {
            file: format!("{name}（第{number}段）"),
            line: 0,
            column: 0,
        }),
    };
    let mut parts = Vec::new();
    let mut done = 0;
    for figure in figures {
        if figure.range.start < done {
            continue;
        }
        parts.push(words(done..figure.range.start));
        done = figure.range.end;
        parts.push(figure);
    }
    parts.push(words(done..text.content.len()));
    parts.retain(|part| !part.range.is_empty());
    Trace { parts }
}

/// Marks the figures in the texts, so that they are figures to every reader.
fn mark_figures(document: &mut Document, traces: &[Trace]) {
    let mut traces = traces.iter();
    let mark = |text: &mut Text| {
        let parts = traces.next().into_iter().flat_map(|trace| &trace.parts);
        text.marks = parts
            .filter_map(|part| match part.source {
                Source::Figure(index) => Some(document::Mark {
                    range: part.range.clone(),
                    kind: MarkKind::Figure(index),
                }),
                Source::Words(_) => None,
            })
            .collect();
    };
    let texts = document.blocks.iter_mut().flat_map(Block::texts_mut);
    texts.chain(&mut document.margins).for_each(mark);
}
