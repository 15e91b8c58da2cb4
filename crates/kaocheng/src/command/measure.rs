//! `measure`: figures computed from the ledgers of a book.

use std::io::Write as _;
use std::thread;

use book::measure::{Files, stream};
use book::{Book, Faults, MeasureError, Measured};

use crate::Outcome;
use crate::arguments::{Format, MeasureOf};
use crate::error::Failure;
use crate::render::measured::{Answer, json, write};

pub(crate) fn run(arguments: &MeasureOf) -> Result<Outcome, Failure> {
    let answers = answers(arguments).map_err(Failure::faults(&arguments.book))?;
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

/// Ledgers that are too long to be held are read row by row.
fn answers(arguments: &MeasureOf) -> Result<Vec<Answer<'_>>, Faults> {
    let files = Files::of(&arguments.book)?;
    match files.fit_in_memory() {
        true => Book::load(&arguments.book).map(|book| held(arguments, &book)),
        false => streamed(arguments, files),
    }
}

fn held<'a>(arguments: &'a MeasureOf, book: &Book) -> Vec<Answer<'a>> {
    let looked_back = arguments.as_of.map(|day| book.as_of(day));
    let book = looked_back.as_ref().unwrap_or(book);
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

fn streamed(arguments: &MeasureOf, files: Files) -> Result<Vec<Answer<'_>>, Faults> {
    let files = Files {
        as_of: arguments.as_of,
        threads: thread::available_parallelism().unwrap_or(files.threads),
        ..files
    };
    let measures = arguments.measures.iter().cloned();
    let measures: Vec<_> = measures
        .map(|measure| (measure, arguments.unit.as_deref()))
        .collect();
    let measured: Vec<Result<Measured, MeasureError>> =
        stream(&measures, &files).map_err(|fault| Faults(vec![fault]))?;
    let answers = arguments.measures.iter().zip(measured);
    let answers = answers.map(|(measure, measured)| Answer {
        measure,
        measured,
        evidence: Vec::new(),
    });
    Ok(answers.collect())
}
