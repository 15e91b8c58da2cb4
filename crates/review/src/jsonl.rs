//! Findings for programs that read along: one object a line, each file closed by a line of its own.
//!
//! A line is of the `type` `finding`, `fault` (something in the file could not be read), `figure` and `claim` (what became
//! of each, where that was asked for), `unread` (nothing could be read) or `file` (the file is done, with its counts). A
//! line is written whole and the output flushed after each file.

use std::io::{self, Write};

use serde::Serialize;

use crate::record::{Counts, Entry, Placed, Stated, asked, claims, ledger};
use crate::{Detail, Reviewed, Stream, Totals};

/// Starts the lines.
pub(crate) fn stream(detail: Detail) -> Box<dyn Stream> {
    Box::new(Lines {
        coverage: detail.coverage,
    })
}

struct Lines {
    coverage: bool,
}

#[derive(Serialize)]
#[serde(tag = "type", rename_all = "lowercase")]
enum Line<'a> {
    Finding {
        file: &'a str,
        #[serde(flatten)]
        finding: Placed<'a>,
    },
    Fault {
        file: &'a str,
        place: &'a str,
        message: &'a str,
    },
    Unread {
        file: &'a str,
        error: &'a str,
    },
    Figure {
        file: &'a str,
        #[serde(flatten)]
        figure: Entry<'a>,
    },
    Claim {
        file: &'a str,
        #[serde(flatten)]
        claim: Stated<'a>,
    },
    File {
        file: &'a str,
        #[serde(flatten)]
        counts: Counts,
        findings: usize,
    },
}

impl Stream for Lines {
    fn file(&mut self, out: &mut dyn Write, reviewed: &Reviewed) -> io::Result<()> {
        let mut lines = Vec::new();
        for line in of(reviewed, self.coverage) {
            serde_json::to_writer(&mut lines, &line)?;
            lines.push(b'\n');
        }
        out.write_all(&lines)?;
        out.flush()
    }

    fn end(&mut self, _: &mut dyn Write, _: &Totals) -> io::Result<()> {
        Ok(())
    }
}

fn of(reviewed: &Reviewed, coverage: bool) -> Vec<Line<'_>> {
    let file = reviewed.file.as_str();
    let read = match &reviewed.reading {
        Err(error) => return vec![Line::Unread { file, error }],
        Ok(read) => read,
    };
    let findings = read.audit.findings.iter().map(|finding| Line::Finding {
        file,
        finding: Placed::of(&read.audit, finding),
    });
    let faults = read.faults.iter().map(|fault| Line::Fault {
        file,
        place: &fault.place,
        message: &fault.message,
    });
    let figures = asked(coverage, || ledger(&read.audit))
        .into_iter()
        .map(|figure| Line::Figure { file, figure });
    let claims = asked(coverage, || claims(&read.audit))
        .into_iter()
        .map(|claim| Line::Claim { file, claim });
    let done = Line::File {
        file,
        counts: Counts::of(read),
        findings: read.audit.findings.len(),
    };
    findings
        .chain(faults)
        .chain(figures)
        .chain(claims)
        .chain([done])
        .collect()
}
