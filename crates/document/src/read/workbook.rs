//! Workbooks, told apart by their containers: as documents, and as the cells they hold.

use super::cells;
use super::error::ReadError;
use super::limits::Limits;
use super::sheet::Worksheet;
use super::story::Story;
use super::{OLE, OPEN, foreign, ods, xls, xlsb, xlsx};
use crate::model::{Document, Fault};

pub(super) use super::xls::looks;

/// The sheets of a workbook.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Worksheets {
    /// The names of all sheets in order.
    pub names: Vec<String>,
    /// Those that say something, in order.
    pub sheets: Vec<Worksheet>,
    /// What could not be read, each with the name of its sheet or part.
    pub faults: Vec<Fault>,
}

/// Reads the cells of a workbook of any format (xlsx, xls, et, xlsb, ods).
///
/// # Errors
/// A file that is no workbook or cannot be read at all.
pub fn worksheets(bytes: &[u8], limits: &Limits) -> Result<Worksheets, ReadError> {
    limits.admit(bytes)?;
    if let Some(error) = foreign(bytes) {
        return Err(error);
    }
    Ok(open(bytes, limits)?.into_worksheets())
}

/// Reads a workbook as a document.
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Document, ReadError> {
    let mut story = Story::new(limits);
    open(bytes, limits)?.tell(&mut story);
    Ok(story.finish())
}

fn open(bytes: &[u8], limits: &Limits) -> Result<cells::Workbook, ReadError> {
    if bytes.starts_with(OLE) {
        return xls::read(bytes, limits);
    }
    if xlsx::looks(bytes) {
        return xlsx::read(bytes, limits);
    }
    let has = |part: &[u8]| memchr::memmem::find(bytes, part).is_some();
    if has(b"xl/workbook.bin") {
        return xlsb::read(bytes, limits);
    }
    if bytes.get(30..).is_some_and(|head| head.starts_with(OPEN)) || has(b"content.xml") {
        return ods::read(bytes, limits);
    }
    Err(ReadError::Damaged {
        reason: "找不到工作簿".to_owned(),
    })
}
