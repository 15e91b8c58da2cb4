//! The bookmarks of a Word document, by the text they stand around.

use std::collections::HashMap;
use std::ops::Range;

use super::trace;
use crate::model::{Block, Document, MarkKind, Text};
use crate::read::error::ReadError;
use crate::read::limits::Limits;
use crate::read::package::Package;
use crate::read::xml::{Item, Xml};

/// A Word document with its bookmarks.
#[derive(Debug, Clone, Default)]
pub struct Bookmarked {
    /// The document, without marks in its texts.
    pub document: Document,
    /// The bookmarks by the text they stand in; one around several texts is there several times.
    pub bookmarks: Vec<Bookmark>,
    /// The properties the document was given (docProps/custom.xml).
    pub properties: Vec<(String, String)>,
}

/// A bookmark in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bookmark {
    /// Its name.
    pub name: String,
    /// Index of the text in [`Document::texts`].
    pub piece: usize,
    /// Byte range in the text; never empty.
    pub range: Range<usize>,
}

/// Reads a Word document with those of its bookmarks whose names begin with a prefix.
///
/// # Errors
/// As [`read`](crate::read) of a Word document.
pub fn bookmarks(bytes: &[u8], prefix: &str, limits: &Limits) -> Result<Bookmarked, ReadError> {
    let traced = trace(bytes, limits)?;
    let spans = spans(&traced.main.text, prefix, limits);
    let mut document = traced.document;
    let mut bookmarks = Vec::new();
    for (piece, text) in document.texts().enumerate() {
        let written: Vec<_> = written(text, &traced.sources).collect();
        for (name, span) in &spans {
            let inside = written
                .iter()
                .filter(|(_, source)| span.start <= source.start && source.end <= span.end);
            let mut range: Option<Range<usize>> = None;
            for (shown, _) in inside {
                let first = range.as_ref().map_or(shown.start, |range| range.start);
                range = Some(first..shown.end);
            }
            bookmarks.extend(range.map(|range| Bookmark {
                name: name.clone(),
                piece,
                range,
            }));
        }
    }
    strip(&mut document);
    let mut faults = Vec::new();
    let properties = Package::open(bytes, limits)?.part("docProps/custom.xml", &mut faults)?;
    Ok(Bookmarked {
        document,
        bookmarks,
        properties: properties
            .map(|part| properties_of(&part, limits))
            .unwrap_or_default(),
    })
}

/// The stretches of a text with the stretches of XML they were read from.
fn written<'t>(
    text: &'t Text,
    sources: &'t [Range<usize>],
) -> impl Iterator<Item = (Range<usize>, Range<usize>)> + 't {
    text.marks.iter().filter_map(|mark| match mark.kind {
        MarkKind::Source(source) => Some((mark.range.clone(), sources.get(source)?.clone())),
        _ => None,
    })
}

/// The stretches of XML between the ends of bookmarks.
fn spans(source: &str, prefix: &str, limits: &Limits) -> Vec<(String, Range<usize>)> {
    let mut xml = Xml::new(source, limits.max_depth);
    let mut open: HashMap<String, (String, usize)> = HashMap::new();
    let mut spans = Vec::new();
    let mut depth = 0_usize;
    loop {
        match xml.item() {
            Some(Item::Element(element)) => {
                depth += 1;
                let id = || element.value("id").unwrap_or_default();
                match element.name() {
                    "bookmarkStart" => {
                        let name = element
                            .value("name")
                            .filter(|name| name.starts_with(prefix));
                        if let Some(name) = name {
                            open.insert(id(), (name, xml.span().start));
                        }
                    }
                    "bookmarkEnd" => {
                        if let Some((name, start)) = open.remove(&id()) {
                            spans.push((name, start..xml.span().end));
                        }
                    }
                    _ => {}
                }
            }
            Some(Item::Text(_)) => {}
            None if depth == 0 => return spans,
            None => depth -= 1,
        }
    }
}

fn properties_of(part: &str, limits: &Limits) -> Vec<(String, String)> {
    let mut xml = Xml::new(part, limits.max_depth);
    let mut properties = Vec::new();
    if !xml.enter("Properties") {
        return properties;
    }
    while let Some(item) = xml.item() {
        let Item::Element(property) = item else {
            continue;
        };
        let name = property.value("name").unwrap_or_default();
        let mut value = String::new();
        while let Some(item) = xml.item() {
            if let Item::Element(_) = item {
                while let Some(item) = xml.item() {
                    match item {
                        Item::Text(text) => value.push_str(&text),
                        Item::Element(_) => xml.skip(),
                    }
                }
            }
        }
        properties.push((name, value));
    }
    properties
}

/// Takes the marks out of every text: they number stretches of XML nobody outside knows.
fn strip(document: &mut Document) {
    for text in document.blocks.iter_mut().flat_map(Block::texts_mut) {
        text.marks.clear();
    }
}
