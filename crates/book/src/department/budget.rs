//! The department's budget: the lines of its units, less what passes between them.

use std::collections::BTreeMap;

use super::{Elimination, Unit};
use crate::number::sum;
use crate::{BudgetLine, Totals};

/// The lines of all units. Lines of one name, kind and source of funds are one line; a line that was only passed on
/// to other units is gone.
pub(super) fn lines(units: &[Unit<'_>], eliminations: &[Elimination]) -> Vec<BudgetLine> {
    let sources = Sources::of(units, eliminations);
    let mut pooled: Vec<Pooled<'_>> = Vec::new();
    for unit in units {
        for line in &unit.book.budget {
            let amounts = less(line.amounts, passed_on(unit.name(), line, eliminations));
            if amounts == Totals::default() {
                continue;
            }
            let source = sources.find(unit, line);
            let reason = line.unspent_reason.as_ref();
            let reason = reason.map(|reason| (unit.name(), reason.as_str()));
            match pooled.iter_mut().find(|known| known.takes(line, source)) {
                Some(known) => known.add(line, amounts),
                None => pooled.push(Pooled::new(line, source, amounts)),
            }
            if let Some(known) = pooled.iter_mut().find(|known| known.takes(line, source)) {
                known.reasons.extend(reason);
            }
        }
    }
    told_apart(pooled)
}

/// A line that is put together from those of several units.
struct Pooled<'a> {
    line: BudgetLine,
    /// Why units left money, with the unit.
    reasons: Vec<(&'a str, &'a str)>,
}

impl Pooled<'_> {
    fn new(line: &BudgetLine, source: &str, amounts: Totals) -> Self {
        Self {
            line: BudgetLine {
                source: source.to_owned(),
                amounts,
                execution: None,
                unspent_reason: None,
                indicators: Vec::new(),
                ..line.clone()
            },
            reasons: Vec::new(),
        }
    }

    fn takes(&self, line: &BudgetLine, source: &str) -> bool {
        let known = &self.line;
        (&known.name, known.spending, known.source.as_str()) == (&line.name, line.spending, source)
    }

    fn add(&mut self, line: &BudgetLine, amounts: Totals) {
        let known = &mut self.line;
        let spent = known.executed_of_carried().zip(line.executed_of_carried());
        known.carried_executed = spent.map(|(some, more)| sum([some, more]));
        known.amounts = plus(known.amounts, amounts);
    }
}

/// The lines with their reasons; of several with one name all but the first are named with their source.
fn told_apart(pooled: Vec<Pooled<'_>>) -> Vec<BudgetLine> {
    let mut lines: Vec<BudgetLine> = Vec::new();
    for Pooled { mut line, reasons } in pooled {
        line.unspent_reason = joined(&reasons);
        for mark in [line.source.clone(), line.spending.word().to_owned()] {
            if lines.iter().any(|known| known.name == line.name) {
                line.name = format!("{}（{mark}）", line.name);
            }
        }
        lines.push(line);
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

/// Why units left money of a line; whose reason it is needs saying where there are several.
fn joined(reasons: &[(&str, &str)]) -> Option<String> {
    match reasons {
        [] => None,
        [(_, only)] => Some((*only).to_owned()),
        all => {
            let each = all.iter().map(|(unit, reason)| {
                let reason = reason.trim().trim_end_matches(['。', '；']);
                format!("{unit}（{reason}）")
            });
            Some(each.collect::<Vec<_>>().join("、"))
        }
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
