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
pub(crate) use rates::{Rates, by_words, claimed, failed, gap, meant, measured};
pub use survey::{Observed, survey};
pub(crate) use weight::{Weight, exceeds, is_wrong_way};

/// From where on a failing reading is an error, and from where on a warning.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Line {
    pub(crate) error: Odds,
    pub(crate) warning: Odds,
}

/// The lines of lists, which words hardly ever say to be complete. The odds are pessimistic, as every failing reading of a figure counts against its kind
/// though at most one is meant; where the lines lie was measured (docs/benchmark-natural.md).
pub(crate) const LISTED: Line = Line {
    error: Odds::EVEN,
    warning: Odds(-95),
};

/// The lines of what words claim: what is misread there lies far from what is printed, while lists that are not meant to be
/// complete often lack little. Measured likewise.
pub(crate) const CLAIMED: Line = Line {
    error: Odds(-450),
    warning: Odds(-465),
};
