//! Measures over ledgers too long to hold in memory: one pass over the file.
//!
//! The conditions on a column part its values into classes, and the classes of a row's cells say
//! which filters it passes. Rows are totalled by their classes, of which there are few, and the
//! totals are handed to the filters at the end: a row costs the same whether ten measures look at it
//! or a thousand.

mod axis;
mod days;
mod group;
mod long;
mod plan;
mod read;
mod run;
mod sheet;
mod standing;
#[cfg(test)]
mod tests;

use super::bound::BoundFilter;
use super::total::Want;

pub use long::LongLedger;

/// What is totalled: the rows that pass a filter, and the cells of one column in them.
type Key = (BoundFilter, Option<(usize, Want)>);
