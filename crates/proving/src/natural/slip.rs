//! A digit changed in a relation, where rounding cannot explain it, and whether the auditor names the figure.

use audit::{Audit, Place, Severity};

use crate::dice::Dice;

use super::alarms;
use super::number::{Number, ONE};
use super::relation::{Relation, Sort};

/// What the auditor says of the figure whose digit was changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Caught {
    /// Nothing.
    Not,
    /// A warning names it.
    Warning,
    /// An error names it.
    Error,
}

/// A text with a digit changed.
#[derive(Debug, Clone)]
pub(super) struct Slip {
    pub(super) text: String,
    start: usize,
    end: usize,
}

impl Slip {
    /// The changed figure as it is printed.
    pub(super) fn printed(&self) -> &str {
        &self.text[self.start..self.end]
    }
}

/// Digits of a figure of a ratio that are changed: the others drown in rounding.
const TELLING_DIGITS: usize = 2;

/// Changes one digit of one figure of a relation; `None` where rounding might explain the outcome.
pub(super) fn plant(
    dice: &mut Dice,
    text: &str,
    numbers: &[Number],
    relation: &Relation,
) -> Option<Slip> {
    let slot = dice.below(relation.members.len());
    let number = numbers[relation.members[slot]];
    let mut printed = text.as_bytes()[number.start..number.end].to_vec();
    let mut digits: Vec<usize> = (0..printed.len())
        .filter(|at| printed[*at].is_ascii_digit())
        .collect();
    if matches!(relation.sort, Sort::Rate | Sort::Change) {
        digits.truncate(TELLING_DIGITS);
    }
    let at = *dice.pick(&digits);
    let others = (b'0'..=b'9').filter(|digit| *digit != printed[at] && (at > 0 || *digit != b'0'));
    let others: Vec<u8> = others.collect();
    printed[at] = *dice.pick(&others);
    let printed = String::from_utf8(printed).ok()?;
    let mut members: Vec<Number> = relation
        .members
        .iter()
        .map(|member| numbers[*member])
        .collect();
    members[slot] = number.printed_as(&printed)?;
    (!rounding_explains(relation.sort, &members)?).then(|| Slip {
        text: format!("{}{printed}{}", &text[..number.start], &text[number.end..]),
        start: number.start,
        end: number.end,
    })
}

/// Whether values that the printed ones may stand for, rounded or cut off, are related all the same; `None` where the
/// numbers are too large to tell.
pub(crate) fn rounding_explains(sort: Sort, members: &[Number]) -> Option<bool> {
    let slack = |number: &Number| if number.whole { 0 } else { number.ulp };
    match sort {
        Sort::Sum | Sort::Difference => {
            let sum = |parts: &[Number]| parts.iter().map(|part| part.value).sum::<i128>();
            let gap = match sort {
                Sort::Sum => members[0].value - sum(&members[1..]),
                _ => (members[0].value - members[1].value).abs() - members[2].value,
            };
            Some(gap.abs() <= members.iter().map(slack).sum())
        }
        Sort::Rate | Sort::Change => {
            let [percent, one, base] = members else {
                return None;
            };
            let over = match sort {
                Sort::Rate => one.value,
                _ => (one.value - base.value).abs(),
            };
            let wide = match sort {
                Sort::Rate => slack(one),
                _ => slack(one) + slack(base),
            };
            // percent × base = 100 × over, each anywhere within its slack; that of the percentage thrice for good measure.
            let (percent, loose) = (percent.value, 3 * percent.ulp);
            let low = (percent - loose).checked_mul(base.value - slack(base))?;
            let high = (percent + loose).checked_mul(base.value + slack(base))?;
            let meets = |over: i128| over.checked_mul(100 * ONE);
            Some(low <= meets(over + wide)? && meets(over - wide)? <= high)
        }
    }
}

/// What the audit of the changed text says of the changed figure; `None` where the text was not read as it was written, so
/// that places cannot be compared.
pub(super) fn caught(slip: &Slip, audit: &Audit) -> Option<Caught> {
    let here = |place: &Place| place.start < slip.end && slip.start < place.end;
    let named = alarms(audit).filter(|finding| finding.figures.iter().any(here));
    let gravest = named.map(|finding| finding.severity).max();
    (audit.flat.text == slip.text).then_some(match gravest {
        Some(Severity::Error) => Caught::Error,
        Some(_) => Caught::Warning,
        None => Caught::Not,
    })
}

#[cfg(test)]
mod tests {
    use super::super::number::numbers;
    use super::super::relation::relations;
    use super::*;

    #[test]
    fn a_slip_is_one_digit_that_rounding_cannot_explain() {
        let text = "债务余额4690.6亿元，其中一般2356.0亿元、专项2334.6亿元";
        let numbers = numbers(text);
        let relation = &relations(text, &numbers)[0];
        let slips: Vec<Slip> = (0..100)
            .filter_map(|n| plant(&mut Dice::new(1, n), text, &numbers, relation))
            .collect();
        assert!(slips.len() > 70);
        for slip in slips {
            let changed = slip
                .text
                .bytes()
                .zip(text.bytes())
                .filter(|(one, other)| one != other)
                .count();
            assert_eq!((slip.text.len(), changed), (text.len(), 1));
            assert!(relations(&slip.text, &super::super::number::numbers(&slip.text)).is_empty());
        }
    }
}
