//! Cells made from template words.

use document::{Align, Cell, Table};

use crate::compose::Composer;
use crate::template::Place;

/// A table being filled row by row.
pub(crate) struct Filler<'c, 'a> {
    composer: &'c mut Composer<'a>,
    table: Table,
}

impl<'c, 'a> Filler<'c, 'a> {
    /// A table with these heads; `widths` are relative.
    pub(crate) fn new(composer: &'c mut Composer<'a>, heads: &[&str], widths: &[u16]) -> Self {
        let head = heads
            .iter()
            .map(|head| aligned(Cell::plain(*head), Align::Center));
        let table = Table {
            header_rows: 1,
            widths: widths.to_vec(),
            rows: vec![head.collect()],
            ..Table::default()
        };
        Self { composer, table }
    }

    /// A cell of template words.
    pub(crate) fn cell(&mut self, words: &str, align: Align, place: &Place) -> Cell {
        let text = self.composer.phrase(words, place);
        aligned(
            Cell {
                text,
                ..Cell::plain("")
            },
            align,
        )
    }

    pub(crate) fn row(&mut self, cells: Vec<Cell>) {
        self.table.rows.push(cells);
    }

    /// A row of template words, each with its alignment.
    pub(crate) fn words<const N: usize>(&mut self, cells: [(&str, Align); N], place: &Place) {
        let cells = cells.map(|(words, align)| self.cell(words, align, place));
        self.row(cells.into());
    }

    pub(crate) fn finish(self, caption: &str) {
        self.composer.table(caption, self.table);
    }
}

fn aligned(cell: Cell, align: Align) -> Cell {
    Cell { align, ..cell }
}
