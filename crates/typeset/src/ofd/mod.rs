//! Documents as OFD, the fixed layout of GB/T 33190-2016: a zip archive in which each page places its text, lines and
//! pictures, with the typefaces inside.

mod face;
mod outline;
mod package;
mod page;

use document::Document;

use self::package::Package;
use self::page::Pages;
use crate::error::TypesetError;
use crate::fonts::Fonts;
use crate::paged::{Setting, lay_out};
use crate::source;

/// A document on the pages of an OFD file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ofd {
    /// The bytes of the file; the same document and typefaces give the same bytes.
    pub bytes: Vec<u8>,
    /// How many pages it has.
    pub pages: usize,
    /// The families it is set in, in alphabetical order.
    pub fonts_used: Vec<String>,
    /// Characters that no typeface has; boxes stand in their place.
    pub missing: Vec<char>,
}

/// Sets a document by GB/T 9704-2012 on the same pages as [`pdf`](crate::pdf()). Drawings become pictures of 300 points
/// to the inch.
///
/// # Errors
///
/// [`TypesetError::Layout`] when a picture is not valid SVG, [`TypesetError::Ofd`] when a typeface cannot be embedded.
pub fn ofd(document: &Document, fonts: &Fonts) -> Result<Ofd, TypesetError> {
    let source = source::compose(document, fonts);
    let paged = lay_out(source, fonts)?;
    let mut pages = Pages::default();
    pages.outline = outline::entries(document, &paged);
    for page in paged.pages() {
        pages.add(&page.frame)?;
    }
    let setting = Setting::of(&paged, document, fonts);
    Ok(Ofd {
        bytes: Package::write(document, &pages)?,
        pages: paged.pages().len(),
        fonts_used: setting.families.into_iter().collect(),
        missing: setting.missing.into_iter().collect(),
    })
}
