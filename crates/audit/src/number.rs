//! The arithmetic of the judge: exact in machine integers where they suffice, exact in big rationals where not.

use num_bigint::BigInt;
use quantity::{Decimal, Rational};

/// A number an equation can be evaluated in.
pub trait Number: Clone {
    /// Nothing.
    fn zero() -> Self;
    /// One.
    fn one() -> Self;
    /// The sum.
    fn plus(self, other: Self) -> Self;
    /// The difference.
    fn minus(self, other: Self) -> Self;
    /// The product.
    fn by(self, other: Self) -> Self;
    /// The product with a small whole number.
    fn times(self, factor: i64) -> Self;
    /// The value, where it is known.
    fn known(self) -> Option<Rational>;
}

impl Number for Rational {
    fn zero() -> Self {
        Rational::from_integer(0.into())
    }

    fn one() -> Self {
        Rational::from_integer(1.into())
    }

    fn plus(self, other: Self) -> Self {
        self + other
    }

    fn minus(self, other: Self) -> Self {
        self - other
    }

    fn by(self, other: Self) -> Self {
        self * other
    }

    fn times(self, factor: i64) -> Self {
        self * BigInt::from(factor)
    }

    fn known(self) -> Option<Rational> {
        Some(self)
    }
}

/// A decimal that remembers when it outgrew its integers.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Fast(pub(crate) Option<Decimal>);

impl Fast {
    fn with(self, other: Self, work: impl Fn(Decimal, Decimal) -> Option<Decimal>) -> Self {
        Fast(
            self.0
                .zip(other.0)
                .and_then(|(left, right)| work(left, right)),
        )
    }
}

impl Number for Fast {
    fn zero() -> Self {
        Fast(Some(Decimal::ZERO))
    }

    fn one() -> Self {
        Fast(Some(Decimal::ONE))
    }

    fn plus(self, other: Self) -> Self {
        self.with(other, Decimal::checked_add)
    }

    fn minus(self, other: Self) -> Self {
        self.with(other, Decimal::checked_sub)
    }

    fn by(self, other: Self) -> Self {
        self.with(other, Decimal::checked_mul)
    }

    fn times(self, factor: i64) -> Self {
        self.with(Fast(Some(Decimal::from(factor))), Decimal::checked_mul)
    }

    fn known(self) -> Option<Rational> {
        self.0.map(Decimal::to_rational)
    }
}
