//! The judge: decides every relation by the intervals its figures stand for, exactly.
//!
//! A printed number claims that the value lies within half a unit of its last place; truncation is as common as
//! rounding, so each figure also has a wider interval. A relation is broken only when no point of the wider intervals
//! satisfies it. An equation is linear in each figure, so over a box of intervals its residual takes its extremes at
//! corners; no interval is ever divided.

use std::cmp::Ordering;

use quantity::{Approximation, Decimal, End, Interval, Quantity, Rational};

use crate::figure::Figure;
use crate::number::{Fast, Number};
use crate::relation::{Equation, FigureId, Relation};

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
        .map(|equation| decide(equation, figures))
        .min()
        .unwrap_or(Verdict::Undecided)
}

/// Decides one equation.
pub(crate) fn decide(equation: &Equation, figures: &[Figure]) -> Verdict {
    let agrees = agrees(equation, figures);
    if agrees == Some(true) {
        return Verdict::Holds;
    }
    if equation.is_to_the_digit(figures) {
        return Verdict::Broken;
    }
    let ids = equation.figures();
    let rounded = quickly_feasible(equation, &ids, figures, Quantity::ends)
        .or_else(|| feasible(equation, &ids, |id| figures[id].stated().interval()));
    if rounded == Some(true) {
        // A sum that does not agree to the last digit is explained; of a rate or change nothing finer is claimed.
        return if agrees.is_none() {
            Verdict::Holds
        } else {
            Verdict::Rounding
        };
    }
    let wide = quickly_feasible(equation, &ids, figures, Quantity::wide_ends)
        .or_else(|| feasible(equation, &ids, |id| figures[id].stated().wide()));
    match wide {
        Some(true) => Verdict::Rounding,
        Some(false) => Verdict::Broken,
        None => Verdict::Undecided,
    }
}

/// Whether the printed values agree as they stand: a sum to the last digit, a percentage rounded to its own precision.
/// `None` where only intervals can tell.
fn agrees(equation: &Equation, figures: &[Figure]) -> Option<bool> {
    let base = |id: FigureId| Fast(figures[id].quantity.in_base());
    let exact = |ids: [FigureId; 3]| {
        let mut approximations = ids.iter().map(|id| figures[*id].quantity.approximation);
        approximations.all(|word| word == Approximation::Exact)
    };
    match equation {
        Equation::Sum { .. } => Some(equation.residual(&base).0.is_some_and(Decimal::is_zero)),
        Equation::Within { .. } => Some(
            equation
                .residual(&base)
                .0
                .is_none_or(|value| value <= Decimal::ZERO),
        ),
        Equation::Order { said, .. } => {
            let gap = equation.residual(&base).0?;
            Some(gap.cmp(&Decimal::ZERO) == *said)
        }
        Equation::Ratio { whole, percent, .. } => {
            let percent = figures[*percent].quantity;
            within_half(equation.residual(&base), percent, base(*whole))
        }
        // These hold by intervals when they agree as printed, and that is sooner seen than by their corners.
        Equation::Change {
            now,
            change: (sign, change),
            percent: (_, percent),
        } if exact([*now, *change, *percent]) => {
            let before = base(*now).minus(base(*change).times((*sign).into()));
            within_half(equation.residual(&base), figures[*percent].stated(), before)
        }
        Equation::ChangeOf {
            before,
            change: (_, other),
            percent: (_, percent),
        }
        | Equation::Growth {
            before,
            now: other,
            percent: (_, percent),
        } if exact([*before, *other, *percent]) => within_half(
            equation.residual(&base),
            figures[*percent].stated(),
            base(*before),
        ),
        _ => None,
    }
}

/// Whether a residual is less than half a unit of the last place of the percentage makes, of what it is a percentage of;
/// `None` where it is not.
fn within_half(residual: Fast, percent: Quantity, of: Fast) -> Option<bool> {
    let half = percent
        .ulp()
        .checked_mul(percent.unit.factor())?
        .checked_mul(Decimal::new(5, 1))?;
    (residual.0?.abs() < half.checked_mul(of.0?)?).then_some(true)
}

/// Feasibility in machine integers; `None` where they do not suffice.
fn quickly_feasible(
    equation: &Equation,
    ids: &[FigureId],
    figures: &[Figure],
    ends: fn(Quantity) -> Option<(Decimal, Decimal)>,
) -> Option<bool> {
    let ends = |id: FigureId| ends(figures[id].stated());
    match equation {
        Equation::Sum { terms } => {
            let (lo, hi) = added(terms.iter().copied(), &ends)?;
            Some(lo <= Decimal::ZERO && hi >= Decimal::ZERO)
        }
        Equation::Within { whole, parts } => {
            let terms = std::iter::once((-1, *whole)).chain(parts.iter().map(|part| (1, *part)));
            Some(added(terms, &ends)?.0 <= Decimal::ZERO)
        }
        Equation::Order {
            left, right, said, ..
        } => {
            let (lo, hi) = added([(1, *left), (-1, *right)].into_iter(), &ends)?;
            Some(may_be(*said, lo <= Decimal::ZERO, hi >= Decimal::ZERO))
        }
        _ => {
            let ends: Vec<(Decimal, Decimal)> =
                ids.iter().map(|id| ends(*id)).collect::<Option<_>>()?;
            straddles(
                equation,
                ids,
                |index, high| Fast(Some(if high { ends[index].1 } else { ends[index].0 })),
                |value| value.0.map(|value| value.cmp(&Decimal::ZERO)),
            )
        }
    }
}

/// Whether a difference can be on the side said when it can be not above zero, and not below; equal values are the mild
/// reading of both.
fn may_be(said: Ordering, not_above: bool, not_below: bool) -> bool {
    match said {
        Ordering::Less => not_above,
        Ordering::Equal => not_above && not_below,
        Ordering::Greater => not_below,
    }
}

/// The interval of a signed sum.
pub(crate) fn added(
    terms: impl Iterator<Item = (i8, FigureId)>,
    ends: &dyn Fn(FigureId) -> Option<(Decimal, Decimal)>,
) -> Option<(Decimal, Decimal)> {
    let mut sum = (Decimal::ZERO, Decimal::ZERO);
    for (sign, id) in terms {
        let (lo, hi) = ends(id)?;
        let (lo, hi) = if sign < 0 { (-hi, -lo) } else { (lo, hi) };
        sum = (sum.0.checked_add(lo)?, sum.1.checked_add(hi)?);
    }
    Some(sum)
}

/// Whether the residual takes both signs, or zero, over the corners of a box.
fn straddles<N: Number>(
    equation: &Equation,
    ids: &[FigureId],
    corner: impl Fn(usize, bool) -> N,
    sign: impl Fn(N) -> Option<Ordering>,
) -> Option<bool> {
    let (mut least, mut most) = (false, false);
    for mask in 0..1_u32 << ids.len() {
        let residual = equation.residual(&|id| {
            let index = ids.iter().position(|other| *other == id).unwrap_or(0);
            corner(index, mask >> index & 1 == 1)
        });
        let sign = sign(residual)?;
        least |= sign != Ordering::Greater;
        most |= sign != Ordering::Less;
    }
    Some(least && most)
}

/// The printed value of a figure in base units.
pub(crate) fn printed(figures: &[Figure], id: FigureId) -> Rational {
    let quantity = figures[id].quantity;
    quantity.in_base().map_or_else(
        || quantity.value.to_rational() * quantity.unit.factor().to_rational(),
        Decimal::to_rational,
    )
}

/// Whether some point of the box satisfies the equation; `None` when a figure has no bound that is needed.
pub(crate) fn feasible(
    equation: &Equation,
    ids: &[FigureId],
    interval: impl Fn(FigureId) -> Interval,
) -> Option<bool> {
    match equation {
        Equation::Sum { terms } => sum_feasible(terms, interval),
        Equation::Within { whole, parts } => within_feasible(*whole, parts, interval),
        Equation::Order {
            left, right, said, ..
        } => {
            let zero = Rational::zero();
            let gap = interval(*left).add(&interval(*right).neg());
            let (not_above, not_below) = (below(gap.lo(), &zero), above(gap.hi(), &zero));
            Some(may_be(*said, not_above, not_below))
        }
        _ => corners_feasible(equation, ids, interval),
    }
}

fn sum_feasible(terms: &[(i8, FigureId)], interval: impl Fn(FigureId) -> Interval) -> Option<bool> {
    let zero = Rational::zero();
    let sum = terms
        .iter()
        .fold(Interval::point(zero.clone()), |sum, (sign, id)| {
            let value = interval(*id);
            sum.add(&if *sign < 0 { value.neg() } else { value })
        });
    Some(below(sum.lo(), &zero) && above(sum.hi(), &zero))
}

fn within_feasible(
    whole: FigureId,
    parts: &[FigureId],
    interval: impl Fn(FigureId) -> Interval,
) -> Option<bool> {
    let zero = Rational::zero();
    let sum = parts
        .iter()
        .fold(interval(whole).neg(), |sum, part| sum.add(&interval(*part)));
    Some(below(sum.lo(), &zero))
}

/// Whether an interval that starts here reaches down to the value; ends count as reached, the mild reading.
fn below(end: &End, value: &Rational) -> bool {
    match end {
        End::Unbounded => true,
        End::Closed(bound) | End::Open(bound) => bound <= value,
    }
}

fn above(end: &End, value: &Rational) -> bool {
    match end {
        End::Unbounded => true,
        End::Closed(bound) | End::Open(bound) => bound >= value,
    }
}

fn corners_feasible(
    equation: &Equation,
    ids: &[FigureId],
    interval: impl Fn(FigureId) -> Interval,
) -> Option<bool> {
    let ends: Vec<(Rational, Rational)> = ids
        .iter()
        .map(|id| bounds(&interval(*id)))
        .collect::<Option<_>>()?;
    let corner = |index: usize, high: bool| {
        if high {
            ends[index].1.clone()
        } else {
            ends[index].0.clone()
        }
    };
    straddles(equation, ids, corner, |value| {
        Some(value.cmp(&Rational::zero()))
    })
}

/// Both ends of a bounded interval.
pub(crate) fn bounds(interval: &Interval) -> Option<(Rational, Rational)> {
    match (interval.lo(), interval.hi()) {
        (End::Closed(lo) | End::Open(lo), End::Closed(hi) | End::Open(hi)) => {
            Some((lo.clone(), hi.clone()))
        }
        _ => None,
    }
}
