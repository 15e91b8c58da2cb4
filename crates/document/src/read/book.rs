//! What the sheets of a workbook share: their names, the texts of their cells, and how these show numbers.

use super::cells::Workbook;
use super::error::ReadError;
use super::format::Format;
use super::limits::Limits;
use super::sheet::Stored;

/// How a workbook shows numbers.
#[derive(Debug, Default)]
pub(super) struct Styles {
    /// The format of each style of cells.
    pub(super) formats: Vec<Format>,
    /// Whether days are counted from 1904.
    pub(super) from_1904: bool,
}

impl Styles {
    /// What a number shows in a style, and what it is.
    pub(super) fn show(&self, style: usize, number: &str) -> (String, Stored) {
        let general = Format::built_in(0);
        let format = self.formats.get(style).unwrap_or(&general);
        let shown = format.show(number, self.from_1904);
        let day = format.day(number, self.from_1904).map(Stored::Day);
        let number = || number.trim().parse().ok().map(Stored::Number);
        (shown, day.or_else(number).unwrap_or(Stored::Text))
    }
}

/// A workbook whose sheets are parts of a package.
#[derive(Debug, Default)]
pub(super) struct Book {
    /// The name and part of each sheet; no part where the workbook does not say which.
    pub(super) sheets: Vec<(String, Option<String>)>,
    pub(super) strings: Vec<String>,
    pub(super) styles: Styles,
}

impl Book {
    /// Begins the workbook.
    pub(super) fn begin(&self, limits: &Limits) -> Result<Workbook, ReadError> {
        if self.sheets.is_empty() {
            return Err(ReadError::Damaged {
                reason: "工作簿里找不到一张工作表".to_owned(),
            });
        }
        let names = self.sheets.iter().map(|(name, _)| name.clone());
        Ok(Workbook::new(names.collect(), limits))
    }
}
