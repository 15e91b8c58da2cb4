//! Workbooks of Excel 5 to 2003, and what WPS writes in the same format (xls, et): [MS-XLS].

mod records;
mod sheet;
mod strings;

use std::io::{Cursor, Read};

use cfb::CompoundFile;
use encoding_rs::{BIG5, Encoding, GB18030, SHIFT_JIS, WINDOWS_1252};

use self::records::{Record, Records};
pub(super) use self::sheet::{error, unpacked};
use self::strings::Strings;
use super::book::Styles;
use super::cells::Workbook;
use super::error::ReadError;
use super::format::Format;
use super::limits::Limits;
use crate::model::Fault;

/// Kinds of records.
const BOF: u16 = 0x0809;
const EOF: u16 = 0x000A;
const DATE_MODE: u16 = 0x0022;
const FILE_PASS: u16 = 0x002F;
const CODE_PAGE: u16 = 0x0042;
const BOUND_SHEET: u16 = 0x0085;
const XF: u16 = 0x00E0;
const SST: u16 = 0x00FC;
const FORMAT: u16 = 0x041E;

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

/// What all sheets share.
struct Book {
    /// Whether texts are in a code page, as before Excel 97.
    narrow: bool,
    encoding: &'static Encoding,
    from_1904: bool,
    /// The name of each sheet, where its records begin, and whether it has cells.
    sheets: Vec<(String, usize, bool)>,
    formats: Vec<(u16, String)>,
    /// The format of each style of cells, by its number.
    styles: Vec<u16>,
    strings: Strings,
    /// Whether the records of the book end as they should.
    whole: bool,
}

/// Reads a workbook as it prints.
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Workbook, ReadError> {
    let (stream, complete) = stream(bytes, limits)?;
    let book = Book::read(&stream)?;
    let names = book.sheets.iter().map(|(name, ..)| name.clone()).collect();
    let mut workbook = Workbook::new(names, limits);
    if !complete || !book.whole {
        workbook.faults.push(Fault {
            message: "文件的扇区链断开或目录不全，读出的内容可能不全。请用 Excel 或 WPS 打开后另存为 xlsx 再试"
                .to_owned(),
            place: "工作簿".to_owned(),
        });
    }
    let styles = book.styles();
    for (number, (_, start, has_cells)) in book.sheets.iter().enumerate() {
        if !has_cells {
            continue;
        }
        let mut reader = sheet::Reader::new(&book, &styles, workbook.cells());
        match reader.read(&stream, *start) {
            sheet::End::Missing => {
                workbook.lose(number, "这张工作表的位置有误，没有读取");
                continue;
            }
            sheet::End::Early => workbook.lose(number, "这张工作表在中途断开，此后的内容没有读取"),
            sheet::End::Sound => {}
        }
        workbook.put(number, reader.cells);
        if workbook.is_full() {
            break;
        }
    }
    Ok(workbook)
}

fn damaged(reason: &str) -> ReadError {
    ReadError::Damaged {
        reason: reason.to_owned(),
    }
}

/// The records of the workbook, and whether all of them are there. A chain of sectors that bites its tail ends with its
/// stream.
fn stream(bytes: &[u8], limits: &Limits) -> Result<(Vec<u8>, bool), ReadError> {
    let mut file = CompoundFile::open(Cursor::new(bytes)).map_err(|_| damaged("文件的目录有误"))?;
    let name = ["Workbook", "Book"]
        .into_iter()
        .find(|name| file.is_stream(name));
    let name = name.ok_or_else(|| damaged("找不到工作簿"))?;
    let stream = file
        .open_stream(name)
        .map_err(|_| damaged("工作簿的扇区有误"))?;
    let stated = stream.len();
    let mut records = Vec::new();
    let most = limits.max_unpacked.min(bytes.len() as u64);
    let read = stream.take(most).read_to_end(&mut records);
    let complete = read.is_ok() && records.len() as u64 == stated;
    Ok((records, complete))
}

impl Book {
    fn read(stream: &[u8]) -> Result<Self, ReadError> {
        let mut records = Records::new(stream, 0);
        let first = records.next().filter(|first| first.kind == BOF);
        let first = first.ok_or_else(|| damaged("工作簿的开头有误，或是 Excel 4 以前的文件"))?;
        let mut book = Self {
            narrow: first.number(0) != Some(0x0600),
            encoding: GB18030,
            from_1904: false,
            sheets: Vec::new(),
            formats: Vec::new(),
            styles: Vec::new(),
            strings: Strings::default(),
            whole: false,
        };
        for record in records {
            match record.kind {
                EOF => {
                    book.whole = true;
                    break;
                }
                FILE_PASS => return Err(ReadError::Encrypted),
                _ => book.take(&record),
            }
        }
        if book.sheets.is_empty() {
            return Err(damaged("工作簿里找不到一张工作表"));
        }
        Ok(book)
    }

    fn take(&mut self, record: &Record<'_>) {
        match record.kind {
            DATE_MODE => self.from_1904 = record.number(0) == Some(1),
            CODE_PAGE => self.encoding = encoding(record.number(0)),
            XF => self.styles.push(record.number(2).unwrap_or(0)),
            SST => self.strings = Strings::read(record),
            FORMAT => {
                if let (Some(id), Some(code)) =
                    (record.number(0), self.text(record, 2, self.narrow))
                {
                    self.formats.push((id, code));
                }
            }
            BOUND_SHEET => {
                let start = record.long(0).unwrap_or(u32::MAX) as usize;
                let kind = record.body.get(5).copied();
                let name = self.text(record, 6, true).unwrap_or_default();
                self.sheets.push((name, start, kind == Some(0)));
            }
            _ => {}
        }
    }

    /// A text in a record; `short` where one byte says how long it is.
    fn text(&self, record: &Record<'_>, at: usize, short: bool) -> Option<String> {
        let (length, start) = match short {
            true => (usize::from(*record.body.get(at)?), at + 1),
            false => (usize::from(record.number(at)?), at + 2),
        };
        if self.narrow {
            let bytes = record.body.get(start..)?;
            let bytes = &bytes[..length.min(bytes.len())];
            return Some(
                self.encoding
                    .decode_without_bom_handling(bytes)
                    .0
                    .into_owned(),
            );
        }
        Some(strings::text(record, start, length))
    }

    fn styles(&self) -> Styles {
        let format = |id: &u16| {
            let custom = self.formats.iter().rev().find(|(known, _)| known == id);
            match custom {
                Some((_, code)) => Format::custom(code.as_str()),
                None => Format::built_in(u32::from(*id)),
            }
        };
        Styles {
            formats: self.styles.iter().map(format).collect(),
            from_1904: self.from_1904,
        }
    }
}

/// The encoding of a code page.
fn encoding(page: Option<u16>) -> &'static Encoding {
    match page {
        Some(932) => SHIFT_JIS,
        Some(950) => BIG5,
        Some(1252 | 10000) => WINDOWS_1252,
        _ => GB18030,
    }
}
