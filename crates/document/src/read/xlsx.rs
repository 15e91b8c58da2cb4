//! Workbooks of Excel 2007 and later, and what WPS writes under the same name: what each cell shows.

mod format;

use std::collections::HashMap;

use self::format::Format;
pub(super) use self::format::shown_plainly;
use super::error::ReadError;
use super::limits::Limits;
use super::package::Package;
use super::sheet::{Merged, Worksheet};
use super::story::Story;
use super::xml::{Element, Item, Xml};
use crate::model::{Block, Document, Fault, Origin, Text};

/// Rows and columns a worksheet may have (ECMA-376).
const MAX_ROWS: u32 = 1 << 20;
const MAX_COLUMNS: u32 = 1 << 14;

/// Whether bytes are a zip archive with the parts of a workbook.
pub(super) fn looks(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK") && memchr::memmem::find(bytes, b"xl/workbook.xml").is_some()
}

/// Reads a workbook as it prints: numbers in their formats, merged cells as spans, sheets in order under their names.
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Document, ReadError> {
    let mut file = File {
        package: Package::open(bytes, limits)?,
        limits,
        text_left: limits.max_unpacked,
        faults: Vec::new(),
    };
    let book = file.book()?;
    if book.sheets.is_empty() {
        return Err(ReadError::Damaged {
            reason: "工作簿里找不到一张工作表".to_owned(),
        });
    }
    let mut story = Story::new(limits);
    let alone = book.sheets.len() == 1;
    for (number, (name, part)) in (0_u16..).zip(&book.sheets) {
        let sheet = file.worksheet(&book, name, part)?;
        if sheet.cells.is_empty() {
            continue;
        }
        if !(alone && is_default(name)) {
            story.push(Block::Heading {
                level: 1,
                text: Text::at(name.as_str(), Origin::default()),
            });
        }
        sheet.tell(Some(number), &mut story);
        if story.is_full() {
            break;
        }
    }
    story.faults(file.faults);
    let mut document = story.finish();
    document.sheets = book.sheets.into_iter().map(|(name, _)| name).collect();
    Ok(document)
}

/// A name that a program gave: Sheet1, 工作表1.
pub(super) fn is_default(name: &str) -> bool {
    let stem = name.trim_end_matches(|c: char| c.is_ascii_digit());
    matches!(stem, "Sheet" | "sheet" | "工作表" | "")
}

/// What all sheets share.
#[derive(Default)]
struct Book {
    /// The name and part of each sheet.
    sheets: Vec<(String, String)>,
    strings: Vec<String>,
    /// The format of each style of cells.
    formats: Vec<Format>,
    from_1904: bool,
}

struct File<'b> {
    package: Package<'b>,
    limits: &'b Limits,
    /// How many bytes of text cells may still hold: many may name one shared string.
    text_left: u64,
    faults: Vec<Fault>,
}

impl File<'_> {
    fn book(&mut self) -> Result<Book, ReadError> {
        let mut targets = HashMap::new();
        self.part("xl/_rels/workbook.xml.rels", &mut |_, item| {
            if let Item::Element(element) = item
                && let (Some(id), Some(target)) = (element.value("Id"), element.value("Target"))
            {
                targets.insert(id, absolute(&target));
            }
        })?;
        let mut book = Book::default();
        self.part("xl/workbook.xml", &mut |_, item| {
            let Item::Element(element) = item else {
                return;
            };
            match (element.name(), element.value("name"), element.value("id")) {
                ("sheet", Some(name), Some(id)) => {
                    book.sheets
                        .extend(targets.get(&id).map(|part| (name, part.clone())));
                }
                ("workbookPr", _, _) => {
                    book.from_1904 =
                        matches!(element.value("date1904").as_deref(), Some("1" | "true"));
                }
                _ => {}
            }
        })?;
        book.strings = self.strings()?;
        book.formats = self.formats()?;
        Ok(book)
    }

    /// The texts that cells share; the runs of one are joined, what says how to pronounce it is not.
    fn strings(&mut self) -> Result<Vec<String>, ReadError> {
        let mut strings: Vec<String> = Vec::new();
        self.part("xl/sharedStrings.xml", &mut |path, item| match item {
            Item::Element(element) if element.name() == "si" => strings.push(String::new()),
            Item::Text(text) if path.ends_with(&["t"]) && !path.contains(&"rPh") => {
                if let Some(last) = strings.last_mut() {
                    last.push_str(text);
                }
            }
            _ => {}
        })?;
        Ok(strings)
    }

    fn formats(&mut self) -> Result<Vec<Format>, ReadError> {
        let mut custom: HashMap<u32, String> = HashMap::new();
        let mut styles: Vec<u32> = Vec::new();
        self.part("xl/styles.xml", &mut |path, item| {
            let Item::Element(element) = item else {
                return;
            };
            let id = || element.value("numFmtId").and_then(|id| id.parse().ok());
            match element.name() {
                "numFmt" => custom.extend(id().zip(element.value("formatCode"))),
                "xf" if path.ends_with(&["cellXfs"]) => styles.push(id().unwrap_or(0)),
                _ => {}
            }
        })?;
        let format = |id: u32| {
            custom
                .get(&id)
                .map_or_else(|| Format::built_in(id), Format::custom)
        };
        Ok(styles.into_iter().map(format).collect())
    }

    fn worksheet(&mut self, book: &Book, name: &str, part: &str) -> Result<Worksheet, ReadError> {
        let mut reader = Cells {
            book,
            sheet: Worksheet::default(),
            errors: Vec::new(),
            row: 0,
            column: 0,
            cell: None,
            left: self.limits.max_pieces,
            text_left: Some(self.text_left),
        };
        self.part(part, &mut |path, item| reader.take(path, item))?;
        reader.put();
        if !reader.errors.is_empty() {
            let shown = reader
                .errors
                .iter()
                .take(5)
                .cloned()
                .collect::<Vec<_>>()
                .join("、");
            self.faults.push(Fault {
                message: format!(
                    "有{}个单元格的公式出错（{shown}），请在 Excel 中改正公式后重存",
                    reader.errors.len()
                ),
                place: name.to_owned(),
            });
        }
        self.text_left = reader.text_left.unwrap_or(0);
        if reader.text_left.is_none() {
            self.faults.push(Fault {
                message: format!(
                    "单元格的文字超过 {} MB，此后的没有读取，请拆成几份后重试",
                    self.limits.max_unpacked >> 20
                ),
                place: name.to_owned(),
            });
        }
        if reader.left == 0 {
            self.faults.push(Fault {
                message: format!(
                    "单元格超过 {} 个，此后的没有读取，请拆成几份后重试",
                    self.limits.max_pieces
                ),
                place: name.to_owned(),
            });
        }
        Ok(reader.sheet)
    }

    /// Calls for each element and text of a part with the names of the elements it stands in.
    fn part(
        &mut self,
        name: &str,
        call: &mut dyn FnMut(&[&str], &Item<'_>),
    ) -> Result<(), ReadError> {
        let Some(source) = self.package.part(name, &mut self.faults)? else {
            return Ok(());
        };
        let mut xml = Xml::new(&source, self.limits.max_depth);
        walk(&mut xml, &mut Vec::new(), call);
        if let Some(flaw) = xml.flaw() {
            self.faults.push(Fault {
                message: format!(
                    "XML 有误，此后的内容没有读取：{flaw}。请用 Excel 或 WPS 打开后另存一份再试"
                ),
                place: name.to_owned(),
            });
        }
        Ok(())
    }
}

fn walk(xml: &mut Xml<'_>, path: &mut Vec<&'static str>, call: &mut dyn FnMut(&[&str], &Item<'_>)) {
    while let Some(item) = xml.item() {
        call(path, &item);
        if let Item::Element(element) = item {
            path.push(known(element.name()));
            walk(xml, path, call);
            path.pop();
        }
    }
}

/// The name of an element that others are told apart by.
fn known(name: &str) -> &'static str {
    const KNOWN: &[&str] = &["c", "v", "is", "t", "r", "rPh", "si", "cellXfs"];
    KNOWN
        .iter()
        .find(|known| **known == name)
        .copied()
        .unwrap_or("")
}

/// The part a target of the workbook names.
fn absolute(target: &str) -> String {
    match target.strip_prefix('/') {
        Some(whole) => whole.to_owned(),
        None => format!("xl/{}", target.trim_start_matches("./")),
    }
}

/// The cells of a worksheet as they come by.
struct Cells<'b> {
    book: &'b Book,
    sheet: Worksheet,
    /// Addresses of cells whose formula failed.
    errors: Vec<String>,
    row: u32,
    column: u32,
    cell: Option<Open>,
    /// How many cells may still be taken.
    left: usize,
    /// How many bytes of text may still be taken; `None` once they did not suffice.
    text_left: Option<u64>,
}

/// A cell whose text is being read.
struct Open {
    kind: Option<String>,
    style: usize,
    text: String,
}

impl Cells<'_> {
    fn take(&mut self, path: &[&str], item: &Item<'_>) {
        match item {
            Item::Element(element) => self.element(element),
            Item::Text(text) => {
                let value = path.ends_with(&["c", "v"])
                    || (path.contains(&"is") && path.ends_with(&["t"]) && !path.contains(&"rPh"));
                if let Some(cell) = self.cell.as_mut().filter(|_| value) {
                    cell.text.push_str(text);
                }
            }
        }
    }

    fn element(&mut self, element: &Element<'_>) {
        match element.name() {
            "row" => {
                self.put();
                let number = element
                    .value("r")
                    .and_then(|number| number.parse::<u32>().ok());
                self.row = number.map_or(self.row + 1, |number| number).min(MAX_ROWS);
                self.column = 0;
            }
            "c" => {
                self.put();
                let place = element.value("r").and_then(|place| address(&place));
                (self.row, self.column) = place
                    .map_or((self.row, self.column + 1), |(row, column)| {
                        (row + 1, column + 1)
                    });
                self.cell = Some(Open {
                    kind: element.value("t"),
                    style: element
                        .value("s")
                        .and_then(|style| style.parse().ok())
                        .unwrap_or(0),
                    text: String::new(),
                });
            }
            "mergeCell" => {
                let range = element.value("ref").and_then(|range| merged(&range));
                // Each is looked at for each cell of its rows: a sheet with very many is not one that people merged.
                self.sheet
                    .merged
                    .extend(range.filter(|_| self.sheet.merged.len() < 10_000));
            }
            _ => {}
        }
    }

    /// Keeps the cell that was being read, where it shows something.
    fn put(&mut self) {
        let Some(cell) = self.cell.take() else {
            return;
        };
        let (Some(row), Some(column)) = (self.row.checked_sub(1), self.column.checked_sub(1))
        else {
            return;
        };
        if self.left == 0 || self.text_left.is_none() {
            return;
        }
        let text = self.shown(&cell, row, column);
        let text = text.trim();
        let Ok(column) = u16::try_from(column) else {
            return;
        };
        if text.is_empty() {
            return;
        }
        let length = text.len() as u64;
        self.text_left = self.text_left.and_then(|left| left.checked_sub(length));
        if self.text_left.is_none() {
            return;
        }
        self.left -= 1;
        self.sheet.cells.insert((row, column), text.to_owned());
    }

    fn shown(&mut self, cell: &Open, row: u32, column: u32) -> String {
        match cell.kind.as_deref() {
            Some("s") => {
                let index = cell.text.trim().parse::<usize>().ok();
                index
                    .and_then(|index| self.book.strings.get(index))
                    .cloned()
                    .unwrap_or_default()
            }
            Some("str" | "inlineStr" | "d") => cell.text.clone(),
            Some("b") => if cell.text.trim() == "1" {
                "TRUE"
            } else {
                "FALSE"
            }
            .to_owned(),
            Some("e") => {
                self.errors.push(format!("{}{}", letters(column), row + 1));
                cell.text.clone()
            }
            _ if cell.text.trim().is_empty() => String::new(),
            _ => match self.book.formats.get(cell.style) {
                Some(format) => format.show(&cell.text, self.book.from_1904),
                None => Format::built_in(0).show(&cell.text, self.book.from_1904),
            },
        }
    }
}

/// B7 as row and column from 0.
fn address(text: &str) -> Option<(u32, u32)> {
    let text = text.replace('$', "");
    let digits = text.find(|c: char| c.is_ascii_digit())?;
    let mut column = 0_u32;
    for letter in text[..digits].bytes() {
        let place = letter
            .to_ascii_uppercase()
            .checked_sub(b'A')
            .filter(|place| *place < 26)?;
        column = column.checked_mul(26)?.checked_add(u32::from(place) + 1)?;
    }
    let row: u32 = text[digits..].parse().ok()?;
    let inside = (1..=MAX_ROWS).contains(&row) && (1..=MAX_COLUMNS).contains(&column);
    inside.then(|| (row - 1, column - 1))
}

/// A range as the cells it takes.
fn merged(range: &str) -> Option<Merged> {
    let (first, last) = range.split_once(':')?;
    let ((top, left), (bottom, right)) = (address(first)?, address(last)?);
    let (rows, columns) = (bottom.checked_sub(top)? + 1, right.checked_sub(left)? + 1);
    Some(Merged {
        row: top,
        column: u16::try_from(left).ok()?,
        rows: rows as usize,
        columns: columns as usize,
    })
}

fn letters(column: u32) -> String {
    let mut rest = column + 1;
    let mut letters = Vec::new();
    while rest > 0 {
        letters.push(char::from(b'A' + ((rest - 1) % 26) as u8));
        rest = (rest - 1) / 26;
    }
    letters.into_iter().rev().collect()
}
