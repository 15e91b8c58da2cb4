//! Rates (成立率): how often each kind of reading holds in natural text.
//!
//! The table is fitted over a corpus by the proving ground (`proving calibrate`), not written by hand: a line a trait, how
//! often readings that have it held, how many there were, and its weight in a logistic regression, in hundredths of a bit.

use std::collections::HashMap;
use std::sync::LazyLock;

use foldhash::fast::RandomState;

use crate::claim::Certainty;

use super::odds::Odds;
use super::pattern::Pattern;

const TABLE: &str = include_str!("rates.toml");

/// The odds of a reading whose family the corpus does not show: it may only hint.
const UNKNOWN: Odds = Odds(-300);

/// What the corpus says of a trait.
#[derive(Debug, Clone, Copy)]
struct Row {
    /// How many of the readings that had it held.
    held: i32,
    /// How many readings had it.
    tried: i32,
    /// In hundredths of a bit.
    weight: i32,
}

static ROWS: LazyLock<Rates> = LazyLock::new(|| Rates::read(TABLE));

/// A table of traits.
pub(crate) struct Rates(HashMap<&'static str, Row, RandomState>);

impl Rates {
    /// Reads a table; a line that is no row is passed over.
    pub(crate) fn read(table: &'static str) -> Rates {
        Rates(table.lines().filter_map(row).collect())
    }

    /// What a trait weighs, in hundredths of a bit; nothing where the table does not have it.
    pub(crate) fn weight(&self, name: &str) -> i32 {
        self.get(name).map_or(0, |row| row.weight)
    }

    fn get(&self, name: &str) -> Option<&Row> {
        self.0.get(name)
    }
}

/// `"和·其中" = [129, 184, 55]`
fn row(line: &'static str) -> Option<(&'static str, Row)> {
    let (name, counts) = line.split_once(" = [")?;
    let mut counts = counts
        .strip_suffix(']')?
        .split(',')
        .map(|count| count.trim().parse().ok());
    let row = Row {
        held: counts.next()??,
        tried: counts.next()??,
        weight: counts.next()??,
    };
    Some((name.trim_matches('"'), row))
}

/// How much rarer small gaps of one sign are among misreadings of this kind than gaps of any size are on average.
pub(crate) fn gap(pattern: &Pattern, exceeds: bool) -> Odds {
    let mut traits = pattern.traits();
    let (Some(family), Some(first)) = (traits.next(), traits.next()) else {
        return Odds::EVEN;
    };
    let name = format!("{family}·{first}·{}", if exceeds { "超" } else { "欠" });
    Odds(ROWS.weight(&name))
}

/// How likely it is that a reading of this kind was meant, against that it was not.
pub(crate) fn meant(pattern: &Pattern, names: Option<&str>) -> Odds {
    let mut odds = 0;
    let mut known = false;
    pattern.features(names, |feature| {
        if let Some(row) = ROWS.get(feature) {
            known = true;
            odds += row.weight;
        }
    });
    if known { Odds(odds) } else { UNKNOWN }
}

/// How often the corpus shows readings with a trait, such as a family.
pub(crate) fn measured(name: &str) -> usize {
    ROWS.get(name)
        .map_or(0, |row| usize::try_from(row.tried).unwrap_or(0))
}

/// How often the corpus shows readings with a trait that do not hold.
pub(crate) fn failed(name: &str) -> usize {
    ROWS.get(name).map_or(0, |row| {
        usize::try_from(row.tried - row.held).unwrap_or(usize::MAX)
    })
}

/// How often the corpus shows readings that a rule makes by these words.
pub(crate) fn by_words(pattern: &Pattern) -> usize {
    measured(&pattern.head().join("·"))
}

/// The same of a reading that a rule claims, as far as the corpus shows such readings; what it does not show is believed
/// as the rule claims it.
pub(crate) fn claimed(pattern: &Pattern, certainty: Certainty) -> Odds {
    /// For how many readings the claim of the rule counts.
    const CLAIM: i32 = 10;
    let claim = match certainty {
        Certainty::Stated => Odds::of(24, 1),
        Certainty::Probable => Odds::of(4, 1),
        Certainty::Possible => Odds::of(1, 2),
    };
    let tried = i32::try_from(by_words(pattern)).unwrap_or(i32::MAX - CLAIM);
    let measured = if tried > 0 { meant(pattern, None).0 } else { 0 };
    Odds((measured.saturating_mul(tried) + claim.0 * CLAIM) / (tried + CLAIM))
}
