//! `measure`: figures computed from the ledgers of a book.

use crate::Outcome;
use crate::arguments::{Format, MeasureOf};
use crate::error::Failure;
use crate::render::answer;
use crate::render::measured::{list, write};
use crate::shelf;
use work::measure::measure;
use work::ready::ready;

pub(crate) fn run(arguments: &MeasureOf) -> Result<Outcome, Failure> {
    let book = shelf::known(&arguments.book, arguments.known)?;
    let measures = match &arguments.ready {
        Some(ledger) => ready(&book, ledger)?,
        None => arguments.measures.clone(),
    };
    let answers = measure(book, &measures, arguments.unit.as_deref(), None);
    match arguments.told.format {
        Format::Text if arguments.ready.is_some() => {
            list(&mut anstream::stdout().lock(), &answers.0)?;
        }
        Format::Text => write(&mut anstream::stdout().lock(), &answers.0)?,
        Format::Json => answer::indented(&answers)?,
    }
    Ok(
        match answers.0.iter().all(|answer| answer.measured.is_ok()) {
            true => Outcome::Clean,
            false => Outcome::Findings,
        },
    )
}
