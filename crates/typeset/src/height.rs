//! How tall the rows of a table will be, by estimate, and where a page may end within them.
//!
//! A row is kept whole, and so are the few rows that a cell spans; but what is kept whole and is taller than the page
//! would run off the paper, so that tall rows and tall spans are given up to be broken.

use std::ops::Range;

use document::layout::{self, Page, Style};

use crate::table::{Placed, padding, tenths, width_of};

/// The most rows that a cell holds together on one page.
const KEPT_ROWS: usize = 6;

/// Space above and below the text of a cell, in tenths of a point.
const VERTICAL_PADDING: u64 = 80;

/// What the title of a form and the line below it take, in tenths of a point.
const TITLE: u64 = 850;

/// The estimated heights of the rows of a table, and the rows that cannot be kept together.
pub(crate) struct Heights {
    /// Tenths of a point.
    rows: Vec<u64>,
    /// Whether the spans over the row hold together more than a page should.
    loose: Vec<bool>,
    /// The height of the type area in tenths of a point.
    page: u64,
}

impl Heights {
    /// Estimates; the cells are ordered by row.
    pub(crate) fn of(cells: &[Placed], rows: usize, widths: &[u32], set: (Style, Page)) -> Self {
        let mut heights = Self {
            rows: vec![0; rows],
            loose: vec![false; rows],
            page: tenths(set.1.text_height_mm()).into(),
        };
        for placed in cells {
            let each = height(placed, widths, set).div_ceil(placed.rowspan as u64);
            for row in &mut heights.rows[placed.rows()] {
                *row = each.max(*row);
            }
        }
        for group in held_together(cells) {
            if heights.total(group.clone()) > heights.page / 2 {
                heights.loose[group].fill(true);
            }
        }
        heights
    }

    /// Whether the first rows leave enough of each page to the others when they are repeated.
    pub(crate) fn repeats(&self, head: &Range<usize>) -> bool {
        self.total(head.clone()) <= self.page / 3
    }

    /// The rows below the head that stay on one page: all of them where they take no more than a third of it, else the
    /// first two, and the last two, so that no sum stands alone.
    pub(crate) fn kept(&self, first: usize) -> impl Iterator<Item = Range<usize>> + use<> {
        let body = first..self.rows.len();
        let (first, last) = match body.len() {
            0 | 1 => (None, None),
            _ if self.total(body.clone()) <= self.page / 3 => (Some(body), None),
            2 | 3 => (None, Some(body.end - 2..body.end)),
            _ => (
                Some(body.start..body.start + 2),
                Some(body.end - 2..body.end),
            ),
        };
        let short = |rows: &Range<usize>| self.total(rows.clone()) <= self.page / 2;
        first.filter(short).into_iter().chain(last.filter(short))
    }

    /// About how many pages a form takes below its title.
    pub(crate) fn pages(&self) -> u64 {
        (self.total(0..self.rows.len()) + TITLE).div_ceil(self.page)
    }

    /// Whether a page may end within the cell.
    pub(crate) fn breaks(&self, placed: &Placed) -> bool {
        match placed.rowspan {
            1 => self.rows[placed.row] > self.page / 2,
            2..=KEPT_ROWS => self.loose[placed.row],
            _ => true,
        }
    }

    fn total(&self, rows: Range<usize>) -> u64 {
        self.rows[rows].iter().sum()
    }
}

/// The rows that overlapping spans chain to one another.
fn held_together(cells: &[Placed]) -> Vec<Range<usize>> {
    let mut groups: Vec<Range<usize>> = Vec::new();
    let spans = cells
        .iter()
        .filter(|placed| (2..=KEPT_ROWS).contains(&placed.rowspan));
    for rows in spans.map(Placed::rows) {
        match groups.last_mut().filter(|group| rows.start < group.end) {
            Some(group) => group.end = group.end.max(rows.end),
            None => groups.push(rows),
        }
    }
    groups
}

/// The height of a cell, its lines an em tall with a third of one between them.
fn height(placed: &Placed, widths: &[u32], (style, page): (Style, Page)) -> u64 {
    let em = u64::from(style.half_points * 5);
    let room = width_of(placed, widths, page).saturating_sub(2 * padding(style));
    let room = (2 * u64::from(room) / em).max(1);
    let lines: u64 = placed
        .cell
        .text
        .content
        .split('\n')
        .map(|line| {
            u64::from(layout::half_characters(line))
                .div_ceil(room)
                .max(1)
        })
        .sum();
    lines * em + (lines - 1) * em * 7 / 20 + VERTICAL_PADDING
}

#[cfg(test)]
mod tests {
    use document::Cell;

    use super::*;

    fn breaking(rowspans: &[&[usize]], characters: usize) -> Vec<bool> {
        let cell = Cell::plain("字".repeat(characters));
        let mut cells = Vec::new();
        for (row, spans) in rowspans.iter().enumerate() {
            for (column, &rowspan) in spans.iter().enumerate() {
                cells.push(Placed {
                    cell: &cell,
                    row,
                    column,
                    colspan: 1,
                    rowspan,
                });
            }
        }
        let heights = Heights::of(
            &cells,
            rowspans.len(),
            &[1, 1],
            (layout::table(2), layout::PAGE),
        );
        cells.iter().map(|placed| heights.breaks(placed)).collect()
    }

    #[test]
    fn short_rows_and_short_spans_are_kept_whole() {
        assert_eq!(breaking(&[&[2, 1], &[], &[1]], 20), [false, false, false]);
    }

    #[test]
    fn whole_of_a_tall_row_may_be_broken() {
        assert_eq!(breaking(&[&[1, 1]], 2000), [true, true]);
    }

    #[test]
    fn spans_that_chain_too_many_rows_may_be_broken_but_not_their_rows() {
        let chained: &[&[usize]] = &[&[4, 1], &[], &[1], &[4]];
        let rows = [chained, &[&[1], &[1], &[1], &[1]]].concat();
        assert_eq!(
            breaking(&rows, 250),
            [true, false, false, true, false, false, false, false]
        );
    }
}
