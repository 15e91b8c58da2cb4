//! `measure`: figures computed from the ledgers of a book.

use crate::Outcome;
use crate::arguments::{Format, MeasureOf};
use crate::error::Failure;
use crate::render::answer;
use crate::render::measured::write;
use crate::shelf;
use work::measure::measure;

pub(crate) fn run(arguments: &MeasureOf) -> Result<Outcome, Failure> {
    let book = shelf::load(&arguments.book)?;
    let answers = measure(
        book,
        &arguments.measures,
        arguments.unit.as_deref(),
        arguments.as_of,
    );
    match arguments.told.format {
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
