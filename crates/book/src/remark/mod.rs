//! What is to be mended or watched in a book that loads: of what kind it is, where, and what to do.

pub(crate) mod kind;
mod subject;

use std::fmt;

use entry::Path;

pub use kind::RemarkKind;
pub(crate) use subject::Subject;

/// How serious a remark is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Worth knowing.
    Hint,
    /// Probably wrong or incomplete.
    Warning,
    /// The book cannot be handed in like this.
    Error,
}

/// Something to be mended or watched in a book that loads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// Its kind, which has the code and the remedy.
    pub kind: &'static RemarkKind,
    /// How serious it is, as its kind says.
    pub severity: Severity,
    /// Where it is mended, when that is in an entry of the book; the row of a ledger and the whole book have no address.
    pub at: Option<Path>,
    /// What it is about, such as `指标Z01`.
    pub subject: String,
    /// What is the matter and what to do, in Chinese.
    pub message: String,
}

impl Remark {
    pub(crate) fn new(
        kind: &'static RemarkKind,
        subject: impl Into<Subject>,
        message: impl Into<String>,
    ) -> Self {
        let subject = subject.into();
        Self {
            kind,
            severity: kind.severity,
            at: subject.at.map(|entry| Path {
                entry,
                field: kind.field.map(str::to_owned),
            }),
            subject: subject.words,
            message: message.into(),
        }
    }

    /// The stable code of its kind, such as `Z03`.
    pub const fn code(&self) -> &'static str {
        self.kind.code
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Error => "错误",
            Self::Warning => "提醒",
            Self::Hint => "提示",
        })
    }
}

impl fmt::Display for Remark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} {} {}：{}",
            self.severity,
            self.code(),
            self.subject,
            self.message
        )
    }
}
