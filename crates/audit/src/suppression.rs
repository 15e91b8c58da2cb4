//! Suppressions (免报): findings somebody has looked at and lets stand, each with a reason.

use document::Flat;
use settings::{DAY, Day, Faults, Log, NAME, Source, TEXT, Table};

use crate::finding::Finding;
use crate::rules::RULES;

/// A finding that is let stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suppression {
    /// The rule.
    pub rule: &'static str,
    /// What the finding quotes, or a longer piece of the text around it.
    pub quote: String,
    /// Why it may stand.
    pub reason: String,
    /// Who says so; empty when not told.
    pub by: String,
    /// The last day it counts.
    pub until: Option<Day>,
    /// The name of the file it is for; every file where `None`.
    pub file: Option<String>,
    /// The file it is written in, and the line.
    pub origin: (String, usize),
}

/// Why a suppression is of no use any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stale {
    /// Nothing is found that it is for.
    Unused,
    /// Its last day has passed.
    Expired(Day),
}

/// Findings divided by suppressions.
#[derive(Debug, Clone, Default)]
pub struct Sifted {
    /// The findings that are told.
    pub kept: Vec<Finding>,
    /// The findings that are let stand, each with the index of its suppression.
    pub suppressed: Vec<(Finding, usize)>,
}

impl Suppression {
    /// Reads the suppressions of a sidecar file, `REPORT.docx.kaocheng.toml`; `file` is its name, as faults tell it.
    ///
    /// # Errors
    /// Everything that is wrong in it, by line, each with its remedy.
    pub fn parse(file: &str, text: &str) -> Result<Vec<Self>, Faults> {
        let log = Log::default();
        let source = Source {
            file,
            text,
            log: &log,
        };
        let read = settings::read(&source, |table| Some(suppressions(table)));
        match read {
            Some(read) if log.is_empty() => Ok(read),
            _ => Err(log.into_faults()),
        }
    }

    /// Whether it is for a finding on a day.
    pub fn covers(&self, finding: &Finding, flat: &Flat, file: &str, today: Day) -> bool {
        let here = self.file.as_deref().is_none_or(|name| name == file);
        here && self.rule == finding.code && !self.has_expired(today) && self.quotes(finding, flat)
    }

    /// Why it is of no use, if it is not; `used` says whether it was for anything.
    pub fn stale(&self, used: bool, today: Day) -> Option<Stale> {
        match self.until {
            Some(day) if self.has_expired(today) => Some(Stale::Expired(day)),
            _ => (!used).then_some(Stale::Unused),
        }
    }

    fn has_expired(&self, today: Day) -> bool {
        self.until.is_some_and(|day| day < today)
    }

    /// Whether a place of the finding is quoted, or lies in the piece of text that is.
    fn quotes(&self, finding: &Finding, flat: &Flat) -> bool {
        let exactly = finding.figures.iter().any(|place| place.text == self.quote);
        exactly || {
            let mut pieces = flat.text.match_indices(&self.quote);
            pieces.any(|(start, piece)| {
                let main = finding.figures.first();
                main.is_some_and(|place| start <= place.start && place.end <= start + piece.len())
            })
        }
    }
}

/// Divides the findings on a file by the suppressions that hold on a day.
pub fn sift(
    findings: Vec<Finding>,
    suppressions: &[Suppression],
    flat: &Flat,
    file: &str,
    today: Day,
) -> Sifted {
    let mut sifted = Sifted::default();
    for finding in findings {
        let covering = suppressions
            .iter()
            .position(|suppression| suppression.covers(&finding, flat, file, today));
        match covering {
            Some(index) => sifted.suppressed.push((finding, index)),
            None => sifted.kept.push(finding),
        }
    }
    sifted
}

/// The suppressions of a file.
pub(crate) fn suppressions(table: &mut Table<'_>) -> Vec<Suppression> {
    table.tables("免报", suppression)
}

fn suppression(table: &mut Table<'_>) -> Option<Suppression> {
    let code = table.value("规则");
    let named = code.and_then(|value| value.get(&NAME));
    let rule = named.as_deref().and_then(crate::rules::rule);
    match (code, &named, rule) {
        (None, ..) => table.missing(
            "规则",
            "补上一行“规则”，等号后面写意见里的规则编号，加英文引号",
        ),
        (Some(value), Some(code), None) => {
            let remedy = settings::suggestion(code, RULES.iter().map(|rule| rule.code));
            value.fault(format!("没有规则“{code}”"), remedy);
        }
        _ => {}
    }
    let line = table.source.position(table.span.start).0;
    let origin = (table.source.file.to_owned(), line);
    let quote = table.required("引用", &TEXT);
    let reason = table.required("理由", &TEXT);
    let by = table.optional("经办", &NAME).unwrap_or_default();
    let until = table.optional("截止", &DAY);
    let file = table.optional("文件", &NAME);
    Some(Suppression {
        rule: rule?.code,
        quote: quote?,
        reason: reason?,
        by,
        until,
        file,
        origin,
    })
}
