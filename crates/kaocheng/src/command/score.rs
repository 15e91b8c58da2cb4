//! `score`: scores a book.

use std::cmp::Reverse;
use std::fs;
use std::io::Write as _;
use std::path::Path;

use book::{Book, Date, Scheme, Scorecard, score};

use crate::Outcome;
use crate::arguments::{Format, Score};
use crate::command::project;
use crate::error::Failure;
use crate::render::{projects, scorecard};
use crate::shelf;

pub(crate) fn run(arguments: &Score) -> Result<Outcome, Failure> {
    if arguments.projects {
        return all_projects(arguments);
    }
    let scheme = arguments.scheme.as_deref();
    let (title, card) = match &arguments.project {
        None => {
            let (book, card) = scored(&arguments.book, scheme)?;
            (title(&book), card)
        }
        Some(name) => {
            let book = loaded(&arguments.book)?;
            let one = project::evaluated(&book, name, scheme)?;
            (format!("{}“{name}”", title(&one.book)), one.card)
        }
    };
    match arguments.told.format {
        Format::Text => {
            let mut out = anstream::stdout().lock();
            scorecard::write(&mut out, &title, &card, arguments.explain)?;
        }
        Format::Json => {
            let mut out = std::io::stdout().lock();
            writeln!(out, "{}", scorecard::json(&card))?;
        }
    }
    Ok(scorecard::outcome(&card))
}

fn title(book: &Book) -> String {
    format!("{}{}年度", book.profile.name, book.year)
}

/// Every project by itself, in one table.
fn all_projects(arguments: &Score) -> Result<Outcome, Failure> {
    let book = loaded(&arguments.book)?;
    let all = project::evaluations(&book, arguments.scheme.as_deref())?;
    match arguments.told.format {
        Format::Text => {
            let mut out = anstream::stdout().lock();
            projects::write(&mut out, &title(&book), &all)?;
        }
        Format::Json => {
            let mut out = std::io::stdout().lock();
            writeln!(out, "{}", projects::json(&all))?;
        }
    }
    let outcomes = all.projects.iter();
    let worst = outcomes.map(|one| scorecard::outcome(&one.card)).max();
    Ok(worst.unwrap_or(Outcome::Clean))
}

/// A book, or all that is wrong in it.
pub(crate) fn loaded(folder: &Path) -> Result<Book, Failure> {
    shelf::load(folder)
}

/// A book with its score; what is incomplete or contradicts itself in the book is among the remarks.
pub(crate) fn scored(folder: &Path, scheme: Option<&str>) -> Result<(Book, Scorecard), Failure> {
    scored_as_of(folder, scheme, None)
}

/// A book with its score, as it is or as it was known at the end of a day.
pub(crate) fn scored_as_of(
    folder: &Path,
    scheme: Option<&str>,
    as_of: Option<Date>,
) -> Result<(Book, Scorecard), Failure> {
    scored_of(loaded(folder)?, scheme, as_of)
}

/// A book that is loaded, with its score.
pub(crate) fn scored_of(
    mut book: Book,
    scheme: Option<&str>,
    as_of: Option<Date>,
) -> Result<(Book, Scorecard), Failure> {
    if let Some(day) = as_of {
        book = book.as_of(day);
    }
    let scheme = chosen(&book, scheme)?;
    project::verify(&mut book, &scheme);
    let mut card = score(&book, &scheme);
    card.remarks.extend(book.check(&scheme));
    card.remarks.sort_by_key(|remark| Reverse(remark.severity));
    card.remarks.dedup();
    Ok((book, card))
}

/// The scheme the user names, the book's own, shipped or in a file; otherwise the one the book names.
pub(crate) fn chosen(book: &Book, named: Option<&str>) -> Result<Scheme, Failure> {
    let Some(named) = named else {
        return book.scoring_scheme().ok_or_else(|| {
            Failure::Said(format!(
                "账本没有写明可用的评分方案。请用 --scheme 指定，自带的有：{}。",
                shipped()
            ))
        });
    };
    let own = book.schemes.get(named).cloned();
    if let Some(scheme) = own.or_else(|| Scheme::shipped(named)) {
        return Ok(scheme);
    }
    let path = Path::new(named);
    if !path.exists() {
        return Err(Failure::Said(format!(
            "没有名为“{named}”的评分方案，也没有这个文件。自带的有：{}。",
            shipped()
        )));
    }
    let text = fs::read_to_string(path).map_err(Failure::file("无法读取评分方案", path))?;
    let name = path.file_stem().map_or_else(
        || named.to_owned(),
        |stem| stem.to_string_lossy().into_owned(),
    );
    Scheme::parse(&name, &text).map_err(Failure::faults(path))
}

fn shipped() -> String {
    Scheme::shipped_names().collect::<Vec<_>>().join("、")
}
