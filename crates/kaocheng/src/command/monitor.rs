//! `monitor`: how a period of the year went, in one book or in many.

mod books;
mod form;

use std::io::{self, Write as _};
use std::path::Path;

use book::{Date, score};
use work::monitor::{Request, Watched, monitor};

use crate::Outcome;
use crate::arguments::{Format, Monitor};
use crate::command::check::{parallel, today};
use crate::error::Failure;
use crate::out::Out;
use crate::render::{answer, monitoring, summary};
use crate::{say, shelf};
use books::Books;
use form::Forms;

pub(crate) fn run(arguments: &Monitor) -> Result<Outcome, Failure> {
    match books::gather(&arguments.books)? {
        Books::One(folder) => one(arguments, &folder),
        Books::Many(_) if arguments.project.is_some() => Err(Failure::Said(
            "--project 只能用于一本账：写出那本账的目录。".to_owned(),
        )),
        Books::Many(folders) => many(arguments, &folders),
    }
}

fn watched(arguments: &Monitor, folder: &Path, evidence: bool) -> Result<Watched, Failure> {
    let request = Request {
        period: arguments.period,
        project: arguments.project.as_deref(),
        scheme: arguments.scheme.as_deref(),
        by_date: arguments.by_date,
        evidence,
        history: arguments.history.then(|| day_of_today(arguments)),
    };
    monitor(shelf::load(folder)?, &request)
}

fn outcome(watched: &Watched) -> Outcome {
    match watched.monitoring.is_incomplete() {
        true => Outcome::Findings,
        false => Outcome::Clean,
    }
}

fn one(arguments: &Monitor, folder: &Path) -> Result<Outcome, Failure> {
    let watched = watched(arguments, folder, true)?;
    let written = Forms::new(arguments).write(&watched, folder, arguments.project.as_deref())?;
    match arguments.told.format {
        Format::Text => {
            let Watched { book, scheme, .. } = &watched;
            let mut out = anstream::stdout().lock();
            if let Some(name) = &arguments.project {
                writeln!(out, "项目“{name}”")?;
            }
            monitoring::write(&mut out, book, &watched.monitoring)?;
            let card = score(book, scheme);
            let before = score(&book.before_adjustments(None), scheme);
            let until = arguments.period.last_day();
            monitoring::adjustments(&mut out, book, until, &before, &card)?;
            if let Some(histories) = &watched.histories {
                monitoring::history(&mut out, book, histories)?;
            }
            if !written.is_empty() {
                writeln!(say::said())?;
            }
            for file in &written {
                say::wrote(&file.path, &file.remark)?;
            }
        }
        Format::Json => answer::indented(&watched)?,
    }
    Ok(outcome(&watched))
}

/// Today, by which a year is over or not.
fn day_of_today(arguments: &Monitor) -> Date {
    let today = today();
    Date::new(today.year, today.month, today.day).unwrap_or(arguments.period.last_day())
}

/// Many books at once: one line for each, whatever happens to the others.
fn many(arguments: &Monitor, folders: &[std::path::PathBuf]) -> Result<Outcome, Failure> {
    if let Out::File(file) = Out::of(&arguments.folders.out) {
        return Err(Failure::Said(format!(
            "账本有{}本，--out 请写目录，如 --out {}。",
            folders.len(),
            file.with_extension("").display()
        )));
    }
    let forms = Forms::new(arguments);
    let names = books::names(folders);
    let jobs = arguments.jobs.map_or_else(parallel::cores, usize::from);
    let mut rows = Vec::with_capacity(folders.len());
    parallel::in_order(
        folders,
        jobs,
        |place, folder| {
            let watched = watched(arguments, folder, false)?;
            forms.write(&watched, folder, Some(&names[place]))?;
            let json = match arguments.told.format {
                Format::Text => None,
                Format::Json => Some(serde_json::to_value(&watched).map_err(io::Error::other)?),
            };
            Ok((summary::Row::of(&watched.book, &watched.monitoring), json))
        },
        |done: Result<_, Failure>| {
            let place = rows.len();
            rows.push(summary::Told {
                folder: folders[place].clone(),
                done: done.map_err(|failure| failure.to_string()),
            });
            Ok(true)
        },
    )?;
    match arguments.told.format {
        Format::Text => {
            let mut out = anstream::stdout().lock();
            summary::write(&mut out, arguments.period, &rows)?;
            if !arguments.to.is_empty() {
                let folder = arguments.folders.out.display();
                writeln!(say::said(), "\n监控表写在 {folder}")?;
            }
        }
        Format::Json => {
            let mut out = std::io::stdout().lock();
            writeln!(out, "{:#}", summary::json(&rows))?;
        }
    }
    Ok(summary::outcome(&rows))
}
