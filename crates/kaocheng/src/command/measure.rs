//! `measure`: figures computed from the ledgers of a book.

use std::io::Write as _;

use book::Book;

use crate::Outcome;
use crate::arguments::{Format, MeasureOf};
use crate::error::Failure;
use crate::render::measured::{Answer, json, write};
use crate::shelf;

pub(crate) fn run(arguments: &MeasureOf) -> Result<Outcome, Failure> {
    let mut book = shelf::load(&arguments.book)?;
    if let Some(day) = arguments.as_of {
        book = book.as_of(day);
    }
    let answers = answers(arguments, &book);
    match arguments.told.format {
        Format::Text => write(&mut anstream::stdout().lock(), &answers)?,
        Format::Json => {
            let mut out = std::io::stdout().lock();
            writeln!(out, "{:#}", json(&answers))?;
        }
    }
    Ok(match answers.iter().all(|answer| answer.measured.is_ok()) {
        true => Outcome::Clean,
        false => Outcome::Findings,
    })
}

fn answers<'a>(arguments: &'a MeasureOf, book: &Book) -> Vec<Answer<'a>> {
    book.foresee(&arguments.measures);
    let measures = arguments.measures.iter();
    let answers = measures.map(|measure| {
        let measured = match &arguments.unit {
            Some(unit) => book.measure(measure, unit),
            None => book.measure_as_is(measure),
        };
        let evidence = measured.iter().flat_map(|measured| {
            let sources = measured.sources.iter();
            sources.map(|source| {
                book.attached_to(source)
                    .into_iter()
                    .map(str::to_owned)
                    .collect()
            })
        });
        Answer {
            measure,
            evidence: evidence.collect(),
            measured,
        }
    });
    answers.collect()
}
