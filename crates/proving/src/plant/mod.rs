//! Errors planted in a consistent report: one figure, or one word, is printed wrong.
//!
//! An error is planted only where the printed text refutes it: some claim among printed figures cannot hold any more
//! for any values they may stand for, rounded or cut off. That is decided here, by `claim.rs`, and not by the auditor.

mod error;
mod wrong;

use quantity::{Decimal, Quantity, Unit};

use crate::claim::{Claim, Id, Sort};
use crate::dice::Dice;
use crate::figure::Shown;
use crate::made::Made;

pub use error::Error;

use wrong::wrong;

/// A planted error.
#[derive(Debug, Clone)]
pub(crate) struct Planted {
    /// What was done.
    pub error: Error,
    /// The slot it was done to.
    pub slot: Id,
    /// The figures of the report with the error among them.
    pub shown: Vec<Shown>,
    /// The sorts of the claims that are refuted by it.
    pub refuted: Vec<Sort>,
}

/// How many slots are tried before a report is said to have no place for an error.
const TRIES: usize = 40;

/// Plants an error of a kind; `None` where the report has no place for one that its text refutes.
pub(crate) fn plant(made: &Made, error: Error, dice: &mut Dice) -> Option<Planted> {
    let claims: Vec<&Claim> = made
        .claims
        .iter()
        .filter(|claim| error.concerns(claim.sort))
        .collect();
    if claims.is_empty() {
        return None;
    }
    (0..TRIES).find_map(|_| {
        let claim = *dice.pick(&claims);
        let slot = slot(made, error, claim, dice)?;
        let wrong = wrong(made, error, claim, slot, dice)?;
        attempt(made, error, slot, wrong)
    })
}

/// Plants another number where a slip of the keys may be told, as it is typed instead of the right one.
pub(crate) fn retype(
    made: &Made,
    dice: &mut Dice,
    typed: impl Fn(Decimal, &mut Dice) -> Option<Decimal>,
) -> Option<Planted> {
    let claims = made.claims.iter();
    let claims: Vec<&Claim> = claims
        .filter(|claim| Error::Digit.concerns(claim.sort))
        .collect();
    (0..TRIES).find_map(|_| {
        let claim = claims.get(dice.below(claims.len()))?;
        let slot = slot(made, Error::Digit, claim, dice)?;
        let right = made.shown[slot].quantity()?;
        let value = typed(right.value, dice)?;
        let wrong = made.shown[slot].with(Quantity { value, ..right });
        attempt(made, Error::Digit, slot, wrong)
    })
}

fn attempt(made: &Made, error: Error, slot: Id, wrong: Shown) -> Option<Planted> {
    if wrong.text() == made.shown[slot].text() {
        return None;
    }
    let mut shown = made.shown.clone();
    shown[slot] = wrong;
    let about = made
        .claims
        .iter()
        .filter(|claim| claim.slots().contains(&slot));
    let refuted: Vec<Sort> = about
        .filter(|claim| tells(claim, error, &shown) && !claim.can_hold(&shown))
        .map(|claim| claim.sort)
        .collect();
    let told = refuted.iter().any(|sort| error.concerns(*sort));
    told.then_some(Planted {
        error,
        slot,
        shown,
        refuted,
    })
}

/// Whether a claim can refute an error: a list after 其中 need not be complete, so only a slip in figures of several
/// digits can be told there; and short figures of one name may be two things.
fn tells(claim: &Claim, error: Error, shown: &[Shown]) -> bool {
    const DIGITS: usize = 4;
    let long = || {
        claim.slots().iter().all(|id| {
            let quantity = shown[*id].quantity();
            quantity.is_some_and(|quantity| {
                quantity.value.mantissa().unsigned_abs().to_string().len() >= DIGITS
            })
        })
    };
    match claim.sort {
        Sort::Among => error.is_slip() && long(),
        Sort::Same | Sort::Table => long(),
        _ => true,
    }
}

/// The slot of a claim an error of this kind is made in.
fn slot(made: &Made, error: Error, claim: &Claim, dice: &mut Dice) -> Option<Id> {
    let slots = claim.slots();
    let is_percent = |id: &Id| {
        let quantity = made.shown[*id].quantity();
        quantity.is_some_and(|quantity| quantity.unit == Unit::PERCENT)
    };
    let is_word = |id: &Id| made.shown[*id].quantity().is_none();
    let fitting: Vec<Id> = match error {
        Error::Stale | Error::Dropped => slots.into_iter().take(1).collect(),
        Error::Base | Error::LastYear => slots.into_iter().filter(is_percent).collect(),
        Error::Direction => slots.into_iter().filter(is_word).collect(),
        // The second of two places, the text beside the table, the amount in the other unit.
        Error::Restated | Error::Table | Error::Conversion => slots.into_iter().skip(1).collect(),
        Error::Overscore => slots.into_iter().take(1).collect(),
        _ => slots.into_iter().filter(|id| !is_word(id)).collect(),
    };
    (!fitting.is_empty()).then(|| *dice.pick(&fitting))
}
