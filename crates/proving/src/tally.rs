//! What came of many trials.

use std::collections::BTreeMap;
use std::fmt;

use crate::file::Form;
use crate::plant::Error;
use crate::trial::{Found, Trial};

/// How errors of one kind were found.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Row {
    /// How many were planted.
    pub planted: usize,
    /// How many an error finding names at the right figure.
    pub errors: usize,
    /// How many only a warning names at the right figure.
    pub warnings: usize,
    /// How many first proposals put right.
    pub right: usize,
    /// How many leave open which of several figures is wrong.
    pub open: usize,
    /// Of those, how many are found and accuse the relation, or have the right proposal.
    pub open_told: usize,
    /// Of the others, how many first proposals put right.
    pub closed_right: usize,
}

/// The figures of a run.
#[derive(Debug, Clone, Default)]
pub struct Tally {
    /// Documents made.
    pub documents: usize,
    /// Consistent documents without a finding that calls itself an error.
    pub clean: usize,
    /// Consistent documents without a warning either.
    pub silent: usize,
    /// Documents whose reader gave back another text than was written.
    pub unread: usize,
    /// Claims made by the documents.
    pub claims: usize,
    /// Relations the auditor read in the consistent documents that hold.
    pub relations: usize,
    /// Bytes of text.
    pub bytes: usize,
    /// By kind of error.
    pub kinds: BTreeMap<Error, Row>,
    /// Documents by the form of their file.
    pub forms: BTreeMap<Form, usize>,
}

impl Tally {
    /// Adds a trial.
    pub fn add(&mut self, trial: &Trial) {
        self.documents += 1;
        self.claims += trial.claims;
        self.relations += trial.clean.relations;
        self.bytes += trial.bytes;
        self.clean += usize::from(trial.clean.errors.is_empty());
        let silent = trial.clean.errors.is_empty() && trial.clean.warnings.is_empty();
        self.silent += usize::from(silent);
        self.unread += usize::from(trial.clean.unread.is_some());
        *self.forms.entry(trial.form).or_default() += 1;
        if let Some(outcome) = &trial.planted {
            let row = self.kinds.entry(outcome.error).or_default();
            row.planted += 1;
            row.errors += usize::from(outcome.found == Found::Error);
            row.warnings += usize::from(outcome.found == Found::Warning);
            row.right += usize::from(outcome.right);
            row.open += usize::from(outcome.open);
            row.open_told += usize::from(outcome.open && (outcome.right || outcome.relation));
            row.closed_right += usize::from(!outcome.open && outcome.right);
        }
    }

    /// The errors of all kinds together.
    pub fn total(&self) -> Row {
        self.kinds.values().fold(Row::default(), |sum, row| Row {
            planted: sum.planted + row.planted,
            errors: sum.errors + row.errors,
            warnings: sum.warnings + row.warnings,
            right: sum.right + row.right,
            open: sum.open + row.open,
            open_told: sum.open_told + row.open_told,
            closed_right: sum.closed_right + row.closed_right,
        })
    }
}

/// Parts per hundred with two decimals, for a table.
fn percent(part: usize, whole: usize) -> String {
    let hundredths = part * 10_000 / whole.max(1);
    format!("{}.{:02} %", hundredths / 100, hundredths % 100)
}

impl fmt::Display for Tally {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(out, "| | |\n|---|---:|")?;
        writeln!(out, "| documents | {} |", self.documents)?;
        for (form, count) in &self.forms {
            writeln!(out, "| … as {} | {count} |", form.name())?;
        }
        let each = |total: usize| total / self.documents.max(1);
        writeln!(
            out,
            "| characters of text a document, bytes | {} |",
            each(self.bytes)
        )?;
        writeln!(out, "| claims a document | {} |", each(self.claims))?;
        writeln!(
            out,
            "| relations proven a document | {} |",
            each(self.relations)
        )?;
        writeln!(
            out,
            "| read back otherwise than written | {} |",
            self.unread
        )?;
        let clean = percent(self.clean, self.documents);
        writeln!(
            out,
            "| consistent documents without an error | {} = {clean} |",
            self.clean
        )?;
        let silent = percent(self.silent, self.documents);
        writeln!(
            out,
            "| … and without a warning | {} = {silent} |\n",
            self.silent
        )?;
        writeln!(
            out,
            "| planted | documents | found as error | found as warning | found | first proposal right | decidable | of them right | undecidable | of them told as such |\n\
             |---|---:|---:|---:|---:|---:|---:|---:|---:|---:|"
        )?;
        for (error, row) in &self.kinds {
            write_row(out, error.name(), *row)?;
        }
        write_row(out, "**all**", self.total())
    }
}

fn write_row(out: &mut fmt::Formatter<'_>, name: &str, row: Row) -> fmt::Result {
    writeln!(
        out,
        "| {name} | {} | {} | {} | {} | {} | {} | {} | {} | {} |",
        row.planted,
        row.errors,
        row.warnings,
        percent(row.errors + row.warnings, row.planted),
        percent(row.right, row.planted),
        row.planted - row.open,
        percent(row.closed_right, row.planted - row.open),
        row.open,
        percent(row.open_told, row.open),
    )
}
