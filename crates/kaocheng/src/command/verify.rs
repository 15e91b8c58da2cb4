//! `verify`: checks findings by other code than that which made them.

use std::fs;
use std::io::Write as _;
use std::path::Path;

use document::Limits;
use serde::Serialize;
use verify::{Audited, Finding, Texts};

use crate::arguments::{Format, Verify};
use crate::error::Failure;
use crate::{Outcome, convert};

pub(crate) fn run(arguments: &Verify) -> Result<Outcome, Failure> {
    let (findings, file) = (&arguments.findings, &arguments.file);
    let json = fs::read_to_string(findings).map_err(Failure::file("无法读取意见", findings))?;
    let said = |error: &dyn std::fmt::Display, path: &Path| {
        Failure::Said(format!("“{}”{error}。", path.display()))
    };
    let audited = verify::parse(&json).map_err(|error| said(&error, findings))?;
    let audited = about(audited, file, findings)?;
    let texts = texts(&audited, file)?;
    let checks: Vec<Check<'_>> = audited
        .findings
        .iter()
        .map(|finding| Check::of(finding, &texts))
        .collect();
    match arguments.told.format {
        Format::Text => print(&checks)?,
        Format::Json => {
            let mut out = std::io::stdout().lock();
            let json = serde_json::to_string(&checks).map_err(std::io::Error::from)?;
            writeln!(out, "{json}")?;
        }
    }
    let refuted = checks.iter().any(|check| check.outcome == Told::Refuted);
    Ok(if refuted {
        Outcome::Findings
    } else {
        Outcome::Clean
    })
}

/// The findings on a file: under its path, or its name, or the only ones there are.
fn about(mut all: Vec<Audited>, file: &Path, findings: &Path) -> Result<Audited, Failure> {
    let by_path = all.iter().position(|one| Path::new(&one.file) == file);
    let mut by_name =
        (0..all.len()).filter(|at| Path::new(&all[*at].file).file_name() == file.file_name());
    let by_name = by_name.next().filter(|_| by_name.next().is_none());
    let only = (all.len() == 1).then_some(0);
    match by_path.or(by_name).or(only) {
        Some(at) => Ok(all.swap_remove(at)),
        None => {
            let names: Vec<String> = all.into_iter().map(|one| one.file).collect();
            Err(Failure::Said(format!(
                "“{}”里没有关于“{}”的意见，只有：{}。",
                findings.display(),
                file.display(),
                names.join("、")
            )))
        }
    }
}

/// The texts of the file and of those its findings quote beside it.
fn texts(audited: &Audited, file: &Path) -> Result<Texts, Failure> {
    let limits = Limits::default();
    let read =
        |path: &Path| convert::read_file(path, &limits).map(|document| document.flatten().text);
    let main = read(file)
        .map_err(|error| Failure::Said(format!("读不了“{}”：{error}。", file.display())))?;
    let mut texts = Texts::new(main);
    for other in audited.others() {
        // A finding that quotes a file that cannot be read is refuted with that reason.
        if let Ok(text) = read(Path::new(other)) {
            texts.add(other, text);
        }
    }
    Ok(texts)
}

/// What became of a finding.
#[derive(Serialize)]
struct Check<'a> {
    code: &'a str,
    line: Option<u32>,
    page: Option<u32>,
    message: &'a str,
    outcome: Told,
    reasons: Vec<String>,
}

/// An outcome without its reasons.
#[derive(Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum Told {
    Confirmed,
    Refuted,
    NotCheckable,
}

impl<'a> Check<'a> {
    fn of(finding: &'a Finding, texts: &Texts) -> Self {
        let (outcome, reasons) = match verify::verify(finding, texts) {
            verify::Outcome::Confirmed => (Told::Confirmed, Vec::new()),
            verify::Outcome::Refuted(reasons) => (Told::Refuted, reasons),
            verify::Outcome::NotCheckable => (Told::NotCheckable, Vec::new()),
        };
        Self {
            code: &finding.code,
            line: finding.line,
            page: finding.page,
            message: &finding.message,
            outcome,
            reasons: reasons.iter().map(ToString::to_string).collect(),
        }
    }
}

fn print(checks: &[Check<'_>]) -> Result<(), Failure> {
    let mut out = anstream::stdout().lock();
    for check in checks {
        let word = match check.outcome {
            Told::Confirmed => "证实",
            Told::Refuted => "推翻",
            Told::NotCheckable => "文字",
        };
        let place = match (check.page, check.line) {
            (Some(page), _) => format!("第{page}页 "),
            (None, Some(line)) => format!("第{line}行 "),
            (None, None) => String::new(),
        };
        writeln!(out, "{word}  {}  {place}{}", check.code, check.message)?;
        for reason in &check.reasons {
            writeln!(out, "      {reason}")?;
        }
    }
    let count = |told: Told| checks.iter().filter(|check| check.outcome == told).count();
    writeln!(
        out,
        "共{}条意见：证实{}条，推翻{}条，只判断文字、不能用算式复核的{}条。",
        checks.len(),
        count(Told::Confirmed),
        count(Told::Refuted),
        count(Told::NotCheckable)
    )?;
    Ok(())
}
