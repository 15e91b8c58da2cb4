//! Tables: joined over page breaks, and made cells of.

use super::grid::{Grid, Slot};
use super::ink::Script;
use super::leaf::Ruled;
use crate::model::{Cell, Table};
use crate::read::shape::cell;

/// Columns of one table differ by no more from page to page.
const SAME: f32 = 3.0;

impl Ruled {
    /// Adds the rows of the table on the next page, without the head that is repeated there; gives it back where it is
    /// another table.
    pub(super) fn go_on(&mut self, next: Self) -> Result<(), Self> {
        let Some(columns) = common(&self.grid.columns, &next.grid.columns) else {
            return Err(next);
        };
        let repeated = self.repeated_rows(&next);
        self.grid.refit(&columns);
        self.drop_torn_row();
        let mut below = next;
        below.grid.refit(&columns);
        let above = self.grid.rows.len() - 1;
        let top = below.grid.rows[repeated];
        let shift = self.grid.bottom() - top;
        self.grid.rows.extend(
            below
                .grid
                .rows
                .iter()
                .skip(repeated + 1)
                .map(|edge| edge + shift),
        );
        for (slot, text) in below.grid.cells.iter().zip(below.texts) {
            if slot.row >= repeated {
                self.grid.cells.push(Slot {
                    row: slot.row - repeated + above,
                    ..*slot
                });
                self.texts.push(text);
            }
        }
        Ok(())
    }

    /// Drops the empty row that is drawn where the page ends within a row.
    fn drop_torn_row(&mut self) {
        let rows = self.grid.rows.len() - 1;
        let says = |row: usize| self.row(row).any(|(_, text)| !text.content.is_empty());
        if rows < 2 || says(rows - 1) || !says(rows - 2) {
            return;
        }
        let columns: usize = self.row(rows - 1).map(|(slot, _)| slot.colspan).sum();
        if columns == self.grid.columns.len() - 1 {
            let kept = self.begin_of(rows - 1);
            self.grid.cells.truncate(kept);
            self.texts.truncate(kept);
            self.grid.rows.pop();
        }
    }

    /// How many of the first rows of the other table repeat those of this one, figures apart.
    pub(super) fn repeated_rows(&self, other: &Self) -> usize {
        let rows = self.grid.rows.len().min(other.grid.rows.len()) - 1;
        let mut same = 0;
        for row in 0..rows {
            let says = self.row(row).any(|(_, text)| !text.content.is_empty())
                && !self.row(row).any(|(_, text)| is_amount(&text.content));
            let words = |(_, text): (_, &Script)| text.content.clone();
            if !says || !self.row(row).map(words).eq(other.row(row).map(words)) {
                break;
            }
            same = row + 1;
        }
        // A repeated head ends where no cell reaches over.
        while same > 0
            && other
                .grid
                .cells
                .iter()
                .any(|slot| slot.row < same && slot.row + slot.rowspan > same)
        {
            same -= 1;
        }
        same
    }

    /// The cells that begin in a row.
    fn row(&self, row: usize) -> impl Iterator<Item = (&Slot, &Script)> {
        let cells = self.begin_of(row)..self.begin_of(row + 1);
        self.grid.cells[cells.clone()]
            .iter()
            .zip(&self.texts[cells])
    }

    /// The index of the first cell of a row: cells are kept row by row.
    fn begin_of(&self, row: usize) -> usize {
        self.grid.cells.partition_point(|slot| slot.row < row)
    }

    /// The cells, row by row.
    pub(super) fn into_rows(self) -> (usize, Vec<Vec<(Slot, Script)>>) {
        let mut rows: Vec<Vec<(Slot, Script)>> = Vec::new();
        rows.resize_with(self.grid.rows.len() - 1, Vec::new);
        let head = self.head();
        for (slot, text) in self.grid.cells.into_iter().zip(self.texts) {
            rows[slot.row].push((slot, text));
        }
        rows.iter_mut()
            .for_each(|row| row.sort_by_key(|(slot, _)| slot.column));
        (head, rows)
    }

    /// How many of the first rows are the head: as far as the cells of the first row reach down, and the rows that
    /// divide a wide cell of the head, but no row with a figure and not all rows.
    fn head(&self) -> usize {
        let rows = self.grid.rows.len() - 1;
        let first_figure = (0..rows)
            .find(|row| self.row(*row).any(|(_, text)| is_amount(&text.content)))
            .unwrap_or(rows);
        let mut head = 0;
        let mut reach = 1;
        while head < reach {
            for (slot, _) in self.row(head) {
                let divided = usize::from(slot.colspan > 1 && slot.rowspan == 1);
                reach = reach.max(slot.row + slot.rowspan + divided);
            }
            head += 1;
        }
        let head = reach.min(first_figure);
        if head < rows { head } else { 0 }
    }
}

fn is_amount(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit() || c == '-')
        && text.contains('.')
        && text
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '%'))
}

/// The columns of both parts of a table, where those of one are among those of the other.
fn common(a: &[f32], b: &[f32]) -> Option<Vec<f32>> {
    let (more, fewer) = if a.len() >= b.len() { (a, b) } else { (b, a) };
    let near = |edge: &f32| more.iter().any(|other| (other - edge).abs() <= SAME);
    let ends = (more[0] - fewer[0]).abs() <= SAME
        && (more[more.len() - 1] - fewer[fewer.len() - 1]).abs() <= SAME;
    (ends && fewer.iter().all(near)).then(|| more.to_vec())
}

impl Grid {
    /// Counts the columns of the cells by other edges, of which those of the table are a part.
    fn refit(&mut self, columns: &[f32]) {
        if self.columns.len() == columns.len() {
            return;
        }
        let nearest = |edge: f32| {
            let distance = |column: &usize| (columns[*column] - edge).abs();
            (0..columns.len())
                .min_by(|a, b| distance(a).total_cmp(&distance(b)))
                .unwrap_or(0)
        };
        let places: Vec<usize> = self.columns.iter().map(|edge| nearest(*edge)).collect();
        for slot in &mut self.cells {
            let past = places[slot.column + slot.colspan];
            slot.column = places[slot.column];
            slot.colspan = past.saturating_sub(slot.column).max(1);
        }
        self.columns = columns.to_vec();
    }
}

/// A table of the document.
pub(super) fn table(ruled: Ruled) -> Table {
    let (header_rows, rows) = ruled.into_rows();
    let rows: Vec<Vec<Cell>> = rows
        .into_iter()
        .map(|row| {
            row.into_iter()
                .map(|(slot, text)| cell(text.text(), slot.colspan, slot.rowspan))
                .collect()
        })
        .collect();
    Table {
        header_rows,
        rows,
        ..Table::default()
    }
}
