//! What a form leaves to one of its figures. A form is linear in each figure, so this is solved and not searched.

use std::cmp::Ordering;
use std::collections::HashMap;

use foldhash::fast::RandomState;
use num_traits::Zero;
use quantity::{Decimal, Rational};

use crate::claim::form::{Demand, FigureId, Form, Range, corners};
use crate::claim::judge::{bounds, printed};
use crate::claim::number::{Bound, Number, Solve};
use crate::figure::Figure;

/// The least and the greatest value of a figure, in base units; `None` where there is no limit.
pub(crate) type Limits = (Option<Bound>, Option<Bound>);

/// Where the sum is zero, for all values of the other figures.
struct Roots {
    least: Bound,
    most: Bound,
    /// Whether the sum grows with the figure.
    rising: bool,
}

impl Form {
    /// The values of a figure for which the form can hold, the others standing for any value of theirs; `None` where it
    /// does not mention the figure, where another has no limit, or where the values are no interval.
    pub(crate) fn limits(&self, figure: FigureId, figures: &[Figure]) -> Option<Limits> {
        let roots = if self.is_to_the_digit(figures) {
            self.roots(figure, &|id| values(figures, id, true))
        } else {
            self.roots::<Decimal>(figure, &|id| quick(figures, id, false))
                .or_else(|| self.roots::<Rational>(figure, &|id| values(figures, id, false)))
        }?;
        Some(roots.limits(self.demand))
    }

    /// The least and the greatest value of the form as a sum of its terms, in machine integers; `None` where it is no
    /// such sum or does not fit.
    fn extremes(&self, figures: &[Figure]) -> Option<(Decimal, Decimal)> {
        let mut ids = self.sorted_figures();
        ids.dedup();
        (self.is_linear() && ids.len() == self.terms.len()).then_some(())?;
        let to_the_digit = self.is_to_the_digit(figures);
        let (low, high) = self.range(|id| quick(figures, id, to_the_digit));
        low.zip(high)
    }

    /// The value of a figure that satisfies the form when all others are as printed, in base units.
    pub(crate) fn solve(&self, figure: FigureId, figures: &[Figure]) -> Option<Bound> {
        let quick = |id: FigureId| figures[id].quantity.in_base();
        let exact = |id: FigureId| Some(printed(figures, id));
        self.root::<Decimal>(figure, quick)
            .or_else(|| self.root::<Rational>(figure, exact))
    }

    /// Adds a form up once, so that what it leaves to each of its figures needs no more adding; `None` for one that
    /// multiplies figures or has a figure without a limit.
    pub(crate) fn added(&self, figures: &[Figure]) -> Option<Added> {
        self.is_linear().then_some(())?;
        let to_the_digit = self.is_to_the_digit(figures);
        let mut factors: HashMap<FigureId, i64, RandomState> = HashMap::default();
        for (factor, id) in &self.terms {
            *factors.entry(*id).or_default() += factor;
        }
        let (low, high) = self.range::<Rational>(|id| values(figures, id, to_the_digit));
        Some(Added {
            factors,
            printed: self.at(|id| Some(printed(figures, id)))?,
            ends: (low?, high?),
            demand: self.demand,
            to_the_digit,
        })
    }

    /// Where the sum is zero, by one figure.
    fn root<N: Solve>(
        &self,
        figure: FigureId,
        value: impl Fn(FigureId) -> Option<N>,
    ) -> Option<Bound> {
        let others = |id: FigureId| {
            if id == figure {
                Some(N::whole(0))
            } else {
                value(id)
            }
        };
        let slope = self.slope(figure, &value)?;
        let (root, _) = N::roots(&[(self.at(others)?, slope)])?;
        Some(root)
    }

    fn roots<N: Solve>(
        &self,
        figure: FigureId,
        ends: &impl Fn(FigureId) -> Range<N>,
    ) -> Option<Roots> {
        let nothing = || Some(N::whole(0));
        let others = |id: FigureId| {
            if id == figure {
                (nothing(), nothing())
            } else {
                ends(id)
            }
        };
        let mut lines = Vec::new();
        if self.multiplies(figure) {
            let (low, high) = self.loose_range(&others);
            let (low, high) = (low?, high?);
            let sides = self.sides(&others)?;
            for corner in corners(&sides) {
                let slope = self.slope(figure, |id| corner.value(id))?;
                let sum = self.at_corner(&corner)?;
                for loose in [&low, &high] {
                    lines.push((sum.clone().plus(loose.clone())?, slope.clone()));
                }
            }
        } else {
            let slope = self.slope(figure, |_| nothing())?;
            let (low, high) = self.range(others);
            lines.extend([low?, high?].map(|sum| (sum, slope.clone())));
        }
        // Where the slope changes its sign, what satisfies it lies outside the roots and not between them.
        let sign = lines.first()?.1.sign();
        lines
            .iter()
            .all(|(_, slope)| slope.sign() == sign)
            .then_some(())?;
        let (least, most) = N::roots(&lines)?;
        Some(Roots {
            least,
            most,
            rising: sign == Ordering::Greater,
        })
    }
}

impl Roots {
    fn limits(self, demand: Demand) -> Limits {
        let (lower, upper) = (demand.has_lower_limit(), demand.has_upper_limit());
        let (lower, upper) = if self.rising {
            (lower, upper)
        } else {
            (upper, lower)
        };
        (lower.then_some(self.least), upper.then_some(self.most))
    }
}

/// What a form leaves to each of its figures, without adding it up for each.
pub(crate) struct Leaves<'a> {
    form: &'a Form,
    figures: &'a [Figure],
    /// Its least and its greatest value, where it is a sum.
    total: Option<(Decimal, Decimal)>,
    to_the_digit: bool,
}

impl<'a> Leaves<'a> {
    pub(crate) fn of(form: &'a Form, figures: &'a [Figure]) -> Self {
        Self {
            form,
            figures,
            total: form.extremes(figures),
            to_the_digit: form.is_to_the_digit(figures),
        }
    }

    /// Whether it must hold to the last digit.
    pub(crate) fn to_the_digit(&self) -> bool {
        self.to_the_digit
    }

    /// As [`Form::limits`] for the figure told at a place.
    pub(crate) fn limits(&self, place: usize, figure: FigureId) -> Option<Limits> {
        self.rest(place, figure)
            .or_else(|| self.form.limits(figure, self.figures))
    }

    /// What the total leaves when the figure is taken from it.
    fn rest(&self, place: usize, figure: FigureId) -> Option<Limits> {
        let (least, most) = self.total?;
        let (factor, _) = *self.form.terms.get(place).filter(|(_, id)| *id == figure)?;
        let (low, high) = quick(self.figures, figure, self.to_the_digit);
        let (low, high) = if factor < 0 { (high, low) } else { (low, high) };
        let without = |total: Decimal, end: Option<Decimal>| total.plus(-end?.times(factor)?);
        let slope = Decimal::from(factor);
        let lines = [(without(least, low)?, slope), (without(most, high)?, slope)];
        let (least, most) = Decimal::roots(&lines)?;
        let roots = Roots {
            least,
            most,
            rising: factor > 0,
        };
        Some(roots.limits(self.form.demand))
    }
}

/// A form without products, added up.
#[derive(Debug)]
pub(crate) struct Added {
    factors: HashMap<FigureId, i64, RandomState>,
    /// What it comes to as printed.
    printed: Rational,
    /// What it comes to at least and at most.
    ends: (Rational, Rational),
    demand: Demand,
    to_the_digit: bool,
}

impl Added {
    /// Whether it is about a figure.
    pub(crate) fn mentions(&self, figure: FigureId) -> bool {
        self.factors.contains_key(&figure)
    }

    /// As [`Form::limits`].
    pub(crate) fn limits(&self, figure: FigureId, figures: &[Figure]) -> Option<Limits> {
        let factor = *self.factors.get(&figure)?;
        let slope = Rational::from_integer(factor.into());
        let (mut low, mut high) = match values(figures, figure, self.to_the_digit) {
            (Some(low), Some(high)) => (low * &slope, high * &slope),
            _ => return None,
        };
        if factor < 0 {
            std::mem::swap(&mut low, &mut high);
        }
        let one = root(&self.ends.0 - low, slope.clone())?;
        let other = root(&self.ends.1 - high, slope)?;
        let rising = factor > 0;
        let (least, most) = if rising { (other, one) } else { (one, other) };
        let roots = Roots {
            least: Bound::Big(least),
            most: Bound::Big(most),
            rising,
        };
        Some(roots.limits(self.demand))
    }

    /// As [`Form::solve`].
    pub(crate) fn solve(&self, figure: FigureId, figures: &[Figure]) -> Option<Rational> {
        let slope = Rational::from_integer((*self.factors.get(&figure)?).into());
        let rest = &self.printed - printed(figures, figure) * &slope;
        root(rest, slope)
    }
}

/// As [`values`] in machine integers.
fn quick(figures: &[Figure], id: FigureId, to_the_digit: bool) -> Range<Decimal> {
    let ends = if to_the_digit {
        figures[id].quantity.in_base().map(|value| (value, value))
    } else {
        figures[id].stated().wide_ends()
    };
    ends.map_or((None, None), |(low, high)| (Some(low), Some(high)))
}

/// The values a figure can stand for: any that print like it, or the printed one only.
fn values(figures: &[Figure], id: FigureId, to_the_digit: bool) -> Range<Rational> {
    if to_the_digit {
        let value = Some(printed(figures, id));
        (value.clone(), value)
    } else {
        bounds(&figures[id].stated().wide())
    }
}

/// Where a line is zero.
fn root(sum: Rational, slope: Rational) -> Option<Rational> {
    (slope != Rational::zero()).then(|| -sum / slope)
}
