//! 对照: an edited report is held against its book, and what was changed in it is taken over into the book.

use std::path::Path;

use book::Book;
use document::{Picture, Png};
use folder::{BOOK, Folder, New, Note, Shelf};
use report::{Accepted, Cause, Change, Difference, Drift, State, Stated, Template};
use serde_json::{Value, json};

use crate::score::{self, Scored};
use crate::told::told_as_value;
use crate::{Failure, Layout, desk, files};

/// A chart that nobody sees.
const BLANK: &[u8] = b"\x89PNG\r\n\x1a\n";

/// What is held against the book, and how it was laid out; what is not named is as the file says.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// The edited file.
    pub file: &'a Path,
    /// The template (模板), shipped or a file.
    pub template: Option<&'a str>,
    /// The scheme (评分方案).
    pub scheme: Option<&'a str>,
}

/// How a file and its book differ.
#[derive(Debug)]
pub struct Drifted {
    /// The differences, before anything was taken over.
    pub drift: Drift,
    /// The template, where it says something else than when the file was made.
    pub changed: Option<String>,
    /// What was taken over into the book, where that was asked for.
    pub accepted: Option<Accepted>,
    /// How many differences remain.
    pub left: usize,
}

/// Holds a file against its book in a folder.
///
/// # Errors
/// When the file cannot be read, or was laid out or scored otherwise than is asked for.
pub fn drift(folder: &Path, book: Book, request: &Request<'_>) -> Result<Drifted, Failure> {
    let Compared { drift, changed, .. } = compared(folder, book, request)?;
    Ok(Drifted {
        left: drift.changes.len(),
        drift,
        changed,
        accepted: None,
    })
}

/// Takes over into the book what was changed in the file: everything, or the figures named.
///
/// # Errors
/// As [`drift`]; and when the file was not read to its end, or the book would be wrong with it. Then nothing is changed.
pub fn accept(
    shelf: &mut Shelf<Folder>,
    request: &Request<'_>,
    figures: &[String],
    note: &Note,
) -> Result<Drifted, Failure> {
    let folder = shelf.store().dir().to_path_buf();
    let book = Book::read(shelf.store()).map_err(Failure::faults(&folder))?;
    let Compared {
        book,
        drift,
        changed,
    } = compared(&folder, book, request)?;
    refuse_unread(request.file, &drift)?;
    let accepted = take(shelf, &book, &drift, figures, note)?;
    // What the book says now is what counts.
    let left = match accepted.files.is_empty() {
        true => drift.changes.len(),
        false => {
            let book = Book::read(shelf.store()).map_err(Failure::faults(&folder))?;
            compared(&folder, book, request)?.drift.changes.len()
        }
    };
    Ok(Drifted {
        drift,
        changed,
        accepted: Some(accepted),
        left,
    })
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
fn compared(folder: &Path, book: Book, request: &Request<'_>) -> Result<Compared, Failure> {
    let file = request.file;
    let bytes = files::read("读不了", file)?;
    let unreadable = |error: document::ReadError| {
        Failure::Said(format!("读不了“{}”：{error}。", file.display()))
    };
    let stated = Stated::read(&bytes).map_err(unreadable)?;
    let as_of = stated.as_of.as_ref().and_then(|day| day.parse().ok());
    let (layout, changed) = layout(request.template, &stated)?;
    let scheme = request.scheme.or(stated.scheme.as_deref());
    let Scored { book, card } = score::score(book, scheme, as_of)?;
    if let Some(made) = stated.scheme.filter(|made| *made != card.scheme) {
        return Err(Failure::Said(format!(
            "报告是按评分方案“{made}”生成的，这里给的是“{}”，对照没有意义：--scheme 给出生成时的那一份，自带的和账本里的可以不写。",
            card.scheme
        )));
    }
    // Charts are not compared; one that is not drawn would stand there in words.
    let draw = &mut |_: &Picture| Ok(Png(BLANK.to_vec()));
    let edition = layout.edition(&card, State::Draft, as_of);
    let laid = layout.compose(folder, (&book, &card), &edition, draw)?;
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
        return Ok((Layout::named(named.unwrap_or(Template::USUAL))?, None));
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
fn take(
    shelf: &mut Shelf<Folder>,
    book: &Book,
    drift: &Drift,
    figures: &[String],
    note: &Note,
) -> Result<Accepted, Failure> {
    let folder = shelf.store().dir().to_path_buf();
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
    desk::write(shelf, files.collect(), note)?;
    Ok(accepted)
}

told_as_value!(Drifted);

impl Drifted {
    fn value(&self) -> Value {
        let (accepted, left) = (self.accepted.as_ref(), self.left);
        value(&self.drift, self.changed.as_deref(), accepted, left)
    }
}

fn value(drift: &Drift, changed: Option<&str>, accepted: Option<&Accepted>, left: usize) -> Value {
    let changes: Vec<Value> = drift.changes.iter().map(record).collect();
    let mut whole = json!({
        "state": drift.state,
        "as_of": drift.as_of,
        "same_book": drift.same_book,
        "changed_template": changed,
        "marks": drift.marks,
        "agreeing": drift.agreeing,
        "changes": changes,
        "faults": drift.faults.iter().map(|fault| json!({
            "place": fault.place, "message": fault.message,
        })).collect::<Vec<_>>(),
        "left": left,
    });
    if let Some(accepted) = accepted {
        whole["accepted"] = json!({
            "taken": accepted.taken,
            "lines": accepted.lines.iter().map(|(file, line, before, after)| json!({
                "file": file, "line": line, "before": before, "after": after,
            })).collect::<Vec<_>>(),
            "not": accepted.left.iter().map(|left| json!({
                "change": left.change, "reason": left.reason,
            })).collect::<Vec<_>>(),
        });
    }
    whole
}

fn record(change: &Change) -> Value {
    let cause = match change.cause {
        Cause::File => "file",
        Cause::Book => "book",
        Cause::Both => "both",
        Cause::Unknown => "unknown",
    };
    let mut record = match &change.difference {
        Difference::Figure {
            fact,
            book,
            file,
            origin,
            typed,
        } => json!({
            "kind": "figure", "fact": fact, "book": book, "file": file, "origin": origin, "typed": typed,
        }),
        Difference::Words { book, file, origin } => {
            json!({ "kind": "words", "book": book, "file": file, "origin": origin })
        }
        Difference::Added { file } => json!({ "kind": "added", "file": file }),
        Difference::Removed { book, origin } => {
            json!({ "kind": "removed", "book": book, "origin": origin })
        }
    };
    record["place"] = json!(change.place);
    record["cause"] = json!(cause);
    record
}
