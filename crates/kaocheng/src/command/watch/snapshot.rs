//! What a book says of itself at one moment: points, remarks, findings, or why it cannot be read.

use std::io::{self, Write};
use std::path::Path;

use book::Severity;
use report::Template;

use crate::command::check::{profile_for, today};
use crate::error::Failure;
use crate::shelf;
use work::score::{Scored, score};

pub(super) struct Snapshot(Result<Standing, String>);

/// The standing of a book that can be read.
struct Standing {
    total: String,
    /// Name and points of each indicator, and of the execution of the budget.
    points: Vec<(String, String)>,
    /// Remarks on the score and findings on the report, each in a line.
    said: Vec<String>,
}

impl Snapshot {
    /// Reads, scores, composes and audits a book.
    pub(super) fn take(folder: &Path, scheme: Option<&str>) -> Self {
        Self(standing(folder, scheme).map_err(|failure| failure.to_string()))
    }

    /// Tells how the book stands to begin with.
    pub(super) fn introduce(&self, out: &mut impl Write) -> io::Result<()> {
        match &self.0 {
            Ok(standing) => {
                writeln!(out, "总分{}。", standing.total)?;
                standing
                    .said
                    .iter()
                    .try_for_each(|said| writeln!(out, "{said}"))
            }
            Err(faults) => writeln!(out, "读不了：{faults}"),
        }
    }

    /// Tells what is otherwise than before.
    pub(super) fn tell(&self, before: &Self, out: &mut impl Write) -> io::Result<()> {
        let (now, before) = match (&self.0, &before.0) {
            (Err(faults), _) => return writeln!(out, "读不了：{faults}"),
            (Ok(_), Err(_)) => {
                writeln!(out, "又能读了。")?;
                return self.introduce(out);
            }
            (Ok(now), Ok(before)) => (now, before),
        };
        let mut changes = Vec::new();
        for (name, points) in &now.points {
            match before.points.iter().find(|(other, _)| other == name) {
                Some((_, was)) if was == points => {}
                Some((_, was)) => changes.push(format!("{name}：{was} → {points}")),
                None => changes.push(format!("{name}：新增，{points}")),
            }
        }
        for (name, was) in &before.points {
            if !now.points.iter().any(|(other, _)| other == name) {
                changes.push(format!("{name}：原{was}，已删"));
            }
        }
        if now.total != before.total {
            changes.push(format!("总分：{} → {}", before.total, now.total));
        }
        for (sign, some, others) in [("新增", now, before), ("消除", before, now)] {
            let gone = some.said.iter().filter(|said| !others.said.contains(said));
            changes.extend(gone.map(|said| format!("{sign} {said}")));
        }
        match changes.is_empty() {
            true => writeln!(out, "得分和意见都没有变。"),
            false => changes
                .iter()
                .try_for_each(|change| writeln!(out, "{change}")),
        }
    }

    /// This one, or the one before where the book cannot be read now.
    pub(super) fn or_else(self, before: Self) -> Self {
        match (&self.0, &before.0) {
            (Err(_), Ok(_)) => before,
            _ => self,
        }
    }
}

fn standing(folder: &Path, scheme: Option<&str>) -> Result<Standing, Failure> {
    let Scored { book, card } = score(shelf::load(folder)?, scheme, None)?;
    let template = Template::shipped(Template::USUAL)
        .ok_or_else(|| Failure::Said("缺少自带的报告模板".to_owned()))?;
    let composed = report::composed(&book, &card, &template).map_err(Failure::faults(folder))?;
    let audit = report::audit(&composed, &profile_for(folder)?, today());
    let execution = card.execution.iter();
    let execution =
        execution.map(|execution| ("预算执行率".to_owned(), format!("{}分", execution.points)));
    let indicators = card.indicators.iter().map(|scored| {
        let points = match &scored.actual {
            Some(actual) => format!("{}分（完成值{actual}）", scored.points),
            None => format!("{}分（未填完成值）", scored.points),
        };
        (format!("{} {}", scored.id, scored.name), points)
    });
    let remarks = card.remarks.iter();
    let remarks = remarks
        .filter(|remark| remark.severity != Severity::Hint)
        .map(ToString::to_string);
    let findings = audit.findings.iter().map(|found| {
        let finding = &found.finding;
        let source = found.sources.first().map_or("", String::as_str);
        let word = finding.severity.word();
        format!("{word} {}：{}（{source}）", finding.code, finding.message)
    });
    Ok(Standing {
        total: format!("{}分", card.total),
        points: execution.chain(indicators).collect(),
        said: remarks.chain(findings).collect(),
    })
}
