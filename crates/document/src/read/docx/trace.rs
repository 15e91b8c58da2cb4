//! Where the characters of a document come from: stretches of the XML of its main part.

use std::collections::HashMap;
use std::ops::Range;

use crate::read::xml::Element;

/// The stretches that characters were read from, by number; [`MarkKind::Source`](crate::MarkKind) points in here.
#[derive(Debug, Default)]
pub(super) struct Trace {
    pub(super) sources: Vec<Range<usize>>,
    /// Where the main part refers to a note: by kind and identifier.
    references: HashMap<(Kind, String), Range<usize>>,
    place: Place,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Kind {
    Footnote,
    Endnote,
}

/// The part being read.
#[derive(Debug, Default)]
enum Place {
    #[default]
    Main,
    /// A note, which stands where the main part refers to it.
    Note(Range<usize>),
    /// What the main part has no place for.
    Elsewhere,
}

impl Trace {
    /// The number of the stretch that characters now read come from.
    pub(super) fn source(&mut self, span: Range<usize>) -> Option<usize> {
        let span = match &self.place {
            Place::Main => span,
            Place::Note(reference) => reference.clone(),
            Place::Elsewhere => return None,
        };
        self.sources.push(span);
        Some(self.sources.len() - 1)
    }

    /// Takes down a reference to a note.
    pub(super) fn refer(&mut self, reference: &Element<'_>, span: Range<usize>) {
        if let (Place::Main, Some(key)) = (&self.place, key(reference)) {
            self.references.insert(key, span);
        }
    }

    /// Goes on in a part that the main part has no place for.
    pub(super) fn leave(&mut self) {
        self.place = Place::Elsewhere;
    }

    /// Goes on in a note.
    pub(super) fn enter_note(&mut self, note: &Element<'_>) {
        let reference = key(note).and_then(|key| self.references.get(&key));
        self.place = reference.cloned().map_or(Place::Elsewhere, Place::Note);
    }
}

/// What a note and its reference have in common.
fn key(element: &Element<'_>) -> Option<(Kind, String)> {
    let kind = if element.name().starts_with("footnote") {
        Kind::Footnote
    } else {
        Kind::Endnote
    };
    Some((kind, element.value("id")?))
}
