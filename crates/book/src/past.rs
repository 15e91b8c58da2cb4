//! A book as it was known on a past day.

use crate::{Book, Date};

impl Book {
    /// The book as if every row of its ledgers had been entered on the day it is about (业务日期), and not later.
    #[must_use]
    pub fn by_business_date(&self) -> Self {
        let mut book = self.clone();
        for ledger in book.ledgers.values_mut() {
            *ledger = ledger.by_business_date();
        }
        book
    }

    /// One unit's own book as it was known at the end of a day. What the book says without a day, such as words and
    /// typed values, stays.
    pub(crate) fn known_at(&self, day: Date) -> Self {
        let mut book = self.adjusted_back(Some(day));
        book.forget_adjustments(day);
        for ledger in book.ledgers.values_mut() {
            *ledger = ledger.as_of(day);
        }
        for ledger in book.long_ledgers.values_mut() {
            *ledger = ledger.as_of(day);
        }
        book.evidence = self.evidence.as_of(day);
        // A measure that fails on fewer rows has nothing to count yet.
        book.execute_budget();
        for line in &mut book.budget {
            // It is told of the whole year.
            let spent = line.amounts.executed;
            line.carried_executed = line.carried_executed.filter(|part| *part <= spent);
        }
        book
    }

    fn forget_adjustments(&mut self, day: Date) {
        self.adjustments.retain(|adjustment| adjustment.date <= day);
        for project in self.projects.values_mut() {
            project
                .adjustments
                .retain(|adjustment| adjustment.date <= day);
        }
    }

    /// The days its ledgers are looked back to.
    pub(crate) fn days(&self) -> impl Iterator<Item = Date> {
        let long = self
            .long_ledgers
            .values()
            .filter_map(crate::LongLedger::day);
        self.ledgers
            .values()
            .filter_map(crate::Ledger::day)
            .chain(long)
    }

    /// Whether it is looked back to a day before the last of its year, on which nothing is final.
    pub(crate) fn is_within_year(&self) -> bool {
        let last = crate::Period::whole(self.year).last_day();
        self.days().any(|day| day < last)
    }
}
