//! Intervals of exact rationals, each end open, closed or unbounded.

use std::cmp::Ordering;

use num_traits::{Signed, Zero};

use crate::Rational;

/// One end of an [`Interval`].
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum End {
    /// No limit: minus infinity as a lower end, plus infinity as an upper one.
    Unbounded,
    /// The limit belongs to the interval.
    Closed(Rational),
    /// The limit does not belong to the interval.
    Open(Rational),
}

/// A connected set of rationals that is never empty.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Interval {
    lo: End,
    hi: End,
}

impl End {
    /// The limit, if there is one.
    pub fn value(&self) -> Option<&Rational> {
        match self {
            Self::Unbounded => None,
            Self::Closed(value) | Self::Open(value) => Some(value),
        }
    }

    /// Whether the limit belongs to the interval.
    pub fn is_closed(&self) -> bool {
        matches!(self, Self::Closed(_))
    }

    fn finite(value: Rational, closed: bool) -> Self {
        if closed {
            Self::Closed(value)
        } else {
            Self::Open(value)
        }
    }

    fn map(&self, f: impl FnOnce(&Rational) -> Rational) -> Self {
        match self {
            Self::Unbounded => Self::Unbounded,
            Self::Closed(value) => Self::Closed(f(value)),
            Self::Open(value) => Self::Open(f(value)),
        }
    }

    fn plus(&self, other: &Self) -> Self {
        match (self.value(), other.value()) {
            (Some(a), Some(b)) => Self::finite(a + b, self.is_closed() && other.is_closed()),
            _ => Self::Unbounded,
        }
    }
}

impl Interval {
    /// The one value.
    pub fn point(value: Rational) -> Self {
        Self {
            lo: End::Closed(value.clone()),
            hi: End::Closed(value),
        }
    }

    /// The values between two ends; `None` when there are none.
    pub fn new(lo: End, hi: End) -> Option<Self> {
        let empty = match (lo.value(), hi.value()) {
            (Some(a), Some(b)) => match a.cmp(b) {
                Ordering::Less => false,
                Ordering::Equal => !(lo.is_closed() && hi.is_closed()),
                Ordering::Greater => true,
            },
            _ => false,
        };
        (!empty).then_some(Self { lo, hi })
    }

    /// The values between two ends that are known to be in order.
    pub(crate) fn between(lo: End, hi: End) -> Self {
        debug_assert!(Self::new(lo.clone(), hi.clone()).is_some());
        Self { lo, hi }
    }

    /// Every value.
    pub fn everything() -> Self {
        Self {
            lo: End::Unbounded,
            hi: End::Unbounded,
        }
    }

    /// `[lo, hi]`; `None` when `lo > hi`.
    pub fn closed(lo: Rational, hi: Rational) -> Option<Self> {
        Self::new(End::Closed(lo), End::Closed(hi))
    }

    /// `[lo, hi)`; `None` when `lo >= hi`.
    pub fn half_open(lo: Rational, hi: Rational) -> Option<Self> {
        Self::new(End::Closed(lo), End::Open(hi))
    }

    /// The lower end.
    pub fn lo(&self) -> &End {
        &self.lo
    }

    /// The upper end.
    pub fn hi(&self) -> &End {
        &self.hi
    }

    /// Whether the interval is one value.
    pub fn is_point(&self) -> bool {
        self.lo.is_closed() && self.lo == self.hi
    }

    /// Whether the value belongs to the interval.
    pub fn contains(&self, value: &Rational) -> bool {
        let above = match &self.lo {
            End::Unbounded => true,
            End::Closed(lo) => lo <= value,
            End::Open(lo) => lo < value,
        };
        above
            && match &self.hi {
                End::Unbounded => true,
                End::Closed(hi) => value <= hi,
                End::Open(hi) => value < hi,
            }
    }

    /// Whether the two have a value in common.
    pub fn intersects(&self, other: &Self) -> bool {
        let below = |lo: &End, hi: &End| match (lo.value(), hi.value()) {
            (Some(a), Some(b)) => match a.cmp(b) {
                Ordering::Less => true,
                Ordering::Equal => lo.is_closed() && hi.is_closed(),
                Ordering::Greater => false,
            },
            _ => true,
        };
        below(&self.lo, &other.hi) && below(&other.lo, &self.hi)
    }

    /// The values the two have in common; `None` when there are none.
    pub fn intersection(&self, other: &Self) -> Option<Self> {
        let lo = if lower(&self.lo, &other.lo).is_lt() {
            &other.lo
        } else {
            &self.lo
        };
        let hi = if upper(&self.hi, &other.hi).is_lt() {
            &self.hi
        } else {
            &other.hi
        };
        Self::new(lo.clone(), hi.clone())
    }

    /// The smallest interval that holds both.
    pub fn hull(&self, other: &Self) -> Self {
        let lo = if lower(&self.lo, &other.lo).is_lt() {
            &self.lo
        } else {
            &other.lo
        };
        let hi = if upper(&self.hi, &other.hi).is_lt() {
            &other.hi
        } else {
            &self.hi
        };
        Self {
            lo: lo.clone(),
            hi: hi.clone(),
        }
    }

    /// All sums of a value of each.
    pub fn add(&self, other: &Self) -> Self {
        Self {
            lo: self.lo.plus(&other.lo),
            hi: self.hi.plus(&other.hi),
        }
    }

    /// All differences of a value of each.
    pub fn sub(&self, other: &Self) -> Self {
        self.add(&other.neg())
    }

    /// All negated values.
    pub fn neg(&self) -> Self {
        Self {
            lo: self.hi.map(|value| -value),
            hi: self.lo.map(|value| -value),
        }
    }

    /// All values times a constant.
    pub fn scale(&self, factor: &Rational) -> Self {
        if factor.is_zero() {
            return Self::point(Rational::zero());
        }
        let lo = self.lo.map(|value| value * factor);
        let hi = self.hi.map(|value| value * factor);
        if factor.is_negative() {
            Self { lo: hi, hi: lo }
        } else {
            Self { lo, hi }
        }
    }

    /// All products of a value of each.
    pub fn mul(&self, other: &Self) -> Self {
        let mine = [
            Limit::of(&self.lo, Reach::Below),
            Limit::of(&self.hi, Reach::Above),
        ];
        let theirs = [
            Limit::of(&other.lo, Reach::Below),
            Limit::of(&other.hi, Reach::Above),
        ];
        let [a, b] = &mine;
        let [c, d] = &theirs;
        let corners = [a.times(c), a.times(d), b.times(c), b.times(d)];
        let [mut lo, mut hi] = [corners[0].clone(), corners[0].clone()];
        for corner in &corners[1..] {
            lo = lo.outer(corner, Ordering::Less);
            hi = hi.outer(corner, Ordering::Greater);
        }
        Self {
            lo: lo.into_end(),
            hi: hi.into_end(),
        }
    }

    /// All quotients of a value and a value of `denominator` that is not zero.
    ///
    /// `None` when the denominator is zero or has zero inside: then the quotients do not form an
    /// interval and bound nothing. A zero at an end leaves the quotients unbounded on one side.
    pub fn ratio(&self, denominator: &Self) -> Option<Self> {
        let positive = match denominator.lo.value() {
            Some(lo) => !lo.is_negative(),
            None => false,
        };
        let negative = match denominator.hi.value() {
            Some(hi) => !hi.is_positive(),
            None => false,
        };
        // Both only for {0}, neither when zero lies inside.
        if positive == negative {
            return None;
        }
        Some(self.mul(&Self {
            lo: reciprocal(&denominator.hi),
            hi: reciprocal(&denominator.lo),
        }))
    }
}

/// The reciprocal of an end of an interval on one side of zero.
fn reciprocal(end: &End) -> End {
    match end {
        End::Unbounded => End::Open(Rational::zero()),
        End::Closed(value) | End::Open(value) if value.is_zero() => End::Unbounded,
        other => other.map(Rational::recip),
    }
}

/// Orders lower ends: the lesser reaches further down.
fn lower(a: &End, b: &End) -> Ordering {
    match (a.value(), b.value()) {
        (None, None) => Ordering::Equal,
        (None, _) => Ordering::Less,
        (_, None) => Ordering::Greater,
        (Some(x), Some(y)) => x.cmp(y).then(b.is_closed().cmp(&a.is_closed())),
    }
}

/// Orders upper ends: the greater reaches further up.
fn upper(a: &End, b: &End) -> Ordering {
    match (a.value(), b.value()) {
        (None, None) => Ordering::Equal,
        (None, _) => Ordering::Greater,
        (_, None) => Ordering::Less,
        (Some(x), Some(y)) => x.cmp(y).then(a.is_closed().cmp(&b.is_closed())),
    }
}

/// A value of the extended number line.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Reach {
    Below,
    At(Rational),
    Above,
}

/// A corner of a product: how far it reaches, and whether that value is attained.
#[derive(Clone)]
struct Limit {
    reach: Reach,
    attained: bool,
}

impl Limit {
    fn of(end: &End, unbounded: Reach) -> Self {
        match end.value() {
            None => Self {
                reach: unbounded,
                attained: false,
            },
            Some(value) => Self {
                reach: Reach::At(value.clone()),
                attained: end.is_closed(),
            },
        }
    }

    fn signum(&self) -> i8 {
        match &self.reach {
            Reach::Below => -1,
            Reach::Above => 1,
            Reach::At(value) if value.is_negative() => -1,
            Reach::At(value) => i8::from(!value.is_zero()),
        }
    }

    /// The product of two limits; zero times infinity is zero, the limit of all such products.
    fn times(&self, other: &Self) -> Self {
        let signum = self.signum() * other.signum();
        let reach = match (&self.reach, &other.reach) {
            (Reach::At(a), Reach::At(b)) => Reach::At(a * b),
            _ if signum == 0 => Reach::At(Rational::zero()),
            _ if signum < 0 => Reach::Below,
            _ => Reach::Above,
        };
        // An attained zero makes the product zero whatever the other factor is.
        let zero = |limit: &Self| limit.attained && limit.signum() == 0;
        let attained = (self.attained && other.attained) || zero(self) || zero(other);
        Self { reach, attained }
    }

    /// The limit further out in a direction; attained if either of two equal ones is.
    fn outer(self, other: &Self, direction: Ordering) -> Self {
        match other.reach.cmp(&self.reach) {
            Ordering::Equal => Self {
                attained: self.attained || other.attained,
                ..self
            },
            order if order == direction => other.clone(),
            _ => self,
        }
    }

    fn into_end(self) -> End {
        match self.reach {
            Reach::At(value) => End::finite(value, self.attained),
            Reach::Below | Reach::Above => End::Unbounded,
        }
    }
}
