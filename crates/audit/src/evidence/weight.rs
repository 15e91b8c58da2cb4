//! The weight of a gap: what a slip of the pen would make likely, against what chance would.

use crate::diagnosis;
use num_integer::Integer;
use num_traits::Signed;
use quantity::{Decimal, Quantity, Unit};

use crate::claim::{FigureId, Form, Leaves};
use crate::figure::Figure;
use crate::slip::Slip;

use super::odds::Odds;

/// One printed relation in this many is wrong.
const ONE_WRONG_IN: u128 = 100;

/// More slips than this may mend a form only where it is so long that none of them tells anything.
const MOST_MENDINGS: usize = 256;

/// A likelihood of one; smaller ones are parts of it.
const UNIT: u128 = 1_000_000;

/// Of a hundred wrong numbers, how many are of each kind; the rest is stale, copied or out of the air.
fn share(slip: Slip) -> u128 {
    match slip {
        Slip::Digit => 45,
        Slip::Swapped => 15,
        Slip::Lost | Slip::Extra => 6,
        Slip::PointMoved => 6,
        Slip::Unit => 8,
    }
}

/// How many times likelier a wrong unit is where all other figures of a form have the one meant than where some do not.
const UNIT_OF_ALL: u128 = 2;
const UNIT_OF_NONE: u128 = 4;

/// A value that a slip of the pen may have hidden, and that would mend a form.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Mending {
    pub(crate) figure: FigureId,
    pub(crate) quantity: Quantity,
    /// How likely such a slip is among all slips there might have been, in parts of [`UNIT`].
    likelihood: u128,
}

/// What the gap of a broken form is worth.
#[derive(Debug, Clone, Default)]
pub(crate) struct Weight {
    pub(crate) mendings: Vec<Mending>,
    /// How many outcomes chance has to choose from.
    outcomes: u128,
    /// What the gap is worth if no slip made it, in parts of [`UNIT`].
    near: u128,
    /// Where the gap is small against the whole, whether the parts exceed it: natural misreadings seldom do.
    pub(crate) exceeds: Option<bool>,
}

impl Weight {
    /// The weight of a form; figures that are explained already cannot be what is wrong. Where all parts are, the whole is of
    /// something else, unless it is `sure` that it was meant.
    pub(crate) fn of(
        form: &Form,
        figures: &[Figure],
        explained: &dyn Fn(FigureId) -> bool,
        sure: bool,
    ) -> Weight {
        let Some(outcomes) = outcomes(form, figures) else {
            return Weight::default();
        };
        let ids = form.figures();
        let mut mendings = Vec::new();
        let parts_explained =
            !sure && form.is_linear() && ids.len() > 2 && ids[1..].iter().all(|id| explained(*id));
        if ids.iter().all(|id| explained(*id)) || parts_explained {
            return Weight::default();
        }
        let leaves = Leaves::of(form, figures);
        for (place, figure) in ids.iter().copied().enumerate() {
            if mendings.len() > MOST_MENDINGS {
                break;
            }
            let open = Some(figure).filter(|id| !explained(*id));
            let Some(limits) = open.and_then(|id| leaves.limits(place, id)) else {
                continue;
            };
            let found = diagnosis::mendings(limits, leaves.to_the_digit(), &figures[figure]);
            let of_all = |unit: Unit| {
                let mut others = ids.iter().filter(|id| **id != figure);
                others.all(|id| figures[*id].quantity.unit == unit)
            };
            mendings.extend(found.into_iter().map(|found| {
                let share = share(found.variant.slip) * UNIT / 100;
                let share = match found.variant.slip {
                    Slip::Unit if of_all(found.variant.quantity.unit) => share * UNIT_OF_ALL,
                    Slip::Unit => share / UNIT_OF_NONE,
                    _ => share,
                };
                Mending {
                    figure,
                    quantity: found.variant.quantity,
                    likelihood: share / u128::from(found.alike) / ids.len() as u128,
                }
            }));
        }
        let exceeds = exceeds(form, figures);
        Weight {
            mendings,
            outcomes,
            near: near(form, figures),
            exceeds,
        }
    }

    /// How much likelier it is that the form was meant and is wrong, than that it was not meant; `support` is what else
    /// speaks for a mending.
    pub(crate) fn odds(&self, meant: Odds, support: impl Fn(&Mending) -> Odds) -> Odds {
        let wrong = meant + Odds::of(1, ONE_WRONG_IN);
        let slips: u128 = self.mendings.iter().map(|mending| mending.likelihood).sum();
        let plain = wrong + Odds::of(slips.saturating_mul(self.outcomes) + self.near, UNIT);
        let supported = self.mendings.iter().filter_map(|mending| {
            let support = support(mending);
            let alone = Odds::of(
                mending.likelihood.saturating_mul(self.outcomes) + self.near,
                UNIT,
            );
            (support > Odds::EVEN).then_some(wrong + alone + support)
        });
        supported.max().unwrap_or(plain).max(plain)
    }

    /// The same where no slip made the gap.
    pub(crate) fn recomputed(&self, meant: Odds) -> Odds {
        meant + Odds::of(1, ONE_WRONG_IN) + Odds::of(self.near, UNIT)
    }

    /// What it is worth that a correction asked for elsewhere mends this form, too.
    pub(crate) fn surprise(&self, meant: Odds) -> Odds {
        // Of this many corrections tried for another form one would mend this one by chance.
        let chance = Odds::of(self.outcomes, 2);
        (chance + Odds(meant.0.min(0))).max(Odds::EVEN)
    }
}

/// How many values the result might have shown, of which those that agree are one.
fn outcomes(form: &Form, figures: &[Figure]) -> Option<u128> {
    let printed = |id: FigureId| figures[id].quantity.value.mantissa().unsigned_abs();
    if let Some(percent) = form.result().filter(|id| figures[*id].is_percent()) {
        let usual = 40 * 10_u128.pow(u32::from(figures[percent].quantity.value.scale()));
        return Some(printed(percent).max(usual) / 2);
    }
    let ids = form.figures();
    let size = |id: &FigureId| figures[*id].quantity.in_base().map(Decimal::abs);
    let largest = ids.iter().copied().max_by_key(|id| size(id))?;
    let breadth = if figures[largest].quantity.is_exact() {
        1
    } else {
        ids.len() as u128
    };
    // A product is rounded by itself, like a percentage.
    let breadth = if form.is_linear() { breadth } else { 2 };
    Some((printed(largest) / breadth).max(1))
}

/// Whether the parts exceed the whole, by less than three tenths of it, or fall short of it by less.
pub(crate) fn exceeds(form: &Form, figures: &[Figure]) -> Option<bool> {
    let value = |id: FigureId| figures[id].quantity.in_base();
    let whole = value(*form.figures().first().filter(|_| form.is_linear())?)?.abs();
    let gap = form.at(value)?;
    let small =
        gap.abs().checked_mul(Decimal::new(10, 0))? < whole.checked_mul(Decimal::new(3, 0))?;
    small.then_some(!gap.is_negative())
}

/// What a gap is worth that no slip explains.
fn near(form: &Form, figures: &[Figure]) -> u128 {
    match form.result().filter(|id| figures[*id].is_percent()) {
        Some(percent) => near_percentage(form, percent, figures),
        None => near_sum(form, figures),
    }
}

/// A sum grown stale lies near the one it should be.
fn near_sum(form: &Form, figures: &[Figure]) -> u128 {
    const FAR: u128 = UNIT / 20;
    /// Nothing but a value told in another unit stands beside it in a bracket.
    const RESTATED: u128 = 3 * UNIT / 10;
    if let [one, other] = form.figures()[..]
        && one.abs_diff(other) == 1
        && figures[one].quantity.unit != figures[other].quantity.unit
    {
        return RESTATED;
    }
    let value = |id: FigureId| figures[id].quantity.in_base();
    let largest = form
        .figures()
        .into_iter()
        .filter_map(value)
        .map(Decimal::abs)
        .max();
    let (true, Some(gap), Some(largest)) = (form.is_linear(), form.at(value), largest) else {
        return FAR;
    };
    let within = |parts: i128| {
        gap.abs()
            .checked_mul(Decimal::new(parts, 0))
            .is_some_and(|gap| gap < largest)
    };
    match () {
        () if within(1000) => 4 * UNIT,
        () if within(100) => 2 * UNIT,
        () if within(20) => UNIT / 2,
        () if within(3) => 3 * UNIT / 10,
        () => FAR,
    }
}

/// A percentage may be reckoned the wrong way: against the new value, upside down, in the other direction; or it is near
/// the right one, or copied from another row.
fn near_percentage(form: &Form, percent: FigureId, figures: &[Figure]) -> u128 {
    const FAR: u128 = 3 * UNIT / 10;
    /// Of a hundred wrong percentages this many are reckoned by each wrong way.
    const BY_EACH_WAY: u128 = 5;
    let Some(miss) = miss(form, percent, figures) else {
        return FAR;
    };
    let outcomes = outcomes(form, figures).unwrap_or(1);
    let by_way = u128::from(miss.by_way) * BY_EACH_WAY * UNIT / 100 * outcomes;
    let by_nearness = match miss.hundredths {
        Some(10) => 30 * UNIT,
        Some(50) => 7 * UNIT,
        Some(200) => 2 * UNIT,
        _ => FAR,
    };
    by_way + by_nearness
}

/// Whether a percentage is what a wrong way of reckoning gives: upside down, against the new value, the other way round.
pub(crate) fn is_wrong_way(form: &Form, percent: FigureId, figures: &[Figure]) -> bool {
    figures[percent].is_percent() && miss(form, percent, figures).is_some_and(|miss| miss.by_way)
}

/// How a percentage misses the right one; `None` where there is none.
fn miss(form: &Form, percent: FigureId, figures: &[Figure]) -> Option<Miss> {
    let quantity = figures[percent].quantity;
    let right = form.solve(percent, figures)?;
    let places = 10_i128.pow(quantity.value.scale().into());
    let printed = quantity.value.mantissa();
    // So small that none of the products below overflows.
    let small = |number: i128| number.unsigned_abs() < 1 << 55;
    let parts = right
        .parts()
        .filter(|(top, bottom)| small(*top) && small(*bottom) && small(printed) && small(places));
    Some(match parts {
        Some((top, bottom)) => Miss::of(&top, &bottom, &printed, &places),
        None => {
            let right = right.rational();
            Miss::of(
                right.numer(),
                right.denom(),
                &printed.into(),
                &places.into(),
            )
        }
    })
}

/// How a printed percentage misses the right one.
struct Miss {
    /// Whether a wrong way of reckoning gives it.
    by_way: bool,
    /// Less than how many hundredths of a point it is off: 10, 50 or 200.
    hundredths: Option<i64>,
}

impl Miss {
    /// The right percentage is `top` / `bottom`, of which the latter is above zero, the printed one `printed` / `places`.
    fn of<T: Integer + Signed + Clone + From<i64>>(
        top: &T,
        bottom: &T,
        printed: &T,
        places: &T,
    ) -> Miss {
        let hundred = T::from(100);
        let times = |one: &T, other: &T| one.clone() * other.clone();
        let (top, bottom) = (|| top.clone(), || bottom.clone());
        let whole = || times(&hundred, &bottom());
        let wrong_ways = [
            (-top(), bottom()),
            (whole() - top(), bottom()),
            (times(&hundred, &whole()), top()),
            // Against the value now instead of the one before, and the other way round.
            (times(&hundred, &top()), whole() + top()),
            (times(&hundred, &top()), whole() - top()),
            (top() - whole(), bottom()),
            (top() + whole(), bottom()),
        ];
        let off = |top: &T, bottom: &T| (times(top, places) - times(printed, bottom)).abs();
        let meets = |(top, bottom): &(T, T)| {
            !top.is_zero() && !bottom.is_zero() && off(top, bottom) <= bottom.abs()
        };
        let gap = times(&off(&top(), &bottom()), &hundred);
        let point = times(places, &bottom());
        let within = |hundredths: &i64| gap < times(&T::from(*hundredths), &point);
        Miss {
            by_way: wrong_ways.iter().any(meets),
            hundredths: [10, 50, 200].into_iter().find(within),
        }
    }
}
