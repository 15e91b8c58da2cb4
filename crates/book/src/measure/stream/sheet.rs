//! The file of a ledger, read row by row.

use std::io::{Read, Seek, SeekFrom, Take};
use std::ops::Range;

use csv::{ByteRecord, Reader, ReaderBuilder};
use entry::{Blob, Bytes};

use super::read::Bad;
use crate::ledger::{Column, Ledger};
use crate::{Date, Fault};

/// How much is read at a time; little in tests, so that short files are read in parts.
const BUFFER: usize = if cfg!(test) { 64 } else { 1 << 18 };

/// A ledger's file with its header read.
#[derive(Debug)]
pub(super) struct Sheet {
    file: Blob,
    name: String,
    /// The columns, and no row.
    pub(super) ledger: Ledger,
    /// Where the rows begin.
    body: u64,
    end: u64,
}

/// What was met in a part of a file.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Extent {
    pub(super) rows: usize,
    /// How many of the rows are empty, at the end.
    blank: usize,
}

impl Extent {
    /// The fault that rows follow the empty ones, in a part that begins at this row.
    fn blank_between(&self, start: usize) -> BadRow {
        BadRow {
            row: Some(start + self.rows - self.blank),
            bad: Bad::new("台账中间有空行", "删去空行"),
        }
    }
}

/// A row that is wrong, by its place in the part of the file that was read.
pub(super) struct BadRow {
    pub(super) row: Option<usize>,
    pub(super) bad: Bad,
}

impl From<std::io::Error> for BadRow {
    fn from(error: std::io::Error) -> Self {
        Self {
            row: None,
            bad: Bad::new(format!("读不了（{error}）"), "核对权限和磁盘"),
        }
    }
}

impl Sheet {
    /// Opens a file and reads its header.
    pub(super) fn open(name: &str, file: Blob) -> Result<Self, Fault> {
        let (ledger, rows) = read_header(file.as_ref()).map_err(|error| fault(name, &error, 0))?;
        Ok(Self {
            file,
            name: name.to_owned(),
            ledger,
            body: rows.start,
            end: rows.end,
        })
    }

    pub(super) const fn blob(&self) -> &Blob {
        &self.file
    }

    /// The length of the file.
    pub(super) const fn bytes(&self) -> u64 {
        self.end
    }

    /// The day by which rows are known; none where they do not say when they were entered.
    pub(super) fn row_day(&self, day: Option<Date>) -> Option<Date> {
        day.filter(|_| self.ledger.looks_back())
    }

    /// The rows in so many parts of about equal length; in one where a quoted cell might hold a line
    /// break, for then only reading from the start tells where a row ends.
    pub(super) fn split(&self, parts: usize) -> Result<Vec<Range<u64>>, BadRow> {
        let length = (self.end - self.body) / parts as u64;
        if parts == 1 || length < BUFFER as u64 || self.has_quotes()? {
            return Ok(std::iter::once(self.body..self.end).collect());
        }
        let mut ranges = Vec::new();
        let mut start = self.body;
        for part in 1..parts as u64 {
            let end = self.line_end(self.body + part * length)?.max(start);
            ranges.push(start..end);
            start = end;
        }
        ranges.push(start..self.end);
        Ok(ranges)
    }

    fn has_quotes(&self) -> Result<bool, BadRow> {
        let mut file = self.file.open()?;
        file.seek(SeekFrom::Start(self.body))?;
        let mut buffer = vec![0; BUFFER];
        loop {
            match file.read(&mut buffer)? {
                0 => return Ok(false),
                read if buffer[..read].contains(&b'"') => return Ok(true),
                _ => {}
            }
        }
    }

    /// The place after the first line break from here on.
    fn line_end(&self, from: u64) -> Result<u64, BadRow> {
        let mut file = self.file.open()?;
        file.seek(SeekFrom::Start(from))?;
        let mut buffer = vec![0; BUFFER];
        let mut at = from;
        loop {
            let read = file.read(&mut buffer)?;
            if let Some(found) = buffer[..read].iter().position(|byte| *byte == b'\n') {
                return Ok(at + found as u64 + 1);
            }
            if read == 0 {
                return Ok(self.end);
            }
            at += read as u64;
        }
    }

    /// Visits each row of a part of the file, with its place in that part.
    pub(super) fn visit(
        &self,
        range: Range<u64>,
        mut visitor: impl FnMut(usize, &ByteRecord) -> Result<(), Bad>,
    ) -> Result<Extent, BadRow> {
        let width = self.ledger.columns().len();
        let mut reader = reader(self.file.as_ref(), range)?;
        let mut row = ByteRecord::new();
        let mut extent = Extent::default();
        let mut line = reader.position().line();
        loop {
            let bad_row = |bad| BadRow {
                row: Some(extent.rows),
                bad,
            };
            let read = reader
                .read_byte_record(&mut row)
                .map_err(|error| bad_row(Bad::new(format!("读不了（{error}）"), "核对这一行")))?;
            if !read {
                return Ok(extent);
            }
            let next = reader.position().line();
            if next - line > 1 && next - line > 1 + breaks(&row) {
                return Err(bad_row(Bad::new("台账中间有空行", "删去空行")));
            }
            line = next;
            if row.iter().all(|cell| cell.trim_ascii().is_empty()) {
                extent.blank += 1;
            } else if extent.blank > 0 {
                return Err(extent.blank_between(0));
            } else if row.len() != width {
                let problem = format!("这一行有{}格，表头有{width}列", row.len());
                let remedy = "补齐或删去多余的格；格里本身有逗号的，整格加英文引号";
                return Err(bad_row(Bad::new(problem, remedy)));
            } else {
                visitor(extent.rows, &row).map_err(bad_row)?;
            }
            extent.rows += 1;
        }
    }

    /// The place of the first row of each part; an error where a part ends empty and another follows.
    pub(super) fn starts(extents: &[Extent]) -> Result<Vec<usize>, BadRow> {
        let mut starts = Vec::new();
        let mut rows = 0;
        let mut before: Option<(usize, &Extent)> = None;
        for extent in extents {
            if let Some((start, before)) = before
                && extent.rows > extent.blank
            {
                return Err(before.blank_between(start));
            }
            if extent.blank > 0 {
                before = before.or(Some((rows, extent)));
            }
            starts.push(rows);
            rows += extent.rows;
        }
        Ok(starts)
    }

    /// A row that is wrong, where the part that it is in begins at this row.
    pub(super) fn fault(&self, error: &BadRow, start: usize) -> Fault {
        fault(&self.name, error, start)
    }
}

/// The columns, and where the rows are.
fn read_header(file: &dyn Bytes) -> Result<(Ledger, Range<u64>), BadRow> {
    let end = file.size()?;
    let mut mark = [0; 3];
    let marked = end >= 3 && file.open()?.read_exact(&mut mark).is_ok() && mark == *b"\xef\xbb\xbf";
    let start = if marked { 3 } else { 0 };
    let mut reader = reader(file, start..end)?;
    let mut header = ByteRecord::new();
    let bad = |problem: String| BadRow {
        row: None,
        bad: Bad::new(problem, "第一行每格写成“列名:类型”"),
    };
    let read = reader.read_byte_record(&mut header);
    if !read.map_err(|error| bad(error.to_string()))? {
        return Err(bad("台账是空的".to_owned()));
    }
    let columns = header.iter().map(|cell| {
        let text = std::str::from_utf8(cell).map_err(|_| "表头不是 UTF-8".to_owned())?;
        text.parse::<Column>()
    });
    let columns = columns.collect::<Result<_, _>>().map_err(bad)?;
    let ledger = Ledger::new(columns).map_err(bad)?;
    Ok((ledger, start + reader.position().byte()..end))
}

fn reader(
    file: &dyn Bytes,
    range: Range<u64>,
) -> Result<Reader<Take<Box<dyn entry::files::Reader + '_>>>, BadRow> {
    let mut file = file.open()?;
    file.seek(SeekFrom::Start(range.start))?;
    Ok(ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .buffer_capacity(BUFFER)
        .from_reader(file.take(range.end - range.start)))
}

fn fault(name: &str, error: &BadRow, start: usize) -> Fault {
    Fault {
        line: error.row.map_or(1, |row| Ledger::row_number(start + row)),
        ..Fault::of_file(
            format!("ledgers/{name}.csv"),
            &error.bad.problem,
            &error.bad.remedy,
        )
    }
}

fn breaks(row: &ByteRecord) -> u64 {
    let bytes = row.as_slice().iter();
    bytes.filter(|byte| **byte == b'\n').count() as u64
}
