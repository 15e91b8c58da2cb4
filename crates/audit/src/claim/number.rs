//! The arithmetic of the judge: exact in machine integers where they suffice, exact in big rationals where not.

use std::cmp::Ordering;

use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{ToPrimitive, Zero};
use quantity::{Decimal, Rational};

/// A number a form can be evaluated in; an operation gives `None` where the result does not fit.
pub trait Number: Clone + Ord {
    /// A whole number.
    fn whole(number: i64) -> Self;
    /// A decimal.
    fn decimal(number: Decimal) -> Self;
    /// The sum.
    fn plus(self, other: Self) -> Option<Self>;
    /// The product.
    fn by(self, other: &Self) -> Option<Self>;
    /// The product with a small whole number.
    fn times(self, factor: i64) -> Option<Self>;
    /// How it stands to nothing.
    fn sign(&self) -> Ordering;
    /// The same as a rational.
    fn rational(self) -> Rational;
}

/// A number in which the roots of lines can be found.
pub(super) trait Solve: Number {
    /// The least and the greatest root of lines, each given by its value at zero and its slope; `None` where one has
    /// none, or does not fit.
    fn roots(lines: &[(Self, Self)]) -> Option<(Bound, Bound)>;
}

impl Number for Rational {
    fn whole(number: i64) -> Self {
        Rational::from_integer(number.into())
    }

    fn decimal(number: Decimal) -> Self {
        number.to_rational()
    }

    fn plus(self, other: Self) -> Option<Self> {
        Some(self + other)
    }

    fn by(self, other: &Self) -> Option<Self> {
        Some(self * other)
    }

    fn times(self, factor: i64) -> Option<Self> {
        Some(self * BigInt::from(factor))
    }

    fn sign(&self) -> Ordering {
        self.cmp(&Rational::zero())
    }

    fn rational(self) -> Rational {
        self
    }
}

impl Number for Decimal {
    fn whole(number: i64) -> Self {
        Decimal::from(number)
    }

    fn decimal(number: Decimal) -> Self {
        number
    }

    #[inline]
    fn plus(self, other: Self) -> Option<Self> {
        self.checked_add(other)
    }

    #[inline]
    fn by(self, other: &Self) -> Option<Self> {
        self.checked_mul(*other)
    }

    #[inline]
    fn times(self, factor: i64) -> Option<Self> {
        match factor {
            1 => Some(self),
            -1 => Some(-self),
            _ => self.checked_mul(Decimal::from(factor)),
        }
    }

    #[inline]
    fn sign(&self) -> Ordering {
        self.mantissa().cmp(&0)
    }

    fn rational(self) -> Rational {
        self.to_rational()
    }
}

impl Solve for Rational {
    fn roots(lines: &[(Self, Self)]) -> Option<(Bound, Bound)> {
        let roots = lines
            .iter()
            .map(|(start, slope)| (slope.sign() != Ordering::Equal).then(|| -(start / slope)));
        let roots: Vec<Rational> = roots.collect::<Option<_>>()?;
        let (least, most) = (roots.iter().min()?.clone(), roots.iter().max()?.clone());
        Some((Bound::Big(least), Bound::Big(most)))
    }
}

impl Solve for Decimal {
    fn roots(lines: &[(Self, Self)]) -> Option<(Bound, Bound)> {
        let mut roots = lines
            .iter()
            .map(|(start, slope)| Fraction::root(*start, *slope));
        let first = roots.next()??;
        let (least, most) = roots.try_fold((first, first), |(least, most), root| {
            let root = root?;
            let below = root.is_below(least)?;
            let above = most.is_below(root)?;
            Some((
                if below { root } else { least },
                if above { root } else { most },
            ))
        })?;
        Some((Bound::Small(least), Bound::Small(most)))
    }
}

/// A limit of a figure: in machine integers where they suffice, as nearly all are looked at once and thrown away.
#[derive(Debug, Clone)]
pub(crate) enum Bound {
    Small(Fraction),
    Big(Rational),
}

impl Bound {
    /// The numerator and the denominator in machine integers, where they suffice; not reduced.
    pub(crate) fn parts(&self) -> Option<(i128, i128)> {
        match self {
            Bound::Small(fraction) => Some((fraction.numerator, fraction.denominator)),
            Bound::Big(exact) => Some((exact.numer().to_i128()?, exact.denom().to_i128()?)),
        }
    }

    /// Whether it is not above another.
    pub(crate) fn is_at_most(&self, other: &Bound) -> bool {
        if let (Bound::Small(mine), Bound::Small(theirs)) = (self, other)
            && let Some(above) = theirs.is_below(*mine)
        {
            return !above;
        }
        self.rational() <= other.rational()
    }

    /// The same as a rational.
    pub(crate) fn rational(&self) -> Rational {
        match self {
            Bound::Small(fraction) => fraction.rational(),
            Bound::Big(exact) => exact.clone(),
        }
    }
}

/// A fraction in machine integers, not reduced; the denominator is above zero.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Fraction {
    numerator: i128,
    denominator: i128,
}

impl Fraction {
    /// Where a line is zero.
    fn root(start: Decimal, slope: Decimal) -> Option<Self> {
        let scaled = |number: Decimal, scale: u8| {
            let power = 10_i128.checked_pow(scale.into())?;
            number.mantissa().checked_mul(power)
        };
        let (start, slope) = (scaled(start, slope.scale())?, scaled(slope, start.scale())?);
        (slope != 0).then_some(Self {
            numerator: -start * slope.signum(),
            denominator: slope.abs(),
        })
    }

    fn is_below(self, other: Self) -> Option<bool> {
        let left = self.numerator.checked_mul(other.denominator)?;
        Some(left < other.numerator.checked_mul(self.denominator)?)
    }

    fn rational(self) -> Rational {
        match (
            i64::try_from(self.numerator),
            i64::try_from(self.denominator),
        ) {
            // Reduced in machine words, before the big ones.
            (Ok(numerator), Ok(denominator)) => {
                let common = numerator.gcd(&denominator);
                Rational::new_raw((numerator / common).into(), (denominator / common).into())
            }
            _ => Rational::new(self.numerator.into(), self.denominator.into()),
        }
    }
}
