//! Binary workbooks of Excel 2007 and later: [MS-XLSB].

use std::collections::HashMap;

use super::book::Book;
use super::cells::{Cells, Workbook};
use super::error::ReadError;
use super::format::Format;
use super::limits::Limits;
use super::package::Package;
use super::sheet::{Merged, Stored};
use super::xls::{error, unpacked};
use super::xlsx::{relations, resolved};
use crate::model::Fault;

/// Reads a workbook as it prints.
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Workbook, ReadError> {
    let mut faults = Vec::new();
    let mut package = Package::open(bytes, limits)?;
    let book = book(&mut package, limits, &mut faults)?;
    let mut workbook = book.begin(limits)?;
    for (number, (_, part)) in book.sheets.iter().enumerate() {
        let source = match part {
            Some(part) => package.bytes(part, &mut faults)?,
            None => None,
        };
        let Some(source) = source else {
            workbook.lose(number, "文件里缺少这张工作表，没有读取");
            continue;
        };
        let mut reader = Reader {
            book: &book,
            cells: workbook.cells(),
            row: 0,
        };
        if !reader.read(&source) {
            workbook.lose(number, "这张工作表有缺损，有的内容没有读取");
        }
        workbook.put(number, reader.cells);
        if workbook.is_full() {
            break;
        }
    }
    workbook.faults.append(&mut faults);
    Ok(workbook)
}

/// What all sheets share.
fn book(
    package: &mut Package<'_>,
    limits: &Limits,
    faults: &mut Vec<Fault>,
) -> Result<Book, ReadError> {
    let mut book = Book::default();
    let targets = package.part("xl/_rels/workbook.bin.rels", faults)?;
    let targets = relations(&targets.unwrap_or_default(), limits);
    let source = package
        .bytes("xl/workbook.bin", faults)?
        .unwrap_or_default();
    for (kind, body) in Records(&source) {
        match kind {
            153 => book.styles.from_1904 = body.first().is_some_and(|flags| flags & 1 != 0),
            156 => {
                let (id, rest) = wide(body.get(8..).unwrap_or_default());
                let (name, _) = wide(rest);
                let part = targets.get(&id).map(|target| resolved(target));
                book.sheets.push((name, part));
            }
            _ => {}
        }
    }
    let strings = package
        .bytes("xl/sharedStrings.bin", faults)?
        .unwrap_or_default();
    let items = Records(&strings).filter(|(kind, _)| *kind == 19);
    book.strings = items
        .map(|(_, body)| wide(body.get(1..).unwrap_or_default()).0)
        .collect();
    let styles = package.bytes("xl/styles.bin", faults)?.unwrap_or_default();
    book.styles.formats = formats(&styles);
    Ok(book)
}

fn formats(styles: &[u8]) -> Vec<Format> {
    let mut custom: HashMap<u16, String> = HashMap::new();
    let (mut formats, mut of_cells) = (Vec::new(), false);
    for (kind, body) in Records(styles) {
        match (kind, short(body, 0), short(body, 2)) {
            (44, Some(id), _) => {
                custom.insert(id, wide(&body[2..]).0);
            }
            (617, ..) => of_cells = true,
            (618, ..) => of_cells = false,
            (47, _, Some(id)) if of_cells => formats.push(match custom.get(&id) {
                Some(code) => Format::custom(code.as_str()),
                None => Format::built_in(u32::from(id)),
            }),
            _ => {}
        }
    }
    formats
}

struct Reader<'b> {
    book: &'b Book,
    cells: Cells,
    row: u32,
}

impl Reader<'_> {
    /// Reads a sheet, and says whether it ends as it should.
    fn read(&mut self, source: &[u8]) -> bool {
        const END: u16 = 130;
        for (kind, body) in Records(source) {
            if kind == END {
                return true;
            }
            if self.take(kind, body).is_none() {
                self.cells.lose();
            }
        }
        false
    }

    /// Takes a record; `None` where it is shorter than its kind is.
    fn take(&mut self, kind: u16, body: &[u8]) -> Option<()> {
        let column = long(body, 0);
        let value = body.get(8..).unwrap_or_default();
        match kind {
            0 => self.row = column?,
            2 => self.number(body, unpacked(long(value, 0)?))?,
            3 | 11 => self
                .cells
                .put_error(self.row, column?, error(*value.first()?)),
            4 | 10 => self
                .cells
                .put_truth(self.row, column?, *value.first()? != 0),
            5 | 9 => self.number(body, f64::from_le_bytes(*value.first_chunk()?))?,
            6 | 8 => self
                .cells
                .put(self.row, column?, &wide(value).0, Stored::Text),
            7 => {
                let shared = self.book.strings.get(long(value, 0)? as usize)?;
                self.cells.put(self.row, column?, shared, Stored::Text);
            }
            176 => {
                let (top, bottom) = (column?, long(body, 4)?);
                let (left, right) = (long(body, 8)?, long(body, 12)?);
                self.cells.merge(Merged {
                    row: top,
                    column: u16::try_from(left).ok()?,
                    rows: bottom.checked_sub(top)? as usize + 1,
                    columns: right.checked_sub(left)? as usize + 1,
                });
            }
            _ => {}
        }
        Some(())
    }

    fn number(&mut self, body: &[u8], value: f64) -> Option<()> {
        const STYLE: u32 = 0xFF_FFFF;
        let (column, style) = (long(body, 0)?, long(body, 4)? & STYLE);
        let shown = self.book.styles.show(style as usize, &value.to_string());
        self.cells.put(self.row, column, &shown.0, shown.1);
        Some(())
    }
}

/// The records of a part: kind and length in seven bits a byte.
struct Records<'b>(&'b [u8]);

impl<'b> Iterator for Records<'b> {
    type Item = (u16, &'b [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let mut kind = 0;
        let mut rest = self.0;
        for place in 0..2 {
            let (byte, after) = rest.split_first()?;
            rest = after;
            kind |= u16::from(byte & 0x7F) << (7 * place);
            if byte & 0x80 == 0 {
                break;
            }
        }
        let mut length = 0_usize;
        for place in 0..4 {
            let (byte, after) = rest.split_first()?;
            rest = after;
            length |= usize::from(byte & 0x7F) << (7 * place);
            if byte & 0x80 == 0 {
                break;
            }
        }
        let (body, rest) = rest.split_at_checked(length)?;
        self.0 = rest;
        Some((kind, body))
    }
}

fn short(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(*bytes.get(at..)?.first_chunk()?))
}

fn long(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(*bytes.get(at..)?.first_chunk()?))
}

/// A text that says first how long it is, and what follows it.
fn wide(bytes: &[u8]) -> (String, &[u8]) {
    let length = long(bytes, 0).unwrap_or(0) as usize;
    let rest = bytes.get(4..).unwrap_or_default();
    let (text, rest) = rest
        .split_at_checked(length.saturating_mul(2))
        .unwrap_or((rest, &[]));
    let units: Vec<u16> = text
        .chunks_exact(2)
        .map(|unit| u16::from_le_bytes([unit[0], unit[1]]))
        .collect();
    (String::from_utf16_lossy(&units), rest)
}
