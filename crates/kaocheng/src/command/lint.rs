//! `lint`: what a reviewer would send back before the year begins.

use std::io::{self, Write};

use book::{Book, Scheme, Severity};
use packs::lint::{Finding, Words, lint, rules};
use serde_json::{Value, json};

use crate::Outcome;
use crate::arguments::{Format, Lint};
use crate::command::pack::library;
use crate::command::score::chosen;
use crate::error::Failure;
use crate::shelf;

pub(crate) fn run(arguments: &Lint) -> Result<Outcome, Failure> {
    let folder = &arguments.book;
    let book = shelf::load(folder)?;
    let scheme = chosen(&book, arguments.scheme.as_deref())?;
    let library = library(Some(&folder.join("packs")))?;
    let pack = library
        .leading(&book.packs)
        .map_err(|unknown| Failure::Said(unknown.to_string()))?;
    let words = pack.words();
    let unit = Linted::of(&book, None, &scheme, words);
    let projects: Vec<Linted> = book
        .project_books()
        .map(|(name, view)| {
            let scheme = chosen(&view, arguments.scheme.as_deref())?;
            Ok(Linted::of(&view, Some(&name), &scheme, words))
        })
        .collect::<Result<_, Failure>>()?;
    match arguments.told.format {
        Format::Text => {
            let mut out = anstream::stdout().lock();
            unit.write(&mut out)?;
            for project in &projects {
                project.write(&mut out)?;
            }
        }
        Format::Json => {
            let mut whole = unit.json();
            if !projects.is_empty() {
                whole["projects"] = projects.iter().map(Linted::json).collect();
            }
            writeln!(io::stdout().lock(), "{whole}")?;
        }
    }
    let mut findings = std::iter::once(&unit)
        .chain(&projects)
        .flat_map(|linted| &linted.findings);
    let serious = findings.any(|one| one.severity != Severity::Hint);
    Ok(if serious {
        Outcome::Findings
    } else {
        Outcome::Clean
    })
}

/// The indicators of the unit, or of one of its projects, with what was found.
struct Linted {
    project: Option<String>,
    indicators: usize,
    findings: Vec<Finding>,
}

impl Linted {
    fn of(book: &Book, project: Option<&str>, scheme: &Scheme, words: &Words) -> Self {
        Self {
            project: project.map(str::to_owned),
            indicators: book.indicators.len(),
            findings: lint(book, scheme, words),
        }
    }

    fn json(&self) -> Value {
        let findings = self.findings.iter().map(|one| {
            json!({
                "code": one.code, "severity": one.severity.to_string(), "id": one.id,
                "subject": one.subject, "problem": one.problem, "remedy": one.remedy,
            })
        });
        let findings: Vec<Value> = findings.collect();
        let mut whole = json!({ "indicators": self.indicators, "findings": findings });
        if let Some(project) = &self.project {
            whole["project"] = json!(project);
        }
        whole
    }

    fn write(&self, out: &mut impl Write) -> io::Result<()> {
        if let Some(project) = &self.project {
            writeln!(out, "\n项目“{project}”")?;
        }
        for rule in rules() {
            let own = self.findings.iter().filter(|one| one.code == rule.code);
            let mut own = own.peekable();
            if own.peek().is_some() {
                writeln!(out, "{} {}", rule.code, rule.name)?;
            }
            for one in own {
                writeln!(out, "  {} {}：{}", one.severity, one.subject, one.problem)?;
                writeln!(out, "      改法：{}", one.remedy)?;
            }
        }
        let count = |severity| {
            let found = self.findings.iter();
            found.filter(|one| one.severity == severity).count()
        };
        writeln!(
            out,
            "体检{}个指标：错误 {}，提醒 {}，提示 {}。",
            self.indicators,
            count(Severity::Error),
            count(Severity::Warning),
            count(Severity::Hint)
        )
    }
}
