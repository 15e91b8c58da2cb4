//! Findings for people, as a good compiler prints them.

use std::io::{self, Write};
use std::ops::Range;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use audit::{Audit, Finding, Place, Severity, Verdict};

use crate::checked::Checked;

/// Figures so near, in bytes, are shown in one excerpt.
const NEAR: usize = 120;

/// How many characters are shown around the figures of an excerpt.
const AROUND: usize = 16;

/// Writes all files with a summary of each.
pub(crate) fn write(out: &mut impl Write, checked: &[Checked]) -> io::Result<()> {
    for file in checked {
        let name = file.file.display().to_string();
        match &file.result {
            Err(error) => writeln!(out, "读不了 {name}：{error}\n")?,
            Ok((audit, faults)) => {
                for finding in &audit.findings {
                    writeln!(out, "{}\n", rendered(&name, audit, finding))?;
                }
                for fault in faults {
                    writeln!(out, "未能读出 {name} {}：{}\n", fault.place, fault.message)?;
                }
                writeln!(out, "{name}：{}", summary(file))?;
            }
        }
    }
    if checked.len() > 1 {
        writeln!(out, "共{}个文件：{}", checked.len(), total(checked))?;
    }
    Ok(())
}

/// One line on a file: what was seen, what holds, what was found.
pub(crate) fn summary(checked: &Checked) -> String {
    let Ok((audit, faults)) = &checked.result else {
        return "读不了".to_owned();
    };
    let count = |verdict: Verdict| {
        audit
            .verdicts
            .iter()
            .filter(|other| **other == verdict)
            .count()
    };
    let found = |severity: Severity| {
        audit
            .findings
            .iter()
            .filter(|finding| finding.severity == severity)
            .count()
    };
    let (errors, warnings) = (found(Severity::Error), found(Severity::Warning));
    let findings = match (errors, warnings) {
        (0, 0) if faults.is_empty() => "没有发现矛盾".to_owned(),
        (0, 0) => "没有读全，读到的部分没有发现矛盾".to_owned(),
        _ => format!("错误{errors}处，提醒{warnings}处"),
    };
    let rounding = match count(Verdict::Rounding) {
        0 => String::new(),
        rounding => format!("（其中{rounding}条有尾差，属四舍五入）"),
    };
    let holding = count(Verdict::Holds) + count(Verdict::Rounding);
    let in_relations = figures_in_relations(audit);
    format!(
        "{findings}；看到{}个数，{in_relations}个有勾稽关系；关系式{}条，成立{holding}条{rounding}",
        audit.figures.len(),
        audit.relations.len()
    )
}

/// How many figures take part in some relation; of the others nothing can be said.
fn figures_in_relations(audit: &Audit) -> usize {
    let mut related = vec![false; audit.figures.len()];
    for equation in audit
        .relations
        .iter()
        .flat_map(|relation| &relation.readings)
    {
        for figure in equation.figures() {
            related[figure] = true;
        }
    }
    related.into_iter().filter(|related| *related).count()
}

fn total(checked: &[Checked]) -> String {
    let read = checked.iter().filter_map(|file| file.result.as_ref().ok());
    let findings: Vec<&Finding> = read.flat_map(|(audit, _)| &audit.findings).collect();
    let count = |severity: Severity| {
        findings
            .iter()
            .filter(|finding| finding.severity == severity)
            .count()
    };
    let unread = checked.iter().filter(|file| file.result.is_err()).count();
    let unread = if unread > 0 {
        format!("，{unread}个读不了")
    } else {
        String::new()
    };
    format!(
        "错误{}处，提醒{}处{unread}",
        count(Severity::Error),
        count(Severity::Warning)
    )
}

fn rendered(file: &str, audit: &Audit, finding: &Finding) -> String {
    let level = match finding.severity {
        Severity::Error => Level::ERROR.with_name("错误"),
        Severity::Warning => Level::WARNING.with_name("提醒"),
        Severity::Hint => Level::NOTE.with_name("提示"),
    };
    let main = &finding.figures[0];
    let mut origin = Origin::path(file);
    if let Some(line) = main.line {
        origin = origin.line(line as usize).char_column(main.column as usize);
    }
    let mut group = level
        .primary_title(&finding.message)
        .id(finding.code)
        .element(origin);
    for excerpt in excerpts(audit, finding) {
        group = group.element(excerpt.snippet());
    }
    if !finding.arithmetic.is_empty() {
        group = group.element(Level::NOTE.with_name("算式").message(&finding.arithmetic));
    }
    for proposal in proposals(finding) {
        group = group.element(Level::HELP.with_name("建议").message(proposal));
    }
    group = group.element(
        Level::NOTE
            .with_name("规则")
            .message(format!("kaocheng rule {}", finding.code)),
    );
    let groups: [Group<'_>; 1] = [group];
    let rendered = Renderer::styled()
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

/// A stretch of one line with the figures in it.
struct Excerpt {
    line: usize,
    text: String,
    marks: Vec<(Range<usize>, bool)>,
}

impl Excerpt {
    fn snippet<'a>(&self) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
        let marks = self.marks.iter().map(|(range, main)| {
            let kind = if *main {
                AnnotationKind::Primary
            } else {
                AnnotationKind::Context
            };
            kind.span(range.clone())
        });
        Snippet::source(self.text.clone())
            .line_start(self.line)
            .annotations(marks)
    }
}

/// The places of a finding in the order of the text, those near each other together.
fn excerpts(audit: &Audit, finding: &Finding) -> Vec<Excerpt> {
    let mut places: Vec<&Place> = finding.figures.iter().collect();
    places.sort_by_key(|place| (place.start, place.end));
    places.dedup_by_key(|place| place.start);
    let mut clusters: Vec<Vec<&Place>> = Vec::new();
    for place in places {
        let piece = audit.flat.piece_at(place.start);
        match clusters.last_mut() {
            Some(cluster) if near(audit, cluster, place, piece) => cluster.push(place),
            _ => clusters.push(vec![place]),
        }
    }
    let main = finding.figures[0].start;
    clusters
        .iter()
        .map(|cluster| excerpt(audit, cluster, main))
        .collect()
}

fn near(audit: &Audit, cluster: &[&Place], place: &Place, piece: Option<usize>) -> bool {
    let last = cluster[cluster.len() - 1];
    audit.flat.piece_at(last.start) == piece && place.start < last.end + NEAR
}

fn excerpt(audit: &Audit, cluster: &[&Place], main: usize) -> Excerpt {
    let text = &audit.flat.text;
    let (first, last) = (cluster[0], cluster[cluster.len() - 1]);
    let piece = audit
        .flat
        .piece_at(first.start)
        .map_or(0..text.len(), |piece| {
            audit.flat.pieces[piece].start..audit.flat.pieces[piece].end.max(last.end)
        });
    let start = text[piece.start..first.start]
        .char_indices()
        .rev()
        .nth(AROUND)
        .map_or(piece.start, |(at, _)| piece.start + at);
    let end = text[last.end..piece.end]
        .char_indices()
        .nth(AROUND)
        .map_or(piece.end, |(at, _)| last.end + at);
    let before = if start > piece.start { "…" } else { "" };
    let after = if end < piece.end { "…" } else { "" };
    let shift = |offset: usize| offset - start + before.len();
    Excerpt {
        line: first.line.map_or(1, |line| line as usize),
        text: format!(
            "{before}{}{after}",
            text[start..end].replace(['\n', '\t'], " ")
        ),
        marks: cluster
            .iter()
            .map(|place| (shift(place.start)..shift(place.end), place.start == main))
            .collect(),
    }
}
