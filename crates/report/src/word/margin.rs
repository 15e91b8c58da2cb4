//! What headers and footers of a template say when they are filled. They carry no bookmarks: their figures are known by
//! the whole of their words.

use document::fill::Placeholder;
use document::{MarkKind, Text};

use crate::compose::{Part, Source};

/// A filled paragraph of a margin.
pub(super) struct Said {
    pub(super) content: String,
    /// Its figures.
    pub(super) figures: Vec<Part>,
}

/// The filled paragraphs of margins, from their placeholders in order, each with what takes its place.
pub(super) fn said(mut filled: &[(Placeholder, Text)]) -> Vec<Said> {
    let mut all = Vec::new();
    while let Some((first, _)) = filled.first() {
        let together = first.text.matches("{{").count();
        let (here, rest) = filled.split_at(together.clamp(1, filled.len()));
        all.push(paragraph(&first.text, here));
        filled = rest;
    }
    all
}

fn paragraph(mut template: &str, filled: &[(Placeholder, Text)]) -> Said {
    let mut content = String::new();
    let mut figures = Vec::new();
    for (_, text) in filled {
        let Some((before, rest)) = template.split_once("{{") else {
            break;
        };
        let Some((_, after)) = rest.split_once("}}") else {
            break;
        };
        content.push_str(before);
        let start = content.len();
        content.push_str(&text.content);
        figures.extend(text.marks.iter().filter_map(|mark| match mark.kind {
            MarkKind::Figure(index) => Some(Part {
                range: start + mark.range.start..start + mark.range.end,
                source: Source::Figure(index),
            }),
            _ => None,
        }));
        template = after;
    }
    content.push_str(template);
    Said { content, figures }
}
