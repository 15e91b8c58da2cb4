//! Rivals (两可): figures whose correction would mend a planted error as well as its own, and as likely.
//!
//! Of a relation of two or three figures nobody can say which is wrong where nothing else is told of them. There the relation
//! must be accused, and a proposal is right by luck only.

use num_traits::{One, Zero};
use quantity::{Decimal, Quantity, Rational};

use crate::claim::{Claim, Id};
use crate::figure::Shown;
use crate::made::Made;
use crate::plant::{Error, Planted};

/// Whether another figure may as well be what is wrong: one correction of it, by the same slip of the pen where it was one, makes
/// every claim about it and about the planted figure hold. A wrong word has none: its finding names the word.
pub(crate) fn has_rival(made: &Made, planted: &Planted) -> bool {
    if planted.shown[planted.slot].quantity().is_none() {
        return false;
    }
    let about: Vec<&Claim> = made
        .claims
        .iter()
        .filter(|claim| claim.slots().contains(&planted.slot))
        .collect();
    let refuted: Vec<&Claim> = about
        .iter()
        .copied()
        .filter(|claim| !claim.can_hold(&planted.shown))
        .collect();
    let mut others: Vec<Id> = refuted.iter().flat_map(|claim| claim.slots()).collect();
    others.sort_unstable();
    others.dedup();
    others
        .into_iter()
        .filter(|id| *id != planted.slot)
        .any(|id| {
            let holds = |shown: &[Shown]| {
                let mut claims = made.claims.iter();
                about.iter().all(|claim| claim.can_hold(shown))
                    && claims.all(|claim| !claim.slots().contains(&id) || claim.can_hold(shown))
            };
            corrections(planted, &refuted, id).any(|correction| {
                let mut shown = planted.shown.clone();
                shown[id] = correction;
                holds(&shown)
            })
        })
}

/// What a figure may have been meant to say: by the planted slip of the pen, or as it is reckoned from the others.
fn corrections<'a>(
    planted: &'a Planted,
    refuted: &'a [&Claim],
    id: Id,
) -> impl Iterator<Item = Shown> + 'a {
    let shown = &planted.shown[id];
    let printed = shown.quantity();
    let values: Vec<Decimal> = match (printed, planted.error) {
        (None, _) => Vec::new(),
        (Some(printed), Error::Digit) => one_digit_off(printed.value),
        (Some(printed), Error::Swapped) => swapped(printed.value),
        (Some(printed), Error::Point) => moved(printed.value),
        // A wrong unit stands out against the units beside it.
        (Some(_), Error::Unit) => Vec::new(),
        (Some(printed), _) => {
            let solved = refuted
                .iter()
                .filter_map(|claim| solved(claim, &planted.shown, id, &printed));
            solved.collect()
        }
    };
    values
        .into_iter()
        .zip(printed.into_iter().cycle())
        .map(move |(value, printed)| shown.with(Quantity { value, ..printed }))
}

fn one_digit_off(value: Decimal) -> Vec<Decimal> {
    let mantissa = value.mantissa();
    let mut place = 1;
    let mut values = Vec::new();
    while place <= mantissa {
        let digit = mantissa / place % 10;
        let others = (0..10).filter(|other| *other != digit);
        values.extend(others.map(|other| mantissa + (other - digit) * place));
        place *= 10;
    }
    let values = values.into_iter().filter(|mantissa| *mantissa > 0);
    values
        .map(|mantissa| Decimal::new(mantissa, value.scale()))
        .collect()
}

fn swapped(value: Decimal) -> Vec<Decimal> {
    let mantissa = value.mantissa();
    let mut place = 1;
    let mut values = Vec::new();
    while place * 10 <= mantissa {
        let (right, left) = (mantissa / place % 10, mantissa / place / 10 % 10);
        values.push(Decimal::new(
            mantissa + (left - right) * place - (left - right) * place * 10,
            value.scale(),
        ));
        place *= 10;
    }
    values
}

fn moved(value: Decimal) -> Vec<Decimal> {
    let scales = value.scale().saturating_sub(2)..=value.scale() + 2;
    scales
        .map(|scale| Decimal::new(value.mantissa(), scale))
        .collect()
}

/// The value of a slot that satisfies a claim, as it would be printed.
fn solved(claim: &Claim, shown: &[Shown], id: Id, printed: &Quantity) -> Option<Decimal> {
    if claim.at_most || !claim.slots().contains(&id) {
        return None;
    }
    let base =
        |quantity: Quantity| quantity.value.to_rational() * quantity.unit.factor().to_rational();
    let at = |own: Rational| -> Option<Rational> {
        let mut sum = Rational::zero();
        for (factor, ids) in &claim.terms {
            let mut product = Rational::from_integer((*factor).into());
            for slot in ids {
                product *= match &shown[*slot] {
                    _ if *slot == id => own.clone(),
                    Shown::Number { quantity, .. } => base(*quantity),
                    direction => direction.ends()?.0,
                };
            }
            sum += product;
        }
        Some(sum)
    };
    let (constant, with_one) = (at(Rational::zero())?, at(Rational::one())?);
    let slope = with_one - &constant;
    if slope.is_zero() {
        return None;
    }
    let value = -constant / slope / printed.unit.factor().to_rational();
    Some(Decimal::round(&value, printed.value.scale()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_a_slip_away_are_told() {
        let of = |values: Vec<Decimal>| -> Vec<String> {
            values.iter().map(|value| value.to_string()).collect()
        };
        let value: Decimal = "12.5".parse().unwrap();
        assert_eq!(one_digit_off(value).len(), 3 * 9);
        assert_eq!(of(swapped(value)), ["15.2", "21.5"]);
        assert!(of(moved(value)).contains(&"125".to_owned()));
    }
}
