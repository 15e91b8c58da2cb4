//! Places in the tables of an account, found by the names of rows and columns.

use crate::claim::FigureId;
use crate::strip::{Entry, Strip};
use crate::table::Sheet;

/// A place in a table that its form provides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cell {
    /// The form provides it, and nothing is printed there: nothing was received or spent.
    Blank,
    /// A figure.
    Figure(FigureId),
}

impl Cell {
    /// The figure, where there is one.
    pub(crate) fn figure(self) -> Option<FigureId> {
        match self {
            Cell::Blank => None,
            Cell::Figure(id) => Some(id),
        }
    }
}

impl<'a> Sheet<'a> {
    /// What stands at a place.
    pub(crate) fn cell(&self, row: usize, column: usize) -> Option<Cell> {
        match self.figure(row, column) {
            Some(id) => Some(Cell::Figure(id)),
            None if matches!(self.text(row, column).trim(), "" | "-" | "—" | "－" | "0") => {
                Some(Cell::Blank)
            }
            None => None,
        }
    }

    /// The strip and row with one of the names.
    pub(crate) fn named(&self, names: &[&str]) -> Option<(&Strip<'a>, &Entry<'a>)> {
        let rows = self
            .strips
            .iter()
            .flat_map(|strip| strip.entries.iter().map(move |entry| (strip, entry)));
        rows.into_iter()
            .find(|(_, entry)| names.contains(&&*entry.name))
    }

    /// All strips and rows with one of the names.
    pub(crate) fn all_named(&self, names: &[&str]) -> Vec<(&Strip<'a>, &Entry<'a>)> {
        let rows = self
            .strips
            .iter()
            .flat_map(|strip| strip.entries.iter().map(move |entry| (strip, entry)));
        rows.filter(|(_, entry)| names.contains(&&*entry.name))
            .collect()
    }

    /// The column of a strip whose head has one of the words; the first column that says 决算 or 合计 without words.
    pub(crate) fn column_in(&self, strip: &Strip<'_>, words: &[&str]) -> Option<usize> {
        let head = |column: &usize| self.path(*column).concat();
        if words.is_empty() {
            let main = strip.values.iter().find(|column| {
                let head = head(column);
                head.contains("决算") || head.contains("合计") || head.contains("金额")
            });
            return main.or(strip.values.first()).copied();
        }
        strip
            .values
            .iter()
            .find(|column| words.iter().any(|word| head(column).contains(word)))
            .copied()
    }

    /// What stands in a named row under a head with one of the words.
    pub(crate) fn at(&self, names: &[&str], words: &[&str]) -> Option<Cell> {
        let (strip, entry) = self.named(names)?;
        self.cell(entry.row, self.column_in(strip, words)?)
    }
}
