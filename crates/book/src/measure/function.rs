//! What a function over a ledger is.

use std::fmt;

use super::evaluate::Outcome;
use super::parse::Parser;
use super::table::Table;
use super::total::{Demand, Total};
use super::{Measure, MeasureError, ParseMeasureError};

/// A function over the rows of one ledger. Displays as the text it is read from.
///
/// It says what it wants totalled and what the totals come to; it never sees a row, so that rows
/// in memory and rows of a file are totalled alike.
pub(crate) trait Statistic: fmt::Display {
    /// The ledger's name.
    fn ledger(&self) -> &str;

    /// What is to be totalled.
    fn demands(&self, table: &Table<'_>) -> Result<Vec<Demand>, MeasureError>;

    /// The figure; there is one total for each demand, in their order.
    fn outcome(&self, table: &Table<'_>, totals: &[Total]) -> Result<Outcome, MeasureError>;

    /// Whether more rows only ever add to it; a rate, an average and an extreme go either way.
    fn accumulates(&self) -> bool {
        false
    }
}

/// How a function is written.
pub(crate) struct Function {
    /// The word before the bracket.
    pub(crate) name: &'static str,
    /// An example of the whole.
    pub(crate) form: &'static str,
    /// Reads what stands in the brackets.
    pub(crate) read: fn(&mut Parser) -> Result<Measure, ParseMeasureError>,
}
