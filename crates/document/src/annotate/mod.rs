//! Annotators: the file that was read, with notes at their places and everything else as it was. One file per format.

pub(crate) mod docx;
mod pdf;

use std::ops::Range;

use serde::Serialize;

pub use docx::docx;
pub use pdf::pdf;

use crate::model::Origin;
use crate::read::ReadError;

/// A note to be put at a place in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Where the piece of text stands that the note is about.
    pub origin: Origin,
    /// Byte range in the text of the piece: see [`Flat::text_of`](crate::Flat::text_of).
    pub range: Range<usize>,
    /// The text in that range, by which the place is proved to be the one meant.
    pub quote: String,
    /// What the note says; line ends part its paragraphs.
    pub message: String,
    /// How grave it is.
    pub severity: Severity,
}

/// How grave a note is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// A matter of style.
    Hint,
    /// Probably wrong, or in need of an explanation.
    Warning,
    /// Proven: the printed figures contradict each other.
    Error,
}

impl Severity {
    /// The word for it, which a note begins with.
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "错误",
            Self::Warning => "提醒",
            Self::Hint => "提示",
        }
    }
}

/// A file with its notes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Annotated {
    /// The file.
    pub bytes: Vec<u8>,
    /// The notes for which there is no place in it, by rising index.
    pub unplaced: Vec<Unplaced>,
}

/// A note that is not in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unplaced {
    /// Index among the notes given.
    pub note: usize,
    /// Why, in Chinese.
    pub reason: &'static str,
}

/// Why a file could not be annotated at all.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum AnnotateError {
    /// The file cannot be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// The file can be read, but its build does not allow a change.
    #[error("无法改动这个文件（{reason}）。请用原来的软件打开后另存一份再试")]
    Unfit {
        /// What stands in the way, in Chinese.
        reason: String,
    },
}
