//! Words filled into a line: set as the placeholder's first character was.

use std::collections::BTreeSet;

use super::scan::{Found, Stretch};
use super::{Edit, Words};
use crate::write::{bold, escaped};

const PRESERVE: &str = r#" xml:space="preserve""#;

/// The XML of words within a `w:t`; those with a bookmark or in bold stand in runs of their own.
pub(super) fn words(source: &str, found: &Found, words: &[Words], next: &mut u32) -> String {
    let Some(first) = found.stretches.first() else {
        return String::new();
    };
    let mut out = String::new();
    for one in words {
        // A paragraph of the book's words is one line here.
        let text = escaped(&one.text.replace('\n', " "));
        if one.bookmark.is_none() && !one.strong {
            out.push_str(&text);
            continue;
        }
        out.push_str("</w:t></w:r>");
        let id = *next;
        if let Some(name) = &one.bookmark {
            *next += 1;
            let name = escaped(name);
            out.push_str(&format!(
                r#"<w:bookmarkStart w:id="{id}" w:name="{name}"/>"#
            ));
        }
        out.push_str(&opened(source, first, one.strong));
        out.push_str(&text);
        out.push_str("</w:t></w:r>");
        if one.bookmark.is_some() {
            out.push_str(&format!(r#"<w:bookmarkEnd w:id="{id}"/>"#));
        }
        out.push_str(&opened(source, first, false));
    }
    out
}

/// A run and its `w:t` opened again, set as a stretch is.
fn opened(source: &str, stretch: &Stretch, strong: bool) -> String {
    let run = &source[stretch.run.clone()];
    let written = &source[stretch.properties.clone()];
    let properties = match strong {
        true => bold(written),
        false => written.to_owned(),
    };
    format!("{run}{properties}<w:t{PRESERVE}>")
}

/// Puts XML in place of a placeholder's characters.
pub(super) fn replace(
    source: &str,
    found: &Found,
    xml: &str,
    edits: &mut Vec<Edit>,
    preserved: &mut BTreeSet<usize>,
) {
    for (at, stretch) in found.stretches.iter().enumerate() {
        let tag = &source[stretch.tag.clone()];
        if !tag.contains("xml:space") && preserved.insert(stretch.tag.end) {
            let place = stretch.tag.end - 1;
            edits.push(Edit {
                range: place..place,
                new: PRESERVE.to_owned(),
            });
        }
        edits.push(Edit {
            range: stretch.raw.clone(),
            new: if at == 0 {
                xml.to_owned()
            } else {
                String::new()
            },
        });
    }
}
