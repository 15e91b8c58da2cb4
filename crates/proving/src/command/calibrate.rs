//! `proving calibrate`: counts how often each kind of reading holds in a corpus, and writes the auditor's table of rates.

use std::fs;
use std::io::Write;

use proving::{Corpus, Survey};

use super::Arguments;

/// Where the auditor has its table, from the root of the workspace.
const RATES: &str = "crates/audit/src/evidence/rates.toml";

/// What the table is of.
const HEAD: &str = "How often readings of each kind hold in natural text, written by `proving calibrate`: do not edit.\n\
    A trait a line: how many readings that have it held, how many there were, and its weight in hundredths of a bit.";

pub(crate) fn run_with(mut arguments: Arguments, out: &mut impl Write) -> Result<(), String> {
    let corpus = arguments.paths("--corpus");
    let rates = arguments
        .value("--out")?
        .unwrap_or_else(|| RATES.to_owned());
    let date = arguments.value("--date")?;
    let check = arguments.flag("--check");
    arguments.done()?;
    if corpus.is_empty() {
        return Err("--corpus DIR|FILE.jsonl … is needed".to_owned());
    }
    let corpus = Corpus::read(&corpus)?;
    let survey = Survey::of(&corpus);
    print(&survey, check, out).map_err(|error| error.to_string())?;
    if check {
        return Ok(());
    }
    let date =
        date.ok_or("--date YYYY-MM-DD is needed: the day of counting stands in the table")?;
    let (texts, readings) = (survey.texts(), survey.readings());
    let counted = format!(
        "Counted on {date} in {}: {readings} readings of {texts} texts.",
        corpus.name
    );
    fs::write(&rates, survey.table().toml(HEAD, &counted))
        .map_err(|error| format!("{rates}: {error}"))
}

fn print(survey: &Survey, check: bool, out: &mut impl Write) -> std::io::Result<()> {
    for fault in &survey.faults {
        writeln!(out, "not read: {fault}")?;
    }
    writeln!(
        out,
        "{} readings of {} texts\n",
        survey.readings(),
        survey.texts()
    )?;
    writeln!(out, "| family | held | seen | |\n|---|---:|---:|---:|")?;
    for (name, rate) in survey.table().families() {
        let percent = rate.held * 100 / rate.seen.max(1);
        writeln!(
            out,
            "| {name} | {} | {} | {percent} % |",
            rate.held, rate.seen
        )?;
    }
    if check {
        write!(out, "\n{}", survey.check())?;
    }
    Ok(())
}
