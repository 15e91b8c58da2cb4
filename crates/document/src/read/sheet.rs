//! Worksheets as people see them: the lines above and below a table, the table, its merged cells.
//!
//! Whatever a workbook is stored as, its cells come here as printed texts with their row and column.

use std::collections::BTreeMap;

use super::shape::{self, MAX_COLUMNS};
use super::story::{Story, too_wide};
use crate::model::{Block, Day, Origin, Spot, Table, Text};

/// A worksheet: the cells that say something, by row and column from 0, and its merged ranges.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Worksheet {
    /// The name on its tab.
    pub name: String,
    /// The cells.
    pub cells: BTreeMap<(u32, u16), Content>,
    /// The merged ranges.
    pub merged: Vec<Merged>,
    /// Addresses of cells whose formula failed.
    pub errors: Vec<String>,
    /// The line each row begins in, for tables that are text; empty for sheets of a workbook.
    pub(super) lines: Vec<u32>,
}

/// What a cell says.
#[derive(Debug, Clone, PartialEq)]
pub struct Content {
    /// What it shows.
    pub shown: String,
    /// What it stores.
    pub stored: Stored,
}

/// What a cell stores, where that is more than the words it shows.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Stored {
    /// Words.
    Text,
    /// A number.
    Number(f64),
    /// A day.
    Day(Day),
    /// A truth value.
    Truth(bool),
    /// The error a formula gave.
    Error,
}

/// A merged range: its first row and column and how many it takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Merged {
    /// The first row, from 0.
    pub row: u32,
    /// The first column, from 0.
    pub column: u16,
    /// How many rows it takes.
    pub rows: usize,
    /// How many columns it takes.
    pub columns: usize,
}

/// Rows from the first up to before the last.
type Rows = std::ops::Range<u32>;

impl Worksheet {
    /// Adds what the sheet says to a story.
    pub(super) fn tell(mut self, sheet: Option<u16>, story: &mut Story) {
        if !self.errors.is_empty() {
            let shown = self.errors.iter().take(5).map(String::as_str);
            let message = format!(
                "有{}个单元格的公式出错（{}），请在 Excel 中改正公式后重存",
                self.errors.len(),
                shown.collect::<Vec<_>>().join("、")
            );
            story.fault(message, self.name.as_str());
        }
        for part in self.parts() {
            if story.is_full() {
                return;
            }
            let filled: Vec<u32> = part.clone().filter(|row| self.width(*row) > 0).collect();
            let wide = |row: &&u32| self.width(**row) > 1 && !self.is_caption(**row);
            let (Some(first), Some(last)) =
                (filled.iter().find(wide), filled.iter().rev().find(wide))
            else {
                filled.iter().for_each(|row| self.line(*row, sheet, story));
                continue;
            };
            filled
                .iter()
                .take_while(|row| *row < first)
                .for_each(|row| self.line(*row, sheet, story));
            self.table(*first..*last + 1, sheet, story);
            filled
                .iter()
                .skip_while(|row| *row <= last)
                .for_each(|row| self.line(*row, sheet, story));
        }
    }

    /// How many cells of a row say something.
    fn width(&self, row: u32) -> usize {
        self.row(row).count()
    }

    /// 编制单位：某局 … 单位：万元: a line above the table, though in two cells.
    fn is_caption(&self, row: u32) -> bool {
        let captioned = self
            .row(row)
            .filter(|(_, text)| text.contains("单位：") || text.contains("单位:"))
            .count();
        captioned > 0 && self.width(row) <= 3
    }

    fn row(&self, row: u32) -> impl Iterator<Item = (u16, &str)> {
        let cells = self.cells.range((row, 0)..=(row, u16::MAX));
        cells.map(|((_, column), content)| (*column, content.shown.as_str()))
    }

    /// The runs of rows between blank ones. A table may have blank rows of its own: it goes on where the columns do.
    fn parts(&self) -> Vec<Rows> {
        let mut parts: Vec<Rows> = Vec::new();
        let mut last = None;
        for (row, _) in self.cells.keys() {
            if last == Some(*row) {
                continue;
            }
            last = Some(*row);
            match parts.last_mut() {
                Some(part) if *row <= part.end + 1 => part.end = row + 1,
                Some(part) if self.covers(part.end, *row) => part.end = row + 1,
                _ => parts.push(*row..row + 1),
            }
        }
        parts
    }

    /// Whether a merged range reaches over the blank rows before a row.
    fn covers(&self, from: u32, row: u32) -> bool {
        self.merged
            .iter()
            .any(|merged| merged.row < from && merged.row as usize + merged.rows > row as usize)
    }

    fn line(&self, row: u32, sheet: Option<u16>, story: &mut Story) {
        for (column, text) in self.row(row) {
            let text = Text::at(text.replace('\n', " "), self.origin(sheet, row, column));
            story.push(Block::Paragraph(text));
        }
    }

    fn table(&mut self, rows: Rows, sheet: Option<u16>, story: &mut Story) {
        let columns = || {
            rows.clone()
                .flat_map(|row| self.row(row).map(|(column, _)| column))
        };
        let (Some(left), Some(right)) = (columns().min(), columns().max()) else {
            return;
        };
        let last = left.saturating_add(MAX_COLUMNS as u16 - 1);
        if right > last {
            story.fault(too_wide(), self.name.as_str());
        }
        let right = right.min(last);
        let width = usize::from(right - left) + 1;
        // No more rows than the budget has places for: a merged range may make a million of two.
        let fitting = u32::try_from(story.budget().left() / width).unwrap_or(u32::MAX);
        let whole = rows.len() as u64 <= u64::from(fitting);
        let rows = rows.start..rows.end.min(rows.start.saturating_add(fitting));
        let mut table = Table {
            header_rows: self.header_rows(&rows),
            ..Table::default()
        };
        let merged: Vec<Merged> = self
            .merged
            .iter()
            .filter(|merged| rows.contains(&merged.row))
            .copied()
            .collect();
        for row in rows.clone() {
            let here: Vec<Merged> = merged
                .iter()
                .filter(|merged| merged.takes(row))
                .copied()
                .collect();
            let mut cells = Vec::new();
            let mut column = left;
            while column <= right {
                let merged = here.iter().find(|merged| merged.is_across(column));
                let width = merged.map_or(1, |merged| merged.columns);
                if merged.is_none_or(|merged| merged.row == row) {
                    let content = self.cells.remove(&(row, column));
                    let text = content.map_or_else(String::new, |content| content.shown);
                    let height = merged.map_or(1, |merged| merged.rows);
                    cells.push(shape::cell(
                        Text::at(text, self.origin(sheet, row, column)),
                        width,
                        height,
                    ));
                }
                column = column.saturating_add(u16::try_from(width).unwrap_or(u16::MAX).max(1));
            }
            table.rows.push(cells);
        }
        story.push(Block::Table(table));
        if !whole {
            story.overflow();
        }
    }

    fn origin(&self, sheet: Option<u16>, row: u32, column: u16) -> Origin {
        let spot = sheet.map(|sheet| Spot::Cell { sheet, row, column });
        Origin {
            line: self.lines.get(row as usize).copied(),
            spot: spot.unwrap_or_default(),
            ..Origin::default()
        }
    }

    /// The first row, and those that its merged cells reach down to.
    fn header_rows(&self, rows: &Rows) -> usize {
        let begins = self.merged.iter().filter(|merged| merged.row == rows.start);
        begins
            .map(|merged| merged.rows)
            .max()
            .unwrap_or(1)
            .min(rows.len())
    }
}

impl From<&str> for Content {
    fn from(words: &str) -> Self {
        Self {
            shown: words.to_owned(),
            stored: Stored::Text,
        }
    }
}

impl Merged {
    /// Whether it reaches over a row.
    fn takes(&self, row: u32) -> bool {
        row.checked_sub(self.row)
            .is_some_and(|down| (down as usize) < self.rows)
    }

    /// Whether it reaches over a column.
    fn is_across(&self, column: u16) -> bool {
        let across = column.checked_sub(self.column);
        across.is_some_and(|across| usize::from(across) < self.columns)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Cell, Document};
    use crate::read::limits::Limits;

    fn told(cells: &[(u32, u16, &str)], merged: Vec<Merged>) -> Document {
        let cells = cells
            .iter()
            .map(|(row, column, text)| ((*row, *column), Content::from(*text)))
            .collect();
        let mut story = Story::new(&Limits::default());
        Worksheet {
            cells,
            merged,
            ..Worksheet::default()
        }
        .tell(Some(0), &mut story);
        story.finish()
    }

    fn sketch(document: &Document) -> Vec<String> {
        let cells = |row: &Vec<Cell>| {
            row.iter()
                .map(|cell| cell.text.content.as_str())
                .collect::<Vec<_>>()
                .join("|")
        };
        document
            .blocks
            .iter()
            .flat_map(|block| match block {
                Block::Paragraph(text) => vec![text.content.clone()],
                Block::Table(table) => table
                    .rows
                    .iter()
                    .map(|row| format!("[{}]", cells(row)))
                    .collect(),
                _ => Vec::new(),
            })
            .collect()
    }

    #[test]
    fn titles_and_notes_stand_outside_the_table() {
        let document = told(
            &[
                (0, 0, "支出决算表"),
                (1, 3, "单位：万元"),
                (2, 0, "科目"),
                (2, 3, "合计"),
                (3, 0, "教育支出"),
                (3, 3, "1.00"),
                (5, 0, "注：无"),
            ],
            Vec::new(),
        );
        assert_eq!(
            sketch(&document),
            [
                "支出决算表",
                "单位：万元",
                "[科目|||合计]",
                "[教育支出|||1.00]",
                "注：无"
            ]
        );
    }

    #[test]
    fn merged_heads_span() {
        let merged = vec![
            Merged {
                row: 0,
                column: 0,
                rows: 2,
                columns: 1,
            },
            Merged {
                row: 0,
                column: 1,
                rows: 1,
                columns: 2,
            },
        ];
        let document = told(
            &[
                (0, 0, "项目"),
                (0, 1, "决算数"),
                (1, 1, "小计"),
                (1, 2, "其中"),
                (2, 0, "甲"),
                (2, 1, "3"),
                (2, 2, "1"),
            ],
            merged,
        );
        assert_eq!(
            sketch(&document),
            ["[项目|决算数]", "[小计|其中]", "[甲|3|1]"]
        );
        let Block::Table(table) = &document.blocks[0] else {
            panic!("no table");
        };
        assert_eq!(
            (
                table.header_rows,
                table.rows[0][0].rowspan,
                table.rows[0][1].colspan
            ),
            (2, 2, 2)
        );
    }

    #[test]
    fn a_line_that_names_unit_and_author_is_no_row() {
        let document = told(
            &[
                (0, 0, "编制单位：某局"),
                (0, 3, "单位：万元"),
                (1, 0, "科目"),
                (1, 3, "合计"),
                (2, 0, "教育支出"),
                (2, 3, "1.00"),
            ],
            Vec::new(),
        );
        assert_eq!(sketch(&document)[..2], ["编制单位：某局", "单位：万元"]);
    }

    #[test]
    fn a_range_merged_over_a_million_rows_is_bounded() {
        let cells = [
            (0, 0, "甲"),
            (0, 1000, "1"),
            (1_048_575, 1, "乙"),
            (1_048_575, 2, "2"),
        ];
        let merged = vec![Merged {
            row: 0,
            column: 0,
            rows: 1 << 20,
            columns: 1,
        }];
        let document = told(&cells, merged);
        assert_eq!(document.faults.len(), 1);
    }

    #[test]
    fn what_stands_right_of_the_last_column_is_told() {
        let mut sheet = Worksheet {
            name: "收支总表".to_owned(),
            ..Worksheet::default()
        };
        for row in 0..2 {
            sheet.cells.insert((row, 0), "甲".into());
            sheet.cells.insert((row, MAX_COLUMNS as u16), "1".into());
        }
        let mut story = Story::new(&Limits::default());
        sheet.tell(Some(0), &mut story);
        let faults = story.finish().faults;
        assert_eq!((faults.len(), faults[0].place.as_str()), (1, "收支总表"));
    }

    #[test]
    fn two_tables_are_two() {
        let document = told(
            &[
                (0, 0, "甲"),
                (0, 1, "1"),
                (1, 0, "乙"),
                (1, 1, "2"),
                (6, 0, "丙"),
                (6, 1, "3"),
                (7, 0, "丁"),
                (7, 1, "4"),
            ],
            Vec::new(),
        );
        assert_eq!(document.blocks.len(), 2);
    }
}
