//! The department's budget: the lines of its units, less what passes between them.

use std::collections::BTreeMap;

use super::{Elimination, Unit};
use crate::number::sum;
use crate::{BudgetLine, Totals};

/// The lines of all units. Lines of one name, kind and source of funds are one line; a line that was only passed on
/// to other units is gone.
pub(super) fn lines(units: &[Unit<'_>], eliminations: &[Elimination]) -> Vec<BudgetLine> {
    let sources = Sources::of(units, eliminations);
    let mut lines: Vec<BudgetLine> = Vec::new();
    for unit in units {
        for line in &unit.book.budget {
            let amounts = less(line.amounts, passed_on(unit.name(), line, eliminations));
            if amounts == Totals::default() {
                continue;
            }
            let source = sources.find(unit, line);
            let same = lines.iter_mut().find(|known| {
                (&known.name, known.spending, known.source.as_str())
                    == (&line.name, line.spending, source)
            });
            let reason = line
                .unspent_reason
                .as_ref()
                .map(|reason| format!("{}：{reason}", unit.name()));
            match same {
                Some(known) => {
                    known.carried_executed = known
                        .executed_of_carried()
                        .zip(line.executed_of_carried())
                        .map(|(some, more)| sum([some, more]));
                    known.amounts = plus(known.amounts, amounts);
                    known.unspent_reason = joined(known.unspent_reason.take(), reason);
                }
                None => lines.push(BudgetLine {
                    name: line.name.clone(),
                    spending: line.spending,
                    source: source.to_owned(),
                    amounts,
                    execution: None,
                    carried_executed: line.carried_executed,
                    unspent_reason: reason,
                    indicators: Vec::new(),
                }),
            }
        }
    }
    lines
}

/// What of a line was passed on to other units of the department.
fn passed_on(unit: &str, line: &BudgetLine, eliminations: &[Elimination]) -> Totals {
    let given = eliminations
        .iter()
        .filter(|one| one.is_agreed() && one.of_budget && one.giver == unit)
        .flat_map(|one| &one.given)
        .filter(|(account, _)| *account == line.name);
    given.fold(Totals::default(), |sum, (_, amounts)| plus(sum, *amounts))
}

fn joined(first: Option<String>, second: Option<String>) -> Option<String> {
    match (first, second) {
        (Some(first), Some(second)) => {
            let first = first.trim_end_matches(['。', '；']);
            Some(format!("{first}；{second}"))
        }
        (first, second) => first.or(second),
    }
}

pub(super) fn plus(a: Totals, b: Totals) -> Totals {
    Totals {
        initial: sum([a.initial, b.initial]),
        adjustment: sum([a.adjustment, b.adjustment]),
        carried: sum([a.carried, b.carried]),
        executed: sum([a.executed, b.executed]),
    }
}

pub(super) fn less(a: Totals, b: Totals) -> Totals {
    let negative = Totals {
        initial: -b.initial,
        adjustment: -b.adjustment,
        carried: -b.carried,
        executed: -b.executed,
    };
    plus(a, negative)
}

/// Where money comes from that reached a unit through another unit: a line that is wholly paid from above has the
/// source of the line it was paid from.
struct Sources<'a>(BTreeMap<(&'a str, &'a str), &'a str>);

impl<'a> Sources<'a> {
    fn of(units: &'a [Unit<'a>], eliminations: &'a [Elimination]) -> Self {
        let mut sources = Self(BTreeMap::new());
        // Money may pass through several units: as often as there are matters at most.
        for _ in eliminations {
            let before = sources.0.clone();
            for one in eliminations
                .iter()
                .filter(|one| one.is_agreed() && one.of_budget)
            {
                sources.follow(units, one);
            }
            if sources.0 == before {
                break;
            }
        }
        sources
    }

    fn follow(&mut self, units: &'a [Unit<'a>], one: &'a Elimination) {
        let unit = |name: &str| units.iter().find(|unit| unit.name() == name);
        let ([(from, _)], [(into, amounts)]) = (one.given.as_slice(), one.taken.as_slice()) else {
            return;
        };
        let (Some(giver), Some(taker)) = (unit(&one.giver), unit(&one.taker)) else {
            return;
        };
        let (Some(paid), Some(received)) = (line(giver, from), line(taker, into)) else {
            return;
        };
        if received.amounts.full_year() == amounts.full_year() {
            let source = self.find(giver, paid);
            self.0.insert((taker.name(), &received.name), source);
        }
    }

    fn find(&self, unit: &'a Unit<'a>, line: &'a BudgetLine) -> &'a str {
        let followed = self.0.get(&(unit.name(), line.name.as_str()));
        followed.copied().unwrap_or(&line.source)
    }
}

fn line<'a>(unit: &'a Unit<'a>, name: &str) -> Option<&'a BudgetLine> {
    unit.book.budget.iter().find(|line| line.name == name)
}
