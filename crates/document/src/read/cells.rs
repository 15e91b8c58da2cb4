//! Workbooks in the making: one stream of cells for all formats they are stored in, within one budget.

use super::limits::{Budget, Limits, Spent};
use super::sheet::{Content, Merged, Stored, Worksheet};
use super::story::Story;
use super::workbook::Worksheets;
use crate::model::{Block, Fault, Origin, Text};

/// Ranges merged in one sheet; each is looked at for each of its rows, and nobody merges more by hand.
const MOST_MERGED: usize = 10_000;

/// Rows and columns a worksheet may have (ECMA-376); other formats have fewer.
pub(super) const MAX_ROWS: u32 = 1 << 20;
pub(super) const MAX_COLUMNS: u32 = 1 << 14;

/// A workbook: its sheets that say something, and what could not be read of it.
#[derive(Debug)]
pub(super) struct Workbook {
    names: Vec<String>,
    sheets: Vec<(usize, Worksheet)>,
    pub(super) faults: Vec<Fault>,
    budget: Budget,
    spent: Option<Spent>,
}

/// The cells of one sheet.
#[derive(Debug)]
pub(super) struct Cells {
    sheet: Worksheet,
    /// How many cells have lost their text.
    lost: usize,
    /// Whether a cell stood where no sheet has one.
    outside: bool,
    budget: Budget,
    /// What did not suffice.
    spent: Option<Spent>,
}

impl Workbook {
    /// Begins a workbook with the names of its sheets.
    pub(super) fn new(names: Vec<String>, limits: &Limits) -> Self {
        Self {
            names,
            sheets: Vec::new(),
            faults: Vec::new(),
            budget: Budget::new(limits),
            spent: None,
        }
    }

    /// Begins a sheet.
    pub(super) fn cells(&self) -> Cells {
        Cells {
            sheet: Worksheet::default(),
            lost: 0,
            outside: false,
            budget: self.budget.clone(),
            spent: None,
        }
    }

    /// Puts a sheet, by its number, behind those before it.
    pub(super) fn put(&mut self, number: usize, mut cells: Cells) {
        let name = self.names.get(number).cloned().unwrap_or_default();
        let told = cells.told().into_iter().map(|message| Fault {
            message,
            place: name.clone(),
        });
        self.faults.extend(told);
        self.budget = cells.budget;
        self.spent = cells.spent;
        if !cells.sheet.cells.is_empty() {
            cells.sheet.name = name;
            self.sheets.push((number, cells.sheet));
        }
    }

    /// Whether nothing more is taken.
    pub(super) fn is_full(&self) -> bool {
        self.spent.is_some()
    }

    /// Notes that a sheet could not be read.
    pub(super) fn lose(&mut self, number: usize, why: &str) {
        let place = self.names.get(number).cloned().unwrap_or_default();
        let message = format!("{why}，请用 Excel 或 WPS 打开后另存为 xlsx 再试");
        self.faults.push(Fault { message, place });
    }

    pub(super) fn into_worksheets(self) -> Worksheets {
        Worksheets {
            names: self.names,
            sheets: self.sheets.into_iter().map(|(_, sheet)| sheet).collect(),
            faults: self.faults,
        }
    }

    /// Adds what the workbook says to a story: each sheet under its name.
    pub(super) fn tell(self, story: &mut Story) {
        story.faults(self.faults);
        let several = self.names.len() > 1;
        for (number, sheet) in self.sheets {
            if several || !is_default(&sheet.name) {
                story.push(Block::Heading {
                    level: 1,
                    text: Text::at(sheet.name.as_str(), Origin::default()),
                });
            }
            sheet.tell(u16::try_from(number).ok(), story);
        }
        story.sheets(self.names);
    }
}

impl Cells {
    /// Takes a cell by its row and column from 0: what it shows, and what it stores.
    pub(super) fn put(&mut self, row: u32, column: u32, shown: &str, stored: Stored) {
        let shown = shown.trim();
        if shown.is_empty() || self.is_full() {
            return;
        }
        if row >= MAX_ROWS || column >= MAX_COLUMNS {
            self.outside = true;
            return;
        }
        self.spent = match self.budget.take(1) {
            true => self.budget.take_texts([shown].into_iter()),
            false => Some(Spent::Pieces),
        };
        if self.spent.is_none() {
            let shown = shown.to_owned();
            let content = Content { shown, stored };
            self.sheet.cells.insert((row, column as u16), content);
        }
    }

    /// Takes a truth value.
    pub(super) fn put_truth(&mut self, row: u32, column: u32, value: bool) {
        let shown = if value { "TRUE" } else { "FALSE" };
        self.put(row, column, shown, Stored::Truth(value));
    }

    /// Takes a cell whose formula failed.
    pub(super) fn put_error(&mut self, row: u32, column: u32, shown: &str) {
        if !self.is_full() {
            let address = format!("{}{}", letters(column), row + 1);
            self.sheet.errors.push(address);
        }
        self.put(row, column, shown, Stored::Error);
    }

    /// Notes that a cell has a text that is not there.
    pub(super) fn lose(&mut self) {
        self.lost += 1;
    }

    /// Takes a merged range.
    pub(super) fn merge(&mut self, merged: Merged) {
        let inside = merged.row < MAX_ROWS && u32::from(merged.column) < MAX_COLUMNS;
        if inside && self.sheet.merged.len() < MOST_MERGED {
            self.sheet.merged.push(merged);
        }
    }

    /// Whether nothing more is taken.
    pub(super) fn is_full(&self) -> bool {
        self.spent.is_some()
    }

    /// What was lost, in words.
    fn told(&self) -> Vec<String> {
        let mut told = Vec::new();
        if self.lost > 0 {
            told.push(format!(
                "有{}个单元格的文字缺失，没有读取，请用 Excel 或 WPS 打开后另存一份再试",
                self.lost
            ));
        }
        if self.outside {
            told.push("有单元格的位置超出工作表，没有读取".to_owned());
        }
        told.extend(self.spent.map(|spent| self.budget.cut(spent)));
        told
    }
}

/// A name that a program gave: Sheet1, 工作表1.
fn is_default(name: &str) -> bool {
    let stem = name.trim_end_matches(|c: char| c.is_ascii_digit());
    matches!(stem, "Sheet" | "sheet" | "工作表" | "")
}

fn letters(column: u32) -> String {
    let mut rest = u64::from(column) + 1;
    let mut letters = Vec::new();
    while rest > 0 {
        letters.push(char::from(b'A' + ((rest - 1) % 26) as u8));
        rest = (rest - 1) / 26;
    }
    letters.into_iter().rev().collect()
}
