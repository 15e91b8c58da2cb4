//! Findings for programs: an array with one object a file.

use std::io::{self, Write};

use audit::Finding;
use serde::Serialize;

use crate::checked::Checked;

#[derive(Serialize)]
struct File<'a> {
    file: String,
    figures: usize,
    findings: Vec<Placed<'a>>,
    /// What could not be read, each with its place.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    faults: Vec<String>,
    /// Why nothing could be read.
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<String>,
}

/// A finding with the place of its main figure.
#[derive(Serialize)]
struct Placed<'a> {
    #[serde(flatten)]
    finding: &'a Finding,
    line: Option<u32>,
    page: Option<u32>,
}

/// Writes all files.
pub(crate) fn write(out: &mut impl Write, checked: &[Checked]) -> io::Result<()> {
    let files: Vec<File<'_>> = checked.iter().map(file).collect();
    serde_json::to_writer(out, &files).map_err(io::Error::from)
}

fn file(checked: &Checked) -> File<'_> {
    let file = checked.file.to_string_lossy().into_owned();
    match &checked.result {
        Err(error) => File {
            file,
            figures: 0,
            findings: Vec::new(),
            faults: Vec::new(),
            error: Some(error.to_string()),
        },
        Ok((audit, faults)) => File {
            file,
            figures: audit.figures.len(),
            findings: audit
                .findings
                .iter()
                .map(|finding| Placed {
                    finding,
                    line: finding.line(),
                    page: finding.page(),
                })
                .collect(),
            faults: faults
                .iter()
                .map(|fault| format!("{}：{}", fault.place, fault.message))
                .collect(),
            error: None,
        },
    }
}
