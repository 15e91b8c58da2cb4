//! A table with every place named: which cell begins there, or which span covers it.

use crate::model::Cell;

/// What can stand in a grid: something that takes columns and rows.
pub(super) trait Spanning {
    /// How many columns and rows it asks for.
    fn spans(&self) -> (usize, usize);
}

impl Spanning for Cell {
    fn spans(&self) -> (usize, usize) {
        (self.colspan, self.rowspan)
    }
}

/// What stands at a place of a row. Each slot takes `span` columns.
pub(super) enum Slot<'a, C> {
    /// A cell begins here and reaches down over `rows` rows.
    Cell {
        cell: &'a C,
        span: usize,
        rows: usize,
    },
    /// A cell of a row above reaches down to here.
    Below { span: usize },
    /// No cell: the row is shorter than the others.
    Vacant,
}

/// The rows of a table, every row filling all columns.
pub(super) struct Grid<'a, C> {
    pub(super) columns: usize,
    pub(super) rows: Vec<Vec<Slot<'a, C>>>,
}

impl<C> Slot<'_, C> {
    /// How many columns the slot takes.
    pub(super) fn span(&self) -> usize {
        match self {
            Slot::Cell { span, .. } | Slot::Below { span } => *span,
            Slot::Vacant => 1,
        }
    }
}

impl<'a, C: Spanning> Grid<'a, C> {
    pub(super) fn of(table: &'a [Vec<C>]) -> Self {
        let mut rows = Vec::with_capacity(table.len());
        let mut hanging = Vec::new();
        for (index, cells) in table.iter().enumerate() {
            let (row, next) = place(cells, &hanging, table.len() - index);
            hanging = next;
            rows.push(row);
        }
        let width = |row: &Vec<Slot<'_, C>>| row.iter().map(Slot::span).sum::<usize>();
        let columns = rows.iter().map(width).max().unwrap_or(0);
        for row in &mut rows {
            let missing = columns - width(row);
            row.extend(std::iter::repeat_with(|| Slot::Vacant).take(missing));
        }
        Self { columns, rows }
    }

    /// Shares `total` among the columns by their relative widths; a column without one counts as 1.
    pub(super) fn widths(&self, relative: &[u16], total: u32) -> Vec<u32> {
        let weight = |column: usize| u64::from(relative.get(column).copied().unwrap_or(1).max(1));
        let all: u64 = (0..self.columns).map(weight).sum();
        let mut sum = 0;
        (0..self.columns)
            .map(|column| {
                let before = sum * u64::from(total) / all;
                sum += weight(column);
                (sum * u64::from(total) / all - before) as u32
            })
            .collect()
    }
}

/// A span that reaches down into the next row.
#[derive(Clone, Copy)]
struct Hanging {
    column: usize,
    span: usize,
    /// Rows it still takes.
    rows: usize,
}

/// Places the cells of one row around the spans that hang into it; also gives what hangs into the next row.
fn place<'a, C: Spanning>(
    cells: &'a [C],
    hanging: &[Hanging],
    rows_left: usize,
) -> (Vec<Slot<'a, C>>, Vec<Hanging>) {
    let (mut row, mut next, mut column) = (Vec::new(), Vec::new(), 0);
    let mut above = hanging.iter().peekable();
    let mut cells = cells.iter();
    loop {
        let taken = if let Some(&Hanging { span, rows, .. }) =
            above.next_if(|over| over.column == column)
        {
            row.push(Slot::Below { span });
            (span, rows)
        } else if let Some(cell) = cells.next() {
            let room = above.peek().map_or(usize::MAX, |over| over.column - column);
            let (span, rows) = (
                cell.spans().0.clamp(1, room),
                cell.spans().1.clamp(1, rows_left),
            );
            row.push(Slot::Cell { cell, span, rows });
            (span, rows)
        } else if above.peek().is_some() {
            row.push(Slot::Vacant);
            (1, 1)
        } else {
            return (row, next);
        };
        if taken.1 > 1 {
            next.push(Hanging {
                column,
                span: taken.0,
                rows: taken.1 - 1,
            });
        }
        column += taken.0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(name: &str, colspan: usize, rowspan: usize) -> Cell {
        Cell {
            colspan,
            rowspan,
            ..Cell::plain(name)
        }
    }

    fn shape(rows: &[Vec<Cell>]) -> Vec<String> {
        let slot = |slot: &Slot<'_, Cell>| match slot {
            Slot::Cell { cell, span, .. } => cell.text.content.repeat(*span),
            Slot::Below { span } => "|".repeat(*span),
            Slot::Vacant => "-".to_owned(),
        };
        Grid::of(rows)
            .rows
            .iter()
            .map(|row| row.iter().map(slot).collect())
            .collect()
    }

    #[test]
    fn spans_cover_what_lies_below_them() {
        let rows = [
            vec![cell("A", 1, 3), cell("B", 2, 1), cell("C", 1, 9)],
            vec![cell("D", 1, 2), cell("E", 1, 1)],
            vec![cell("F", 1, 1)],
            vec![cell("G", 1, 1)],
        ];
        assert_eq!(shape(&rows), ["ABBC", "|DE|", "||F|", "G--|"]);
    }

    #[test]
    fn widths_add_up() {
        let rows = [vec![cell("A", 3, 1)]];
        assert_eq!(
            Grid::of(&rows).widths(&[3, 1, 3], 100).iter().sum::<u32>(),
            100
        );
        assert_eq!(Grid::of(&rows).widths(&[], 100), [33, 33, 34]);
    }
}
