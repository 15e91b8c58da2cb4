//! Tables: rows that tell the edges of their cells, which rows need not share.

use super::properties::{CellShape, RowShape};
use crate::model::{Block, Origin, Table, Text};
use crate::read::inline::Inline;
use crate::read::shape::cell;

/// A table being read.
#[derive(Default)]
pub(super) struct Draft {
    rows: Vec<(Vec<Text>, RowShape)>,
    row: Vec<Text>,
    lines: Inline,
    /// Where the first paragraph of the open cell stands.
    origin: Option<Origin>,
    /// Tables within cells; they follow the table.
    nested: Vec<Block>,
}

/// Edges nearer to one another than this are one, in twentieths of a point.
const TOLERANCE: i16 = 40;

impl Draft {
    /// Adds a paragraph to the open cell.
    pub(super) fn add(&mut self, inline: Inline, origin: Origin) {
        for line in inline.lines(origin) {
            if self.lines.is_blank() {
                self.origin = Some(origin);
            }
            self.lines.push_text(&line);
        }
        self.origin.get_or_insert(origin);
    }

    /// Ends the open cell, and drops it where there is no room for more.
    pub(super) fn end_cell(&mut self, full: bool) {
        let lines = std::mem::take(&mut self.lines);
        let text = lines.joined(self.origin.take().unwrap_or_default());
        if !full {
            self.row.push(text);
        }
    }

    pub(super) fn end_row(&mut self, shape: RowShape) {
        let row = std::mem::take(&mut self.row);
        if !row.is_empty() {
            self.rows.push((row, shape));
        }
    }

    pub(super) fn nest(&mut self, blocks: impl IntoIterator<Item = Block>) {
        self.nested.extend(blocks);
    }

    /// The table, and those within its cells.
    pub(super) fn finish(mut self) -> (Option<Table>, Vec<Block>) {
        if !self.lines.is_blank() {
            self.end_cell(false);
        }
        self.end_row(RowShape::default());
        let grid = grid(&self.rows);
        let heads = self.rows.iter().take_while(|(_, shape)| shape.head).count();
        let mut table = Table {
            header_rows: if heads < self.rows.len() { heads } else { 0 },
            widths: grid
                .windows(2)
                .map(|pair| pair[0].abs_diff(pair[1]))
                .collect(),
            ..Table::default()
        };
        // For each column, the row and place of the cell that begins there.
        let mut above: Vec<Option<(usize, usize)>> = Vec::new();
        for (texts, shape) in self.rows {
            lay(&mut table, texts, &shape, &grid, &mut above);
        }
        ((!table.rows.is_empty()).then_some(table), self.nested)
    }
}

/// The edges of the columns: those of all rows.
fn grid(rows: &[(Vec<Text>, RowShape)]) -> Vec<i16> {
    let mut edges: Vec<i16> = rows
        .iter()
        .filter(|(texts, shape)| fits(texts, shape))
        .flat_map(|(_, shape)| shape.edges.iter().copied())
        .collect();
    edges.sort_unstable();
    edges.dedup_by(|next, kept| next.saturating_sub(*kept) < TOLERANCE);
    edges
}

/// Whether a row tells the edges of its cells.
fn fits(texts: &[Text], shape: &RowShape) -> bool {
    shape.edges.len() == texts.len() + 1 && shape.edges.is_sorted()
}

/// Lays the cells of a row out in the columns.
fn lay(
    table: &mut Table,
    texts: Vec<Text>,
    shape: &RowShape,
    grid: &[i16],
    above: &mut Vec<Option<(usize, usize)>>,
) {
    let number = table.rows.len();
    table.rows.push(Vec::new());
    let told = fits(&texts, shape);
    let column_of = |edge: i16| {
        grid.partition_point(|known| *known <= edge)
            .saturating_sub(1)
    };
    let mut column = 0;
    for (index, text) in texts.into_iter().enumerate() {
        let (start, past) = if told {
            (
                column_of(shape.edges[index]),
                column_of(shape.edges[index + 1]),
            )
        } else {
            (column, column + 1)
        };
        if start > column {
            table.rows[number].push(cell(Text::default(), start - column, 1));
        }
        let span = past.saturating_sub(start).max(1);
        column = start.max(column) + span;
        above.resize(above.len().max(column), None);
        let merged = shape.cells.get(index).copied().unwrap_or_default();
        place(
            &mut table.rows,
            text,
            span,
            merged,
            &mut above[column - span],
        );
    }
}

/// Puts a cell at the end of the last row, or into the cell that it goes on.
fn place(
    rows: &mut [Vec<crate::model::Cell>],
    text: Text,
    span: usize,
    merged: CellShape,
    above: &mut Option<(usize, usize)>,
) {
    let number = rows.len() - 1;
    if merged.left
        && let Some(left) = rows[number].last_mut()
    {
        left.colspan += span;
        return;
    }
    if merged.above
        && let Some((first, at)) = *above
    {
        rows[first][at].rowspan = number - first + 1;
        return;
    }
    *above = Some((number, rows[number].len()));
    rows[number].push(cell(text, span, 1));
}
