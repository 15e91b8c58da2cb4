//! What a report found of itself before it left.

use std::io::{self, Write};

use audit::Severity;
use book::Scorecard;
use report::{Found, SelfAudit, Shares};

/// Writes the findings, what is let stand, and where the figures come from.
pub(crate) fn write(out: &mut impl Write, audit: &SelfAudit, card: &Scorecard) -> io::Result<()> {
    for remark in &card.remarks {
        if remark.severity == book::Severity::Error {
            writeln!(out, "{remark}")?;
        }
    }
    for found in &audit.findings {
        finding(out, found)?;
    }
    for fault in &audit.faults {
        writeln!(out, "{}：{}", fault.place, fault.message)?;
    }
    let count = |severity| {
        let all = audit.findings.iter();
        all.filter(|found| found.finding.severity == severity)
            .count()
    };
    write!(
        out,
        "自审：错误{}处，提醒{}处，提示{}处",
        count(Severity::Error),
        count(Severity::Warning),
        count(Severity::Hint)
    )?;
    match audit.suppressed.len() {
        0 => writeln!(out, "。")?,
        some => writeln!(out, "，免报{some}处：")?,
    }
    for (found, reason) in &audit.suppressed {
        let finding = &found.finding;
        writeln!(
            out,
            "  {} “{}”：{reason}",
            finding.code,
            quote(found).unwrap_or_default()
        )?;
    }
    shares(out, &audit.shares)
}

fn finding(out: &mut impl Write, found: &Found) -> io::Result<()> {
    let finding = &found.finding;
    let word = finding.severity.word();
    writeln!(out, "{word} {}：{}", finding.code, finding.message)?;
    if !finding.arithmetic.is_empty() {
        writeln!(out, "  算式：{}", finding.arithmetic)?;
    }
    for (place, source) in finding.figures.iter().zip(&found.sources) {
        writeln!(out, "  “{}” 出自 {source}", place.text)?;
    }
    if !finding.proposal.is_empty() {
        writeln!(out, "  改法：{}", finding.proposal)?;
    }
    Ok(())
}

fn quote(found: &Found) -> Option<&str> {
    Some(found.finding.figures.first()?.text.as_str())
}

fn shares(out: &mut impl Write, shares: &Shares) -> io::Result<()> {
    let part = |count: usize| format!("{count}个（{}%）", percent(count, shares.all()));
    writeln!(
        out,
        "数的来历：共印出{}个数，计算得出{}，录入{}，写在文字里{}。",
        shares.all(),
        part(shares.computed),
        part(shares.typed),
        part(shares.narrative)
    )
}

/// A share in percent, rounded half up to one place.
fn percent(part: usize, whole: usize) -> String {
    let tenths = (part * 2000 + whole) / (2 * whole.max(1));
    format!("{}.{}", tenths / 10, tenths % 10)
}
