//! The judge: decides every claim by the intervals its figures stand for, exactly.
//!
//! A printed number claims that the value lies within half a unit of its last place; truncation is as common as
//! rounding, so each figure also has a wider interval. A form is broken only when no point of the wider intervals
//! satisfies it. It is linear in each figure, so over a box of intervals it takes its extremes at corners; no interval is
//! ever divided.

use std::cmp::Ordering;

use quantity::{Decimal, End, Interval, Quantity, Rational};

use crate::claim::form::{Breadth, FigureId, Form, Range};
use crate::claim::number::Number;
use crate::claim::relation::Relation;
use crate::figure::Figure;

/// What the judge says of a relation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// The printed values agree as they stand, within the rounding of the result.
    Holds,
    /// The printed values differ, and rounding or truncation explains it.
    Rounding,
    /// A figure has no bound on one side, so nothing can be said.
    Undecided,
    /// No values that the printed numbers can stand for satisfy it.
    Broken,
}

/// Decides a relation: the best verdict among its readings.
pub(crate) fn judge(relation: &Relation, figures: &[Figure]) -> Verdict {
    relation
        .readings
        .iter()
        .map(|form| decide(form, figures))
        .min()
        .unwrap_or(Verdict::Undecided)
}

/// What some figures stand for, found once for many forms about them.
pub(crate) struct Known<'a> {
    figures: &'a [Figure],
    values: Vec<Value>,
}

/// A figure, its printed value and its interval, in base units and machine integers where they suffice.
struct Value {
    id: FigureId,
    printed: Option<Decimal>,
    ends: Range<Decimal>,
    breadth: Option<Breadth>,
}

impl<'a> Known<'a> {
    pub(crate) fn new(figures: &'a [Figure], ids: impl Iterator<Item = FigureId>) -> Self {
        let values = ids.map(|id| {
            let both = figures[id].stated().ends();
            Value {
                id,
                printed: figures[id].quantity.in_base(),
                ends: ends(both),
                breadth: both.and_then(Breadth::of),
            }
        });
        Known {
            figures,
            values: values.collect(),
        }
    }

    fn value(&self, id: FigureId) -> Option<&Value> {
        self.values.iter().find(|value| value.id == id)
    }

    /// Whether [`decide`] says of a reading about these figures that it holds. Nearly all are far off, and where none of the
    /// values the figures may stand for satisfies it, the printed ones do not.
    pub(crate) fn holds(&self, form: &Form) -> bool {
        let far = || form.is_far(|id| self.value(id)?.breadth) == Some(true);
        let finer = form.result.is_some_and(|id| self.figures[id].points);
        if form.result.is_some() && !finer && far() {
            return false;
        }
        let agrees = agrees(form, self.figures, |id| self.value(id)?.printed);
        let ends = |id: FigureId| self.value(id).map_or((None, None), |value| value.ends);
        agrees.unwrap_or_else(|| {
            !form.is_to_the_digit(self.figures)
                && !far()
                && feasible(form, self.figures, ends, Quantity::interval) == Some(true)
        })
    }
}

/// Both ends, or none.
fn ends(both: Option<(Decimal, Decimal)>) -> Range<Decimal> {
    both.map_or((None, None), |(low, high)| (Some(low), Some(high)))
}

/// Decides one reading.
pub(crate) fn decide(form: &Form, figures: &[Figure]) -> Verdict {
    let agrees = agrees(form, figures, |id| figures[id].quantity.in_base());
    let narrow = |id: FigureId| ends(figures[id].stated().ends());
    let wide = |id: FigureId| ends(figures[id].stated().wide_ends());
    if agrees == Some(true) {
        return Verdict::Holds;
    }
    if form.is_to_the_digit(figures) {
        return Verdict::Broken;
    }
    if feasible(form, figures, narrow, Quantity::interval) == Some(true) {
        // A sum that does not agree to the last digit is explained; of a rate or change nothing finer is claimed.
        return if agrees.is_none() {
            Verdict::Holds
        } else {
            Verdict::Rounding
        };
    }
    match feasible(form, figures, wide, Quantity::wide) {
        Some(true) => Verdict::Rounding,
        Some(false) => Verdict::Broken,
        None => Verdict::Undecided,
    }
}

/// Whether the printed values agree as they stand: what is only added to the last digit, a percentage rounded to its own
/// precision. `None` where only intervals can tell.
fn agrees(
    form: &Form,
    figures: &[Figure],
    quick: impl Fn(FigureId) -> Option<Decimal>,
) -> Option<bool> {
    if let Some(result) = form.result {
        let slope: Decimal = form.slope(result, &quick)?;
        let gap: Decimal = form.at(&quick)?;
        return within_half(gap, figures[result].quantity, slope);
    }
    form.is_linear().then(|| {
        let sign = form
            .at::<Decimal>(&quick)
            .map(|sum| sum.sign())
            .or_else(|| {
                let sum: Rational = form.at(|id| Some(printed(figures, id)))?;
                Some(sum.sign())
            });
        sign.is_some_and(|sign| form.demand().is_met(sign))
    })
}

/// Whether the gap is less than half a unit of the last place of the result makes; `None` where it is not.
fn within_half(gap: Decimal, result: Quantity, slope: Decimal) -> Option<bool> {
    let half = result
        .ulp()
        .checked_mul(result.unit.factor())?
        .checked_mul(Decimal::new(5, 1))?;
    (gap.abs() < half.checked_mul(slope.abs())?).then_some(true)
}

/// Whether some point of the box satisfies the form, in machine integers where they suffice; `None` when a figure has no
/// bound that is needed.
fn feasible(
    form: &Form,
    figures: &[Figure],
    quick: impl Fn(FigureId) -> Range<Decimal>,
    interval: fn(Quantity) -> Interval,
) -> Option<bool> {
    if let (Some(least), Some(most)) = form.range::<Decimal>(quick) {
        return Some(form.demand().can_be_met(least.sign(), most.sign()));
    }
    let (least, most) = form.range::<Rational>(|id| bounds(&interval(figures[id].stated())));
    let unknown = !form.is_linear() && (least.is_none() || most.is_none());
    let least = least.map_or(Ordering::Less, |least| least.sign());
    let most = most.map_or(Ordering::Greater, |most| most.sign());
    let met = form.demand().can_be_met(least, most);
    (!unknown || !met).then_some(met)
}

/// The ends of an interval, where it has them. They count as reached, the mild reading.
pub(super) fn bounds(interval: &Interval) -> Range<Rational> {
    let bound = |end: &End| end.value().cloned();
    (bound(interval.lo()), bound(interval.hi()))
}

/// The printed value of a figure in base units.
pub(crate) fn printed(figures: &[Figure], id: FigureId) -> Rational {
    let quantity = figures[id].quantity;
    quantity.in_base().map_or_else(
        || quantity.value.to_rational() * quantity.unit.factor().to_rational(),
        Decimal::to_rational,
    )
}
