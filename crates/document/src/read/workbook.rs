//! Workbooks of Excel 97 to 2003, of binary and open formats (xls, et, xlsb, ods), read by `calamine`.
//!
//! Their cells come without their formats: a number is shown by its own digits.

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{Data, Reader, Sheets, open_workbook_auto_from_rs};

use super::error::ReadError;
use super::limits::Limits;
use super::sheet::{Merged, Worksheet};
use super::story::Story;
use super::xlsx::{is_default, shown_plainly};
use crate::model::{Block, Document, Fault, Origin, Text};

/// Whether bytes are a compound file with a workbook.
pub(super) fn looks(bytes: &[u8]) -> bool {
    let named = |name: &str| {
        let name: Vec<u8> = name.bytes().flat_map(|letter| [letter, 0]).collect();
        memchr::memmem::find(bytes, &name).is_some()
    };
    bytes.starts_with(super::OLE)
        && (named("Workbook") || named("Book\0"))
        && !named("WordDocument")
}

/// Reads a workbook.
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Document, ReadError> {
    // The library checks less than a hostile file demands: what it stumbles over is a fault of the file.
    let told = catch_unwind(AssertUnwindSafe(|| read_sheets(bytes, limits)));
    told.unwrap_or_else(|_| Err(damaged("工作簿的结构有误")))
}

fn damaged(reason: &str) -> ReadError {
    ReadError::Damaged {
        reason: reason.to_owned(),
    }
}

fn read_sheets(bytes: &[u8], limits: &Limits) -> Result<Document, ReadError> {
    let mut book =
        open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(|_| damaged("工作簿的目录有误"))?;
    let names = book.sheet_names();
    let mut story = Story::new(limits);
    let alone = names.len() == 1;
    for (number, name) in (0_u16..).zip(&names) {
        let Some(sheet) = worksheet(&mut book, name, &mut story) else {
            continue;
        };
        if !(alone && is_default(name)) {
            story.push(Block::Heading {
                level: 1,
                text: Text::at(name.as_str(), Origin::default()),
            });
        }
        sheet.tell(Some(number), &mut story);
    }
    let mut document = story.finish();
    document.sheets = names;
    Ok(document)
}

fn worksheet(book: &mut Sheets<Cursor<&[u8]>>, name: &str, story: &mut Story) -> Option<Worksheet> {
    let Ok(range) = book.worksheet_range(name) else {
        story.faults(vec![Fault {
            message: "这张工作表读不出，请用 Excel 或 WPS 打开后另存为 xlsx".to_owned(),
            place: name.to_owned(),
        }]);
        return None;
    };
    let (top, left) = range.start()?;
    let mut sheet = Worksheet::default();
    for (row, column, value) in range.used_cells() {
        let text = shown(value);
        if let (false, Ok(column)) = (
            text.trim().is_empty(),
            u16::try_from(left as usize + column),
        ) {
            sheet
                .cells
                .insert((top + row as u32, column), text.trim().to_owned());
        }
    }
    if let Sheets::Xls(xls) = book {
        let merged = xls.merge_cells_by_sheet_name(name).unwrap_or_default();
        sheet.merged.extend(merged.iter().filter_map(|cells| {
            let ((top, left), (bottom, right)) = (cells.start, cells.end);
            Some(Merged {
                row: top,
                column: u16::try_from(left).ok()?,
                rows: bottom.checked_sub(top)? as usize + 1,
                columns: right.checked_sub(left)? as usize + 1,
            })
        }));
    }
    (!sheet.cells.is_empty()).then_some(sheet)
}

fn shown(value: &Data) -> String {
    match value {
        Data::Empty => String::new(),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => text.clone(),
        Data::Int(number) => number.to_string(),
        Data::Float(number) => shown_plainly(&number.to_string()),
        Data::Bool(true) => "TRUE".to_owned(),
        Data::Bool(false) => "FALSE".to_owned(),
        Data::DateTime(date) => {
            let (year, month, day, ..) = date.to_ymd_hms_milli();
            format!("{year}-{month:02}-{day:02}")
        }
        Data::Error(error) => error.to_string(),
    }
}
