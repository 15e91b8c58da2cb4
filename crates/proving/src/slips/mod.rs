//! Slips (笔误): planted by a stated model of how people err, to fit how likely each correction is.
//!
//! A slip is planted in a made report or in natural text whose figures are certainly related. Where the auditor sees that
//! something is broken it has corrections to choose from, one of which gives back what stood there. From what can be seen of
//! the right ones and of the others a likelihood is fitted, which diagnosis ranks them by.

mod fit;
mod made;
mod model;
mod natural;

use std::collections::BTreeMap;
use std::fmt::{self, Write};

use audit::Choice;

use crate::calibrate::Table;
use crate::corpus::Corpus;
use crate::parallel;

use fit::Case;
pub use model::Kind;

/// A slip that was planted, and what the auditor made of it.
#[derive(Debug, Clone)]
pub(crate) struct Planted {
    kind: Kind,
    /// The corrections it had to choose from and which of them is right, where it saw that something is broken and the right
    /// one is among them.
    choice: Option<(Choice, usize)>,
}

impl Planted {
    /// What the auditor made of a slip; `right` tells which correction gives back what stood there.
    fn new(kind: Kind, choices: Vec<Choice>, right: impl Fn(&audit::Offer) -> bool) -> Planted {
        let choice = choices.into_iter().find_map(|choice| {
            let right = choice.offers.iter().position(&right)?;
            Some((choice, right))
        });
        Planted { kind, choice }
    }
}

/// Slips planted in many texts.
#[derive(Debug, Clone, Default)]
pub struct Slips {
    planted: Vec<Planted>,
}

impl Slips {
    /// Plants slips in texts of a corpus and in so many made reports.
    pub fn plant(corpus: &Corpus, reports: u64, seed: u64) -> Slips {
        let natural = parallel::map(&corpus.texts, |at, text| {
            natural::planted(text, seed, at as u64)
        });
        let reports: Vec<u64> = (0..reports).collect();
        let made = parallel::map(&reports, |_, report| made::planted(seed, *report));
        let natural = natural.into_iter().flatten();
        Slips {
            planted: natural.chain(made.into_iter().flatten()).collect(),
        }
    }

    /// The weight of each trait, fitted to all slips.
    pub fn table(&self) -> Table {
        fitted(&self.cases().collect::<Vec<_>>())
    }

    /// How many slips there are, and how many leave the right correction among several.
    pub fn counts(&self) -> (usize, usize) {
        (self.planted.len(), self.cases().count())
    }

    fn cases(&self) -> impl Iterator<Item = (Kind, Case)> {
        let chosen = self
            .planted
            .iter()
            .filter_map(|planted| Some((planted.kind, planted.choice.as_ref()?)));
        chosen
            .map(|(kind, (choice, right))| (kind, Case::of(choice, *right)))
            .filter(|(_, case)| case.offers.len() > 1)
    }

    /// Fits to every second slip and counts by kind how often the likeliest correction is right among the others.
    pub fn check(&self) -> Check {
        let cases: Vec<(Kind, Case)> = self.cases().collect();
        let half = |which: usize| -> Vec<(Kind, Case)> {
            let half = cases.iter().skip(which).step_by(2);
            half.cloned().collect()
        };
        let table = fitted(&half(0));
        let mut check = Check::default();
        for planted in &self.planted {
            check.0.entry(planted.kind).or_default().planted += 1;
        }
        for (kind, case) in half(1) {
            let row = check.0.entry(kind).or_default();
            row.tried += 1;
            row.right += usize::from(case.is_right(&table));
        }
        check
    }
}

fn fitted(cases: &[(Kind, Case)]) -> Table {
    fit::table(cases.iter().map(|(_, case)| case))
}

/// How often the likeliest correction is the right one, by kind of slip.
#[derive(Debug, Clone, Default)]
pub struct Check(BTreeMap<Kind, Tried>);

#[derive(Debug, Clone, Copy, Default)]
struct Tried {
    planted: usize,
    tried: usize,
    right: usize,
}

impl fmt::Display for Check {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            out,
            "| slip | planted | of the half held back | likeliest right | |\n|---|---:|---:|---:|---:|"
        )?;
        let mut all = Tried::default();
        for (kind, row) in &self.0 {
            all.planted += row.planted;
            all.tried += row.tried;
            all.right += row.right;
            self::row(out, kind.name(), *row)?;
        }
        self::row(out, "**all**", all)
    }
}

fn row(out: &mut impl Write, name: &str, row: Tried) -> fmt::Result {
    let Tried {
        planted,
        tried,
        right,
    } = row;
    let percent = right * 100 / tried.max(1);
    writeln!(
        out,
        "| {name} | {planted} | {tried} | {right} | {percent} % |"
    )
}
