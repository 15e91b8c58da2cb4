//! A printed number with its unit, and the values it stands for.

use std::fmt;
use std::str::FromStr;

use num_traits::Signed;
use serde::{Deserialize, Serialize};

use crate::decimal::power_of_ten;
use crate::{Approximation, Decimal, Dimension, End, Interval, Rational, Unit, parse_cell};

/// One printed number.
///
/// The value is as printed, 98.19 for `98.19%`, and its scale is the printed precision.
/// [`Display`](fmt::Display) prints it as documents do: `约3500万元`, `20余人`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Quantity {
    /// The number before the unit.
    pub value: Decimal,
    /// The unit, with its multiplier.
    pub unit: Unit,
    /// The word that widens the number.
    pub approximation: Approximation,
}

/// The text is not one number with an optional unit.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}”不是一个数量：请写成 4288.85万元、98.19%、约20人 这样的形式")]
pub struct ParseQuantityError(String);

impl Quantity {
    /// A number with its unit and no approximating word.
    pub const fn new(value: Decimal, unit: Unit) -> Self {
        Self {
            value,
            unit,
            approximation: Approximation::Exact,
        }
    }

    /// Whether the number stands for one value: a whole count of people or things without 万 or
    /// 亿, or a literal 0. A rate of 0% is a rounded one.
    #[inline]
    pub fn is_exact(self) -> bool {
        let dimension = self.unit.dimension();
        let whole_count = dimension == Dimension::Count && self.unit.multiplier_exponent() == 0;
        let nothing = self.value.is_zero() && dimension != Dimension::Percent;
        self.approximation == Approximation::Exact
            && self.value.scale() == 0
            && (whole_count || nothing)
    }

    /// One unit of the last printed place, in the printed unit.
    pub fn ulp(self) -> Decimal {
        Decimal::new(1, self.value.scale())
    }

    /// The value in the base of its dimension (see [`Unit::factor`]); `None` when it has too
    /// many digits.
    #[inline]
    pub fn in_base(self) -> Option<Decimal> {
        self.value.checked_mul(self.unit.factor())
    }

    /// One unit of the last printed place, in the base of its dimension; `None` when it has too many digits.
    pub fn ulp_in_base(self) -> Option<Decimal> {
        self.ulp().checked_mul(self.unit.factor())
    }

    /// The values that print like this when rounded half away from zero, in the base of the
    /// dimension; an approximating word widens them.
    pub fn interval(self) -> Interval {
        if self.approximation != Approximation::Exact {
            return self.approximate();
        }
        if let Some(interval) = self.between(self.ends()) {
            return interval;
        }
        let half = Rational::new(1.into(), 2.into()) * self.ulp().to_rational();
        let size = self.value.abs().to_rational();
        if self.is_exact() {
            self.placed(End::Closed(size.clone()), End::Closed(size))
        } else if self.value.is_zero() {
            self.placed(End::Open(-half.clone()), End::Open(half))
        } else {
            self.placed(End::Closed(&size - &half), End::Open(size + half))
        }
    }

    /// The values that print like this when rounded or when cut off, in the base of the dimension.
    pub fn wide(self) -> Interval {
        if self.approximation != Approximation::Exact || self.is_exact() {
            return self.interval();
        }
        if let Some(interval) = self.between(self.wide_ends()) {
            return interval;
        }
        let ulp = self.ulp().to_rational();
        let size = self.value.abs().to_rational();
        if self.value.is_zero() {
            return self.placed(End::Open(-ulp.clone()), End::Open(ulp));
        }
        self.interval()
            .hull(&self.placed(End::Closed(size.clone()), End::Open(size + ulp)))
    }

    /// The interval with these ends, where they fit machine integers: it has the end towards zero and not the other one.
    fn between(self, ends: Option<(Decimal, Decimal)>) -> Option<Interval> {
        let (lo, hi) = ends?;
        let end = |value: Decimal, closed: bool| {
            let value = value.to_rational();
            if closed {
                End::Closed(value)
            } else {
                End::Open(value)
            }
        };
        let (exact, zero) = (self.is_exact(), self.value.is_zero());
        let negative = self.value.is_negative();
        Interval::new(
            end(lo, exact || !zero && !negative),
            end(hi, exact || !zero && negative),
        )
    }

    /// Both ends of [`Quantity::interval`] in machine integers, whether they belong to it or not; `None` for an
    /// approximation or a number with too many digits.
    #[inline]
    pub fn ends(self) -> Option<(Decimal, Decimal)> {
        let half = Decimal::new(5, self.value.scale().checked_add(1)?);
        self.around(half, half)
    }

    /// Both ends of [`Quantity::wide`], as [`Quantity::ends`] gives those of the interval.
    #[inline]
    pub fn wide_ends(self) -> Option<(Decimal, Decimal)> {
        let half = Decimal::new(5, self.value.scale().checked_add(1)?);
        let toward_zero = if self.value.is_zero() {
            self.ulp()
        } else {
            half
        };
        self.around(toward_zero, self.ulp())
    }

    /// The ends that far towards zero and away from it, in base units.
    #[inline]
    fn around(self, inward: Decimal, outward: Decimal) -> Option<(Decimal, Decimal)> {
        if self.approximation != Approximation::Exact {
            return None;
        }
        let factor = self.unit.factor();
        if self.is_exact() {
            let value = self.value.checked_mul(factor)?;
            return Some((value, value));
        }
        let (below, above) = if self.value.is_negative() {
            (outward, inward)
        } else {
            (inward, outward)
        };
        let lo = self.value.checked_sub(below)?.checked_mul(factor)?;
        let hi = self.value.checked_add(above)?.checked_mul(factor)?;
        Some((lo, hi))
    }

    fn approximate(self) -> Interval {
        let value = self.value.to_rational();
        let size = value.abs();
        let step = self.last_digit();
        match self.approximation {
            Approximation::Exact => self.interval(),
            Approximation::About => {
                self.placed(End::Closed(&size - &step), End::Closed(size + step))
            }
            Approximation::Near => self.placed(End::Closed(&size - step), End::Closed(size)),
            Approximation::Odd => self.placed(End::Closed(size.clone()), End::Open(size + step)),
            Approximation::Over | Approximation::AtLeast => {
                self.unsigned(End::Closed(value), End::Unbounded)
            }
            Approximation::AtMost => self.unsigned(End::Unbounded, End::Closed(value)),
            Approximation::Under => self.unsigned(End::Unbounded, End::Open(value)),
        }
    }

    /// One unit of the last printed digit that is not zero: 100 for 3500, 0.01 for 0.430.
    fn last_digit(self) -> Rational {
        let mut mantissa = self.value.mantissa();
        let mut zeros = 0;
        while mantissa != 0 && mantissa % 10 == 0 {
            mantissa /= 10;
            zeros += 1;
        }
        self.ulp().to_rational() * Rational::from_integer(power_of_ten(zeros).into())
    }

    /// The interval between two ends that are sizes in the printed unit, on the side of zero the
    /// value is on.
    fn placed(self, lo: End, hi: End) -> Interval {
        let interval = self.unsigned(lo, hi);
        if self.value.is_negative() {
            interval.neg()
        } else {
            interval
        }
    }

    fn unsigned(self, lo: End, hi: End) -> Interval {
        Interval::between(lo, hi).scale(&self.unit.factor().to_rational())
    }
}

impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (before, between) = match self.approximation {
            Approximation::Exact => ("", ""),
            Approximation::About => ("约", ""),
            Approximation::Near => ("接近", ""),
            Approximation::Over => ("超过", ""),
            Approximation::Odd => ("", "余"),
            Approximation::AtLeast => ("不少于", ""),
            Approximation::AtMost => ("不超过", ""),
            Approximation::Under => ("不足", ""),
        };
        write!(f, "{before}{}{between}{}", self.value, self.unit)
    }
}

impl FromStr for Quantity {
    type Err = ParseQuantityError;

    fn from_str(text: &str) -> Result<Self, ParseQuantityError> {
        parse_cell(text).ok_or_else(|| ParseQuantityError(text.to_owned()))
    }
}

impl TryFrom<String> for Quantity {
    type Error = ParseQuantityError;

    fn try_from(text: String) -> Result<Self, ParseQuantityError> {
        text.parse()
    }
}

impl From<Quantity> for String {
    fn from(quantity: Quantity) -> Self {
        quantity.to_string()
    }
}
