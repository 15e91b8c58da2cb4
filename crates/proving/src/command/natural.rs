//! `proving natural`: prints how the auditor reads natural text, measured without labels.

use std::collections::BTreeMap;
use std::io::{self, Write};

use proving::Corpus;
use proving::natural::{Measured, Tally, measure};

use super::Arguments;

pub(crate) fn run_with(mut arguments: Arguments, out: &mut impl Write) -> Result<(), String> {
    let corpus = arguments.paths("--corpus");
    let seed = arguments.number("--seed")?.unwrap_or(1);
    let show = arguments.number("--show")?.unwrap_or(0) as usize;
    let plant = arguments.flag("--plant");
    arguments.done()?;
    if corpus.is_empty() {
        return Err("--corpus FILE.jsonl is needed".to_owned());
    }
    let corpus = Corpus::read(&corpus)?;
    let measured = measure(&corpus, plant.then_some(seed));
    print(&measured, show, out).map_err(|error| error.to_string())
}

fn print(
    measured: &[Result<Measured, String>],
    show: usize,
    out: &mut impl Write,
) -> io::Result<()> {
    let mut all = Tally::default();
    let mut kinds: BTreeMap<&str, Tally> = BTreeMap::new();
    for text in measured {
        match text {
            Ok(text) => {
                all.add(text);
                kinds.entry(&text.kind).or_default().add(text);
            }
            Err(fault) => writeln!(out, "not read: {fault}")?,
        }
    }
    writeln!(out, "{}", Tally::HEAD)?;
    for (kind, tally) in kinds.iter().filter(|(kind, _)| !kind.is_empty()) {
        writeln!(out, "{}", tally.row(kind))?;
    }
    writeln!(out, "{}\n\n{all}", all.row("**all**"))?;
    let stories = || measured.iter().flatten().flat_map(|text| &text.stories);
    for sort in ["UNREAD", "SILENT", "ALARM"] {
        for story in stories().filter(|story| story.starts_with(sort)).take(show) {
            writeln!(out, "{story}")?;
        }
    }
    Ok(())
}
