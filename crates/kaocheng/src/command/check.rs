//! `check`: audits files.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use audit::{Audit, Severity};
use document::{Fault, Limits, ReadError};
use indicatif::{ProgressBar, ProgressStyle};

use crate::Outcome;
use crate::arguments::{Check, Color, Format};
use crate::error::Failure;
use crate::files;
use crate::render::{json, text};

/// A file with what was found in it, or why it could not be read.
pub(crate) struct Checked {
    pub(crate) file: PathBuf,
    pub(crate) result: Result<(Audit, Vec<Fault>), ReadError>,
}

impl Checked {
    /// What the file contributes to the exit code; hints do not count.
    pub(crate) fn outcome(&self) -> Outcome {
        match &self.result {
            Err(_) => Outcome::Unreadable,
            Ok((audit, _))
                if audit
                    .findings
                    .iter()
                    .any(|finding| finding.severity > Severity::Hint) =>
            {
                Outcome::Findings
            }
            Ok(_) => Outcome::Clean,
        }
    }
}

/// Reads and audits one file.
pub(crate) fn audit_file(file: &Path) -> Checked {
    let read = document::read_file(file, &Limits::default());
    let result = read.map(|document| (audit::check(&document), document.faults));
    Checked {
        file: file.to_owned(),
        result,
    }
}

pub(crate) fn run(arguments: &Check) -> Result<Outcome, Failure> {
    let files = files::expand(&arguments.files);
    if files.is_empty() {
        return Err(Failure::Said(
            "目录里没有 txt、md、docx、html 文件。".to_owned(),
        ));
    }
    match arguments.color {
        Color::Auto => {}
        Color::Always => anstream::ColorChoice::Always.write_global(),
        Color::Never => anstream::ColorChoice::Never.write_global(),
    }
    let checked = audit_all(&files);
    match arguments.format {
        Format::Json => {
            let mut out = std::io::stdout().lock();
            json::write(&mut out, &checked)?;
            writeln!(out)?;
        }
        Format::Text => {
            let mut out = anstream::stdout().lock();
            text::write(&mut out, &checked)?;
        }
    }
    Ok(checked
        .iter()
        .map(Checked::outcome)
        .max()
        .unwrap_or(Outcome::Clean))
}

fn audit_all(files: &[PathBuf]) -> Vec<Checked> {
    let progress = progress(files.len());
    let checked = files.iter().map(|file| {
        let checked = audit_file(file);
        progress.inc(1);
        checked
    });
    let checked = checked.collect();
    progress.finish_and_clear();
    checked
}

/// A bar on the terminal for more than a few files; it stays hidden in the first second.
fn progress(files: usize) -> ProgressBar {
    if files < 20 {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(files as u64);
    let style = ProgressStyle::with_template("审核 {pos}/{len} {bar:30} 剩余{eta}");
    bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    bar.enable_steady_tick(Duration::from_secs(1));
    bar
}
