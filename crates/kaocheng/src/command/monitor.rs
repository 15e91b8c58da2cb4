//! `monitor`: how a period of a book's year went.

use std::io::Write as _;

use book::{Severity, score};

use crate::Outcome;
use crate::arguments::{Format, Monitor};
use crate::command::score::scored;
use crate::error::Failure;
use crate::render::monitoring;

pub(crate) fn run(arguments: &Monitor) -> Result<Outcome, Failure> {
    let folder = &arguments.book;
    let (book, card) = scored(folder, arguments.scheme.as_deref())?;
    let scheme = crate::command::score::chosen(&book, arguments.scheme.as_deref())?;
    let period = book
        .monitor(arguments.period, &scheme)
        .map_err(|error| Failure::Said(error.to_string()))?;
    match arguments.format {
        Format::Text => {
            let mut out = anstream::stdout().lock();
            monitoring::write(&mut out, &book, &period)?;
            let before = score(&book.before_adjustments(None), &scheme);
            let until = arguments.period.last_day();
            monitoring::adjustments(&mut out, &book, until, &before, &card)?;
        }
        Format::Json => {
            let mut out = std::io::stdout().lock();
            writeln!(out, "{:#}", monitoring::json(&book, &period))?;
        }
    }
    let wrong = period
        .remarks
        .iter()
        .any(|remark| remark.severity == Severity::Error);
    Ok(match wrong {
        true => Outcome::Findings,
        false => Outcome::Clean,
    })
}
