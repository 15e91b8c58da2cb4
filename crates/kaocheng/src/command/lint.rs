//! `lint`: what a reviewer would send back before the year begins.

use std::io::{self, Write};

use book::Severity;
use packs::lint::rules;
use work::lint::{Linted, lint};

use crate::Outcome;
use crate::arguments::{Format, Lint};
use crate::command::pack::library;
use crate::error::Failure;
use crate::render::answer;
use crate::shelf;

pub(crate) fn run(arguments: &Lint) -> Result<Outcome, Failure> {
    let folder = &arguments.book;
    let book = shelf::known(folder, arguments.known)?;
    let lints = lint(
        &book,
        arguments.scheme.as_deref(),
        &library(Some(&folder.join("packs")))?,
    )?;
    match arguments.told.format {
        Format::Text => {
            let mut out = anstream::stdout().lock();
            lints.all().try_for_each(|one| write(one, &mut out))?;
        }
        Format::Json => {
            answer::compact(&lints)?;
        }
    }
    let mut findings = lints.all().flat_map(|linted| &linted.findings);
    let serious = findings.any(|one| one.severity != Severity::Hint);
    Ok(if serious {
        Outcome::Findings
    } else {
        Outcome::Clean
    })
}

fn write(linted: &Linted, out: &mut impl Write) -> io::Result<()> {
    if let Some(project) = &linted.project {
        writeln!(out, "\n项目“{project}”")?;
    }
    for rule in rules() {
        let own = linted.findings.iter().filter(|one| one.code == rule.code);
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
        let found = linted.findings.iter();
        found.filter(|one| one.severity == severity).count()
    };
    writeln!(
        out,
        "体检{}个指标：错误 {}，提醒 {}，提示 {}。",
        linted.indicators,
        count(Severity::Error),
        count(Severity::Warning),
        count(Severity::Hint)
    )
}
