//! What the measure comes to, for a corpus and for each kind of text in it.

use std::collections::BTreeMap;
use std::fmt;

use audit::Severity;

use super::{Caught, Measured, Sort};

/// Relations that are certainly there, and how many the auditor reads.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Reach {
    /// How many there are.
    pub there: usize,
    /// Of how many it proves all figures.
    pub read: usize,
}

/// Digits changed, and what the auditor said.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Planting {
    /// How many.
    pub planted: usize,
    /// How many an error names.
    pub errors: usize,
    /// How many only a warning names.
    pub warnings: usize,
}

/// What the measure of many texts comes to.
#[derive(Debug, Clone, Default)]
pub struct Tally {
    /// How many texts.
    pub texts: usize,
    /// Errors of arithmetic reported on the texts as they stand.
    pub errors: usize,
    /// Warnings of arithmetic.
    pub warnings: usize,
    /// Relations by their sort.
    pub reach: BTreeMap<Sort, Reach>,
    /// Changed digits by the sort of their relation.
    pub planting: BTreeMap<Sort, Planting>,
}

impl Tally {
    /// Adds a text.
    pub fn add(&mut self, measured: &Measured) {
        self.texts += 1;
        let errors = measured
            .alarms
            .iter()
            .filter(|severity| **severity == Severity::Error)
            .count();
        self.errors += errors;
        self.warnings += measured.alarms.len() - errors;
        for (sort, read) in &measured.relations {
            let reach = self.reach.entry(*sort).or_default();
            reach.there += 1;
            reach.read += usize::from(*read);
        }
        if let Some((sort, caught)) = measured.planted {
            let planting = self.planting.entry(sort).or_default();
            planting.planted += 1;
            planting.errors += usize::from(caught == Caught::Error);
            planting.warnings += usize::from(caught == Caught::Warning);
        }
    }

    /// The relations of all sorts.
    pub fn relations(&self) -> Reach {
        self.reach
            .values()
            .fold(Reach::default(), |all, reach| Reach {
                there: all.there + reach.there,
                read: all.read + reach.read,
            })
    }

    /// The changed digits of all sorts.
    pub fn plantings(&self) -> Planting {
        self.planting
            .values()
            .fold(Planting::default(), |all, planting| Planting {
                planted: all.planted + planting.planted,
                errors: all.errors + planting.errors,
                warnings: all.warnings + planting.warnings,
            })
    }
}

/// A part of a whole as a percentage with one decimal; of nothing, a dash.
pub(crate) fn percent(part: usize, whole: usize) -> String {
    match whole {
        0 => "–".to_owned(),
        _ => format!("{}.{} %", part * 100 / whole, part * 1000 / whole % 10),
    }
}

/// How many there are in a thousand texts, with one decimal.
fn in_thousand(count: usize, texts: usize) -> String {
    format!(
        "{}.{}",
        count * 1000 / texts.max(1),
        count * 10_000 / texts.max(1) % 10
    )
}

impl Tally {
    /// The head of a table whose rows are [`Tally::row`].
    pub const HEAD: &'static str = "| | texts | relations | read | errors in 1,000 texts | warnings | planted | error | with warnings |\n|---|---:|---:|---:|---:|---:|---:|---:|---:|";

    /// One line of a table.
    pub fn row(&self, name: &str) -> String {
        let (reach, planting) = (self.relations(), self.plantings());
        format!(
            "| {name} | {} | {} | {} | {} | {} | {} | {} | {} |",
            self.texts,
            reach.there,
            percent(reach.read, reach.there),
            in_thousand(self.errors, self.texts),
            in_thousand(self.warnings, self.texts),
            planting.planted,
            percent(planting.errors, planting.planted),
            percent(planting.errors + planting.warnings, planting.planted),
        )
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            out,
            "| relation | there | read | planted | error | with warnings |\n|---|---:|---:|---:|---:|---:|"
        )?;
        for (sort, reach) in &self.reach {
            let planting = self.planting.get(sort).copied().unwrap_or_default();
            writeln!(
                out,
                "| {} | {} | {} | {} | {} | {} |",
                sort.name(),
                reach.there,
                percent(reach.read, reach.there),
                planting.planted,
                percent(planting.errors, planting.planted),
                percent(planting.errors + planting.warnings, planting.planted),
            )?;
        }
        Ok(())
    }
}
