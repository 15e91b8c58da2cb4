//! The score sheet (部门整体支出绩效自评表) and the explanation of its points, for a workbook.

mod entries;
mod explained;
mod form;
mod monitoring;
mod target;

use book::{Book, Faults, Monitoring, Scheme, Scorecard};
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

/// The target form (绩效目标申报表) of a book, with the targets and the budget as they were approved for the year.
///
/// # Errors
/// Every name that the book's words use and the book does not have.
pub fn target_sheet(book: &Book, card: &Scorecard) -> Result<Sheet, Faults> {
    let mut words = Composer::new(book, card);
    let form = target::sheet(book, &mut words);
    let faults = words.into_faults();
    match faults.is_empty() {
        true => Ok(form),
        false => Err(Faults(faults)),
    }
}

/// The monitoring form of a period (绩效运行监控表), as 财预〔2019〕136号 has it; the book's words are those known on
/// the period's last day.
///
/// # Errors
/// Every name that the overall goal uses and the book does not have.
pub fn monitoring_sheet(
    book: &Book,
    scheme: &Scheme,
    monitoring: &Monitoring,
) -> Result<Sheet, Faults> {
    let then = book.as_of(monitoring.period.last_day());
    let card = book::score(&then, scheme);
    let mut words = Composer::new(&then, &card);
    let form = monitoring::Form {
        book: &then,
        card: &card,
        monitoring,
        words: &mut words,
    };
    let sheet = form.sheet();
    let faults = words.into_faults();
    match faults.is_empty() {
        true => Ok(sheet),
        false => Err(Faults(faults)),
    }
}
