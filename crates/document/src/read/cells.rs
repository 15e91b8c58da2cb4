//! Workbooks in the making: one stream of cells for all formats they are stored in, within one budget.

use super::limits::Limits;
use super::sheet::{Merged, Worksheet};
use super::story::Story;
use crate::model::{Block, Document, Fault, Origin, Text};

/// Ranges merged in one sheet; each is looked at for each of its rows, and nobody merges more by hand.
const MOST_MERGED: usize = 10_000;

/// A workbook in the making.
pub(super) struct Workbook {
    story: Story,
    names: Vec<String>,
    limits: Limits,
    /// Bytes of text that cells may still hold: many may name one shared text.
    text_left: u64,
}

/// The cells of one sheet.
pub(super) struct Cells {
    sheet: Worksheet,
    /// Addresses of cells whose formula failed.
    errors: Vec<String>,
    /// How many cells have lost their text.
    lost: usize,
    /// Whether a cell stood where no sheet has one.
    outside: bool,
    /// How many cells may still be taken.
    left: usize,
    /// How many bytes of text may still be taken; `None` once they did not suffice.
    text_left: Option<u64>,
}

impl Workbook {
    /// Begins a workbook with the names of its sheets.
    pub(super) fn new(names: Vec<String>, limits: &Limits) -> Self {
        Self {
            story: Story::new(limits),
            names,
            limits: *limits,
            text_left: limits.max_unpacked,
        }
    }

    /// Begins a sheet.
    pub(super) fn cells(&self) -> Cells {
        Cells {
            sheet: Worksheet::default(),
            errors: Vec::new(),
            lost: 0,
            outside: false,
            left: self.limits.max_pieces,
            text_left: Some(self.text_left),
        }
    }

    /// Puts a sheet, by its number, behind those before it.
    pub(super) fn put(&mut self, number: usize, mut cells: Cells) {
        let name = self.names.get(number).cloned().unwrap_or_default();
        self.text_left = cells.text_left.unwrap_or(0);
        for told in cells.told(&self.limits) {
            self.story.fault(told, name.as_str());
        }
        if cells.sheet.cells.is_empty() {
            return;
        }
        if self.names.len() > 1 || !is_default(&name) {
            self.story.push(Block::Heading {
                level: 1,
                text: Text::at(name.as_str(), Origin::default()),
            });
        }
        cells.sheet.name = name;
        cells
            .sheet
            .tell(u16::try_from(number).ok(), &mut self.story);
    }

    /// Whether nothing more is taken.
    pub(super) fn is_full(&self) -> bool {
        self.story.is_full()
    }

    /// Notes that a sheet could not be read.
    pub(super) fn lose(&mut self, number: usize, why: &str) {
        let name = self.names.get(number).cloned().unwrap_or_default();
        let remedy = "请用 Excel 或 WPS 打开后另存为 xlsx 再试";
        self.story.fault(format!("{why}，{remedy}"), name);
    }

    pub(super) fn faults(&mut self, faults: Vec<Fault>) {
        self.story.faults(faults);
    }

    pub(super) fn finish(self) -> Document {
        let mut document = self.story.finish();
        document.sheets = self.names;
        document
    }
}

impl Cells {
    /// Takes what a cell shows, by its row and column from 0.
    pub(super) fn put(&mut self, row: u32, column: u32, shown: &str) {
        let shown = shown.trim();
        if shown.is_empty() || self.is_full() {
            return;
        }
        let Ok(column) = u16::try_from(column) else {
            self.outside = true;
            return;
        };
        self.text_left = self
            .text_left
            .and_then(|left| left.checked_sub(shown.len() as u64));
        if self.text_left.is_some() {
            self.left -= 1;
            self.sheet.cells.insert((row, column), shown.to_owned());
        }
    }

    /// Takes a cell whose formula failed.
    pub(super) fn put_error(&mut self, row: u32, column: u32, shown: &str) {
        self.errors.push(format!("{}{}", letters(column), row + 1));
        self.put(row, column, shown);
    }

    /// Notes that a cell has a text that is not there.
    pub(super) fn lose(&mut self) {
        self.lost += 1;
    }

    /// Takes a merged range.
    pub(super) fn merge(&mut self, merged: Merged) {
        if self.sheet.merged.len() < MOST_MERGED {
            self.sheet.merged.push(merged);
        }
    }

    /// Whether nothing more is taken.
    pub(super) fn is_full(&self) -> bool {
        self.left == 0 || self.text_left.is_none()
    }

    fn told(&self, limits: &Limits) -> Vec<String> {
        let mut told = Vec::new();
        if !self.errors.is_empty() {
            let shown: Vec<&str> = self.errors.iter().take(5).map(String::as_str).collect();
            told.push(format!(
                "有{}个单元格的公式出错（{}），请在 Excel 中改正公式后重存",
                self.errors.len(),
                shown.join("、")
            ));
        }
        if self.lost > 0 {
            told.push(format!(
                "有{}个单元格的文字缺失，没有读取，请用 Excel 或 WPS 打开后另存一份再试",
                self.lost
            ));
        }
        if self.outside {
            told.push("有单元格的位置超出工作表，没有读取".to_owned());
        }
        if self.text_left.is_none() {
            told.push(format!(
                "单元格的文字超过 {} MB，此后的没有读取，请拆成几份后重试",
                limits.max_unpacked >> 20
            ));
        }
        if self.left == 0 {
            told.push(format!(
                "单元格超过 {} 个，此后的没有读取，请拆成几份后重试",
                limits.max_pieces
            ));
        }
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
