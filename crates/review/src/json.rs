//! Findings for programs: an array with one object a file.

use std::io::{self, Write};

use serde::Serialize;

use crate::record::{Counts, Entry, LetStand, Placed, Stated, asked, claims, ledger, let_stand};
use crate::{Detail, Reviewed, Stream, Totals};

/// Starts the array.
pub(crate) fn stream(detail: Detail) -> Box<dyn Stream> {
    Box::new(Array {
        begun: false,
        coverage: detail.coverage,
    })
}

struct Array {
    begun: bool,
    coverage: bool,
}

impl Stream for Array {
    fn file(&mut self, out: &mut dyn Write, reviewed: &Reviewed) -> io::Result<()> {
        out.write_all(if self.begun { b",\n" } else { b"[" })?;
        self.begun = true;
        serde_json::to_writer(out, &File::of(reviewed, self.coverage)).map_err(io::Error::from)
    }

    fn end(&mut self, out: &mut dyn Write, _: &Totals) -> io::Result<()> {
        out.write_all(if self.begun { b"]\n" } else { b"[]\n" })
    }
}

#[derive(Serialize)]
struct File<'a> {
    file: &'a str,
    #[serde(flatten)]
    counts: Counts,
    findings: Vec<Placed<'a>>,
    /// What somebody lets stand.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    let_stand: Vec<LetStand<'a>>,
    /// Every figure, where that was asked for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    ledger: Vec<Entry<'a>>,
    /// Every claim, where that was asked for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    claims: Vec<Stated<'a>>,
    /// What could not be read, each with its place.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    faults: Vec<String>,
    /// Why nothing could be read.
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<&'a str>,
}

impl<'a> File<'a> {
    fn of(reviewed: &'a Reviewed, coverage: bool) -> Self {
        let empty = File {
            file: &reviewed.file,
            counts: Counts::default(),
            findings: Vec::new(),
            let_stand: Vec::new(),
            ledger: Vec::new(),
            claims: Vec::new(),
            faults: Vec::new(),
            error: None,
        };
        match &reviewed.reading {
            Err(error) => File {
                error: Some(error),
                ..empty
            },
            Ok(read) => File {
                counts: Counts::of(read),
                findings: read
                    .audit
                    .findings
                    .iter()
                    .map(|finding| Placed::of(&read.audit, finding))
                    .collect(),
                let_stand: let_stand(read),
                ledger: asked(coverage, || ledger(&read.audit)),
                claims: asked(coverage, || claims(&read.audit)),
                faults: read
                    .faults
                    .iter()
                    .map(|fault| format!("{}：{}", fault.place, fault.message))
                    .collect(),
                ..empty
            },
        }
    }
}
