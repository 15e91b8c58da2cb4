//! `lint`: what a reviewer would send back before the year begins.

use std::io::{self, Write};

use book::{Book, Severity};
use packs::lint::{Finding, lint, rules};
use serde_json::json;

use crate::Outcome;
use crate::arguments::{Format, Lint};
use crate::command::pack::library;
use crate::command::score::chosen;
use crate::error::Failure;

pub(crate) fn run(arguments: &Lint) -> Result<Outcome, Failure> {
    let folder = &arguments.book;
    let book = Book::load(folder).map_err(Failure::faults(folder))?;
    let scheme = chosen(&book, arguments.scheme.as_deref())?;
    let library = library(Some(&folder.join("packs")))?;
    let pack = library
        .leading(&book.packs)
        .map_err(|unknown| Failure::Said(unknown.to_string()))?;
    let findings = lint(&book, &scheme, pack.words());
    match arguments.format {
        Format::Text => write(&mut anstream::stdout().lock(), &book, &findings)?,
        Format::Json => {
            let findings: Vec<_> = findings
                .iter()
                .map(|one| {
                    json!({
                        "code": one.code, "severity": one.severity.to_string(), "id": one.id,
                        "subject": one.subject, "problem": one.problem, "remedy": one.remedy,
                    })
                })
                .collect();
            let whole = json!({ "indicators": book.indicators.len(), "findings": findings });
            writeln!(io::stdout().lock(), "{whole}")?;
        }
    }
    let serious = findings.iter().any(|one| one.severity != Severity::Note);
    Ok(if serious {
        Outcome::Findings
    } else {
        Outcome::Clean
    })
}

fn write(out: &mut impl Write, book: &Book, findings: &[Finding]) -> io::Result<()> {
    for rule in rules() {
        let mut own = findings
            .iter()
            .filter(|one| one.code == rule.code)
            .peekable();
        if own.peek().is_some() {
            writeln!(out, "{} {}", rule.code, rule.name)?;
        }
        for one in own {
            writeln!(out, "  {} {}：{}", one.severity, one.subject, one.problem)?;
            writeln!(out, "      改法：{}", one.remedy)?;
        }
    }
    let count = |severity| {
        findings
            .iter()
            .filter(|one| one.severity == severity)
            .count()
    };
    writeln!(
        out,
        "体检{}个指标：错误 {}，提醒 {}，提示 {}。",
        book.indicators.len(),
        count(Severity::Error),
        count(Severity::Warning),
        count(Severity::Note)
    )
}
