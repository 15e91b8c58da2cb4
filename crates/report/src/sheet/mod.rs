//! The score sheet (部门整体支出绩效自评表) and the explanation of its points, for a workbook.

mod entries;
mod explained;
mod form;

use book::{Book, Faults, Scorecard};
use document::Sheet;

use crate::compose::Composer;

/// The score sheet of a book, and a second sheet that shows how each of its points came about.
///
/// The form is the one finance departments derive from the self-evaluation form of 财预〔2020〕10号:
/// unit, main tasks, overall goal, budget execution, indicators, total and grade. Sums and rates are
/// formulas.
///
/// # Errors
/// Every name that the book's words use and the book does not have.
pub fn score_sheet(book: &Book, card: &Scorecard) -> Result<Vec<Sheet>, Faults> {
    let mut words = Composer::new(book, card);
    let form = form::sheet(book, card, &mut words);
    let faults = words.into_faults();
    match faults.is_empty() {
        true => Ok(vec![form, explained::sheet(book, card)]),
        false => Err(Faults(faults)),
    }
}
