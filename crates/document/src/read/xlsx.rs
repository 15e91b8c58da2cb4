//! Workbooks of Excel 2007 and later, and what WPS writes under the same name: what each cell shows.

use std::collections::HashMap;

use super::book::Book;
use super::cells::{Cells, MAX_COLUMNS, MAX_ROWS, Workbook};
use super::error::ReadError;
use super::format::Format;
use super::limits::Limits;
use super::package::Package;
use super::sheet::{Merged, Stored};
use super::xml::{Element, Item, Xml};
use crate::model::Fault;

/// Whether bytes are a zip archive with the parts of a workbook.
pub(super) fn looks(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK") && memchr::memmem::find(bytes, b"xl/workbook.xml").is_some()
}

/// Reads a workbook as it prints: numbers in their formats, merged cells as spans, sheets in order under their names.
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Workbook, ReadError> {
    let mut file = File {
        package: Package::open(bytes, limits)?,
        limits,
        faults: Vec::new(),
    };
    let book = file.book()?;
    let mut workbook = book.begin(limits)?;
    for (number, (_, part)) in book.sheets.iter().enumerate() {
        let mut reader = Reader::new(&book, workbook.cells());
        let there = match part {
            Some(part) => file.part(part, &mut |path, item| reader.take(path, item))?,
            None => false,
        };
        if !there {
            workbook.lose(number, "文件里缺少这张工作表，没有读取");
            continue;
        }
        reader.put();
        workbook.put(number, reader.cells);
        if workbook.is_full() {
            break;
        }
    }
    workbook.faults.append(&mut file.faults);
    Ok(workbook)
}

struct File<'b> {
    package: Package<'b>,
    limits: &'b Limits,
    faults: Vec<Fault>,
}

/// A part that all sheets share.
struct Side {
    part: String,
    /// Whether the workbook says that it is there.
    declared: bool,
}

impl File<'_> {
    fn book(&mut self) -> Result<Book, ReadError> {
        let source = self
            .package
            .part("xl/_rels/workbook.xml.rels", &mut self.faults)?;
        let targets = relations(&source.unwrap_or_default(), self.limits);
        let mut book = Book::default();
        self.part("xl/workbook.xml", &mut |_, item| {
            let Item::Element(element) = item else {
                return;
            };
            match (element.name(), element.value("name")) {
                ("sheet", Some(name)) => {
                    let part = element
                        .value("id")
                        .and_then(|id| targets.get(&id).map(|target| resolved(target)));
                    book.sheets.push((name, part));
                }
                ("workbookPr", _) => {
                    book.styles.from_1904 =
                        matches!(element.value("date1904").as_deref(), Some("1" | "true"));
                }
                _ => {}
            }
        })?;
        book.strings = self.strings(&Self::side(&targets, "sharedStrings.xml"))?;
        book.styles.formats = self.formats(&Self::side(&targets, "styles.xml"))?;
        Ok(book)
    }

    /// A part that all sheets share: what the workbook names, or where it usually is.
    fn side(targets: &HashMap<String, String>, name: &str) -> Side {
        let mut named = targets.values().filter(|target| target.ends_with(name));
        let named = named.next().map(|target| resolved(target));
        Side {
            declared: named.is_some(),
            part: named.unwrap_or_else(|| format!("xl/{name}")),
        }
    }

    /// As [`File::part`]; a part that is declared and missing is a fault.
    fn shared(
        &mut self,
        side: &Side,
        call: &mut dyn FnMut(&[&str], &Item<'_>),
    ) -> Result<(), ReadError> {
        if !self.part(&side.part, call)? && side.declared {
            self.faults.push(Fault {
                message: "文件里缺少这一部分，单元格的文字或数的写法可能不对，请用 Excel 或 WPS 打开原件后另存一份再试"
                    .to_owned(),
                place: side.part.clone(),
            });
        }
        Ok(())
    }

    /// The texts that cells share; the runs of one are joined, what says how to pronounce it is not.
    fn strings(&mut self, side: &Side) -> Result<Vec<String>, ReadError> {
        let mut strings: Vec<String> = Vec::new();
        self.shared(side, &mut |path, item| match item {
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

    fn formats(&mut self, side: &Side) -> Result<Vec<Format>, ReadError> {
        let mut custom: HashMap<u32, String> = HashMap::new();
        let mut styles: Vec<u32> = Vec::new();
        self.shared(side, &mut |path, item| {
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

    /// Calls for each element and text of a part with the names of the elements it stands in, and says whether there is
    /// such a part.
    fn part(
        &mut self,
        name: &str,
        call: &mut dyn FnMut(&[&str], &Item<'_>),
    ) -> Result<bool, ReadError> {
        let Some(source) = self.package.part(name, &mut self.faults)? else {
            return Ok(false);
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
        Ok(true)
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

/// What the relations of a workbook lead to, by their identifiers.
pub(super) fn relations(source: &str, limits: &Limits) -> HashMap<String, String> {
    let mut targets = HashMap::new();
    let mut xml = Xml::new(source, limits.max_depth);
    walk(&mut xml, &mut Vec::new(), &mut |_, item| {
        if let Item::Element(element) = item
            && let (Some(id), Some(target)) = (element.value("Id"), element.value("Target"))
        {
            targets.insert(id, target);
        }
    });
    targets
}

/// The part a target of the workbook names.
pub(super) fn resolved(target: &str) -> String {
    match target.strip_prefix('/') {
        Some(whole) => whole.to_owned(),
        None => format!("xl/{}", target.trim_start_matches("./")),
    }
}

/// Reads the cells of a worksheet as they come by.
struct Reader<'b> {
    book: &'b Book,
    cells: Cells,
    row: u32,
    column: u32,
    cell: Option<Open>,
}

/// A cell whose text is being read.
struct Open {
    kind: Option<String>,
    style: usize,
    text: String,
}

impl<'b> Reader<'b> {
    fn new(book: &'b Book, cells: Cells) -> Self {
        Self {
            book,
            cells,
            row: 0,
            column: 0,
            cell: None,
        }
    }

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
                if let Some(merged) = element.value("ref").and_then(|range| merged(&range)) {
                    self.cells.merge(merged);
                }
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
        if self.cells.is_full() {
            return;
        }
        let text = cell.text.as_str();
        match cell.kind.as_deref() {
            Some("s") => {
                let index = text.trim().parse::<usize>().ok();
                match index.and_then(|index| self.book.strings.get(index)) {
                    Some(shared) => self.cells.put(row, column, shared, Stored::Text),
                    None if text.trim().is_empty() => {}
                    None => self.cells.lose(),
                }
            }
            Some("str" | "inlineStr" | "d") => self.cells.put(row, column, text, Stored::Text),
            Some("b") => self.cells.put_truth(row, column, text.trim() == "1"),
            Some("e") => self.cells.put_error(row, column, text),
            _ if text.trim().is_empty() => {}
            _ => {
                let (shown, stored) = self.book.styles.show(cell.style, text);
                self.cells.put(row, column, &shown, stored);
            }
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
