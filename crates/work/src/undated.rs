//! What of a book has no day, so that no earlier one of it is known.

use book::{Book, ColumnType, Date, Ledger};

/// The ledgers that do not say when their rows were entered.
pub fn ledgers(book: &Book) -> Vec<&str> {
    let dated = |ledger: &Ledger| {
        let mut columns = ledger.columns().iter();
        columns.any(|column| column.kind == ColumnType::Entered)
    };
    let long = book.long_ledgers.iter();
    let long = long.filter(|(_, ledger)| !ledger.looks_back());
    let long = long.map(|(name, _)| name.as_str());
    let undated = book.ledgers.iter().filter(|(_, ledger)| !dated(ledger));
    undated.map(|(name, _)| name.as_str()).chain(long).collect()
}

/// The lines of the budget of a day before the year's end whose 执行数 is typed in, and so told of the whole year.
pub fn money(book: &Book, day: Date) -> Vec<&str> {
    if Date::new(book.year, 12, 31).is_none_or(|end| day >= end) {
        return Vec::new();
    }
    let typed = book.budget.iter().filter(|line| {
        let amounts = &line.amounts;
        line.execution.is_none() && !amounts.executed.is_zero()
    });
    typed.map(|line| line.name.as_str()).collect()
}
