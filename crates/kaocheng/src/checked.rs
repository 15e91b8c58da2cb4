//! A file that was audited.

use std::path::{Path, PathBuf};

use audit::{Audit, Finding, Severity};
use document::{Fault, Limits, ReadError};

use crate::{Outcome, convert};

/// A file with what was found in it, or why it could not be read.
pub(crate) struct Checked {
    pub(crate) file: PathBuf,
    pub(crate) result: Result<(Audit, Vec<Fault>), ReadError>,
}

impl Checked {
    /// What the file contributes to the exit code; hints do not count. Of what was not read nothing can be said.
    pub(crate) fn outcome(&self) -> Outcome {
        let grave = |finding: &Finding| finding.severity > Severity::Hint;
        match &self.result {
            Err(_) => Outcome::Unreadable,
            Ok((_, faults)) if !faults.is_empty() => Outcome::Unreadable,
            Ok((audit, _)) if audit.findings.iter().any(grave) => Outcome::Findings,
            Ok(_) => Outcome::Clean,
        }
    }
}

/// Reads and audits one file.
pub(crate) fn audit_file(file: &Path) -> Checked {
    let read = convert::read_file(file, &Limits::default());
    let result = read.map(|document| (audit::check(&document), document.faults));
    Checked {
        file: file.to_owned(),
        result,
    }
}
