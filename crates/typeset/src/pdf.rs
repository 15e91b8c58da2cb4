//! Documents as PDF.

use std::collections::BTreeSet;

use document::{Block, Document};
use typst::diag::SourceDiagnostic;
use typst::foundations::Smart;
use typst::layout::{Frame, FrameItem};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use crate::error::TypesetError;
use crate::fonts::Fonts;
use crate::source;
use crate::world::Press;

/// After how many documents the engine forgets what it has not used again.
const MEMORY: usize = 4;

/// A document on pages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pdf {
    /// The bytes of the file; the same document and typefaces give the same bytes.
    pub bytes: Vec<u8>,
    /// How many pages it has.
    pub pages: usize,
    /// The families it is set in, in alphabetical order.
    pub fonts_used: Vec<String>,
    /// Characters that no typeface has; boxes stand in their place.
    pub missing: Vec<char>,
    /// Whether the file claims PDF/A-2a and PDF/UA-1, or why it does not.
    pub archival: Result<(), String>,
}

/// What an archive asks of a file: PDF/A-2a (ISO 19005-2, level A), and PDF/UA-1 (ISO 14289-1) for those who listen.
const ARCHIVAL: [PdfStandard; 2] = [PdfStandard::A_2a, PdfStandard::Ua_1];

/// Sets a document by GB/T 9704-2012: tagged, with an outline, in Chinese, without a date, fit for an archive.
///
/// Where the document cannot be archival, as with a character that no typeface has, it is written all the same and
/// says why.
///
/// # Errors
///
/// [`TypesetError::Layout`] when a picture is not valid SVG, [`TypesetError::Export`] when the pages cannot be written.
pub fn pdf(document: &Document, fonts: &Fonts) -> Result<Pdf, TypesetError> {
    let source = source::compose(document, fonts);
    let ident = source.clone();
    let press = Press::new(source, fonts);
    let paged: PagedDocument = typst::compile(&press)
        .output
        .map_err(|errors| TypesetError::Layout(told(&errors)))?;
    let (bytes, archival) = export(&paged, &ident)?;
    typst::comemo::evict(MEMORY);
    let mut setting = Setting::default();
    for page in paged.pages() {
        setting.look_at(&page.frame);
    }
    setting.look_at_pictures(document, fonts);
    Ok(Pdf {
        bytes,
        pages: paged.pages().len(),
        fonts_used: setting.families.into_iter().collect(),
        missing: setting.missing.into_iter().collect(),
        archival,
    })
}

fn export(
    paged: &PagedDocument,
    ident: &str,
) -> Result<(Vec<u8>, Result<(), String>), TypesetError> {
    match typst_pdf::pdf(paged, &options(ident, &ARCHIVAL)?) {
        Ok(bytes) => Ok((bytes, Ok(()))),
        Err(reasons) => typst_pdf::pdf(paged, &options(ident, &[])?)
            .map(|bytes| (bytes, Err(told(&reasons))))
            .map_err(|errors| TypesetError::Export(told(&errors))),
    }
}

fn options(ident: &str, standards: &[PdfStandard]) -> Result<PdfOptions, TypesetError> {
    Ok(PdfOptions {
        ident: Smart::Custom(ident.to_owned()),
        creator: Smart::Custom(Some("Kaocheng".to_owned())),
        standards: PdfStandards::new(standards)
            .map_err(|error| TypesetError::Export(error.message().to_string()))?,
        ..PdfOptions::default()
    })
}

fn told(errors: &[SourceDiagnostic]) -> String {
    let messages: Vec<&str> = errors.iter().map(|error| error.message.as_str()).collect();
    messages.join("；")
}

#[derive(Default)]
struct Setting {
    families: BTreeSet<String>,
    missing: BTreeSet<char>,
}

impl Setting {
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
