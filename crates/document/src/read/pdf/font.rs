//! Fonts without their shapes: what a character means and how wide it is stands outside the font program.

use std::sync::Arc;

use hayro_interpret::font::FontData;
use hayro_interpret::{InterpreterSettings, RenderContent};

/// Renames the embedded font programs, so that nobody looks for them.
///
/// Descriptors within object streams are not seen here; what they lead to has been [shut](super::stream::shut).
pub(super) fn forget_programs(bytes: &mut [u8]) {
    const KEY: &[u8] = b"/FontFile";
    let places: Vec<usize> = memchr::memmem::find_iter(bytes, KEY).collect();
    for place in places {
        bytes[place + 1] = b'_';
    }
}

/// How pages are interpreted: without annotations, and with one empty font in place of those that are not there.
pub(super) fn settings() -> InterpreterSettings {
    let empty: FontData = Arc::new(empty_font());
    InterpreterSettings {
        font_resolver: Arc::new(move |_| Some((empty.clone(), 0))),
        render_content: RenderContent::PAGE,
        ..InterpreterSettings::default()
    }
}

/// The smallest TrueType font: one glyph, which has no width, so that no other font is stretched to it.
fn empty_font() -> Vec<u8> {
    // head: version 1.0, the magic number, 1000 units to the em. hhea: version 1.0, one width. maxp: version 0.5, one
    // glyph.
    let mut head = words(&[1, 0, 0, 0, 0, 0, 0x5F0F, 0x3CF5, 0, 1000]);
    head.resize(54, 0);
    let mut hhea = words(&[1, 0]);
    hhea.resize(34, 0);
    hhea.extend(words(&[1]));
    let tables = [
        (b"head", head),
        (b"hhea", hhea),
        (b"hmtx", words(&[0, 0])),
        (b"maxp", words(&[0, 0x5000, 1])),
    ];
    let mut font = words(&[1, 0, tables.len() as u16, 64, 2, 0]);
    let mut body = Vec::new();
    let start = font.len() + 16 * tables.len();
    for (tag, table) in tables {
        font.extend(tag);
        font.extend([0; 4]);
        font.extend(((start + body.len()) as u32).to_be_bytes());
        font.extend((table.len() as u32).to_be_bytes());
        body.extend(table);
        body.resize(body.len().next_multiple_of(4), 0);
    }
    font.extend(body);
    font
}

fn words(words: &[u16]) -> Vec<u8> {
    words.iter().flat_map(|word| word.to_be_bytes()).collect()
}
