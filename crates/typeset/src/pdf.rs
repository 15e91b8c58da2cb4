//! Documents as PDF.

use document::Document;
use typst::foundations::Smart;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use crate::error::TypesetError;
use crate::fonts::Fonts;
use crate::paged::{Setting, lay_out, told};
use crate::source;

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
    let paged = lay_out(source.clone(), fonts)?;
    let (bytes, archival) = export(&paged, &source)?;
    let setting = Setting::of(&paged, document, fonts);
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
