//! `diff`: what two books, or one book on two days, say differently.

use std::io::Write as _;

use crate::Outcome;
use crate::arguments::{Diff, Format};
use crate::error::Failure;
use crate::render::{answer, change};
use work::diff::compare;

pub(crate) fn run(arguments: &Diff) -> Result<Outcome, Failure> {
    let change = compare(&arguments.book, &arguments.with)?;
    match arguments.told.format {
        Format::Json => {
            answer::indented(&change.parts())?;
        }
        Format::Text => {
            let mut out = anstream::stdout().lock();
            match change.is_empty() {
                true => writeln!(out, "没有不同。")?,
                false => change::write(&mut out, &change)?,
            }
        }
    }
    Ok(match change.is_empty() {
        true => Outcome::Clean,
        false => Outcome::Findings,
    })
}
