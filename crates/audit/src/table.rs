//! Tables as an auditor reads them: what a column and a row are about, and the figure in a cell.

use std::borrow::Cow;

use document::Grid;

use crate::claim::FigureId;
use crate::figure::{Figure, Role};
use crate::reading::Reading;
use crate::strip::{self, Column, Strip, compact};
use crate::work;

/// Heads of more rows than any form has; what stands below is no head.
const DEEPEST_HEAD: usize = 6;

/// A table with its figures.
#[derive(Debug)]
pub(crate) struct Sheet<'a> {
    /// Its shape.
    pub(crate) grid: &'a Grid,
    /// The first row below the head.
    pub(crate) body: usize,
    /// What each column is about: the words of its head from top to bottom.
    pub(crate) heads: Vec<String>,
    /// Row by row, the figure a cell consists of.
    cells: Vec<Option<FigureId>>,
    /// The figures cells consist of, in order, each with its row.
    places: Vec<(FigureId, usize)>,
    /// Whether each of the first rows is one cell, as a title over the whole table is.
    titles: Vec<bool>,
    /// Row by row, the text of a cell.
    texts: Vec<&'a str>,
    /// The numbers of columns in rows that only number them: 栏次 1 2 3. They are no figures of a cell.
    numbering: Vec<FigureId>,
    /// What each column holds.
    pub(crate) columns_hold: Vec<Column>,
    /// Its strips from the left.
    pub(crate) strips: Vec<Strip<'a>>,
}

/// All tables of a document.
pub(crate) fn sheets<'a>(reading: &'a Reading<'_>, figures: &[Figure]) -> Vec<Sheet<'a>> {
    let mut alone: Vec<Option<FigureId>> = vec![None; reading.flat.pieces.len()];
    if reading.flat.tables.is_empty() {
        return Vec::new();
    }
    let mut id = 0;
    for those in figures.chunk_by(|left, right| left.paragraph == right.paragraph) {
        let first = id;
        id += those.len();
        let [figure] = those else { continue };
        let paragraph = &reading.paragraphs[figure.paragraph];
        let text = reading.text[paragraph.start..paragraph.end]
            .trim()
            .trim_start_matches(['≥', '≤', '＝', '=', '约']);
        if text == figure.printed(reading) {
            alone[paragraph.piece] = Some(first);
        }
    }
    reading
        .flat
        .tables
        .iter()
        .map(|grid| Sheet::new(reading, grid, &alone))
        .collect()
}

/// Marks the weights and scores in the columns of score sheets.
pub(crate) fn mark_points(sheets: &[Sheet<'_>], figures: &mut [Figure]) {
    for sheet in sheets {
        for column in sheet.columns(&["分值", "权重", "满分", "标准分", "得分"], &["率"])
        {
            for id in (sheet.body..sheet.grid.rows).filter_map(|row| sheet.figure(row, column)) {
                figures[id].points = !figures[id].is_percent();
            }
        }
    }
}

/// Marks the codes and line numbers, which state no quantity.
pub(crate) fn mark_codes(sheets: &[Sheet<'_>], figures: &mut [Figure]) {
    for sheet in sheets {
        for (column, holds) in sheet.columns_hold.iter().enumerate() {
            let whole = matches!(holds, Column::Code | Column::Ordinal);
            for row in 0..sheet.grid.rows {
                if let Some(id) = sheet.figure(row, column).filter(|_| whole) {
                    figures[id].role = Role::Code;
                }
            }
        }
        for id in &sheet.numbering {
            figures[*id].role = Role::Code;
        }
    }
}

/// Without a word before them, fewer numbers in order may be amounts.
const NUMBERED: usize = 4;

/// Whether a row only numbers the columns: 栏次 1 2 3, or 1 2 3 4 and nothing else. `numbers` tells which of its cells are
/// figures.
fn is_numbering(texts: &[&str], numbers: &[Option<FigureId>]) -> bool {
    let cells = || texts.iter().zip(numbers);
    let words: Vec<Cow<'_, str>> = cells()
        .filter(|(_, number)| number.is_none())
        .map(|(text, _)| compact(text))
        .collect();
    let values: Vec<Option<u32>> = cells()
        .filter(|(_, number)| number.is_some())
        .map(|(text, _)| text.parse().ok())
        .collect();
    let said = words.iter().any(|word| matches!(&**word, "栏次" | "行次"));
    let silent = |word: &Cow<'_, str>| {
        matches!(&**word, "" | "栏次" | "行次" | "项目") || word.parse::<u32>().is_ok()
    };
    let in_order = values
        .windows(2)
        .all(|pair| matches!(pair, [Some(one), Some(next)] if *next == one + 1));
    let from_one = values.first() == Some(&Some(1));
    words.iter().all(silent)
        && in_order
        && ((said && !values.is_empty()) || (from_one && values.len() >= NUMBERED))
}

impl<'a> Sheet<'a> {
    fn new(reading: &'a Reading<'_>, grid: &'a Grid, alone: &[Option<FigureId>]) -> Self {
        let places = || (0..grid.rows * grid.columns).map(|place| grid.cells[place]);
        let texts: Vec<&str> = places()
            .map(|piece| piece.map_or("", |piece| reading.text_of_piece(piece).trim()))
            .collect();
        let mut cells: Vec<Option<FigureId>> = places()
            .enumerate()
            .map(|(place, piece)| {
                piece
                    .filter(|piece| begins_at(grid, *piece, place))
                    .and_then(|piece| alone[piece])
            })
            .collect();
        let mut numbering = Vec::new();
        let width = grid.columns.max(1);
        for (texts, cells) in texts.chunks(width).zip(cells.chunks_mut(width)) {
            if is_numbering(texts, cells) {
                numbering.extend(cells.iter_mut().filter_map(Option::take));
            }
        }
        let figures = cells.iter().enumerate();
        let mut places: Vec<(FigureId, usize)> = figures
            .filter_map(|(place, id)| Some(((*id)?, place / grid.columns)))
            .collect();
        places.sort_unstable();
        let one_cell = |row: usize| {
            let mut columns = 1..grid.columns;
            columns.all(|column| grid.at(row, column) == grid.at(row, 0))
        };
        let mut sheet = Sheet {
            grid,
            body: 0,
            heads: Vec::new(),
            cells,
            places,
            titles: (0..grid.rows.min(DEEPEST_HEAD)).map(one_cell).collect(),
            texts,
            numbering,
            columns_hold: Vec::new(),
            strips: Vec::new(),
        };
        sheet.body = sheet.find_body();
        sheet.heads = (0..grid.columns).map(|column| sheet.head(column)).collect();
        sheet.columns_hold = strip::columns(&sheet);
        sheet.strips = strip::strips(&sheet, &sheet.columns_hold);
        sheet
    }

    /// The figure a cell consists of; a spanning cell has it at its upper left place only.
    pub(crate) fn figure(&self, row: usize, column: usize) -> Option<FigureId> {
        work::look(1);
        self.cells[row * self.grid.columns + column]
    }

    /// The row of a figure that a cell consists of.
    pub(crate) fn row_of(&self, id: FigureId) -> Option<usize> {
        work::look(1);
        let at = self.places.binary_search_by_key(&id, |(figure, _)| *figure);
        at.ok().map(|at| self.places[at].1)
    }

    /// The text of a cell.
    pub(crate) fn text(&self, row: usize, column: usize) -> &'a str {
        self.texts[row * self.grid.columns + column]
    }

    /// What a row is about: its first cell that is no figure.
    pub(crate) fn label(&self, row: usize) -> &'a str {
        (0..self.grid.columns)
            .find(|column| {
                self.figure(row, *column).is_none() && !self.text(row, *column).is_empty()
            })
            .map_or("", |column| self.text(row, column))
    }

    /// Whether a row is a total of others.
    pub(crate) fn is_total(&self, row: usize) -> bool {
        let label: String = self
            .label(row)
            .chars()
            .filter(|c| !c.is_whitespace())
            .collect();
        matches!(
            label.as_str(),
            "合计" | "总计" | "共计" | "总分" | "总计（分）" | "年度资金总额" | "资金总额"
        )
    }

    /// The column whose head has one of the words and none of the others.
    pub(crate) fn column(&self, words: &[&str], without: &[&str]) -> Option<usize> {
        self.heads.iter().position(|head| {
            words.iter().any(|word| head.contains(word))
                && !without.iter().any(|word| head.contains(word))
        })
    }

    /// All columns whose head has one of the words and none of the others.
    pub(crate) fn columns(&self, words: &[&str], without: &[&str]) -> Vec<usize> {
        let fits = |head: &String| {
            words.iter().any(|word| head.contains(word))
                && !without.iter().any(|word| head.contains(word))
        };
        (0..self.heads.len())
            .filter(|column| fits(&self.heads[*column]))
            .collect()
    }

    fn find_body(&self) -> usize {
        let first_figures = (0..self.grid.rows)
            .find(|row| (0..self.grid.columns).any(|column| self.figure(*row, column).is_some()));
        self.grid
            .header_rows
            .max(first_figures.unwrap_or_else(|| self.blank_body()))
            .max(1)
            .min(self.grid.rows)
    }

    /// The words of a column's head from top to bottom, each cell once; a title over the whole table is none.
    pub(crate) fn path(&self, column: usize) -> Vec<Cow<'a, str>> {
        let mut path: Vec<Cow<'a, str>> = Vec::new();
        let mut last = None;
        for row in 0..self.body.min(DEEPEST_HEAD) {
            let piece = self.grid.at(row, column);
            let text = compact(self.spanning(row, column));
            if piece != last && !self.titles[row] && !text.is_empty() {
                path.push(text);
            }
            last = piece;
        }
        path
    }

    /// The text of a cell of the head; one left empty beside another and above a third is what a format without spans
    /// makes of a span.
    fn spanning(&self, row: usize, column: usize) -> &'a str {
        let below =
            (row + 1..self.body.min(DEEPEST_HEAD)).any(|row| !self.text(row, column).is_empty());
        let above = |column: usize| (0..row).any(|row| !self.text(row, column).is_empty());
        match self.text(row, column) {
            // What begins left of another head above does not reach under it.
            "" if below && !above(column) => (0..column)
                .rev()
                .find(|column| above(*column) || !self.text(row, *column).is_empty())
                .map_or("", |column| self.text(row, column)),
            text => text,
        }
    }

    /// The first piece of the document it takes.
    pub(crate) fn first_piece(&self) -> Option<usize> {
        self.grid.cells.iter().flatten().min().copied()
    }

    /// Where the empty rows begin that a form without figures ends with; 0 where it has none.
    fn blank_body(&self) -> usize {
        let blank =
            |row: &usize| (0..self.grid.columns).all(|column| self.text(*row, column).is_empty());
        let rows = (0..self.grid.rows).rev().take_while(blank).count();
        if rows == 0 { 0 } else { self.grid.rows - rows }
    }

    fn head(&self, column: usize) -> String {
        let mut head = String::new();
        for row in 0..self.body.min(3) {
            let text = self.text(row, column);
            if !head.ends_with(text) {
                head.push_str(text);
            }
        }
        head
    }
}

/// Whether a spanning cell begins at a place.
fn begins_at(grid: &Grid, piece: usize, place: usize) -> bool {
    let left = !place.is_multiple_of(grid.columns) && grid.cells[place - 1] == Some(piece);
    let above = place >= grid.columns && grid.cells[place - grid.columns] == Some(piece);
    !left && !above
}
