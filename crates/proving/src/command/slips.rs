//! `proving slips`: plants slips as people make them and fits how likely each correction is, which the auditor ranks them by.

use std::fs;
use std::io::Write;

use proving::{Corpus, Slips};

use super::Arguments;

/// Where the auditor has its table, from the root of the workspace.
const LIKELIHOOD: &str = "crates/audit/src/diagnosis/likelihood.toml";

/// Reports made for the fit.
const DOCUMENTS: u64 = 6_000;

pub(crate) fn run_with(mut arguments: Arguments, out: &mut impl Write) -> Result<(), String> {
    let corpus = arguments.paths("--corpus");
    let documents = arguments.number("--documents")?.unwrap_or(DOCUMENTS);
    let seed = arguments.number("--seed")?.unwrap_or(1);
    let path = arguments.value("--out")?;
    let date = arguments.value("--date")?;
    let check = arguments.flag("--check");
    arguments.done()?;
    if corpus.is_empty() {
        return Err("--corpus DIR|FILE.jsonl … is needed".to_owned());
    }
    let corpus = Corpus::read(&corpus)?;
    let slips = Slips::plant(&corpus, documents, seed);
    let (planted, chosen) = slips.counts();
    let told = |error: std::io::Error| error.to_string();
    writeln!(
        out,
        "{planted} slips, {chosen} with the right correction among several\n"
    )
    .map_err(told)?;
    if check {
        return write!(out, "{}", slips.check()).map_err(told);
    }
    let date =
        date.ok_or("--date YYYY-MM-DD is needed: the day of counting stands in the table")?;
    let counted = format!(
        "Counted on {date} in {} and {documents} made reports, seed {seed}: {chosen} slips of {planted}.",
        corpus.name
    );
    let path = path.unwrap_or_else(|| LIKELIHOOD.to_owned());
    let table = slips.table().toml(HEAD, &counted);
    fs::write(&path, table).map_err(|error| format!("{path}: {error}"))
}

/// What the table is of.
const HEAD: &str = "How likely each correction of a broken relation is, written by `proving slips`: do not edit.\n\
    A trait a line: how often the right correction had it, how many corrections had it, and its weight in hundredths of a bit.";
