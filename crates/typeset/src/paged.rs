//! A document laid out on pages, and what it was set in.

use std::collections::BTreeSet;

use document::{Block, Document};
use typst::diag::SourceDiagnostic;
use typst::layout::{Frame, FrameItem};
use typst_layout::PagedDocument;

use crate::error::TypesetError;
use crate::fonts::Fonts;
use crate::world::Press;

/// After how many documents the engine forgets what it has not used again.
const MEMORY: usize = 4;

/// Lays out typst code.
pub(crate) fn lay_out(source: String, fonts: &Fonts) -> Result<PagedDocument, TypesetError> {
    let paged = typst::compile(&Press::new(source, fonts))
        .output
        .map_err(|errors| TypesetError::Layout(told(&errors)));
    typst::comemo::evict(MEMORY);
    paged
}

pub(crate) fn told(errors: &[SourceDiagnostic]) -> String {
    let messages: Vec<&str> = errors.iter().map(|error| error.message.as_str()).collect();
    messages.join("；")
}

/// The families a document is set in, and the characters that none of them has.
#[derive(Default)]
pub(crate) struct Setting {
    pub(crate) families: BTreeSet<String>,
    pub(crate) missing: BTreeSet<char>,
}

impl Setting {
    pub(crate) fn of(paged: &PagedDocument, document: &Document, fonts: &Fonts) -> Self {
        let mut setting = Self::default();
        for page in paged.pages() {
            setting.look_at(&page.frame);
        }
        setting.look_at_pictures(document, fonts);
        setting
    }

    fn look_at(&mut self, frame: &Frame) {
        for (_, item) in frame.items() {
            match item {
                FrameItem::Group(group) => self.look_at(&group.frame),
                FrameItem::Text(text) => {
                    let family = &text.font.font().info().family;
                    if !self.families.contains(family) {
                        self.families.insert(family.clone());
                    }
                    for glyph in text.glyphs.iter().filter(|glyph| glyph.id == 0) {
                        let lost = text.text.get(glyph.range()).unwrap_or_default();
                        self.missing.extend(lost.chars());
                    }
                }
                _ => {}
            }
        }
    }

    /// Drawings are closed to us; the words that describe them hold their characters.
    fn look_at_pictures(&mut self, document: &Document, fonts: &Fonts) {
        for block in &document.blocks {
            if let Block::Picture(picture) = block {
                let characters = picture.alternative.chars();
                self.missing.extend(
                    characters
                        .filter(|c| !c.is_whitespace() && !c.is_control() && !fonts.covers(*c)),
                );
            }
        }
    }
}
