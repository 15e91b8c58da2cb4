//! What is carried on into the next year (上年结转).

use crate::{Book, Problem};

/// The problems still open in a book, marked as carried on, for the book of the next year.
///
/// Indicators are left out: the next year has its own. Those from ledgers become entries of `book.toml`, as the next
/// year's ledger begins empty.
pub fn carried_on(book: &Book) -> Vec<Problem> {
    let items = book.rectification(None).items.into_iter();
    let open = items.filter(|item| item.stage().is_open());
    open.map(|item| {
        let source = item.source().to_owned();
        let mut problem = item.problem;
        problem.indicators.clear();
        problem.follow_up.source = Some(source);
        problem.follow_up.evidence.clear();
        problem.follow_up.carried = true;
        problem
    })
    .collect()
}
