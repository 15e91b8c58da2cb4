//! Which rows of a table stay on one page with the next, judged by about how tall they are.

use std::ops::Range;

use crate::model::Cell;
use crate::write::grid::{Grid, Slot};
use crate::write::layout::{self, half_characters};

/// Space at both sides of the words of a cell, in twips.
const SIDES: u32 = 114;

/// What the title of a form and the line below it take, in twips.
const TITLE: u32 = 2000;

/// Whether a form in the small type of very wide tables takes fewer pages than in its own.
pub(super) fn shrinks(grid: &Grid<'_, Cell>, widths: &[u32], page: u32) -> bool {
    let pages = |columns| {
        let rows = heights(grid, widths, columns);
        (rows.iter().sum::<u32>() + TITLE).div_ceil(page)
    };
    pages(usize::MAX) < pages(grid.columns)
}

/// About how tall each row is, in twips, in columns of these widths and in the type of a table of so many `columns`.
pub(super) fn heights(grid: &Grid<'_, Cell>, widths: &[u32], columns: usize) -> Vec<u32> {
    let size = layout::table(columns).half_points * 10;
    let row = |slots: &Vec<Slot<'_, Cell>>| {
        let mut column = 0;
        let mut lines = 1;
        for slot in slots {
            let across: u32 = widths[column..column + slot.span()].iter().sum();
            column += slot.span();
            if let Slot::Cell { cell, rows: 1, .. } = slot {
                let room = (2 * across.saturating_sub(SIDES) / size).max(1);
                let words = cell.text.content.split('\n');
                let needed = words.map(|line| half_characters(line).div_ceil(room).max(1));
                lines = lines.max(needed.sum());
            }
        }
        lines * size * 13 / 10
    };
    grid.rows.iter().map(row).collect()
}

/// Whether each row stays with the next: all of a table that takes no more than a third of the `page`, else the head with
/// the first two rows below it and the last row with the one before, so that no sum stands alone.
pub(super) fn kept(heights: &[u32], head: &Range<usize>, page: u32) -> Vec<bool> {
    let whole = heights.iter().sum::<u32>() <= page / 3;
    let last = heights.len().saturating_sub(1);
    (0..heights.len())
        .map(|row| {
            row < last && (whole || head.contains(&row) || row == head.end || row + 1 == last)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_table_stays_whole_and_a_sum_stays_with_the_row_above() {
        assert_eq!(kept(&[300; 4], &(0..1), 6000), [true, true, true, false]);
        assert_eq!(
            kept(&[900; 7], &(0..1), 6000),
            [true, true, false, false, false, true, false]
        );
    }

    #[test]
    fn words_that_wrap_make_a_row_taller() {
        let rows = [
            vec![Cell::plain("合计")],
            vec![Cell::plain("字".repeat(40))],
        ];
        let heights = heights(&Grid::of(&rows), &[114 + 240 * 10], 1);
        assert_eq!(heights[1], 4 * heights[0]);
    }
}
