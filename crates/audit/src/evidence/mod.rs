//! Evidence (证据): how much a reading that fails is worth as an accusation.
//!
//! About one printed relation in a hundred is wrong, so a reading that fails is nearly always a misreading unless its kind
//! nearly always holds, or a slip of the pen explains the gap better than chance does. Both are counted, not guessed.

mod grade;
mod odds;
mod pattern;
mod rates;
mod survey;
mod weight;

pub(crate) use grade::grade;
pub(crate) use odds::Odds;
pub use pattern::Pattern;
pub(crate) use rates::{claimed, gap, meant, measured};
pub use survey::{Observed, survey};
pub(crate) use weight::Weight;

/// From here on a failing reading is an error. The odds are pessimistic, as every failing reading of a figure counts against
/// its kind though at most one is meant; where the line lies was measured (docs/benchmark-natural.md).
pub(crate) const ERROR: Odds = Odds(-240);

/// From here on it is a warning; measured likewise.
pub(crate) const WARNING: Odds = Odds(-320);
