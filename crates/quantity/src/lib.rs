//! Printed numbers of Chinese government reports, exactly.
//!
//! A printed number is a [`Quantity`]: an exact [`Decimal`] with the precision it was printed
//! with, a [`Unit`], and an [`Approximation`] word. It stands for an [`Interval`] of real values.
//! [`scan()`] finds the numbers of a running text, [`parse_cell`] reads a table cell that is one
//! number. Nothing here knows what a number means, and no binary float takes part.

mod approximation;
mod base;
mod cell;
mod decimal;
mod digits;
mod interval;
mod numeral;
pub mod proportion;
mod quantity;
mod scan;
mod unit;

pub use approximation::Approximation;
pub use cell::parse_cell;
pub use decimal::{Decimal, ParseDecimalError};
pub use interval::{End, Interval};
pub use quantity::{ParseQuantityError, Quantity};
pub use scan::{Found, Notation, Scan, scan};
pub use unit::{Dimension, ParseUnitError, Unit, convert};

/// An exact rational number of any size.
pub type Rational = num_rational::BigRational;
