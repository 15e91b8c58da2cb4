//! A sheet as it stands in a file: cells by row and column, each as text, number or day.

use book::Date;
use document::{Content, Day, Fault, Limits, Merged, ReadError, Stored, Worksheet, Worksheets};
use encoding_rs::GB18030;

/// Cells that merged ranges may fill; a sheet that people fill in has some hundreds.
const MOST_SPREAD: usize = 200_000;

/// What is taken of a workbook: as much as of one that is audited, whatever numbers are in it.
fn limits() -> Limits {
    Limits {
        max_figures: usize::MAX,
        ..Limits::default()
    }
}

/// A sheet of a workbook, or a CSV file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// The name on the tab; empty for a CSV file.
    pub name: String,
    /// The rows from the first of the sheet on.
    pub rows: Vec<Line>,
}

/// A row of a sheet: the cells that hold something, by their columns from 0. Between two cells may lie thousands of
/// columns that hold nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line(Vec<(usize, Raw)>);

impl Line {
    /// The cell of a column, where it holds something.
    pub fn get(&self, column: usize) -> Option<&Raw> {
        let at = self.0.binary_search_by_key(&column, |(column, _)| *column);
        at.ok().map(|at| &self.0[at].1)
    }

    /// The cells that hold something, with their columns.
    pub fn iter(&self) -> impl Iterator<Item = (usize, &Raw)> {
        self.0.iter().map(|(column, cell)| (*column, cell))
    }

    /// Whether nothing can be seen.
    pub fn is_blank(&self) -> bool {
        self.0.iter().all(|(_, cell)| cell.is_blank())
    }

    fn set(&mut self, column: usize, cell: Raw) {
        match self.0.binary_search_by_key(&column, |(column, _)| *column) {
            Ok(at) => self.0[at].1 = cell,
            Err(at) => self.0.insert(at, (column, cell)),
        }
    }
}

impl FromIterator<Raw> for Line {
    /// A row from its first column on.
    fn from_iter<I: IntoIterator<Item = Raw>>(cells: I) -> Self {
        let cells = cells.into_iter().enumerate();
        Self(cells.filter(|(_, cell)| *cell != Raw::Empty).collect())
    }
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
    /// It is larger than what is taken, or a part of it is lost.
    #[error("没有导入任何一行：{0}")]
    Partial(String),
    /// It has none of the sheets of a book.
    #[error(
        "不是账本导出的工作簿：没有一张认得的工作表。用 kaocheng book export 导出一份，填在里面"
    )]
    Foreign,
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
        return workbook(bytes, wanted);
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
    let mut rows: Vec<Line> = Vec::new();
    for record in reader.records() {
        let record = record.ok()?;
        let start = record.position().map_or(0, csv::Position::byte);
        let start = usize::try_from(start).unwrap_or_default();
        // Rows keep the numbers a spreadsheet gives them: the reader skips empty lines.
        let empty = empty_lines(&text, start);
        rows.resize(rows.len() + empty, Line::default());
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
    let read = document::worksheets(bytes, &limits()).map_err(|error| match error {
        ReadError::Encrypted => SheetError::Encrypted,
        ReadError::TooLarge { .. } | ReadError::Unpacked { .. } => {
            SheetError::Partial(error.to_string())
        }
        _ => SheetError::Unreadable,
    })?;
    let Worksheets { sheets, .. } = &read;
    // What the export writes to be found again is no sheet of the user's.
    let names = sheets.iter().map(|sheet| sheet.name.as_str());
    let names: Vec<String> = names
        .filter(|name| *name != crate::export::HEADER_SHEET)
        .map(str::to_owned)
        .collect();
    let several = wanted.is_none() && names.len() > 1;
    let is_wanted = |sheet: &Worksheet| match wanted {
        Some(wanted) => sheet.name == wanted,
        None => !several && names.contains(&sheet.name),
    };
    // Where a sheet is asked for by its name, what another lost is of no concern.
    let of_another = |fault: &Fault| {
        wanted.is_some_and(|wanted| fault.place != wanted) && read.names.contains(&fault.place)
    };
    if let Some(fault) = read.faults.iter().find(|fault| !of_another(fault)) {
        let told = format!("{}：{}", fault.place, fault.message);
        return Err(SheetError::Partial(told));
    }
    let Some(found) = sheets.iter().position(is_wanted) else {
        return Err(SheetError::Which {
            wanted: wanted.map(str::to_owned),
            names,
        });
    };
    taken(read.sheets.into_iter().nth(found).unwrap_or_default())
}

/// A worksheet as rows.
fn taken(sheet: Worksheet) -> Result<Sheet, SheetError> {
    let mut rows: Vec<Line> = Vec::new();
    for ((row, column), content) in sheet.cells {
        let row = row as usize;
        if row >= rows.len() {
            rows.resize(row + 1, Line::default());
        }
        if let Some(raw) = raw(content) {
            rows[row].0.push((usize::from(column), raw));
        }
    }
    spread_merged(&sheet.merged, &mut rows)?;
    Ok(Sheet {
        name: sheet.name,
        rows,
    })
}

/// What merged cells say, all of the rows they span say.
fn spread_merged(merged: &[Merged], rows: &mut [Line]) -> Result<(), SheetError> {
    let mut left = MOST_SPREAD;
    for area in merged.iter().filter(|area| area.columns == 1) {
        let (first, column) = (area.row as usize, usize::from(area.column));
        let Some(value) = rows.get(first).and_then(|row| row.get(column)).cloned() else {
            continue;
        };
        for row in rows.iter_mut().skip(first + 1).take(area.rows - 1) {
            left = left.checked_sub(1).ok_or_else(|| {
                let told = format!("合并单元格跨 {MOST_SPREAD} 行以上，请取消多余的合并后再导入");
                SheetError::Partial(told)
            })?;
            row.set(column, value.clone());
        }
    }
    Ok(())
}

pub(crate) fn raw(content: Content) -> Option<Raw> {
    Some(match content.stored {
        Stored::Error => return None,
        Stored::Text => text_cell(&content.shown),
        Stored::Number(number) => Raw::Number(digits(number)),
        Stored::Truth(true) => Raw::Text("是".to_owned()),
        Stored::Truth(false) => Raw::Text("否".to_owned()),
        Stored::Day(day) => match Date::new(day.year, day.month, day.day) {
            Some(day) => Raw::Day(day),
            None => Raw::Text(content.shown),
        },
    })
}

/// The day of a serial number of Excel's calendar of 1900, where it is one of this or the last century.
pub(crate) fn serial_day(text: &str) -> Option<Date> {
    let serial: u32 = text
        .parse()
        .ok()
        .filter(|serial| (20_000..80_000).contains(serial))?;
    let day = Day::of_serial(serial)?;
    Date::new(day.year, day.month, day.day)
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
        assert_eq!(sheet.rows[3].get(0), Some(&Raw::Text("乙".to_owned())));
    }
}
