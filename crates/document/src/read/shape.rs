//! The shape of a table, kept within bounds.

use super::limits::Budget;
use crate::model::{Cell, Table, Text};

/// More columns than any printed table has; what stands further right is left out.
pub(super) const MAX_COLUMNS: usize = 1024;

/// What a table lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cut {
    /// Rows at its end.
    pub(super) rows: bool,
    /// Cells that say something, at its right.
    pub(super) columns: bool,
}

/// Keeps the spans of a table within it and its places within the budget, by which rows at its end may fall away.
pub(super) fn bound(table: &mut Table, budget: &mut Budget) -> Cut {
    // A column that no cell begins in is an accident of spans: a second round takes it out of them.
    let mut dropped = false;
    let columns = lay(&mut table.rows, MAX_COLUMNS, &mut dropped);
    lay(&mut table.rows, columns, &mut dropped);
    let rows = table.rows.len();
    let kept = rows.min(budget.left() / columns.max(1));
    table.rows.truncate(kept);
    for (index, row) in table.rows.iter_mut().enumerate() {
        row.iter_mut()
            .for_each(|cell| cell.rowspan = cell.rowspan.min(kept - index));
    }
    table.header_rows = table.header_rows.min(kept);
    while table.widths.len() > columns
        && let Some(narrow) = table.widths.pop()
        && let Some(last) = table.widths.last_mut()
    {
        *last = last.saturating_add(narrow);
    }
    budget.take(columns * kept);
    Cut {
        rows: kept < rows,
        columns: dropped,
    }
}

/// Lays the cells out in so many columns, shortening spans and dropping cells that reach past them. Gives the number of
/// columns that cells begin in, and notes whether a cell was dropped that says something.
fn lay(rows: &mut [Vec<Cell>], columns: usize, dropped: &mut bool) -> usize {
    // For each column, how many more rows are covered from above.
    let mut below: Vec<usize> = Vec::new();
    let mut begun = 0;
    let count = rows.len();
    for (index, row) in rows.iter_mut().enumerate() {
        below
            .iter_mut()
            .for_each(|covered| *covered = covered.saturating_sub(1));
        let mut column = 0;
        let mut fitting = 0;
        for cell in row.iter_mut() {
            while below.get(column).is_some_and(|covered| *covered > 0) {
                column += 1;
            }
            if column >= columns {
                break;
            }
            begun = begun.max(column + 1);
            cell.colspan = cell.colspan.clamp(1, columns - column);
            cell.rowspan = cell.rowspan.clamp(1, count - index);
            let past = column + cell.colspan;
            below.resize(below.len().max(past), 0);
            below[column..past].fill(cell.rowspan);
            column = past;
            fitting += 1;
        }
        let says = |cell: &Cell| !cell.text.content.trim().is_empty();
        *dropped |= row[fitting..].iter().any(says);
        row.truncate(fitting);
    }
    begun
}

/// A cell as read; spans are bounded by [`bound`] once the table is whole.
pub(super) fn cell(text: Text, colspan: usize, rowspan: usize) -> Cell {
    Cell {
        text,
        colspan,
        rowspan,
        align: crate::model::Align::Left,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::limits::Limits;

    #[test]
    fn spans_end_with_the_table() {
        let wide = cell(Text::plain("甲"), usize::MAX, usize::MAX);
        let mut table = Table {
            rows: vec![vec![wide], vec![Cell::plain("乙")]],
            ..Table::default()
        };
        let cut = bound(&mut table, &mut Budget::new(&Limits::default()));
        assert!(!cut.rows);
        assert_eq!((table.rows[0][0].colspan, table.rows[0][0].rowspan), (1, 2));
        assert!(table.rows[1].is_empty());
    }

    #[test]
    fn rows_past_the_budget_fall_away() {
        let row = || vec![Cell::plain("甲"), Cell::plain("乙")];
        let mut table = Table {
            rows: vec![row(), row(), row()],
            ..Table::default()
        };
        let limits = Limits {
            max_pieces: 5,
            ..Limits::default()
        };
        assert!(bound(&mut table, &mut Budget::new(&limits)).rows);
        assert_eq!(table.rows.len(), 2);
    }

    #[test]
    fn cells_past_the_last_column_are_told_where_they_say_something() {
        let budget = || Budget::new(&Limits::default());
        let wide = |last: &str| Table {
            rows: vec![
                std::iter::repeat_n("1", MAX_COLUMNS)
                    .chain([last])
                    .map(Cell::plain)
                    .collect(),
            ],
            ..Table::default()
        };
        assert!(bound(&mut wide("2"), &mut budget()).columns);
        assert!(!bound(&mut wide(" "), &mut budget()).columns);
    }
}
