//! The boxes of a table (格): what is printed in each, whatever format it comes from.

use std::borrow::Cow;
use std::ops::Range;

use document::{Grid, PieceKind};

use crate::claim::FigureId;
use crate::figure::Figure;
use crate::reading::Reading;
use crate::strip::compact;
use crate::work;

/// A box that something is printed in, or that is left blank.
#[derive(Debug)]
pub(super) struct Cell<'a> {
    /// Its words without spaces.
    pub(super) text: Cow<'a, str>,
    /// Where it stands in the text.
    pub(super) start: usize,
    pub(super) end: usize,
    /// The figures printed in it.
    pub(super) figures: Range<FigureId>,
    /// The row it begins in.
    pub(super) row: usize,
    /// The columns it takes.
    pub(super) columns: Range<usize>,
}

/// A table as a grid of boxes.
#[derive(Debug)]
pub(super) struct Plate<'a> {
    pub(super) rows: usize,
    pub(super) columns: usize,
    /// Row by row, the box that covers a place.
    places: Vec<Option<usize>>,
    cells: Vec<Cell<'a>>,
    /// The paragraphs it is made of.
    pub(super) paragraphs: Range<usize>,
    /// The text all boxes are parts of.
    whole: &'a str,
}

impl<'a> Plate<'a> {
    /// A table of a document.
    pub(super) fn of_grid(reading: &'a Reading<'_>, grid: &Grid, figures: &[Figure]) -> Self {
        let mut plate = Plate::empty(reading, grid.rows, grid.columns);
        let mut last: Option<(usize, usize)> = None;
        let mut known = std::collections::HashMap::new();
        for (place, piece) in grid.cells.iter().enumerate() {
            let Some(piece) = *piece else { continue };
            work::look(1);
            let (row, column) = (place / grid.columns, place % grid.columns);
            let next = plate.cells.len();
            let cell = match last.filter(|(other, _)| *other == piece) {
                Some((_, cell)) => cell,
                None => *known.entry(piece).or_insert(next),
            };
            if cell == next {
                let paragraph = paragraph_of(reading, piece);
                let Range { start, end } = reading.range_of(paragraph);
                plate.push(figures, start..end, row, column..column + 1);
                plate.widen(paragraph);
            } else {
                let columns = &mut plate.cells[cell].columns;
                columns.end = columns.end.max(column + 1);
            }
            plate.places[place] = Some(cell);
            last = Some((piece, cell));
        }
        plate
    }

    /// Lines of text with tabs between the boxes.
    pub(super) fn of_lines(
        reading: &'a Reading<'_>,
        lines: Range<usize>,
        figures: &[Figure],
    ) -> Self {
        let split = |line: usize| reading.text_of(line).split('\t');
        let columns = lines.clone().map(|line| split(line).count()).max();
        let mut plate = Plate::empty(reading, lines.len(), columns.unwrap_or(0));
        for (row, line) in lines.clone().enumerate() {
            let mut start = reading.range_of(line).start;
            for (column, text) in split(line).enumerate() {
                work::look(1);
                plate.places[row * plate.columns + column] = Some(plate.cells.len());
                plate.push(figures, start..start + text.len(), row, column..column + 1);
                start += text.len() + 1;
            }
        }
        plate.paragraphs = lines;
        plate
    }

    fn empty(reading: &'a Reading<'_>, rows: usize, columns: usize) -> Self {
        Plate {
            rows,
            columns,
            places: vec![None; rows * columns],
            cells: Vec::new(),
            paragraphs: 0..0,
            whole: &reading.text,
        }
    }

    fn push(&mut self, figures: &[Figure], range: Range<usize>, row: usize, columns: Range<usize>) {
        let first = figures.partition_point(|figure| figure.start < range.start);
        let past = figures.partition_point(|figure| figure.start < range.end);
        self.cells.push(Cell {
            text: compact(self.whole[range.clone()].trim()),
            start: range.start,
            end: range.end,
            figures: first..past.max(first),
            row,
            columns,
        });
    }

    fn widen(&mut self, paragraph: usize) {
        if self.paragraphs.is_empty() {
            self.paragraphs.start = paragraph;
        }
        self.paragraphs.start = self.paragraphs.start.min(paragraph);
        self.paragraphs.end = self.paragraphs.end.max(paragraph + 1);
    }

    /// The box that covers a place.
    pub(super) fn at(&self, row: usize, column: usize) -> Option<&Cell<'a>> {
        let place = (row < self.rows && column < self.columns)
            .then(|| self.places[row * self.columns + column])?;
        place.map(|cell| &self.cells[cell])
    }

    /// The boxes that begin in a row, from the left.
    pub(super) fn row(&self, row: usize) -> impl DoubleEndedIterator<Item = &Cell<'a>> {
        (0..self.columns).filter_map(move |column| {
            self.at(row, column)
                .filter(|cell| cell.row == row && cell.columns.start == column)
        })
    }

    /// The first box that begins in a row within some columns and is not blank.
    pub(super) fn begins(&self, row: usize, columns: &Range<usize>) -> Option<&Cell<'a>> {
        let columns = columns.start..columns.end.min(self.columns);
        columns
            .filter_map(|column| self.at(row, column))
            .find(|cell| cell.row == row && !cell.text.is_empty())
    }

    /// The nearest box to the left of a column that is not blank, of those that cover a row.
    pub(super) fn left_of(&self, row: usize, column: usize) -> Option<&Cell<'a>> {
        (0..column)
            .rev()
            .filter_map(|column| self.at(row, column))
            .find(|cell| !cell.text.is_empty())
    }

    /// The next box to the right that is not blank.
    pub(super) fn right_of(&self, cell: &Cell<'_>) -> Option<&Cell<'a>> {
        self.begins(cell.row, &(cell.columns.end..self.columns))
    }

    /// The figure that a weight, a score or an amount consists of: （10）, 10分, 100.00（见附件）.
    pub(super) fn number(&self, figures: &[Figure], cell: &Cell<'_>) -> Option<FigureId> {
        let id = (!cell.figures.is_empty()).then_some(cell.figures.start)?;
        let (before, after) = self.around(figures, cell, id);
        let opened = before.trim_start_matches(['（', '(', '【', '[', '¥', '￥']);
        let closed = after.trim_start_matches(['）', ')', '】', ']', '分']);
        (opened.is_empty() && (closed.is_empty() || closed.starts_with(['（', '(']))).then_some(id)
    }

    /// What is printed in a box before and behind a figure.
    pub(super) fn around(
        &self,
        figures: &[Figure],
        cell: &Cell<'_>,
        id: FigureId,
    ) -> (&'a str, &'a str) {
        let figure = &figures[id];
        let before = self.whole[cell.start..figure.start].trim();
        let after = self.whole[figure.end.min(cell.end)..cell.end].trim();
        (before, after)
    }
}

/// The paragraph of a piece.
fn paragraph_of(reading: &Reading<'_>, piece: usize) -> usize {
    let next = reading.paragraphs.partition_point(|p| p.piece <= piece);
    next.saturating_sub(1)
}

/// The runs of lines with tabs that may be tables, and no tables of the document.
pub(super) fn runs(reading: &Reading<'_>) -> Vec<Range<usize>> {
    const LEAST_ROWS: usize = 3;
    let tabbed = |paragraph: usize| {
        let kind = reading.paragraphs[paragraph].kind;
        !matches!(kind, PieceKind::Cell { .. }) && reading.text_of(paragraph).contains('\t')
    };
    let mut runs: Vec<Range<usize>> = Vec::new();
    for paragraph in (0..reading.paragraphs.len()).filter(|paragraph| tabbed(*paragraph)) {
        match runs.last_mut() {
            Some(run) if run.end == paragraph => run.end += 1,
            _ => runs.push(paragraph..paragraph + 1),
        }
    }
    runs.retain(|run| run.len() >= LEAST_ROWS);
    runs
}
