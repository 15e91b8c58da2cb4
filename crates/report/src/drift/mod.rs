//! An edited report is held against its book: every figure and every sentence that no longer agrees.
//!
//! Pieces are known by the hidden marks of the file, and by likeness where an edit or another program lost them.

mod accept;
mod align;
mod entry;
mod lines;
mod margin;
mod paragraph;
mod side;
mod table;
mod typed;
mod unit;
mod words;

use document::{Fault, Limits, ReadError};

use crate::compose::{Composed, Source, Written};
use crate::edition::Stated;

pub use accept::{Accepted, NotAccepted, accept};
use align::{Pair, align};
use paragraph::texts;
use side::{File, Ours};
use unit::{Unit, units, without_digits};

/// How a file differs from its book.
#[derive(Debug, Clone, Default)]
pub struct Drift {
    /// What differs, in the order of the file.
    pub changes: Vec<Change>,
    /// What the file says it is (定稿 or 征求意见稿), if it says so.
    pub state: Option<String>,
    /// The day the file says it looks back from, `2022-06-30`.
    pub as_of: Option<String>,
    /// Whether the book prints what it printed when the file was made; `None` where the file does not say.
    pub same_book: Option<bool>,
    /// How many marks of the file were found.
    pub marks: usize,
    /// How many figures of the book agree with the file.
    pub agreeing: usize,
    /// What of the file could not be read, each with its place: of that nothing can be said.
    pub faults: Vec<Fault>,
}

/// Something that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Where in the file: `第12段`, `表2第3行第4列`.
    pub place: String,
    /// Who changed it.
    pub cause: Cause,
    /// What differs.
    pub difference: Difference,
    /// How the change can be taken over into the book.
    pub(crate) edit: Edit,
}

/// Who changed something since the file was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause {
    /// The file was edited.
    File,
    /// The book says something else now.
    Book,
    /// Both.
    Both,
    /// The mark that would tell is lost.
    Unknown,
}

/// What differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Difference {
    /// A figure.
    Figure {
        /// Its name in the book.
        fact: String,
        /// What the book says.
        book: String,
        /// What the file says; empty when it is gone.
        file: String,
        /// Where it comes from, in words.
        origin: String,
        /// Whether it is typed into the book, not computed.
        typed: bool,
    },
    /// A sentence.
    Words {
        /// What the book says.
        book: String,
        /// What the file says.
        file: String,
        /// Where it is written; `None` for what the program makes.
        origin: Option<String>,
    },
    /// A paragraph or a row of a table that the book does not have.
    Added {
        /// What it says.
        file: String,
    },
    /// A paragraph or a row of a table that the file does not have.
    Removed {
        /// What it says.
        book: String,
        /// Where it is written.
        origin: Option<String>,
    },
}

/// How a change can be taken over into the book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Edit {
    /// It cannot.
    None,
    /// Stretches of words to be written otherwise.
    Replace(Vec<Hunk>),
    /// A paragraph to be written behind another.
    Insert { after: Written, text: String },
    /// A paragraph to be taken out, from the first of its words to the last.
    Remove { first: Written, last: Written },
    /// A typed figure to be typed anew.
    Figure { fact: String, file: String },
}

/// A stretch of words to be written otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Hunk {
    pub(crate) start: Spot,
    pub(crate) end: Spot,
    pub(crate) new: String,
}

/// A place between the characters of words that are written somewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Spot {
    pub(crate) written: Written,
    /// All the words written there in one.
    pub(crate) words: String,
    /// The place in them, in bytes.
    pub(crate) at: usize,
}

/// Holds an edited Word document against the report composed from its book now.
///
/// # Errors
/// A file that is no readable Word document.
pub fn drift(composed: &Composed, docx: &[u8]) -> Result<Drift, ReadError> {
    let read = document::bookmarks(docx, crate::mark::PREFIX, &Limits::default())?;
    let stated = Stated::of(&read.properties);
    let digest = crate::mark::digest(&composed.document);
    let same_book = stated.digest.map(|there| there == digest);
    let ours = Ours::of(composed);
    let file = File::of(&read, same_book);
    let mut drift = Drift {
        state: stated.state,
        as_of: stated.as_of,
        same_book,
        marks: read.bookmarks.len(),
        faults: read.document.faults.clone(),
        ..Drift::default()
    };
    let (old, new) = (units(&composed.document), units(&read.document));
    let pairs = pairs(&ours, &file, &old, &new);
    let mut last = None;
    let mut place = "开头".to_owned();
    for pair in pairs {
        if let Pair::Both(_, at) | Pair::New(at) = pair {
            place = file.place(new[at].last());
        }
        match pair {
            Pair::Both(old_at, new_at) => match (old[old_at], new[new_at]) {
                (Unit::Paragraph(piece), Unit::Paragraph(there)) => {
                    texts(&ours, &file, piece, there, &mut drift);
                    last = ours.written(piece).or(last);
                }
                (Unit::Table(table, ..), Unit::Table(there, ..)) => {
                    table::tables(&ours, &file, table, there, &mut drift);
                }
                _ => {}
            },
            Pair::Old(at) => {
                let place = format!("{place}之后");
                removed(&ours, &file, old[at], place, &mut drift);
            }
            Pair::New(at) => added(&file, new[at], last.as_ref(), &mut drift),
        }
    }
    margin::texts(&ours, &file, (composed, &read.document), &mut drift);
    Ok(drift)
}

/// Which unit of the book stands for which of the file, in the order of the file.
fn pairs(ours: &Ours<'_>, file: &File<'_>, old: &[Unit], new: &[Unit]) -> Vec<Pair> {
    let old_names: Vec<_> = old
        .iter()
        .map(|unit| name(*unit, |at| ours.text(at)))
        .collect();
    let new_names: Vec<_> = new
        .iter()
        .map(|unit| {
            let marked = match unit {
                Unit::Paragraph(piece) => file.partner(*piece, ours),
                Unit::Table(..) => None,
            };
            match marked {
                Some(piece) => name(Unit::Paragraph(piece), |at| ours.text(at)),
                None => name(*unit, |at| file.text(at)),
            }
        })
        .collect();
    let mut pairs = align(&old_names, &new_names);
    // What was moved stands for itself by its mark.
    let lost: Vec<_> = pairs
        .iter()
        .filter_map(|pair| match pair {
            Pair::Old(at) => Some(*at),
            _ => None,
        })
        .collect();
    for at in lost {
        let moved =
            |pair: &Pair| matches!(pair, Pair::New(there) if new_names[*there] == old_names[at]);
        if let Some(found) = pairs.iter().position(moved)
            && let Pair::New(there) = pairs[found]
        {
            pairs[found] = Pair::Both(at, there);
            pairs.retain(|pair| *pair != Pair::Old(at));
        }
    }
    pairs
}

/// What a unit is aligned by.
fn name<'t>(unit: Unit, text: impl Fn(usize) -> &'t str) -> String {
    match unit {
        Unit::Paragraph(piece) => text(piece).to_owned(),
        // No paragraph begins so.
        Unit::Table(_, first, past) => (first..past).fold("\u{1}".to_owned(), |name, piece| {
            name + &without_digits(text(piece)) + "\t"
        }),
    }
}

fn removed(ours: &Ours<'_>, file: &File<'_>, unit: Unit, place: String, drift: &mut Drift) {
    let (first, past) = match unit {
        Unit::Paragraph(piece) => (piece, piece + 1),
        Unit::Table(_, first, past) => (first, past),
    };
    let text = (first..past).map(|piece| ours.text(piece));
    let edit = match (unit, ours.ends(first)) {
        (Unit::Paragraph(_), Some((first, last))) => Edit::Remove { first, last },
        _ => Edit::None,
    };
    drift.changes.push(Change {
        place,
        cause: file.cause_of_absence(),
        difference: Difference::Removed {
            book: text.collect::<Vec<_>>().join(" "),
            origin: ours.origin(first, 0),
        },
        edit,
    });
}

fn added(file: &File<'_>, unit: Unit, last: Option<&Written>, drift: &mut Drift) {
    let (first, past) = match unit {
        Unit::Paragraph(piece) => (piece, piece + 1),
        Unit::Table(_, first, past) => (first, past),
    };
    let text: Vec<_> = (first..past).map(|piece| file.text(piece)).collect();
    let text = text.join(" ");
    let edit = match (unit, last) {
        (Unit::Paragraph(_), Some(after)) => Edit::Insert {
            after: after.clone(),
            text: text.clone(),
        },
        _ => Edit::None,
    };
    drift.changes.push(Change {
        place: file.place(first),
        cause: file.cause_of_presence(first),
        difference: Difference::Added { file: text },
        edit,
    });
}

/// Whether a part of a text is a figure, and which.
fn figure_of(source: &Source) -> Option<usize> {
    match source {
        Source::Figure(index) => Some(*index),
        Source::Words(_) => None,
    }
}
