//! What keeps a report from being final (定稿) although none of its figures contradict each other.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use audit::Severity as Gravity;
use book::{Book, Severity, is_sample};
use report::{Composed, SelfAudit, Source};
use serde::Serialize;

use crate::score::Scored;
use crate::todo;

/// Something that somebody has to settle before a report is final.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Obstacle {
    /// What is the matter.
    pub problem: String,
    /// What to do.
    pub remedy: String,
}

impl Obstacle {
    fn new(problem: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self {
            problem: problem.into(),
            remedy: remedy.into(),
        }
    }
}

/// How a draft of a stranger's report marks what somebody has to look at.
const UNSURE: &str = "# 待核";

/// Everything that is unsettled in a report and in the folder of its book.
pub(crate) fn obstacles(
    folder: &Path,
    scored: &Scored,
    composed: &Composed,
    audit: &SelfAudit,
) -> Vec<Obstacle> {
    let book = &scored.book;
    let mut found = sample_words(composed);
    found.extend(book.sample_files().into_iter().map(|file| {
        Obstacle::new(
            format!("{file} 还是样本"),
            "换成本单位的，或连同用到它的指标一起删去",
        )
    }));
    let empty = book.texts.iter().filter(|(_, text)| text.trim().is_empty());
    found.extend(empty.map(|(name, _)| {
        Obstacle::new(format!("text/{name}.md 是空的"), "写上内容，或删去这个文件")
    }));
    found.extend(unsure(folder));
    found.extend(unticked(folder));
    let remarks = scored.card.remarks.iter();
    let remarks = remarks.filter(|remark| remark.severity == Severity::Warning);
    found.extend(remarks.map(|remark| {
        Obstacle::new(
            format!("{}：{}", remark.subject, remark.message),
            "照这句话补上或改正",
        )
    }));
    let findings = audit.findings.iter().map(|found| &found.finding);
    let findings = findings.filter(|finding| finding.severity == Gravity::Warning);
    found.extend(findings.map(|finding| {
        Obstacle::new(
            format!("提醒 {}没有说明：{}", finding.code, finding.message),
            "改正；确认无误的写进账本目录的 kaocheng.toml（免报），写明理由",
        )
    }));
    found.extend(audit.unbound.iter().map(|name| {
        Obstacle::new(
            format!("自定义的关系“{name}”在报告里没有对上数，等于没有查"),
            "核对账本目录的 kaocheng.toml 里这条关系的名称或文字；本来就可以没有的，给它写上“可缺”和理由",
        )
    }));
    found
}

/// Pieces of narrative that the book has and the report does not print.
pub(crate) fn unused_texts(book: &Book, composed: &Composed) -> Vec<String> {
    let parts = composed.traces.iter().flat_map(|trace| &trace.parts);
    let files = parts.filter_map(|part| match &part.source {
        Source::Words(written) => Some(written.file_name()),
        Source::Figure(_) => None,
    });
    let printed: BTreeSet<&str> = files.collect();
    let texts = book.texts.iter();
    let texts = texts.filter(|(_, text)| !text.trim().is_empty());
    let texts = texts.map(|(name, _)| format!("text/{name}.md"));
    texts
        .filter(|file| !printed.contains(file.as_str()))
        .collect()
}

/// Sentences of the starter book that the report prints.
fn sample_words(composed: &Composed) -> Vec<Obstacle> {
    let texts = composed.document.texts();
    let samples: BTreeSet<&str> = texts
        .map(|text| text.content.trim())
        .filter(|text| is_sample(text))
        .collect();
    let told = samples.into_iter().map(|text| {
        Obstacle::new(
            format!("印出了样本的话：“{text}”"),
            "换成本单位的内容，或删去那一项",
        )
    });
    told.collect()
}

/// Lines of the book's files that a draft left to somebody.
fn unsure(folder: &Path) -> Vec<Obstacle> {
    let text = fs::read_to_string(folder.join(folder::BOOK)).unwrap_or_default();
    let lines = text.lines().enumerate();
    let lines: Vec<String> = lines
        .filter(|(_, line)| line.contains(UNSURE))
        .map(|(at, _)| (at + 1).to_string())
        .collect();
    let told = (!lines.is_empty()).then(|| {
        Obstacle::new(
            format!("book.toml 第{}行还写着“待核”", lines.join("、")),
            "核对以后删去行末的“# 待核”",
        )
    });
    told.into_iter().collect()
}

/// Items of a rolled book's list that nobody ticked.
fn unticked(folder: &Path) -> Option<Obstacle> {
    let text = fs::read_to_string(folder.join(todo::FILE)).ok()?;
    let left = text
        .lines()
        .filter(|line| line.trim_start().starts_with("- [ ]"));
    let left = left.count();
    (left > 0).then(|| {
        Obstacle::new(
            format!("{} 还有{left}项没有勾", todo::FILE),
            "做完一项勾一项，都做完后删去这个文件",
        )
    })
}
