//! `drift`: holds an edited report against its book, and takes changes over into the book.

use std::fs;
use std::io::Write as _;
use std::path::Path;

use book::Book;
use document::{Picture, Png};
use report::{Accepted, Drift, State};

use crate::Outcome;
use crate::arguments::{self, Format};
use crate::command::score::scored_as_of;
use crate::error::Failure;
use crate::files;
use crate::layout::Layout;
use crate::render::drift as render;

/// A chart that nobody sees.
const BLANK: &[u8] = b"\x89PNG\r\n\x1a\n";

/// The file of a book that holds its entries.
const BOOK: &str = "book.toml";

pub(crate) fn run(arguments: &arguments::Drift) -> Result<Outcome, Failure> {
    let (book, drift) = compared(arguments)?;
    let accepted = match &arguments.accept {
        Some(figures) => Some(accept(&arguments.book, &book, &drift, figures)?),
        None => None,
    };
    // What the book says now is what counts.
    let left = match &accepted {
        Some(accepted) if !accepted.files.is_empty() => compared(arguments)?.1.changes.len(),
        _ => drift.changes.len(),
    };
    match arguments.format {
        Format::Text => {
            let mut out = anstream::stdout().lock();
            render::write(&mut out, &drift, accepted.as_ref())?;
            if accepted.is_some() {
                writeln!(out, "写回后再对一遍：还有{left}处不一致。")?;
            }
        }
        Format::Json => {
            let mut out = std::io::stdout().lock();
            writeln!(out, "{}", render::json(&drift, accepted.as_ref(), left))?;
        }
    }
    Ok(match left {
        0 => Outcome::Clean,
        _ => Outcome::Findings,
    })
}

fn compared(arguments: &arguments::Drift) -> Result<(Book, Drift), Failure> {
    let file = &arguments.file;
    let bytes = fs::read(file).map_err(Failure::file("读不了", file))?;
    let unreadable = |error: document::ReadError| {
        Failure::Said(format!("读不了“{}”：{error}。", file.display()))
    };
    // The file is held against the book as it was on the day the file looks back from.
    let as_of = report::as_of(&bytes).map_err(unreadable)?;
    let as_of = as_of.and_then(|day| day.parse().ok());
    let (book, card) = scored_as_of(&arguments.book, arguments.scheme.as_deref(), as_of)?;
    let layout = Layout::named(&arguments.template)?;
    // Charts are not compared; one that is not drawn would stand there in words.
    let draw = &mut |_: &Picture| Ok(Png(BLANK.to_vec()));
    let edition = (State::Draft, as_of);
    let laid = layout.compose(&arguments.book, (&book, &card), edition, draw)?;
    let drift = report::drift(&laid.composed, &bytes).map_err(unreadable)?;
    Ok((book, drift))
}

/// Writes what is taken over into the book: each file whole, and none unless all make a book.
fn accept(
    folder: &Path,
    book: &Book,
    drift: &Drift,
    figures: &[String],
) -> Result<Accepted, Failure> {
    let path = folder.join(BOOK);
    let bytes = fs::read(&path).map_err(Failure::file("读不了", &path))?;
    let source = String::from_utf8(bytes).map_err(|_| {
        let path = path.display();
        Failure::Said(format!("“{path}”不是 UTF-8 编码，请另存为 UTF-8 后再试。"))
    })?;
    let source = source.trim_start_matches('\u{feff}');
    let accepted = report::accept(book, source, drift, figures).map_err(Failure::faults(folder))?;
    files::write_together(folder, &accepted.files)?;
    Ok(accepted)
}
