//! The hidden marks a Word document carries, by which an edited copy is held against its book.
//!
//! Content controls would say more, but LibreOffice 7 loses their tags; bookmarks survive Word, WPS and LibreOffice.

use std::collections::HashMap;

use document::{Bookmarks, Document, MarkKind, PieceMarks};
use sha2::{Digest as _, Sha256};

use crate::compose::{Composed, Source, Trace};
use crate::edition::Edition;

/// What every mark begins with; Word hides bookmarks that begin with `_`.
pub(crate) const PREFIX: &str = "_kc";

/// What a mark stands around.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Kind {
    Block,
    Figure,
}

/// A mark as its name tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mark {
    pub(crate) kind: Kind,
    /// Of the fact, or of the words of a text with the names of its figures.
    pub(crate) key: String,
    /// Of the text as it was written.
    pub(crate) content: String,
}

/// Lengths of the two fingerprints in a name, five bits a character.
const KEY: usize = 8;
const CONTENT: usize = 6;

impl Mark {
    fn new(kind: Kind, key: &str, content: &str) -> Self {
        Self {
            kind,
            key: fingerprint(key, KEY),
            content: fingerprint(content, CONTENT),
        }
    }

    fn name(&self, occurrence: usize) -> String {
        let letter = match self.kind {
            Kind::Block => 'p',
            Kind::Figure => 'f',
        };
        format!("{PREFIX}{letter}{}{}_{occurrence}", self.key, self.content)
    }

    /// Reads the name of a bookmark.
    pub(crate) fn parse(name: &str) -> Option<Self> {
        let rest = name.strip_prefix(PREFIX)?;
        let (kind, rest) = match (rest.strip_prefix('p'), rest.strip_prefix('f')) {
            (Some(rest), _) => (Kind::Block, rest),
            (_, Some(rest)) => (Kind::Figure, rest),
            _ => return None,
        };
        let (key, rest) = rest.split_at_checked(KEY)?;
        let (content, _) = rest.split_at_checked(CONTENT)?;
        Some(Self {
            kind,
            key: key.to_owned(),
            content: content.to_owned(),
        })
    }

    /// Whether the text is as it was when the mark was written.
    pub(crate) fn wrote(&self, text: &str) -> bool {
        self.content == fingerprint(text, CONTENT)
    }
}

/// The marks of one composed text.
#[derive(Debug, Clone, Default)]
pub(crate) struct Marked {
    /// Of the whole text; cells of tables and what the program makes have none.
    pub(crate) block: Option<Mark>,
    /// Of its figures, by index among those that are not empty.
    pub(crate) figures: Vec<Mark>,
}

/// The marks of a composed document, text by text.
pub(crate) fn marks(composed: &Composed) -> Vec<Marked> {
    let flat = composed.document.flatten();
    let cell = |piece: usize| matches!(flat.pieces[piece].kind, document::PieceKind::Cell { .. });
    let texts = composed.document.texts().zip(&composed.traces).enumerate();
    let marked = texts.map(|(piece, (text, trace))| {
        let figures = text.marks.iter().filter_map(|mark| match mark.kind {
            MarkKind::Figure(index) if !mark.range.is_empty() => {
                let fact = &composed.document.provenance.get(index)?.fact;
                Some(Mark::new(
                    Kind::Figure,
                    fact,
                    &text.content[mark.range.clone()],
                ))
            }
            _ => None,
        });
        let block = !cell(piece) && !trace.parts.is_empty();
        Marked {
            block: block.then(|| {
                let skeleton = skeleton(&composed.document, &text.content, trace);
                Mark::new(Kind::Block, &skeleton, &text.content)
            }),
            figures: figures.collect(),
        }
    });
    marked.collect()
}

/// Names given to marks so far, so that none is given twice in a document.
#[derive(Debug, Default)]
pub(crate) struct Marks(HashMap<(Kind, String), usize>);

impl Marks {
    fn name(&mut self, mark: &Mark) -> String {
        let occurrence = self.0.entry((mark.kind, mark.key.clone())).or_default();
        *occurrence += 1;
        mark.name(*occurrence)
    }

    /// The name of a mark around a figure.
    pub(crate) fn figure(&mut self, fact: &str, content: &str) -> String {
        self.name(&Mark::new(Kind::Figure, fact, content))
    }
}

/// The key of a fact in the names of marks.
pub(crate) fn key_of(fact: &str) -> String {
    fingerprint(fact, KEY)
}

/// The names of the marks of a composed document, text by text.
pub(crate) fn named(composed: &Composed, names: &mut Marks) -> Vec<PieceMarks> {
    let marks = marks(composed);
    let pieces = marks.iter().map(|marked| PieceMarks {
        block: marked.block.as_ref().map(|mark| names.name(mark)),
        figures: marked.figures.iter().map(|mark| names.name(mark)).collect(),
    });
    pieces.collect()
}

/// The hidden marks and properties of a Word document of a composed report.
pub fn bookmarks(composed: &Composed, edition: &Edition) -> Bookmarks {
    Bookmarks {
        pieces: named(composed, &mut Marks::default()),
        properties: edition.properties(composed),
    }
}

/// The fingerprint of what a book prints: all words, all figures and where they come from (SHA-256).
pub(crate) fn digest(document: &Document) -> String {
    let mut hash = Sha256::new();
    let mut add = |text: &str| {
        hash.update(text.as_bytes());
        hash.update([0]);
    };
    document.texts().for_each(|text| add(&text.content));
    for provenance in &document.provenance {
        add(&provenance.fact);
        add(&provenance.formula);
        provenance.sources.iter().for_each(|source| add(source));
    }
    hexadecimal(&hash.finalize())
}

pub(crate) fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The words of a text with its figures by name: what the text is, whatever its figures say.
fn skeleton(document: &Document, content: &str, trace: &Trace) -> String {
    let mut skeleton = String::new();
    for part in &trace.parts {
        match part.source {
            Source::Words(_) => skeleton.push_str(&content[part.range.clone()]),
            Source::Figure(index) => {
                let fact = document.provenance.get(index);
                let fact = fact.map_or("", |provenance| provenance.fact.as_str());
                skeleton.push_str(&format!("{{{{{fact}}}}}"));
            }
        }
    }
    skeleton
}

/// So many characters of the SHA-256 of a text, five bits each.
fn fingerprint(text: &str, length: usize) -> String {
    const ALPHABET: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";
    let digest = Sha256::digest(text.as_bytes());
    let letters = digest.iter().take(length);
    letters
        .map(|byte| char::from(ALPHABET[usize::from(byte & 31)]))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_read_from_its_name() {
        let mark = Mark::new(Kind::Figure, "指标.Z01.完成值", "31次");
        let name = mark.name(12);
        assert!(name.len() <= 40 && name.starts_with('_'), "{name}");
        assert_eq!(Mark::parse(&name), Some(mark.clone()));
        assert!(mark.wrote("31次") && !mark.wrote("35次"));
        assert_eq!(Mark::parse("_Toc123"), None);
    }
}
