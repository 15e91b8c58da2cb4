//! 整改: what became of the problems of a book.

use book::rectification::Tally;
use book::{Book, Date, Rectification};
use quantity::{Decimal, Rational};
use serde_json::{Value, json};

use crate::told::{remarks, told_as_value};

/// The problems of a book as they stand on a day.
#[derive(Debug)]
pub struct Rectified(pub Rectification);

/// Looks at the problems as of a day; remarks are what the list has to say beside `last` year's book, where it is given.
pub fn rectify(book: &Book, as_of: Option<Date>, last: Option<&Book>) -> Rectified {
    let mut list = book.rectification(as_of);
    if let Some(last) = last {
        list.remarks = list.against(&last.rectification(None));
    }
    Rectified(list)
}

/// 整改率 in percent with two decimals, where there is anything to mend.
pub fn rate(tally: &Tally) -> Option<Decimal> {
    let hundred = Rational::from_integer(100.into());
    tally
        .rate()
        .map(|rate| Decimal::round(&(rate * hundred), 2))
}

told_as_value!(Rectified);

impl Rectified {
    fn value(&self) -> Value {
        value(&self.0)
    }
}

fn value(list: &Rectification) -> Value {
    let tally = |tally: &Tally| {
        json!({
            "found": tally.found, "done": tally.done, "underway": tally.underway,
            "not_begun": tally.not_begun, "impossible": tally.impossible, "left": tally.left(),
            "overdue": tally.overdue, "due_soon": tally.due_soon, "carried": tally.carried,
            "amount": tally.amount.to_string(),
            "rate": rate(tally).map(|rate| rate.to_string()),
        })
    };
    let items = list.items.iter().map(|item| {
        let (problem, follow) = (&item.problem, &item.problem.follow_up);
        json!({
            "name": item.name(), "place": item.place, "source": item.source(),
            "problem": problem.text, "category": follow.category,
            "indicators": problem.indicators, "stage": item.stage().word(),
            "found": follow.found.map(|day| day.to_string()),
            "deadline": problem.deadline.map(|day| day.to_string()),
            "done": follow.done.map(|day| day.to_string()),
            "overdue": item.overdue, "due_in": item.due_in,
            "carried": follow.carried, "left": follow.left, "evidence": follow.evidence,
        })
    });
    let sources = list.by_source().into_iter();
    let sources: serde_json::Map<_, _> = sources
        .map(|(source, counted)| (source.to_owned(), tally(&counted)))
        .collect();
    json!({
        "as_of": list.as_of.map(|day| day.to_string()),
        "total": tally(&list.tally()),
        "sources": sources,
        "items": items.collect::<Vec<_>>(),
        "remarks": remarks(&list.remarks),
    })
}
