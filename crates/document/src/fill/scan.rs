//! The paragraphs and table rows of a main part, and the placeholders in them.

use std::ops::Range;

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::Event;

use crate::annotate::docx::runs::{Run, Runs};

/// A paragraph as it stands in the XML.
#[derive(Debug, Default)]
pub(super) struct Paragraph {
    pub(super) span: Range<usize>,
    /// Its `w:pPr`; empty where it has none.
    pub(super) properties: Range<usize>,
    /// The row of a table it stands in: the innermost.
    pub(super) row: Option<Range<usize>>,
}

/// A placeholder as it stands in the XML, perhaps over several runs.
pub(super) struct Found {
    /// What stands between the braces.
    pub(super) words: String,
    /// The index of its paragraph.
    pub(super) paragraph: usize,
    /// Whether the paragraph says nothing else.
    pub(super) alone: bool,
    /// What the paragraph says.
    pub(super) text: String,
    /// The stretches of characters it is written in, each with its `w:t`.
    pub(super) stretches: Vec<Stretch>,
}

/// Characters within one `w:t`.
#[derive(Debug, Clone)]
pub(super) struct Stretch {
    pub(super) raw: Range<usize>,
    /// The start tag of the `w:t`.
    pub(super) tag: Range<usize>,
    /// The start tag of its run, and the properties.
    pub(super) run: Range<usize>,
    pub(super) properties: Range<usize>,
}

/// The paragraphs of a main part, by rising start.
pub(super) fn paragraphs(source: &str) -> Vec<Paragraph> {
    let mut reader = Reader::from_str(source);
    reader.config_mut().allow_dangling_amp = true;
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    let mut open: Vec<(String, usize, Option<usize>)> = Vec::new();
    let mut rows: Vec<(Range<usize>, usize)> = Vec::new();
    loop {
        let start = reader.buffer_position() as usize;
        let Ok(event) = reader.read_event() else {
            break;
        };
        let end = reader.buffer_position() as usize;
        match event {
            Event::Start(element) => {
                let name = element.local_name().into_inner().to_owned();
                let index = (name == "p").then(|| {
                    paragraphs.push(Paragraph {
                        span: start..end,
                        properties: end..end,
                        row: None,
                    });
                    paragraphs.len() - 1
                });
                open.push((name, start, index));
            }
            Event::End(_) => {
                let Some((name, start, index)) = open.pop() else {
                    break;
                };
                match (name.as_str(), index) {
                    (_, Some(index)) => paragraphs[index].span.end = end,
                    ("pPr", _) => {
                        if let Some((_, _, Some(index))) = open.last() {
                            paragraphs[*index].properties = start..end;
                        }
                    }
                    ("tr", _) => rows.push((start..end, open.len())),
                    _ => {}
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    for paragraph in &mut paragraphs {
        let around = rows
            .iter()
            .filter(|(row, _)| row.start < paragraph.span.start && paragraph.span.end < row.end);
        paragraph.row = around
            .max_by_key(|(_, depth)| *depth)
            .map(|(row, _)| row.clone());
    }
    paragraphs
}

/// The placeholders of a main part, by rising start.
pub(super) fn placeholders(source: &str, paragraphs: &[Paragraph], runs: &Runs) -> Vec<Found> {
    let mut of_each: Vec<Vec<&Run>> = vec![Vec::new(); paragraphs.len()];
    for run in runs.iter() {
        let past = paragraphs.partition_point(|one| one.span.start <= run.span.start);
        let inside = |index: &usize| run.span.end <= paragraphs[*index].span.end;
        if let Some(index) = (0..past).rev().find(inside) {
            of_each[index].push(run);
        }
    }
    let mut found = Vec::new();
    for (paragraph, runs) in of_each.iter().enumerate() {
        within(source, paragraph, runs, &mut found);
    }
    found
}

/// A character with the bytes it is written in.
struct Written<'r> {
    character: char,
    raw: Range<usize>,
    tag: &'r Range<usize>,
    run: &'r Run,
}

fn within(source: &str, paragraph: usize, runs: &[&Run], found: &mut Vec<Found>) {
    let mut characters = Vec::new();
    for run in runs {
        for (tag, content) in run.children.iter().filter_map(|child| child.text.as_ref()) {
            for (character, raw) in decoded(source, content.clone()) {
                characters.push(Written {
                    character,
                    raw,
                    tag,
                    run,
                });
            }
        }
    }
    let text: String = characters.iter().map(|one| one.character).collect();
    let mut rest = 0;
    while let Some(open) = text[rest..].find("{{").map(|at| rest + at) {
        let Some(close) = text[open..].find("}}").map(|at| open + at) else {
            return;
        };
        let end = close + "}}".len();
        let first = text[..open].chars().count();
        let past = first + text[open..end].chars().count();
        found.push(Found {
            words: text[open + "{{".len()..close].trim().to_owned(),
            paragraph,
            alone: text.trim() == &text[open..end],
            text: text.clone(),
            stretches: stretches(&characters[first..past]),
        });
        rest = end;
    }
}

fn stretches(characters: &[Written<'_>]) -> Vec<Stretch> {
    let mut stretches: Vec<Stretch> = Vec::new();
    for one in characters {
        match stretches.last_mut() {
            Some(last) if last.tag == *one.tag => last.raw.end = one.raw.end,
            _ => stretches.push(Stretch {
                raw: one.raw.clone(),
                tag: one.tag.clone(),
                run: one.run.tag.clone(),
                properties: one.run.properties.clone(),
            }),
        }
    }
    stretches
}

/// The characters of a stretch of XML text, each with its bytes.
fn decoded(source: &str, range: Range<usize>) -> Vec<(char, Range<usize>)> {
    let mut characters = Vec::new();
    let mut at = range.start;
    while at < range.end {
        let rest = &source[at..range.end];
        let entity = rest
            .strip_prefix('&')
            .and_then(|rest| rest.split_once(';'))
            .and_then(|(name, _)| Some((resolved(name)?, name.len() + 2)));
        let (character, length) = entity
            .or_else(|| rest.chars().next().map(|one| (one, one.len_utf8())))
            .unwrap_or(('\0', 1));
        characters.push((character, at..at + length));
        at += length;
    }
    characters
}

fn resolved(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code);
    }
    resolve_predefined_entity(name)?.chars().next()
}
