//! `score`: scores a book.

use book::{Book, Evaluated};
use work::projects;
use work::score::{Scored, score};

use crate::Outcome;
use crate::arguments::{Format, Score};
use crate::error::Failure;
use crate::render::{answer, projects as render, scorecard};
use crate::shelf;

pub(crate) fn run(arguments: &Score) -> Result<Outcome, Failure> {
    if arguments.projects {
        return all_projects(arguments);
    }
    let scheme = arguments.scheme.as_deref();
    let book = shelf::accounted(&arguments.book, arguments.known)?;
    let (title, scored) = match &arguments.project {
        None => {
            let scored = score(book, scheme, None)?;
            (title(&scored.book), scored)
        }
        Some(name) => {
            let Evaluated { book, card, .. } = projects::evaluated(&book, name, scheme)?;
            let scored = Scored { book, card };
            (format!("{}“{name}”", title(&scored.book)), scored)
        }
    };
    match arguments.told.format {
        Format::Text => {
            let mut out = anstream::stdout().lock();
            scorecard::write(&mut out, &title, &scored.card, arguments.explain)?;
        }
        Format::Json => answer::compact(&scored)?,
    }
    Ok(scorecard::outcome(&scored.card))
}

fn title(book: &Book) -> String {
    format!("{}{}年度", book.profile.name, book.year)
}

/// Every project by itself, in one table.
fn all_projects(arguments: &Score) -> Result<Outcome, Failure> {
    let book = shelf::accounted(&arguments.book, arguments.known)?;
    let all = projects::evaluations(&book, arguments.scheme.as_deref())?;
    match arguments.told.format {
        Format::Text => {
            let mut out = anstream::stdout().lock();
            render::write(&mut out, &title(&book), &all.0)?;
        }
        Format::Json => answer::compact(&all)?,
    }
    let outcomes = all.0.projects.iter();
    let worst = outcomes.map(|one| scorecard::outcome(&one.card)).max();
    Ok(worst.unwrap_or(Outcome::Clean))
}
