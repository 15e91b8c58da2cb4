//! Stretches of the text around the figures of a finding.

use std::ops::Range;

use annotate_snippets::{Annotation, AnnotationKind, Snippet};
use audit::{Audit, Finding, Place};

/// Figures so near, in bytes, are shown in one excerpt.
const NEAR: usize = 120;

/// How many characters are shown around the figures of an excerpt.
const AROUND: usize = 16;

/// A stretch of one line with the figures in it.
pub(super) struct Excerpt {
    /// The line, or the page where there are no lines.
    line: usize,
    text: String,
    marks: Vec<(Range<usize>, bool)>,
}

impl Excerpt {
    pub(super) fn snippet<'a>(&self) -> Snippet<'a, Annotation<'a>> {
        let marks = self.marks.iter().map(|(range, main)| {
            let kind = if *main {
                AnnotationKind::Primary
            } else {
                AnnotationKind::Context
            };
            kind.span(range.clone())
        });
        Snippet::source(self.text.clone())
            .line_start(self.line)
            .annotations(marks)
    }
}

/// The places of a finding in the order of the text, those near each other together.
pub(super) fn excerpts(audit: &Audit, finding: &Finding) -> Vec<Excerpt> {
    let mut places: Vec<&Place> = finding.figures.iter().collect();
    places.sort_by_key(|place| (place.start, place.end));
    places.dedup_by_key(|place| place.start);
    let mut clusters: Vec<Vec<&Place>> = Vec::new();
    for place in places {
        let piece = audit.flat.piece_at(place.start);
        match clusters.last_mut() {
            Some(cluster) if near(audit, cluster, place, piece) => cluster.push(place),
            _ => clusters.push(vec![place]),
        }
    }
    let main = finding.figures[0].start;
    clusters
        .iter()
        .map(|cluster| excerpt(audit, cluster, main))
        .collect()
}

fn near(audit: &Audit, cluster: &[&Place], place: &Place, piece: Option<usize>) -> bool {
    let last = cluster[cluster.len() - 1];
    audit.flat.piece_at(last.start) == piece && place.start < last.end + NEAR
}

/// A space of the same length for a character that is a command to a terminal.
fn visible(character: char) -> char {
    match character {
        '\0'..='\u{1f}' | '\u{7f}' => ' ',
        character if character.is_control() => '\u{a0}',
        character => character,
    }
}

fn excerpt(audit: &Audit, cluster: &[&Place], main: usize) -> Excerpt {
    let text = &audit.flat.text;
    let (first, last) = (cluster[0], cluster[cluster.len() - 1]);
    let piece = audit
        .flat
        .piece_at(first.start)
        .map_or(0..text.len(), |piece| {
            audit.flat.pieces[piece].start..audit.flat.pieces[piece].end.max(last.end)
        });
    let start = text[piece.start..first.start]
        .char_indices()
        .rev()
        .nth(AROUND)
        .map_or(piece.start, |(at, _)| piece.start + at);
    let end = text[last.end..piece.end]
        .char_indices()
        .nth(AROUND)
        .map_or(piece.end, |(at, _)| last.end + at);
    let before = if start > piece.start { "…" } else { "" };
    let after = if end < piece.end { "…" } else { "" };
    let shift = |offset: usize| offset - start + before.len();
    Excerpt {
        line: first.line.or(first.page).map_or(1, |line| line as usize),
        text: format!(
            "{before}{}{after}",
            text[start..end].chars().map(visible).collect::<String>()
        ),
        marks: cluster
            .iter()
            .map(|place| (shift(place.start)..shift(place.end), place.start == main))
            .collect(),
    }
}
