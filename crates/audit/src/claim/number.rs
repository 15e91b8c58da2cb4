//! The arithmetic of the judge: exact in machine integers where they suffice, exact in big rationals where not.

use std::cmp::Ordering;

use num_bigint::BigInt;
use num_traits::Zero;
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
