//! `drift`: holds an edited report against its book, and takes changes over into the book.

use std::io::Write as _;
use std::path::Path;

use book::Book;
use document::{Picture, Png};
use folder::{Folder, New, Shelf};
use report::{Accepted, Drift, State, Stated, Template};

use crate::Outcome;
use crate::arguments::{self, Format};
use crate::command::score::scored_of;
use crate::error::Failure;
use crate::layout::Layout;
use crate::render::drift as render;
use crate::{files, shelf};

/// A chart that nobody sees.
const BLANK: &[u8] = b"\x89PNG\r\n\x1a\n";

/// The file of a book that holds its entries.
const BOOK: &str = "book.toml";

/// The template of a file that does not say its own.
const USUAL: &str = "bumen-zhengti";

pub(crate) fn run(arguments: &arguments::Drift) -> Result<Outcome, Failure> {
    let changing = arguments.accept.as_ref();
    let mut held = changing.map(|_| shelf::hold(&arguments.book)).transpose()?;
    let Compared {
        book,
        drift,
        changed,
    } = compared(arguments, read(arguments, held.is_some())?)?;
    if arguments.accept.is_some() {
        refuse_unread(&arguments.file, &drift)?;
    }
    let accepted = match (&arguments.accept, &mut held) {
        (Some(figures), Some(held)) => Some(accept(held, &book, &drift, figures)?),
        _ => None,
    };
    // What the book says now is what counts.
    let left = match &accepted {
        Some(accepted) if !accepted.files.is_empty() => {
            let book = read(arguments, held.is_some())?;
            compared(arguments, book)?.drift.changes.len()
        }
        _ => drift.changes.len(),
    };
    match arguments.told.format {
        Format::Text => {
            let mut out = anstream::stdout().lock();
            if let Some(template) = &changed {
                writeln!(
                    out,
                    "模板“{template}”在报告生成以后改过，下面的不同有的由此而来。"
                )?;
            }
            render::write(&mut out, &drift, accepted.as_ref())?;
            if accepted.is_some() {
                writeln!(out, "写回后再对一遍：还有{left}处不一致。")?;
            }
        }
        Format::Json => {
            let mut out = std::io::stdout().lock();
            writeln!(
                out,
                "{}",
                render::json(&drift, changed.as_deref(), accepted.as_ref(), left)
            )?;
        }
    }
    Ok(match left {
        _ if !drift.faults.is_empty() => Outcome::Unreadable,
        0 => Outcome::Clean,
        _ => Outcome::Findings,
    })
}

/// The book; one that is held is not waited for.
fn read(arguments: &arguments::Drift, held: bool) -> Result<Book, Failure> {
    let folder = &arguments.book;
    match held {
        true => Book::load(folder).map_err(Failure::faults(folder)),
        false => shelf::load(folder),
    }
}

/// Nothing is taken over from a file that was not read to its end: what could not be read would count as struck out.
fn refuse_unread(file: &Path, drift: &Drift) -> Result<(), Failure> {
    let Some(first) = drift.faults.first() else {
        return Ok(());
    };
    Err(Failure::Said(format!(
        "“{}”没有读全（{}：{}），读不出的话会被当成删去的，所以没有写回，账本没有改动。请用 Word 或 WPS 打开它，删去读不了的内容或另存一份后再试。",
        file.display(),
        first.place,
        first.message
    )))
}

/// A file held against its book.
struct Compared {
    book: Book,
    drift: Drift,
    /// The template, where it says something else than when the file was made.
    changed: Option<String>,
}

/// The file is held against the book as it was on the day the file looks back from, scored and laid out as the file says.
fn compared(arguments: &arguments::Drift, book: Book) -> Result<Compared, Failure> {
    let file = &arguments.file;
    let bytes = files::read("读不了", file)?;
    let unreadable = |error: document::ReadError| {
        Failure::Said(format!("读不了“{}”：{error}。", file.display()))
    };
    let stated = Stated::read(&bytes).map_err(unreadable)?;
    let as_of = stated.as_of.as_ref().and_then(|day| day.parse().ok());
    let (layout, changed) = layout(arguments.template.as_deref(), &stated)?;
    let scheme = arguments.scheme.as_deref().or(stated.scheme.as_deref());
    let (book, card) = scored_of(book, scheme, as_of)?;
    if let Some(made) = stated.scheme.filter(|made| *made != card.scheme) {
        return Err(Failure::Said(format!(
            "报告是按评分方案“{made}”生成的，这里给的是“{}”，对照没有意义：--scheme 给出生成时的那一份，自带的和账本里的可以不写。",
            card.scheme
        )));
    }
    // Charts are not compared; one that is not drawn would stand there in words.
    let draw = &mut |_: &Picture| Ok(Png(BLANK.to_vec()));
    let edition = layout.edition(&card, State::Draft, as_of);
    let laid = layout.compose(&arguments.book, (&book, &card), &edition, draw)?;
    let drift = report::drift(&laid.composed, &bytes).map_err(unreadable)?;
    Ok(Compared {
        book,
        drift,
        changed,
    })
}

/// The template to hold a file against: the one that is named, or else the one the file says; with its name where it says
/// something else now.
fn layout(named: Option<&str>, stated: &Stated) -> Result<(Layout, Option<String>), Failure> {
    let Some(made) = &stated.template else {
        return Ok((Layout::named(named.unwrap_or(USUAL))?, None));
    };
    if named.is_none() && Template::shipped_source(&made.name).is_none() {
        return Err(Failure::Said(format!(
            "报告是用模板“{}”生成的，它不是自带的：加 --template，写明这个文件在哪里。",
            made.name
        )));
    }
    let layout = Layout::named(named.unwrap_or(&made.name))?;
    let now = &layout.pattern;
    match (now.digest == made.digest, now.name == made.name) {
        (true, _) => Ok((layout, None)),
        (false, true) => Ok((layout, Some(made.name.clone()))),
        (false, false) => Err(Failure::Said(format!(
            "报告是用模板“{}”生成的，这里给的是“{}”，对照没有意义：--template 给出生成时的那一份，自带的可以不写。",
            made.name, now.name
        ))),
    }
}

/// Writes what is taken over into the book: each file whole, and none unless all make a book.
fn accept(
    held: &mut Shelf<Folder>,
    book: &Book,
    drift: &Drift,
    figures: &[String],
) -> Result<Accepted, Failure> {
    let folder = held.store().dir().to_path_buf();
    let path = folder.join(BOOK);
    let bytes = files::read("读不了", &path)?;
    let source = String::from_utf8(bytes).map_err(|_| {
        let path = path.display();
        Failure::Said(format!("“{path}”不是 UTF-8 编码，请另存为 UTF-8 后再试。"))
    })?;
    let source = source.trim_start_matches('\u{feff}');
    let accepted =
        report::accept(book, source, drift, figures).map_err(Failure::faults(&folder))?;
    let files = accepted.files.iter();
    let files = files.map(|(path, text)| (path.clone(), New::Bytes(text.clone().into_bytes())));
    shelf::write(held, files.collect(), "drift --accept")?;
    Ok(accepted)
}
