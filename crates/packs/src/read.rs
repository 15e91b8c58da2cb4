//! A pack as its own files state it, before what it inherits.

use std::collections::BTreeMap;

use settings::{Fault, Log, NAME, Source, TEXT, Table};

use crate::codes::CodeList;
use crate::entry::Entry;
use crate::files::Files;
use crate::ledger::LedgerForm;
use crate::lint::Words;
use crate::pack::{Base, Head};
use crate::propose::UseRule;
use crate::trial::{LintTrial, MeasureTrial};

/// The file that makes a folder a pack.
pub(crate) const PACK: &str = "pack.toml";

/// Where something stands in a pack.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) file: String,
    pub(crate) line: usize,
}

impl Place {
    pub(crate) fn of(table: &Table<'_>) -> Self {
        Self {
            file: table.source.file.to_owned(),
            line: table.source.position(table.span.start).0,
        }
    }

    /// A fault of the line.
    pub(crate) fn fault(&self, problem: impl Into<String>, remedy: impl Into<String>) -> Fault {
        Fault {
            line: self.line,
            ..Fault::of_file(&self.file, problem, remedy)
        }
    }
}

/// A pack as its own files state it.
#[derive(Debug)]
pub(crate) struct Written {
    pub(crate) name: String,
    pub(crate) head: Head,
    pub(crate) base: Option<Base>,
    pub(crate) entries: Vec<Entry>,
    pub(crate) ledgers: Vec<LedgerForm>,
    pub(crate) codes: Vec<CodeList>,
    pub(crate) words: Words,
    pub(crate) uses: Vec<UseRule>,
    pub(crate) measure_trials: Vec<MeasureTrial>,
    pub(crate) lint_trials: Vec<LintTrial>,
}

/// Reads a pack; faults go to the log, with the pack's name before the file.
pub(crate) fn read(name: &str, files: &Files, log: &Log) -> Option<Written> {
    let shown: BTreeMap<String, (&str, &str)> = files
        .iter()
        .map(|(path, text)| (format!("{name}/{path}"), (path.as_str(), text.as_str())))
        .collect();
    let source = |shown| {
        let (file, (_, text)): (&String, &(&str, &str)) = shown;
        Source { file, text, log }
    };
    let mut head = None;
    let (mut entries, mut ledgers, mut codes, mut uses) = (vec![], vec![], vec![], vec![]);
    let (mut measure_trials, mut lint_trials) = (vec![], vec![]);
    let mut words = Words::default();
    for shown in &shown {
        let source = source(shown);
        let (path, _) = shown.1;
        match *path {
            PACK => head = settings::read(&source, decode_head),
            "rules/lint.toml" => {
                words = settings::read(&source, Words::decode).unwrap_or_default();
            }
            "rules/result-use.toml" => uses.extend(settings::read(&source, |table| {
                Some(table.tables("规则", UseRule::decode))
            })),
            _ => match path
                .split_once('/')
                .filter(|(_, file)| file.ends_with(".toml"))
            {
                Some(("indicators", _)) => entries.extend(settings::read(&source, |table| {
                    Some(table.tables("指标", Entry::decode))
                })),
                Some(("ledgers", _)) => ledgers.extend(settings::read(&source, |table| {
                    Some(table.tables("台账", LedgerForm::decode))
                })),
                Some(("codes", _)) => codes.extend(settings::read(&source, |table| {
                    Some(table.tables("代码表", CodeList::decode))
                })),
                Some(("tests", _)) => {
                    settings::read(&source, |table| {
                        measure_trials.extend(table.tables("统计", MeasureTrial::decode));
                        lint_trials.extend(table.tables("体检", LintTrial::decode));
                        Some(())
                    });
                }
                _ => log.add(stray(shown.0)),
            },
        }
    }
    if !files.contains_key(PACK) {
        let remedy = "补上 pack.toml，写明名称、版本、说明";
        log.add(Fault::of_file(
            format!("{name}/{PACK}"),
            "没有这个文件，不是指标包",
            remedy,
        ));
    }
    let (head, base) = head?;
    Some(Written {
        name: name.to_owned(),
        head,
        base,
        entries: entries.into_iter().flatten().collect(),
        ledgers: ledgers.into_iter().flatten().collect(),
        codes: codes.into_iter().flatten().collect(),
        words,
        uses: uses.into_iter().flatten().collect(),
        measure_trials,
        lint_trials,
    })
}

fn stray(file: &str) -> Fault {
    let remedy = "指标包里有 pack.toml、indicators、ledgers、codes、tests 里的 .toml 文件，\
        rules/lint.toml 和 rules/result-use.toml";
    Fault::of_file(file, "不认识这个文件", remedy)
}

fn decode_head(table: &mut Table<'_>) -> Option<(Head, Option<Base>)> {
    let title = table.required("名称", &NAME);
    let version = table.value("版本").map(|value| {
        let text = value.as_text().unwrap_or_default();
        text.parse()
            .map_err(|problem: String| value.fault(problem, "例如 \"版本\" = \"1.0\""))
    });
    if version.is_none() {
        table.missing(
            "版本",
            "补上一行“版本”，等号后面写两个数，中间一点，第一版是 \"1.0\"",
        );
    }
    let note = table.required("说明", &TEXT);
    let basis = table.list("依据", &TEXT);
    let scope = table.list("适用", &TEXT);
    let base = table.value("继承").map(|value| {
        let text = value.as_text().unwrap_or_default();
        text.parse()
            .map_err(|problem: String| value.fault(problem, "例如 \"继承\" = \"common@1\""))
    });
    let head = Head {
        title: title?,
        version: version?.ok()?,
        note: note?,
        basis,
        scope,
    };
    Some((head, base.transpose().ok()?))
}
