//! What stands in a slot instead of the right figure, for each kind of error.

use num_traits::{ToPrimitive, Zero};
use quantity::{Decimal, Quantity, Rational, Unit};

use crate::claim::{Claim, Id, Sort};
use crate::dice::Dice;
use crate::figure::Shown;
use crate::made::Made;
use crate::plant::Error;

/// Another figure or word for a slot; `None` where this kind of error cannot be made in it.
pub(super) fn wrong(
    made: &Made,
    error: Error,
    claim: &Claim,
    slot: Id,
    dice: &mut Dice,
) -> Option<Shown> {
    let shown = &made.shown[slot];
    if let Shown::Direction { up, words } = shown {
        return Some(Shown::Direction {
            up: !up,
            words: *words,
        });
    }
    let right = shown.quantity()?;
    let value = match error {
        Error::Digit | Error::Shares | Error::Count | Error::Restated | Error::Table => {
            digit(right, dice)?
        }
        Error::Swapped => swapped(right, dice)?,
        Error::Point => point(right, dice)?,
        Error::Unit => return unit(shown, right),
        Error::Stale => stale(made, claim, right, dice)?,
        Error::Dropped => dropped(made, claim, right, dice)?,
        Error::Base => other_base(made, claim, right, dice)?,
        Error::LastYear => last_year(made, claim, right, dice)?,
        Error::Neighbour => neighbour(made, claim, slot, dice)?,
        Error::Overscore => overscore(made, claim, right, dice)?,
        Error::Conversion => converted(right, dice)?,
        Error::Balance => near(right, dice),
        Error::Direction => return None,
    };
    (value != right.value && !value.is_negative()).then(|| shown.with(Quantity { value, ..right }))
}

fn digits(quantity: Quantity) -> Vec<u8> {
    quantity.value.mantissa().to_string().into_bytes()
}

fn from_digits(digits: &[u8], scale: u8) -> Option<Decimal> {
    let mantissa: i128 = std::str::from_utf8(digits).ok()?.parse().ok()?;
    Some(Decimal::new(mantissa, scale))
}

fn digit(quantity: Quantity, dice: &mut Dice) -> Option<Decimal> {
    let mut digits = digits(quantity);
    let place = dice.below(digits.len());
    let low = if place == 0 && digits.len() > 1 {
        b'1'
    } else {
        b'0'
    };
    digits[place] = dice.between(low.into(), b'9'.into()) as u8;
    from_digits(&digits, quantity.value.scale())
}

fn swapped(quantity: Quantity, dice: &mut Dice) -> Option<Decimal> {
    let mut digits = digits(quantity);
    let places = digits.len().checked_sub(1).filter(|places| *places > 0)?;
    let place = dice.below(places);
    digits.swap(place, place + 1);
    (digits[0] != b'0').then(|| from_digits(&digits, quantity.value.scale()))?
}

fn point(quantity: Quantity, dice: &mut Dice) -> Option<Decimal> {
    let (mantissa, scale) = (quantity.value.mantissa(), quantity.value.scale());
    match dice.below(3) {
        0 if scale > 0 => Some(Decimal::new(mantissa, 0)),
        1 if scale > 0 => Some(Decimal::new(mantissa, scale - 1)),
        _ => (mantissa >= 10).then(|| Decimal::new(mantissa, scale + 1)),
    }
}

fn unit(shown: &Shown, right: Quantity) -> Option<Shown> {
    let others = [
        (Unit::WAN_YUAN, Unit::YI_YUAN),
        (Unit::YI_YUAN, Unit::WAN_YUAN),
        (Unit::YUAN, Unit::WAN_YUAN),
        (Unit::MU, Unit::HECTARE),
        (Unit::HECTARE, Unit::MU),
    ];
    let Shown::Number { form, .. } = shown else {
        return None;
    };
    let (_, other) = others.iter().find(|pair| pair.0 == right.unit)?;
    (!form.bare).then(|| {
        shown.with(Quantity {
            unit: *other,
            ..right
        })
    })
}

/// The printed value of a slot in the unit and places of another quantity.
fn printed(made: &Made, slot: Id, like: Quantity) -> Option<Decimal> {
    let quantity = made.shown[slot].quantity()?;
    quantity.unit.same_kind(like.unit).then_some(())?;
    let value = quantity.value.to_rational() * quantity.unit.factor().to_rational();
    let value = value / like.unit.factor().to_rational();
    Some(Decimal::round(&value, like.value.scale()))
}

/// The parts of a sum whose whole is its first term.
fn parts(claim: &Claim) -> Vec<Id> {
    let mut parts = claim.slots();
    parts.remove(0);
    parts
}

fn stale(made: &Made, claim: &Claim, right: Quantity, dice: &mut Dice) -> Option<Decimal> {
    let parts = parts(claim);
    let part = printed(made, *dice.pick(&parts), right)?;
    let changed = Quantity {
        value: part,
        ..right
    };
    let by = part.checked_sub(near(changed, dice))?;
    right.value.checked_sub(by)
}

/// A value of the same size, a few percent to a third away.
fn near(quantity: Quantity, dice: &mut Dice) -> Decimal {
    let mantissa = quantity.value.mantissa();
    let by = (mantissa * dice.between(2, 33) / 100).max(1);
    let changed = if dice.chance(50) {
        mantissa + by
    } else {
        mantissa - by
    };
    Decimal::new(changed, quantity.value.scale())
}

fn dropped(made: &Made, claim: &Claim, right: Quantity, dice: &mut Dice) -> Option<Decimal> {
    let parts = parts(claim);
    (parts.len() > 2).then_some(())?;
    right
        .value
        .checked_sub(printed(made, *dice.pick(&parts), right)?)
}

/// The two amounts of a ratio: the part and the whole.
fn ratio(claim: &Claim) -> Option<(Id, Id)> {
    match &claim.terms[..] {
        [(100, part), (-1, product)] => Some((*part.first()?, *product.last()?)),
        _ => None,
    }
}

fn value(made: &Made, slot: Id) -> Option<Rational> {
    let quantity = made.shown[slot].quantity()?;
    Some(quantity.value.to_rational() * quantity.unit.factor().to_rational())
}

fn percentage(part: &Rational, whole: &Rational, like: Quantity) -> Option<Decimal> {
    if whole.is_zero() {
        return None;
    }
    let hundred = Rational::from_integer(100.into());
    let percent = Decimal::round(&(part * hundred / whole), like.value.scale());
    (percent.to_rational().to_f64()? < 10_000.0).then_some(percent)
}

fn other_base(made: &Made, claim: &Claim, right: Quantity, dice: &mut Dice) -> Option<Decimal> {
    let (part, whole) = ratio(claim)?;
    let unit = made.shown[whole].quantity()?.unit;
    let amounts: Vec<Id> = (0..made.shown.len())
        .filter(|id| *id != whole && *id != part && is_printed(made, *id))
        .filter(|id| {
            made.shown[*id]
                .quantity()
                .is_some_and(|other| other.unit.same_kind(unit))
        })
        .collect();
    if amounts.is_empty() {
        return None;
    }
    let other = value(made, *dice.pick(&amounts))?;
    percentage(&value(made, part)?, &other, right)
}

fn is_printed(made: &Made, slot: Id) -> bool {
    made.claims
        .iter()
        .any(|claim| claim.slots().contains(&slot))
}

/// For a change, its share of the amount after it; for a share or rate, what it may have been a year ago.
fn last_year(made: &Made, claim: &Claim, right: Quantity, dice: &mut Dice) -> Option<Decimal> {
    if claim.sort != Sort::Growth {
        return Some(near(right, dice));
    }
    let amounts: Vec<Rational> = claim
        .slots()
        .into_iter()
        .filter(|id| {
            made.shown[*id]
                .quantity()
                .is_some_and(|q| q.unit != Unit::PERCENT)
        })
        .map(|id| value(made, id))
        .collect::<Option<_>>()?;
    let [one, other] = &amounts[..] else {
        return None;
    };
    let (small, large) = if one < other {
        (one, other)
    } else {
        (other, one)
    };
    // The change over the amount it led to, as printed with the amounts at hand.
    percentage(small, large, right)
}

fn neighbour(made: &Made, claim: &Claim, slot: Id, dice: &mut Dice) -> Option<Decimal> {
    let right = made.shown[slot].quantity()?;
    let beside: Vec<Decimal> = if claim.sort == Sort::Sum {
        let others = claim.slots().into_iter().filter(|id| *id != slot);
        others.filter_map(|id| printed(made, id, right)).collect()
    } else {
        (slot.saturating_sub(4)..slot + 4)
            .filter(|id| *id != slot && *id < made.shown.len() && is_printed(made, *id))
            .filter_map(|id| made.shown[id].quantity())
            .filter(|other| other.unit == right.unit && other.value.scale() == right.value.scale())
            .map(|other| other.value)
            .collect()
    };
    (!beside.is_empty()).then(|| *dice.pick(&beside))
}

fn overscore(made: &Made, claim: &Claim, right: Quantity, dice: &mut Dice) -> Option<Decimal> {
    let weight = *claim.slots().get(1)?;
    (right.unit == Unit::FEN).then_some(())?;
    let weight = printed(made, weight, right)?;
    weight.checked_add(Decimal::new(dice.between(1, 5), 0))
}

fn converted(right: Quantity, dice: &mut Dice) -> Option<Decimal> {
    let scale = right.value.scale();
    let mantissa = right.value.mantissa();
    match dice.below(4) {
        0 => Some(Decimal::new(mantissa * 10, scale)),
        1 => Some(Decimal::new(mantissa / 10, scale)),
        2 => Some(Decimal::new(mantissa * 3 / 2, scale)),
        _ => digit(right, dice),
    }
}
