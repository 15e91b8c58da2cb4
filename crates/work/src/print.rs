//! 打印: a report in the formats in which it is handed in.

use std::path::Path;

use book::{Book, Scorecard};
use document::{Block, Document, Picture, Png};
use report::{Composed, Edition};

use crate::Failure;

/// What a report can be written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// A Word document.
    Docx,
    /// PDF, which needs the typesetter.
    Pdf,
    /// OFD (GB/T 33190), which needs it too.
    Ofd,
    /// A web page.
    Html,
    /// Markdown.
    Md,
    /// The score sheet as a workbook.
    Xlsx,
}

impl Format {
    /// All of them, in the order in which people want them.
    pub const ALL: [Self; 6] = [
        Self::Docx,
        Self::Pdf,
        Self::Ofd,
        Self::Html,
        Self::Md,
        Self::Xlsx,
    ];

    /// What the file is called.
    pub fn file(self) -> &'static str {
        match self {
            Self::Docx => "自评报告.docx",
            Self::Pdf => "自评报告.pdf",
            Self::Ofd => "自评报告.ofd",
            Self::Html => "自评报告.html",
            Self::Md => "自评报告.md",
            Self::Xlsx => "自评表.xlsx",
        }
    }

    /// Whether only a typesetter makes it.
    pub fn is_set(self) -> bool {
        matches!(self, Self::Pdf | Self::Ofd)
    }
}

/// A printed file.
#[derive(Clone, Debug)]
pub struct Printed {
    /// What is in it.
    pub bytes: Vec<u8>,
    /// What the user should know of it: pages, fonts; mostly nothing.
    pub remark: String,
}

impl From<Vec<u8>> for Printed {
    fn from(bytes: Vec<u8>) -> Self {
        Self {
            bytes,
            remark: String::new(),
        }
    }
}

/// What sets pages and draws charts; a program can be without a typesetter.
pub trait Press {
    /// Whether it sets pages at all.
    fn sets(&self) -> bool;

    /// A PDF.
    ///
    /// # Errors
    /// When it cannot be set.
    fn pdf(&self, document: &Document) -> Result<Printed, Failure>;

    /// An OFD.
    ///
    /// # Errors
    /// When it cannot be set.
    fn ofd(&self, document: &Document) -> Result<Printed, Failure>;

    /// A chart as Word shows it.
    ///
    /// # Errors
    /// When it cannot be drawn.
    fn png(&self, picture: &Picture) -> Result<Png, Failure>;
}

/// A report on its way out.
#[derive(Clone, Copy, Debug)]
pub struct Ready<'a> {
    /// The book that it tells of.
    pub book: &'a Book,
    /// Its score.
    pub card: &'a Scorecard,
    /// What it says.
    pub composed: &'a Composed,
    /// Draft or final, and by what it was made.
    pub edition: &'a Edition,
    /// The Word document, where it was made by a user's template.
    pub word: Option<&'a [u8]>,
}

/// A report in one format; `folder` is that of its book, for what is said of its faults.
///
/// # Errors
/// When the press cannot set it, or the book has a fault that only the score sheet shows.
pub fn print(
    folder: &Path,
    ready: &Ready<'_>,
    format: Format,
    press: &dyn Press,
) -> Result<Printed, Failure> {
    let document = &ready.composed.document;
    match format {
        Format::Md => Ok(document::markdown(document).into_bytes().into()),
        Format::Html => Ok(document::html(document).into_bytes().into()),
        Format::Docx => docx(ready, press).map(Printed::from),
        Format::Pdf => press.pdf(document),
        Format::Ofd => press.ofd(document),
        Format::Xlsx => xlsx(folder, ready).map(Printed::from),
    }
}

fn xlsx(folder: &Path, ready: &Ready<'_>) -> Result<Vec<u8>, Failure> {
    let (book, card) = (ready.book, ready.card);
    let mut sheets = report::score_sheet(book, card).map_err(Failure::faults(folder))?;
    if book.has_projects() {
        let all = book.evaluations(None);
        let more = report::project_sheets(book, &all);
        sheets.extend(more.map_err(Failure::faults(folder))?);
    }
    document::xlsx(&sheets).map_err(|error| Failure::Said(error.to_string()))
}

fn docx(ready: &Ready<'_>, press: &dyn Press) -> Result<Vec<u8>, Failure> {
    if let Some(word) = ready.word {
        return Ok(word.to_vec());
    }
    let document = &ready.composed.document;
    let pictures = document.blocks.iter().filter_map(|block| match block {
        Block::Picture(picture) => Some(picture),
        _ => None,
    });
    let drawn: Vec<Png> = pictures
        .map(|picture| press.png(picture))
        .collect::<Result<_, _>>()?;
    let bookmarks = report::bookmarks(ready.composed, ready.edition);
    document::docx_marked(document, &drawn, &bookmarks)
        .map_err(|error| Failure::Said(error.to_string()))
}
