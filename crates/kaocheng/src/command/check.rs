//! `check`: audits files.

use std::io::Write as _;
use std::path::PathBuf;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

use crate::Outcome;
use crate::arguments::{Check, Color, Format};
use crate::checked::{Checked, audit_file};
use crate::error::Failure;
use crate::files;
use crate::render::{json, text};

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
