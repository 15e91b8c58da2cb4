//! Forms: a sum of products of figures and a constant, and what is demanded of it.

use std::cmp::Ordering;

use quantity::Decimal;

use crate::claim::kind::Shape;
use crate::claim::number::Number;
use crate::figure::Figure;

/// The index of a figure in [`crate::Audit::figures`].
pub type FigureId = usize;

/// A claim among figures, each taken in the base unit of its dimension; percentages as the number before %.
///
/// It is linear in each figure: no product has a figure twice. It is made by a constructor only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// Each figure that is added, with its coefficient.
    pub(super) terms: Vec<(i64, FigureId)>,
    /// Each product of two figures, with its coefficient.
    pub(super) products: Vec<(i64, [FigureId; 2])>,
    /// What is added without a figure.
    pub(super) constant: Decimal,
    /// What is demanded of the sum of all that.
    pub(super) demand: Demand,
    /// The figure that is computed from the others, and rounded by itself: it agrees where they give it to its last place.
    pub(super) result: Option<FigureId>,
    /// Whether its numbers are compared as they are printed: a target is a limit, and so is what is held against it.
    pub(super) as_printed: bool,
    /// How it is told.
    pub(super) shape: Shape,
}

/// What is demanded of a sum.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Demand {
    /// It is nothing.
    Zero,
    /// It is not above nothing.
    NotAbove,
    /// It is below nothing, nothing, or above, as a word says of two figures. Equal values are the mild reading of all
    /// three.
    Sign(Ordering),
}

impl Demand {
    /// Whether a sum with this sign is what is said.
    pub(super) fn is_met(self, sign: Ordering) -> bool {
        match self {
            Demand::Zero => sign == Ordering::Equal,
            Demand::NotAbove => sign != Ordering::Greater,
            Demand::Sign(said) => sign == said,
        }
    }

    /// Whether a sum can be what is demanded, by the signs of its least and its greatest value.
    pub(super) fn can_be_met(self, least: Ordering, most: Ordering) -> bool {
        (!self.has_upper_limit() || least != Ordering::Greater)
            && (!self.has_lower_limit() || most != Ordering::Less)
    }

    /// Whether a sum can be too great.
    pub(super) fn has_upper_limit(self) -> bool {
        self != Demand::Sign(Ordering::Greater)
    }

    /// Whether a sum can be too small.
    pub(super) fn has_lower_limit(self) -> bool {
        !matches!(self, Demand::NotAbove | Demand::Sign(Ordering::Less))
    }
}

/// The least and the greatest value of a sum; `None` where it has no limit or does not fit.
pub(super) type Range<N> = (Option<N>, Option<N>);

/// An interval of values: where it begins, how wide it is, and how far from nothing it reaches.
#[derive(Clone, Copy)]
pub(super) struct Breadth {
    low: Decimal,
    width: Decimal,
    size: Decimal,
}

impl Breadth {
    /// Between two ends.
    pub(super) fn of((low, high): (Decimal, Decimal)) -> Option<Self> {
        Some(Breadth {
            low,
            width: high.checked_sub(low)?,
            size: low.abs().max(high.abs()),
        })
    }
}

/// More figures than this are not multiplied in one form: each doubles the corners to look at.
const MOST_FACTORS: usize = 8;

impl Form {
    /// A sum of which something is demanded, without products.
    pub(super) fn linear(
        terms: impl IntoIterator<Item = (i64, FigureId)>,
        demand: Demand,
        shape: Shape,
    ) -> Self {
        Form {
            terms: terms.into_iter().collect(),
            products: Vec::new(),
            constant: Decimal::ZERO,
            demand,
            result: None,
            as_printed: false,
            shape,
        }
    }

    /// The same of numbers that are compared as they are printed.
    pub(crate) fn of_printed(self) -> Self {
        Form {
            as_printed: true,
            ..self
        }
    }

    /// What is demanded.
    pub fn demand(&self) -> Demand {
        self.demand
    }

    /// The figure that is computed from the others and rounded by itself, if one is.
    pub(crate) fn result(&self) -> Option<FigureId> {
        self.result
    }

    /// The same where no figure is rounded by itself: scores are told to two places even where fewer are printed.
    pub(crate) fn unrounded(self) -> Self {
        Form {
            result: None,
            ..self
        }
    }

    /// The same where the whole, which comes first, is rounded by itself.
    pub(crate) fn rounded(self) -> Self {
        Form {
            result: self.terms.first().map(|(_, whole)| *whole),
            ..self
        }
    }

    /// Whether it multiplies no figures.
    pub fn is_linear(&self) -> bool {
        self.products.is_empty()
    }

    /// The figures it is about, each once, in the order in which they are told.
    pub fn figures(&self) -> Vec<FigureId> {
        self.shape.story().figures(self)
    }

    /// The same in the order of the text, to see whether two forms are about the same figures.
    pub(crate) fn sorted_figures(&self) -> Vec<FigureId> {
        let mut figures = self.figures();
        figures.sort_unstable();
        figures
    }

    /// Whether parts make up a whole: nothing is multiplied, and the sum is to be nothing.
    pub(crate) fn adds_up(&self) -> bool {
        self.is_linear() && self.demand == Demand::Zero
    }

    /// The one other figure that a figure is to equal, but for its sign.
    pub(crate) fn equal_to(&self, figure: FigureId) -> Option<FigureId> {
        match self.terms[..] {
            [(_, one), (_, other)] if self.adds_up() && self.constant.is_zero() => {
                match (one == figure, other == figure) {
                    (true, _) => Some(other),
                    (_, true) => Some(one),
                    _ => None,
                }
            }
            _ => None,
        }
    }

    /// Whether it is about a figure.
    pub(crate) fn mentions(&self, figure: FigureId) -> bool {
        self.terms.iter().any(|(_, id)| *id == figure) || self.multiplies(figure)
    }

    pub(super) fn multiplies(&self, figure: FigureId) -> bool {
        self.products.iter().any(|(_, pair)| pair.contains(&figure))
    }

    /// Whether it must hold to the last digit: weights and scores are not rounded before they are added, nor what is said to
    /// be compared as printed.
    pub fn is_to_the_digit(&self, figures: &[Figure]) -> bool {
        let adds = self.is_linear() && !matches!(self.demand, Demand::Sign(_));
        adds && (self.as_printed || self.terms.iter().all(|(_, id)| figures[*id].points))
    }

    /// The sum where each figure has this value; `None` where one has none, or the sum does not fit.
    pub fn at<N: Number>(&self, value: impl Fn(FigureId) -> Option<N>) -> Option<N> {
        let mut terms = self.terms.iter();
        let sum = terms.try_fold(N::decimal(self.constant), |sum, (factor, id)| {
            sum.plus(value(*id)?.times(*factor)?)
        })?;
        self.multiplied(sum, value)
    }

    /// A sum and the products.
    fn multiplied<N: Number>(&self, sum: N, value: impl Fn(FigureId) -> Option<N>) -> Option<N> {
        let mut products = self.products.iter();
        products.try_fold(sum, |sum, (factor, [one, other])| {
            sum.plus(value(*one)?.by(&value(*other)?)?.times(*factor)?)
        })
    }

    /// By how much the sum grows with one figure.
    pub(super) fn slope<N: Number>(
        &self,
        figure: FigureId,
        value: impl Fn(FigureId) -> Option<N>,
    ) -> Option<N> {
        let added = self.terms.iter().filter(|(_, id)| *id == figure);
        let factor: i64 = added.map(|(factor, _)| factor).sum();
        let mut products = self.products.iter();
        products.try_fold(N::whole(factor), |sum, (factor, [one, other])| {
            let with = match (*one == figure, *other == figure) {
                (true, _) => *other,
                (_, true) => *one,
                _ => return Some(sum),
            };
            sum.plus(value(with)?.times(*factor)?)
        })
    }

    /// The least and the greatest value where each figure takes any value between its ends. What is only added is least
    /// at one end; what is multiplied is looked at in all corners, as the sum is linear in each figure. Where figures are
    /// multiplied, all must have both ends.
    pub(super) fn range<N: Number>(&self, ends: impl Fn(FigureId) -> Range<N>) -> Range<N> {
        let loose = self.loose_range(&ends);
        if self.is_linear() {
            return loose;
        }
        let both = self.sides(&ends).and_then(|sides| {
            let mut values = corners(&sides).map(|corner| self.at_corner(&corner));
            let first = values.next()??;
            let (least, most) =
                values.try_fold((first.clone(), first), |(least, most), value| {
                    let value = value?;
                    Some((least.min(value.clone()), most.max(value)))
                })?;
            Some((loose.0?.plus(least)?, loose.1?.plus(most)?))
        });
        both.map_or_else(
            || self.open_range(ends),
            |(least, most)| (Some(least), Some(most)),
        )
    }

    /// The same where a figure that is multiplied has one end only, such as 超过1.5万个: each product of figures not below
    /// nothing has the product of their ends, and the sum is no wider than all of them together.
    fn open_range<N: Number>(&self, ends: impl Fn(FigureId) -> Range<N>) -> Range<N> {
        if self.terms.iter().any(|(_, id)| self.multiplies(*id)) {
            return (None, None);
        }
        let mut sum = self.loose_range(&ends);
        for (factor, [one, other]) in &self.products {
            let (one, other) = (ends(*one), ends(*other));
            let not_below = |range: &Range<N>| {
                let low = range.0.clone();
                low.filter(|low| low.sign() != Ordering::Less)
            };
            let (Some(low), Some(other_low)) = (not_below(&one), not_below(&other)) else {
                return (None, None);
            };
            if one.1.is_none() && other.1.is_none() {
                return (None, None);
            }
            let times = |left: N, right: N| left.by(&right)?.times(*factor);
            let least = times(low, other_low);
            let most = one
                .1
                .zip(other.1)
                .and_then(|(one, other)| times(one, other));
            let (least, most) = if *factor < 0 {
                (most, least)
            } else {
                (least, most)
            };
            let added = |sum: Option<N>, end: Option<N>| sum?.plus(end?);
            sum = (added(sum.0, least), added(sum.1, most));
        }
        sum
    }

    /// Whether the sum is to be nothing and is so far from it in one corner of a box that it is not nothing anywhere in it:
    /// cheaper than a look into every corner. `None` where that cannot be told.
    pub(super) fn is_far(&self, breadth: impl Fn(FigureId) -> Option<Breadth>) -> Option<bool> {
        (self.demand == Demand::Zero).then_some(())?;
        let mut terms = self.terms.iter();
        let moved = terms.try_fold(Decimal::ZERO, |sum, (factor, id)| {
            sum.plus(breadth(*id)?.width.times(factor.abs())?)
        })?;
        let mut products = self.products.iter();
        let moved = products.try_fold(moved, |sum, (factor, [one, other])| {
            let (one, other) = (breadth(*one)?, breadth(*other)?);
            let by_one = one.width.by(&other.size)?;
            let by_other = other.width.by(&one.size)?;
            sum.plus(by_one.plus(by_other)?.times(factor.abs())?)
        })?;
        let corner: Decimal = self.at(|id| Some(breadth(id)?.low))?;
        Some(corner.abs() > moved)
    }

    /// The range of the constant and all figures that are only added.
    pub(super) fn loose_range<N: Number>(&self, ends: &impl Fn(FigureId) -> Range<N>) -> Range<N> {
        let start = Some(N::decimal(self.constant));
        let mut sum = (start.clone(), start);
        for (factor, id) in &self.terms {
            if sum == (None, None) {
                break;
            }
            if !self.is_linear() && self.multiplies(*id) {
                continue;
            }
            let (mut low, mut high) = ends(*id);
            if *factor < 0 {
                std::mem::swap(&mut low, &mut high);
            }
            let added = |sum: Option<N>, end: Option<N>| sum?.plus(end?.times(*factor)?);
            sum = (added(sum.0, low), added(sum.1, high));
        }
        sum
    }

    /// The sides of the box of the figures that are multiplied; `None` where one has not both ends, or they are many.
    pub(super) fn sides<N: Number>(
        &self,
        ends: &impl Fn(FigureId) -> Range<N>,
    ) -> Option<Vec<Side<N>>> {
        let mut sides: Vec<Side<N>> = Vec::with_capacity(2 * self.products.len());
        for id in self.products.iter().flat_map(|(_, pair)| pair) {
            if sides.iter().all(|side| side.figure != *id) {
                let (Some(low), Some(high)) = ends(*id) else {
                    return None;
                };
                sides.push(Side {
                    figure: *id,
                    low,
                    high,
                });
            }
        }
        (sides.len() <= MOST_FACTORS).then_some(sides)
    }

    /// The sum of what depends on figures that are multiplied.
    pub(super) fn at_corner<N: Number>(&self, corner: &Corner<'_, N>) -> Option<N> {
        let mut terms = self.terms.iter();
        let sum = terms.try_fold(N::whole(0), |sum, (factor, id)| match corner.value(*id) {
            Some(value) => sum.plus(value.times(*factor)?),
            None => Some(sum),
        })?;
        self.multiplied(sum, |id| corner.value(id))
    }
}

/// The least and the greatest value of a figure that is multiplied.
pub(super) struct Side<N> {
    figure: FigureId,
    low: N,
    high: N,
}

/// A corner of a box.
pub(super) struct Corner<'s, N> {
    sides: &'s [Side<N>],
    /// For each side a bit, set where it is the greatest value.
    greatest: usize,
}

impl<N: Number> Corner<'_, N> {
    /// The value of a figure; `None` where it is not multiplied.
    pub(super) fn value(&self, figure: FigureId) -> Option<N> {
        let place = self.sides.iter().position(|side| side.figure == figure)?;
        let side = &self.sides[place];
        let value = if self.greatest >> place & 1 == 1 {
            &side.high
        } else {
            &side.low
        };
        Some(value.clone())
    }
}

/// The corners of a box, each once.
pub(super) fn corners<N: Number>(sides: &[Side<N>]) -> impl Iterator<Item = Corner<'_, N>> {
    let flat = |place: usize| sides[place].low == sides[place].high;
    let twice = (0..sides.len()).filter(|place| flat(*place));
    let twice = twice.fold(0, |all, place| all | 1 << place);
    let all = (0_usize..1 << sides.len()).filter(move |greatest| greatest & twice == 0);
    all.map(move |greatest| Corner { sides, greatest })
}
