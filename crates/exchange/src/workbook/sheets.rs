//! The sheets of a workbook that came back: which of their columns is which, and their rows.

use document::{Content, Limits, ReadError, Stored, Worksheet};

use super::layout::{FORM, GUIDE, KEY, ORIGIN, Page, TEXTS, bare};
use super::reading::Found;
use crate::SheetError;
use crate::sheet::{Raw, raw};

/// How far down the heads are looked for: somebody may have put a title above them.
const DEEPEST_HEAD: u32 = 10;

/// The sheets that were found.
#[derive(Debug, Default)]
pub(super) struct Sheets {
    /// What there is one of.
    pub(super) form: Option<Table>,
    /// Of each page, where it is there.
    pub(super) pages: Vec<Option<Table>>,
    /// The pieces of narrative.
    pub(super) texts: Option<Table>,
    /// The cells that tell where the workbook comes from.
    pub(super) origin: Vec<String>,
    /// Sheets that are none of these.
    pub(super) unknown: Vec<String>,
}

/// A sheet with heads that are known.
#[derive(Debug)]
pub(super) struct Table {
    /// The name on the tab.
    pub(super) tab: String,
    /// Of each head that was looked for, the place of its column, from 0.
    pub(super) places: Vec<Option<usize>>,
    /// The rows below the heads that hold something.
    pub(super) rows: Vec<Row>,
    /// Heads that nothing is known of.
    pub(super) unused: Vec<String>,
}

/// A row that holds something.
#[derive(Debug)]
pub(super) struct Row {
    /// Its number, from 1.
    pub(super) number: usize,
    cells: Vec<(usize, Found)>,
}

impl Row {
    /// The cell of a column.
    pub(super) fn cell(&self, place: Option<usize>) -> Found {
        let cell = self.cells.iter().find(|(at, _)| Some(*at) == place);
        cell.map_or_else(Found::nothing, |(_, found)| found.clone())
    }

    /// The words of a cell.
    pub(super) fn words(&self, place: Option<usize>) -> String {
        self.cell(place).raw.text().trim().to_owned()
    }
}

/// What a form's columns are called.
pub(super) const FORM_HEADS: [&str; 4] = [KEY, "类别", "项", "填写"];

/// What the columns of the sheet of narrative are called.
pub(super) const TEXT_HEADS: [&str; 3] = [KEY, "名称", "内容"];

/// The heads of a page: of the key, of what a row lies in, of its fields.
pub(super) fn heads(page: &Page) -> Vec<String> {
    let naming = page.naming().into_iter().map(str::to_owned);
    let columns = page.columns.iter().map(super::layout::Column::head);
    let key = std::iter::once(KEY.to_owned());
    key.chain(naming).chain(columns).collect()
}

/// Reads the sheets of a workbook.
///
/// # Errors
/// When it is no workbook, or a part of it cannot be read.
pub(super) fn read(bytes: &[u8], pages: &[Page]) -> Result<Sheets, SheetError> {
    let limits = Limits {
        max_figures: usize::MAX,
        ..Limits::default()
    };
    let read = document::worksheets(bytes, &limits).map_err(|error| match error {
        ReadError::Encrypted => SheetError::Encrypted,
        ReadError::TooLarge { .. } | ReadError::Unpacked { .. } => {
            SheetError::Partial(error.to_string())
        }
        _ => SheetError::Unreadable,
    })?;
    if let Some(fault) = read.faults.first() {
        let told = format!("{}：{}", fault.place, fault.message);
        return Err(SheetError::Partial(told));
    }
    let there = |name: &str| read.sheets.iter().find(|sheet| sheet.name.trim() == name);
    let fixed = |name: &str, heads: &[&str]| {
        let heads: Vec<String> = heads.iter().map(|head| (*head).to_owned()).collect();
        there(name).and_then(|sheet| Table::of(sheet, &heads))
    };
    let origin = there(ORIGIN).map(|sheet| {
        let cells = sheet.cells.values();
        cells.map(|cell| cell.shown.trim().to_owned()).collect()
    });
    let known = |name: &str| {
        [FORM, GUIDE, TEXTS, ORIGIN].contains(&name) || pages.iter().any(|page| page.name == name)
    };
    let unknown = read.sheets.iter().map(|sheet| sheet.name.trim());
    let unknown = unknown.filter(|name| !known(name)).map(str::to_owned);
    Ok(Sheets {
        form: fixed(FORM, &FORM_HEADS),
        pages: pages
            .iter()
            .map(|page| there(&page.name).and_then(|sheet| Table::of(sheet, &heads(page))))
            .collect(),
        texts: fixed(TEXTS, &TEXT_HEADS),
        origin: origin.unwrap_or_default(),
        unknown: unknown.collect(),
    })
}

impl Table {
    /// The table below the row that has the most of these heads; none where no row has one.
    fn of(sheet: &Worksheet, wanted: &[String]) -> Option<Self> {
        let found = (0..DEEPEST_HEAD).map(|row| (row, places(sheet, row, wanted)));
        let count = |places: &[Option<usize>]| places.iter().flatten().count();
        let (head, places) = found
            .max_by_key(|(row, places)| (count(places), std::cmp::Reverse(*row)))
            .filter(|(_, places)| count(places) > 0)?;
        let mut rows: Vec<Row> = Vec::new();
        for ((row, column), content) in sheet.cells.range((head + 1, 0)..) {
            let number = *row as usize + 1;
            let cell = (usize::from(*column), Found::of(content));
            match rows.last_mut().filter(|last| last.number == number) {
                Some(last) => last.cells.push(cell),
                None => rows.push(Row {
                    number,
                    cells: vec![cell],
                }),
            }
        }
        let heads = sheet.cells.range((head, 0)..(head + 1, 0));
        let unused = heads.filter(|((_, column), content)| {
            let place = Some(usize::from(*column));
            !places.contains(&place) && !content.shown.trim().is_empty()
        });
        Some(Self {
            tab: sheet.name.trim().to_owned(),
            unused: unused.map(|(_, content)| bare(&content.shown)).collect(),
            places,
            rows,
        })
    }

    /// The place of the column of a head that was looked for.
    pub(super) fn place(&self, head: usize) -> Option<usize> {
        self.places.get(head).copied().flatten()
    }
}

fn places(sheet: &Worksheet, row: u32, wanted: &[String]) -> Vec<Option<usize>> {
    let cells = sheet.cells.range((row, 0)..(row + 1, 0));
    let heads: Vec<(usize, String)> = cells
        .map(|((_, column), content)| (usize::from(*column), bare(&content.shown)))
        .collect();
    let place = |head: &String| {
        let head = bare(head);
        let found = heads.iter().find(|(_, name)| *name == head);
        found.map(|(place, _)| *place)
    };
    wanted.iter().map(place).collect()
}

impl Found {
    fn nothing() -> Self {
        Self {
            raw: Raw::Empty,
            percent: false,
            failed: false,
        }
    }

    fn of(content: &Content) -> Self {
        Self {
            percent: matches!(content.stored, Stored::Number(_))
                && content.shown.trim_end().ends_with('%'),
            failed: content.stored == Stored::Error,
            raw: match content.stored {
                Stored::Error => Raw::Text(content.shown.clone()),
                _ => raw(content.clone()).unwrap_or(Raw::Empty),
            },
        }
    }
}
