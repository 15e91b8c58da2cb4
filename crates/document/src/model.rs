//! The neutral document: what a file says, piece by piece, and where each piece stands in the file.
//!
//! Readers make one from bytes, a report composes one from a book, writers turn one into bytes. It knows text and
//! structure only; what the numbers mean is no concern of this crate.

use std::ops::Range;

use serde::{Deserialize, Serialize};

/// A document: its blocks in reading order, and what could not be read.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// The title, where the format names one apart from the body.
    pub title: Option<String>,
    /// The day it bears. A file says it was made on that day, so that the bytes depend on the content alone.
    pub date: Option<Day>,
    /// The body in reading order.
    pub blocks: Vec<Block>,
    /// What stands in the margins of the pages, headers and footers, each text once and page numbers left out.
    pub margins: Vec<Text>,
    /// Where the figures marked in the text come from; [`MarkKind::Figure`] points in here.
    pub provenance: Vec<Provenance>,
    /// What could not be read, with its place. Empty for a composed document.
    pub faults: Vec<Fault>,
    /// The names of the sheets of a workbook in order; [`Spot::Cell`] points in here. Empty for other formats.
    pub sheets: Vec<String>,
    /// Whether its pages lie on their side, as those of wide forms do.
    pub landscape: bool,
    /// Whether a paragraph may be broken over several [`Block::Paragraph`]s, as in plain text with hard line ends.
    pub wrapped: bool,
}

/// A day of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Day {
    /// The year.
    pub year: u16,
    /// The month, 1 to 12.
    pub month: u8,
    /// The day of the month, from 1.
    pub day: u8,
}

/// One piece of a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Block {
    /// A heading. Level 0 is the title of the document, 1 is 一、, 2 is （一）, 3 is 1., 4 is （1）.
    Heading {
        /// The level, 0 to 4 in an official document; readers may give deeper ones.
        level: u8,
        /// The words, with their numbering as printed.
        text: Text,
    },
    /// A paragraph.
    Paragraph(Text),
    /// A table.
    Table(Table),
    /// A chart drawn by the composer.
    Picture(Picture),
    /// A line right above a table, its words at both edges: 2024年度 and 金额单位：万元.
    Above {
        /// At the left edge.
        left: Text,
        /// At the right edge.
        right: Text,
    },
    /// What is annexed (附件说明), an annex a line, one line below the text.
    Annexes(Vec<Text>),
    /// Who signs (署名), and the day (成文日期) below; centred over one another at the right.
    Closing {
        /// The office.
        signature: Text,
        /// The day as printed.
        date: Option<Text>,
    },
    /// What stands in the upper left corner of an annex: 附件1. Its title follows.
    Annex(Text),
    /// The next block starts a new page.
    NewPage {
        /// Whether the pages from here on lie on their side.
        landscape: bool,
    },
}

impl Block {
    /// Its texts in reading order.
    pub fn texts(&self) -> Vec<&Text> {
        match self {
            Self::Heading { text, .. } | Self::Paragraph(text) | Self::Annex(text) => vec![text],
            Self::Picture(picture) => picture.caption.iter().collect(),
            Self::Table(table) => {
                let cells = table.rows.iter().flatten().map(|cell| &cell.text);
                table.caption.iter().chain(cells).collect()
            }
            Self::Above { left, right } => vec![left, right],
            Self::Annexes(texts) => texts.iter().collect(),
            Self::Closing { signature, date } => std::iter::once(signature).chain(date).collect(),
            Self::NewPage { .. } => Vec::new(),
        }
    }

    /// Its texts in reading order, to be changed.
    pub fn texts_mut(&mut self) -> Vec<&mut Text> {
        match self {
            Self::Heading { text, .. } | Self::Paragraph(text) | Self::Annex(text) => vec![text],
            Self::Picture(picture) => picture.caption.iter_mut().collect(),
            Self::Table(table) => {
                let cells = table.rows.iter_mut().flatten().map(|cell| &mut cell.text);
                table.caption.iter_mut().chain(cells).collect()
            }
            Self::Above { left, right } => vec![left, right],
            Self::Annexes(texts) => texts.iter_mut().collect(),
            Self::Closing { signature, date } => std::iter::once(signature).chain(date).collect(),
            Self::NewPage { .. } => Vec::new(),
        }
    }
}

/// A run of text within one block: its characters, the marks on them, and where it came from.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Text {
    /// The characters, without line ends.
    pub content: String,
    /// Marks on byte ranges of `content`, ordered by start, not overlapping.
    pub marks: Vec<Mark>,
    /// Where the text stands in the file it was read from; default for composed text.
    pub origin: Origin,
}

/// A mark on a part of a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// Byte range in [`Text::content`].
    pub range: Range<usize>,
    /// What is marked.
    pub kind: MarkKind,
}

/// What a mark says of its range.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum MarkKind {
    /// Set in bold.
    Strong,
    /// A figure whose source is `Document::provenance[index]`.
    Figure(usize),
    /// Read from a stretch of the file that an annotator has numbered; no document given to a caller has such marks.
    Source(usize),
}

/// Where a piece of text stands in its file. A field is `None` where the format has no such thing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Origin {
    /// Line in the file, from 1 (text formats; for others the number of the paragraph).
    pub line: Option<u32>,
    /// Page, from 1.
    pub page: Option<u32>,
    /// The spot on the page or in the sheet.
    pub spot: Spot,
}

/// The spot of a piece of text, for formats that are not lines of text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Spot {
    /// The format knows lines or paragraphs only.
    #[default]
    None,
    /// A cell of a workbook.
    Cell {
        /// Index in [`Document::sheets`].
        sheet: u16,
        /// Row from 0.
        row: u32,
        /// Column from 0.
        column: u16,
    },
    /// A rectangle on the page named beside it.
    Area(Area),
}

/// A rectangle on a page in tenths of a point, from the upper left corner of the page as it is seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Area {
    /// The left edge.
    pub left: u16,
    /// The upper edge.
    pub top: u16,
    /// The right edge.
    pub right: u16,
    /// The lower edge.
    pub bottom: u16,
}

/// A table as a list of rows of cells; a spanning cell stands where its span begins and nowhere else.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// The caption above the table.
    pub caption: Option<Text>,
    /// How many rows stand above the head, as those of a form do that tell whose it is.
    pub above: usize,
    /// How many rows are the head, repeated on each page.
    pub header_rows: usize,
    /// Relative widths of the columns; empty means equal.
    pub widths: Vec<u16>,
    /// The rows from the top.
    pub rows: Vec<Vec<Cell>>,
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cell {
    /// What the cell says; paragraphs within a cell are joined by `\n`.
    pub text: Text,
    /// How many columns it takes, at least 1.
    pub colspan: usize,
    /// How many rows it takes, at least 1.
    pub rowspan: usize,
    /// How its text is set.
    pub align: Align,
}

/// How the text of a cell is set.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Align {
    /// From the left.
    #[default]
    Left,
    /// In the middle.
    Center,
    /// To the right, as amounts are.
    Right,
}

/// A picture drawn by the composer, as SVG so that every writer can place it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picture {
    /// The drawing. Its texts are also given in `alternative`.
    pub svg: String,
    /// Width and height in millimetres as placed on the page.
    pub size_mm: (u32, u32),
    /// What the picture shows, in words, for readers who cannot see it.
    pub alternative: String,
    /// The caption below.
    pub caption: Option<Text>,
}

/// Where a printed figure comes from, told so that an officer can open it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Provenance {
    /// The fact's name in the book, e.g. `预算执行率`.
    pub fact: String,
    /// How it was computed, e.g. `执行数 432.91 ÷ 全年预算数 440.90`; empty when it was typed in.
    pub formula: String,
    /// The rows and files behind it, e.g. `ledgers/patrols.csv 第2–31行`.
    pub sources: Vec<String>,
    /// Whether the value was typed into the book by hand.
    pub typed: bool,
}

/// Something in a file that could not be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fault {
    /// What went wrong, in Chinese, for the person who will mend it.
    pub message: String,
    /// Where, in the words of the format: `word/document.xml`, `第12行`.
    pub place: String,
}

impl Text {
    /// Plain composed text.
    pub fn plain(content: impl Into<String>) -> Self {
        Self {
            content: content.into(),
            ..Self::default()
        }
    }

    /// Text read from a file.
    pub fn at(content: impl Into<String>, origin: Origin) -> Self {
        Self {
            content: content.into(),
            marks: Vec::new(),
            origin,
        }
    }
}

impl Table {
    /// The rows that are the head.
    pub fn head(&self) -> Range<usize> {
        let start = self.above.min(self.rows.len());
        start..(start + self.header_rows).min(self.rows.len())
    }
}

impl Cell {
    /// A cell of one column and one row.
    pub fn plain(content: impl Into<String>) -> Self {
        Self {
            text: Text::plain(content),
            colspan: 1,
            rowspan: 1,
            align: Align::Left,
        }
    }
}
