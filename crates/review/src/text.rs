//! Findings for people, as a good compiler prints them.

mod coverage;
mod excerpt;

use std::io::{self, Write};

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{Group, Level, Origin, Renderer};
use audit::{Audit, Finding, Severity, Verdict};

use crate::filter::rule_name;
use crate::place::location;
use crate::plain::plain;
use crate::{Aside, Detail, Read, Reviewed, Stream, Totals};
use excerpt::excerpts;

/// Starts the text.
pub fn stream(detail: Detail) -> Box<dyn Stream> {
    Box::new(Text { detail })
}

struct Text {
    detail: Detail,
}

impl Stream for Text {
    fn file(&mut self, out: &mut dyn Write, reviewed: &Reviewed) -> io::Result<()> {
        let name = &*plain(&reviewed.file);
        let read = match &reviewed.reading {
            Err(error) => return writeln!(out, "读不了 {name}：{}\n", plain(error)),
            Ok(read) => read,
        };
        for finding in &read.audit.findings {
            writeln!(out, "{}\n", self.rendered(name, &read.audit, finding))?;
        }
        for fault in &read.faults {
            let (place, message) = (plain(&fault.place), plain(&fault.message));
            writeln!(out, "未能读出 {name} {place}：{message}\n")?;
        }
        if self.detail.coverage {
            coverage::list(out, read, name)?;
        }
        if self.detail.quiet && read.audit.findings.is_empty() && read.faults.is_empty() {
            return Ok(());
        }
        writeln!(out, "{name}：{}", summary(reviewed))
    }

    fn end(&mut self, out: &mut dyn Write, totals: &Totals) -> io::Result<()> {
        if totals.files < 2 {
            return Ok(());
        }
        writeln!(out, "\n{}", total(totals))?;
        for (code, count) in &totals.rules {
            writeln!(out, "  {code} {count:>6}处  {}", rule_name(code))?;
        }
        Ok(())
    }
}

/// One line on a file: what was found, what was seen, what holds.
pub fn summary(reviewed: &Reviewed) -> String {
    let Ok(Read {
        audit,
        faults,
        aside,
    }) = &reviewed.reading
    else {
        return "读不了".to_owned();
    };
    let found = |severity: Severity| {
        let findings = audit.findings.iter();
        findings.filter(|found| found.severity == severity).count()
    };
    let (errors, warnings) = (found(Severity::Error), found(Severity::Warning));
    let findings = match (errors, warnings) {
        (0, 0) if faults.is_empty() => "没有发现矛盾".to_owned(),
        (0, 0) if audit.flat.text.trim().is_empty() => {
            "没有读全，一个字也没有读到，没有审".to_owned()
        }
        (0, 0) => "没有读全，读到的部分没有发现矛盾".to_owned(),
        _ => format!("错误{errors}处，提醒{warnings}处"),
    };
    let rounding = audit.verdicts.iter();
    let rounding = match rounding.filter(|one| **one == Verdict::Rounding).count() {
        0 => String::new(),
        rounding => format!("（其中{rounding}条有尾差，属四舍五入）"),
    };
    let ledger = audit.coverage();
    format!(
        "{findings}{}；{}；关系式{}条，成立{}条{rounding}",
        Aside::told(aside.suppressed.len(), aside.known),
        coverage::line(&ledger),
        audit.relations.len(),
        ledger.held
    )
}

/// One line on all files.
pub fn total(totals: &Totals) -> String {
    let mut said = format!("共{}个文件：没有发现问题的{}个", totals.files, totals.clean);
    for (count, what) in [
        (totals.with_errors, "有错误的"),
        (totals.with_warnings, "只有提醒的"),
        (totals.partial, "没有读全的"),
        (totals.unread, "读不了的"),
    ] {
        if count > 0 {
            said.push_str(&format!("，{what}{count}个"));
        }
    }
    said.push_str(&format!(
        "；错误{}处，提醒{}处",
        totals.errors, totals.warnings
    ));
    if totals.hints > 0 {
        said.push_str(&format!("，提示{}处", totals.hints));
    }
    said.push_str(&Aside::told(totals.suppressed, totals.known));
    said.push_str(&format!(
        "；看到{}个数，印证{}个，关系式{}条，成立{}条",
        totals.figures, totals.proven, totals.relations, totals.held
    ));
    said
}

/// A file, and the cell where the place is one.
fn beside(file: &str, cell: Option<&str>) -> String {
    cell.map_or_else(|| file.to_owned(), |cell| format!("{file} {cell}"))
}

impl Text {
    fn rendered(&self, file: &str, audit: &Audit, finding: &Finding) -> String {
        let level = match finding.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
            Severity::Hint => Level::NOTE,
        };
        let level = level.with_name(finding.severity.word());
        let main = &finding.figures[0];
        // Where there are no lines, the page and cell say where to go.
        let origin = match main.line {
            Some(line) => Origin::path(beside(file, main.cell.as_deref()))
                .line(line as usize)
                .char_column(main.column as usize),
            None => {
                let place = location(file, &audit.flat, main.start);
                Origin::path(format!("{file} {}", plain(&place)).trim_end().to_owned())
            }
        };
        let mut group = level
            .primary_title(plain(&finding.message).into_owned())
            .id(finding.code)
            .element(origin);
        for excerpt in excerpts(audit, finding) {
            group = group.element(excerpt.snippet());
        }
        if !finding.arithmetic.is_empty() {
            group = group.element(
                Level::NOTE
                    .with_name("算式")
                    .message(plain(&finding.arithmetic).into_owned()),
            );
        }
        for proposal in proposals(finding) {
            group = group.element(
                Level::HELP
                    .with_name("建议")
                    .message(plain(&proposal).into_owned()),
            );
        }
        group = group.element(
            Level::NOTE
                .with_name("规则")
                .message(format!("kaocheng rule {}", finding.code)),
        );
        let groups: [Group<'_>; 1] = [group];
        let renderer = if self.detail.colours {
            Renderer::styled()
        } else {
            Renderer::plain()
        };
        let rendered = renderer
            .decor_style(DecorStyle::Ascii)
            .term_width(400)
            .render(&groups);
        // An excerpt without a path still gets a header line; the place stands above already.
        let lines: Vec<&str> = rendered
            .lines()
            .filter(|line| !line.contains(":::"))
            .collect();
        lines.join("\n")
    }
}

fn proposals(finding: &Finding) -> Vec<String> {
    if finding.proposals.is_empty() {
        return Some(finding.proposal.clone())
            .filter(|words| !words.is_empty())
            .into_iter()
            .collect();
    }
    let all = finding.proposals.iter().enumerate();
    all.map(|(place, proposal)| {
        let or = if place == 0 { "" } else { "或 " };
        format!(
            "{or}{} → {}（{}）",
            proposal.from, proposal.to, proposal.reason
        )
    })
    .collect()
}
