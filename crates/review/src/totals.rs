//! What was found in many files together.

use std::collections::BTreeMap;

use audit::{Severity, State};

use crate::{Reviewed, Standing};

/// What was found in many files together.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Totals {
    /// Files taken.
    pub files: usize,
    /// Files read to their end in which nothing was found but hints.
    pub clean: usize,
    /// Files, read in part or whole, with errors.
    pub with_errors: usize,
    /// Files, read in part or whole, with warnings and no errors.
    pub with_warnings: usize,
    /// Files read in part.
    pub partial: usize,
    /// Files not read at all.
    pub unread: usize,
    /// Proven errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// Hints.
    pub hints: usize,
    /// Findings that somebody lets stand.
    pub suppressed: usize,
    /// Findings known from before.
    pub known: usize,
    /// Figures seen.
    pub figures: usize,
    /// Figures that take part in a relation that holds.
    pub proven: usize,
    /// Relations judged.
    pub relations: usize,
    /// Relations that hold, be it within rounding.
    pub held: usize,
    /// Findings by the code of their rule.
    pub rules: BTreeMap<&'static str, usize>,
}

impl Totals {
    /// Adds a file.
    pub fn add(&mut self, reviewed: &Reviewed) {
        self.files += 1;
        self.clean += usize::from(reviewed.standing() == Standing::Clean);
        let Ok(read) = &reviewed.reading else {
            self.unread += 1;
            return;
        };
        self.partial += usize::from(!read.faults.is_empty());
        match reviewed.findings().iter().map(|found| found.severity).max() {
            Some(Severity::Error) => self.with_errors += 1,
            Some(Severity::Warning) => self.with_warnings += 1,
            _ => {}
        }
        for finding in reviewed.findings() {
            match finding.severity {
                Severity::Error => self.errors += 1,
                Severity::Warning => self.warnings += 1,
                Severity::Hint => self.hints += 1,
            }
            *self.rules.entry(finding.code).or_default() += 1;
        }
        self.suppressed += read.aside.suppressed.len();
        self.known += read.aside.known;
        let ledger = read.audit.coverage();
        self.figures += ledger.figures.len();
        self.proven += ledger.count(State::Proven);
        self.relations += read.audit.relations.len();
        self.held += ledger.held;
    }
}
