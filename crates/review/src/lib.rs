//! Review comments (审核意见): findings laid out for people and for programs.
//!
//! Each form of output has a file of its own and a line in [`FORMS`]. A form writes into what it is given and returns
//! values: where the bytes go, and what day it is, the caller knows.

mod aside;
mod copy;
mod docx;
mod filter;
mod form;
mod html;
mod json;
mod jsonl;
mod known;
mod pdf;
mod place;
mod plain;
mod record;
mod sarif;
mod text;
mod totals;
mod xlsx;

use audit::{Audit, Finding, Profile, Severity};
use document::{Document, Fault, ReadError};

pub use aside::{Aside, Suppressed};
pub use copy::{Annotate, Copy, CopyError};
pub use filter::{Filter, UnknownRule};
pub use form::{Detail, Each, FORMS, Form, Start, Stream, Work, form};
pub use html::{inline, page_policy, page_under};
pub use place::location;
pub use plain::plain;
pub use text::{stream as text, summary, total};
pub use totals::Totals;

/// A file with what was found in it, or why it could not be read.
#[derive(Debug, Clone)]
pub struct Reviewed {
    /// The file as its readers know it: a path, or a name given for it.
    pub file: String,
    /// What was found, or a sentence in Chinese that says why nothing could be read.
    pub reading: Result<Read, String>,
}

/// What was found in a file that could be read.
#[derive(Debug, Clone)]
pub struct Read {
    /// The audit.
    pub audit: Audit,
    /// What could not be read, each with its place, and the rules that failed.
    pub faults: Vec<Fault>,
    /// What was found and is not told.
    pub aside: Aside,
}

/// How a document is audited.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// What the user wants audited.
    pub profile: &'a Profile,
    /// The documents it is held against, with their names.
    pub against: &'a [(String, Document)],
}

/// What is to be said of a file in one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// Read to its end, and nothing found but hints.
    Clean,
    /// Something was found that is more than a hint.
    Found,
    /// Not read, or not to its end: of what was not read nothing can be said.
    Unread,
}

impl Reviewed {
    /// Audits what was read of a file by the rule book.
    pub fn new(file: impl Into<String>, read: Result<Document, ReadError>) -> Self {
        let asked = Asked {
            profile: &Profile::default(),
            against: &[],
        };
        Self::with(file, read, asked)
    }

    /// Audits what was read of a file as a user wants it.
    pub fn with(
        file: impl Into<String>,
        read: Result<Document, ReadError>,
        asked: Asked<'_>,
    ) -> Self {
        let reading = read.map_err(|error| error.to_string()).map(|document| {
            let mut audit = asked.audit(&document);
            let mut faults = document.faults;
            faults.append(&mut audit.faults);
            faults.extend(asked.unread());
            Read {
                audit,
                faults,
                aside: Aside::default(),
            }
        });
        Self {
            file: file.into(),
            reading,
        }
    }

    /// What was found; nothing for a file that could not be read.
    pub fn findings(&self) -> &[Finding] {
        self.reading
            .as_ref()
            .map_or(&[], |read| &read.audit.findings)
    }

    /// What is to be said of it.
    pub fn standing(&self) -> Standing {
        let grave = |finding: &Finding| finding.severity > Severity::Hint;
        match &self.reading {
            Err(_) => Standing::Unread,
            Ok(read) if !read.faults.is_empty() => Standing::Unread,
            Ok(read) if read.audit.findings.iter().any(grave) => Standing::Found,
            Ok(_) => Standing::Clean,
        }
    }
}

impl Asked<'_> {
    /// What could not be read of the documents it is held against: of that nothing can be said either.
    fn unread(&self) -> impl Iterator<Item = Fault> + '_ {
        self.against.iter().flat_map(|(name, other)| {
            other.faults.iter().map(move |fault| Fault {
                message: fault.message.clone(),
                place: format!("对照的“{name}” {}", fault.place),
            })
        })
    }

    fn audit(&self, document: &Document) -> Audit {
        let mut audit = audit::check_with(document, self.profile);
        for (name, other) in self.against {
            let compared = audit::against(document, other, name, self.profile);
            audit.findings.extend(compared.findings);
            audit.faults.extend(compared.faults);
        }
        if !self.against.is_empty() {
            audit
                .findings
                .sort_by_key(|finding| finding.figures[0].start);
        }
        audit
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// A small report with an error and a warning.
    pub(crate) fn reviewed() -> Reviewed {
        const TEXT: &str = "全年预算数为200万元，全年执行数为179.43万元，执行率98.7%。\n\
            发现问题43个，已整改到位39个，剩余4个未整改到位，完成年度指标值100%。\n";
        let read = document::read("报告.txt", TEXT.as_bytes(), &document::Limits::default());
        Reviewed::new("报告.txt", read)
    }
}
