//! What server and worker say to one another: a line of JSON, and bytes after it.

use std::time::Duration;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// What a worker is to do with the bytes of the file that follow.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Task {
    /// The name of the file.
    pub(crate) name: String,
    /// The most pages it may have.
    pub(crate) pages: u32,
    /// How long the audit may take.
    pub(crate) time: Duration,
    /// The date of notes.
    pub(crate) date: String,
    /// For whom the findings are laid out.
    pub(crate) reader: Reader,
}

/// For whom findings are laid out.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(crate) enum Reader {
    /// A person, whose result is kept for so many minutes, or, where it is a sample, for good.
    Person(Option<u64>),
    /// A program, which may want every figure and relation told.
    Program {
        /// Whether it does.
        coverage: bool,
    },
}

/// What a worker answers; the parts follow.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) enum Answer {
    /// The file was audited: the parts and how many bytes each has.
    Audited(Vec<(Part, usize)>),
    /// Nothing of it could be read, for a reason in Chinese.
    Unread(String),
    /// It has so many pages, more than it may.
    TooLong(u32),
}

/// A part of what came of an audit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Part {
    /// The page that shows it.
    Page,
    /// The findings for programs.
    Json,
    /// The list of findings as a workbook.
    List,
    /// The original Word document with comments.
    Docx,
    /// The original PDF with highlights.
    Pdf,
}

impl Part {
    /// The parts that are taken away as files, by the extension that they have, with their media types.
    pub(crate) const FILES: [(&str, Part, &str); 4] = [
        (
            "docx",
            Part::Docx,
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
        ("pdf", Part::Pdf, "application/pdf"),
        (
            "xlsx",
            Part::List,
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ),
        ("json", Part::Json, "application/json"),
    ];
}

/// A head and the bytes that follow it.
pub(crate) fn packed<'a>(
    head: &impl Serialize,
    parts: impl IntoIterator<Item = &'a [u8]>,
) -> Vec<u8> {
    // The heads above have nothing that JSON cannot say.
    let mut packed = serde_json::to_vec(head).unwrap_or_default();
    packed.push(b'\n');
    for part in parts {
        packed.extend_from_slice(part);
    }
    packed
}

/// The head, and the bytes that follow it.
pub(crate) fn unpacked<Head: DeserializeOwned>(packed: &[u8]) -> Option<(Head, &[u8])> {
    let end = packed.iter().position(|byte| *byte == b'\n')?;
    let head = serde_json::from_slice(&packed[..end]).ok()?;
    Some((head, &packed[end + 1..]))
}
