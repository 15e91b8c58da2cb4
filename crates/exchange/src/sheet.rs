//! A sheet as it stands in a file: cells by row and column, each as text, number or day.

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use book::Date;
use calamine::{Data, Reader, Sheets, open_workbook_auto_from_rs};
use encoding_rs::GB18030;

/// A sheet of a workbook, or a CSV file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// The name on the tab; empty for a CSV file.
    pub name: String,
    /// The rows from the first of the sheet on.
    pub rows: Vec<Vec<Raw>>,
}

/// What a cell holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Raw {
    /// Nothing.
    Empty,
    /// Words.
    Text(String),
    /// A number, by the digits a spreadsheet shows of it.
    Number(String),
    /// A day.
    Day(Date),
}

/// A file is no sheet that can be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SheetError {
    /// It cannot be opened.
    #[error("不是能读的工作簿或 CSV 文件：用 Excel 或 WPS 打开后另存为 xlsx")]
    Unreadable,
    /// It is protected.
    #[error("工作簿有打开密码：去掉密码后再导入")]
    Encrypted,
    /// It has several sheets with content, or not the one asked for.
    #[error("{}：用 --sheet 指明其中一张：{}", .wanted.as_ref().map_or("工作簿有几张工作表".to_owned(), |name| format!("没有工作表“{name}”")), .names.join("、"))]
    Which {
        /// The sheet asked for.
        wanted: Option<String>,
        /// The sheets there are.
        names: Vec<String>,
    },
}

impl Raw {
    /// The cell as text: a day as `2022-12-31`.
    pub fn text(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) | Self::Number(text) => text.clone(),
            Self::Day(day) => day.to_string(),
        }
    }

    /// Whether nothing can be seen.
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Text(text) => text.trim().is_empty(),
            Self::Number(_) | Self::Day(_) => false,
        }
    }
}

/// The name of a column as spreadsheets show it: 0 is A.
pub(crate) fn letters(mut column: usize) -> String {
    let mut name = Vec::new();
    loop {
        name.push(char::from(
            b'A' + u8::try_from(column % 26).unwrap_or_default(),
        ));
        match (column / 26).checked_sub(1) {
            Some(next) => column = next,
            None => break,
        }
    }
    name.iter().rev().collect()
}

/// Reads the sheet of that name, or the only one with content.
///
/// # Errors
/// When the file is no workbook, or it is not clear which sheet is meant.
pub fn read(bytes: &[u8], wanted: Option<&str>) -> Result<Sheet, SheetError> {
    if bytes.starts_with(b"PK") || bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        // The library checks less than a hostile file demands.
        let read = catch_unwind(AssertUnwindSafe(|| workbook(bytes, wanted)));
        return read.unwrap_or(Err(SheetError::Unreadable));
    }
    match wanted {
        None => comma_separated(bytes).ok_or(SheetError::Unreadable),
        Some(name) => Err(SheetError::Which {
            wanted: Some(name.to_owned()),
            names: vec!["（CSV 文件没有工作表）".to_owned()],
        }),
    }
}

fn comma_separated(bytes: &[u8]) -> Option<Sheet> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text.into(),
        Err(_) => GB18030.decode_without_bom_handling_and_without_replacement(bytes)?,
    };
    let first = text.lines().next().unwrap_or_default();
    let delimiter = if first.contains('\t') { b'\t' } else { b',' };
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.as_bytes());
    let mut rows: Vec<Vec<Raw>> = Vec::new();
    for record in reader.records() {
        let record = record.ok()?;
        let start = record.position().map_or(0, csv::Position::byte);
        let start = usize::try_from(start).unwrap_or_default();
        // Rows keep the numbers a spreadsheet gives them: the reader skips empty lines.
        let empty = empty_lines(&text, start);
        rows.resize(rows.len() + empty, Vec::new());
        rows.push(record.iter().map(text_cell).collect());
    }
    Some(Sheet {
        name: String::new(),
        rows,
    })
}

/// The empty lines before a record that is said to start there.
fn empty_lines(text: &str, start: usize) -> usize {
    let rest = text.get(start..).unwrap_or_default();
    let content = rest.trim_start_matches(['\r', '\n']);
    let breaks = rest[..rest.len() - content.len()].matches('\n').count();
    // A record that follows `\r\n` starts at the `\n`.
    let ended = text.get(..start).is_some_and(|head| head.ends_with('\r'));
    breaks.saturating_sub(usize::from(ended))
}

fn text_cell(text: &str) -> Raw {
    match text.trim() {
        "" => Raw::Empty,
        text => Raw::Text(text.to_owned()),
    }
}

fn workbook(bytes: &[u8], wanted: Option<&str>) -> Result<Sheet, SheetError> {
    let mut book = open(bytes)?;
    let mut names = Vec::new();
    let mut found = None;
    for name in book.sheet_names() {
        let Ok(range) = book.worksheet_range(&name) else {
            continue;
        };
        if range.is_empty() {
            continue;
        }
        if wanted.is_none_or(|wanted| wanted == name) && found.is_none() {
            found = Some((name.clone(), range));
        }
        // What the export writes to be found again is no sheet of the user's.
        if name != crate::export::HEADER_SHEET {
            names.push(name);
        }
    }
    let several = wanted.is_none() && names.len() > 1;
    let Some((name, range)) = found.filter(|_| !several) else {
        return Err(SheetError::Which {
            wanted: wanted.map(str::to_owned),
            names,
        });
    };
    let (top, left) = range.start().unwrap_or_default();
    let (top, left) = (top as usize, left as usize);
    let mut rows = vec![Vec::new(); top];
    for row in range.rows() {
        let mut cells = vec![Raw::Empty; left];
        cells.extend(row.iter().map(raw));
        rows.push(cells);
    }
    spread_merged(&mut book, &name, &mut rows);
    Ok(Sheet { name, rows })
}

fn open(bytes: &[u8]) -> Result<Sheets<Cursor<&[u8]>>, SheetError> {
    open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(|error| {
        let message = error.to_string().to_lowercase();
        match message.contains("password") || message.contains("encrypt") {
            true => SheetError::Encrypted,
            false => SheetError::Unreadable,
        }
    })
}

/// What merged cells say, all of the rows they span say.
fn spread_merged(book: &mut Sheets<Cursor<&[u8]>>, name: &str, rows: &mut [Vec<Raw>]) {
    let merged = match book {
        Sheets::Xlsx(book) => book.merge_cells_by_sheet_name(name).ok(),
        Sheets::Xls(book) => book.merge_cells_by_sheet_name(name).ok(),
        _ => None,
    };
    for area in merged.unwrap_or_default() {
        let column = area.start.1 as usize;
        let (first, last) = (area.start.0 as usize, area.end.0 as usize);
        let value: Option<Raw> = rows.get(first).and_then(|row| row.get(column).cloned());
        let Some(value) = value.filter(|_| area.start.1 == area.end.1) else {
            continue;
        };
        for row in rows.iter_mut().take(last + 1).skip(first) {
            if let Some(cell) = row.get_mut(column) {
                *cell = value.clone();
            }
        }
    }
}

fn raw(value: &Data) -> Raw {
    match value {
        Data::Empty | Data::Error(_) => Raw::Empty,
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => text_cell(text),
        Data::Int(number) => Raw::Number(number.to_string()),
        Data::Float(number) => Raw::Number(digits(*number)),
        Data::Bool(true) => Raw::Text("是".to_owned()),
        Data::Bool(false) => Raw::Text("否".to_owned()),
        Data::DateTime(moment) => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            match Date::new(year, month, day) {
                Some(day) if moment.is_datetime() => Raw::Day(day),
                _ => Raw::Number(digits(moment.as_f64())),
            }
        }
    }
}

/// The day of a serial number of Excel's calendar of 1900, where it is one of this or the last century.
pub(crate) fn serial_day(text: &str) -> Option<Date> {
    let serial: u32 = text
        .parse()
        .ok()
        .filter(|serial| (20_000..80_000).contains(serial))?;
    let moment = calamine::ExcelDateTime::new(
        f64::from(serial),
        calamine::ExcelDateTimeType::DateTime,
        false,
    );
    let (year, month, day, ..) = moment.to_ymd_hms_milli();
    Date::new(year, month, day)
}

/// The fifteen significant digits a spreadsheet keeps of a number, without an exponent.
fn digits(number: f64) -> String {
    let shortest = number.to_string();
    let significant = shortest
        .bytes()
        .filter(u8::is_ascii_digit)
        .skip_while(|digit| *digit == b'0')
        .count();
    if significant <= 15 {
        return shortest;
    }
    let rounded: f64 = format!("{number:.14e}").parse().unwrap_or(number);
    rounded.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_those_that_are_shown() {
        assert_eq!(digits(0.1 + 0.2), "0.3");
        assert_eq!(digits(186.2), "186.2");
        assert_eq!(digits(1_040_238.0), "1040238");
        assert_eq!(digits(-0.000_012_5), "-0.0000125");
    }

    #[test]
    fn columns_have_letters() {
        assert_eq!(letters(0), "A");
        assert_eq!(letters(25), "Z");
        assert_eq!(letters(26), "AA");
        assert_eq!(letters(701), "ZZ");
    }

    #[test]
    fn serial_numbers_are_days() {
        assert_eq!(serial_day("44562").unwrap().to_string(), "2022-01-01");
        assert_eq!(serial_day("100"), None);
    }

    #[test]
    fn csv_of_older_programs_keeps_its_rows() {
        let (bytes, ..) = GB18030.encode("编号,面积\n甲,1\n\n乙,2\n");
        let sheet = read(&bytes, None).unwrap();
        assert_eq!(sheet.rows.len(), 4);
        assert_eq!(sheet.rows[3][0], Raw::Text("乙".to_owned()));
    }
}
