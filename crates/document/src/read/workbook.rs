//! Workbooks other than xlsx, told apart by their containers.

use super::error::ReadError;
use super::limits::Limits;
use super::{OLE, OPEN, ods, xls, xlsb};
use crate::model::Document;

pub(super) use super::xls::looks;

/// Reads a workbook of Excel 97 to 2003, or one of binary or open format (xls, et, xlsb, ods).
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Document, ReadError> {
    if bytes.starts_with(OLE) {
        return xls::read(bytes, limits);
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
