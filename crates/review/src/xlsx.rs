//! The list a reviewer sends back (审核意见表): one workbook for all files, with columns for the unit's answer and the
//! conclusion, a summary, a line for each file, and what was not audited.

use std::io::{self, Write};

use audit::{Finding, Kind, Severity};
use document::{Align, Entry, Number, NumberForm, PieceKind, Sheet, Value};

use crate::filter::rule_name;
use crate::record::Counts;
use crate::{Detail, Read, Reviewed, Stream, Totals, location};

/// The columns of the list and their widths in Latin characters: what A4 on its side takes at nine tenths of its size.
const COLUMNS: &[(&str, u16)] = &[
    ("序号", 5),
    ("文件", 14),
    ("页/行", 8),
    ("位置", 12),
    ("问题类别", 7),
    ("规则", 10),
    ("严重程度", 7),
    ("原文", 26),
    ("问题说明", 24),
    ("计算过程", 20),
    ("修改建议", 22),
    ("单位反馈", 10),
    ("复核结论", 8),
];

/// How many findings one sheet takes; Excel has 1,048,576 rows.
const ROWS: usize = 1_000_000;

/// How many counts follow the name of a file.
const COUNTS: usize = 8;

/// How many characters of the text are shown on either side of a place.
const AROUND: usize = 24;

/// Starts the workbook.
pub(crate) fn stream(_: Detail) -> Box<dyn Stream> {
    Box::new(Workbook::default())
}

#[derive(Default)]
struct Workbook {
    findings: Vec<[String; 10]>,
    files: Vec<(String, Option<[usize; COUNTS]>)>,
    unread: Vec<[String; 3]>,
}

impl Stream for Workbook {
    fn file(&mut self, _: &mut dyn Write, reviewed: &Reviewed) -> io::Result<()> {
        let file = &reviewed.file;
        let read = match &reviewed.reading {
            Err(error) => {
                self.unread
                    .push([file, "整个文件", error].map(str::to_owned));
                self.files.push((file.clone(), None));
                return Ok(());
            }
            Ok(read) => read,
        };
        for finding in &read.audit.findings {
            self.findings.push(line(file, read, finding));
        }
        for fault in &read.faults {
            self.unread
                .push([file.as_str(), &fault.place, &fault.message].map(str::to_owned));
        }
        self.files.push((file.clone(), Some(counts(read))));
        Ok(())
    }

    fn end(&mut self, out: &mut dyn Write, totals: &Totals) -> io::Result<()> {
        let mut sheets = self.lists();
        sheets.extend([summary(totals), self.by_file(), self.not_read()]);
        out.write_all(&document::xlsx(&sheets).map_err(io::Error::other)?)
    }
}

impl Workbook {
    /// The list, on further sheets where one does not hold it.
    fn lists(&self) -> Vec<Sheet> {
        let pages = self.findings.len().div_ceil(ROWS).max(1);
        let page = |page: usize| {
            let findings = self
                .findings
                .iter()
                .enumerate()
                .skip(page * ROWS)
                .take(ROWS);
            let mut rows = vec![head(COLUMNS.iter().map(|column| column.0))];
            rows.extend(findings.map(|(index, finding)| {
                let number = number(index + 1, Align::Center);
                let said = finding.iter().map(|text| words(text));
                let answers = [Entry::empty(), Entry::empty()];
                std::iter::once(number).chain(said).chain(answers).collect()
            }));
            let name = match page {
                0 => "审核意见表".to_owned(),
                page => format!("审核意见表（{}）", page + 1),
            };
            Sheet {
                title: Some(name.clone()),
                note: Some("“单位反馈”由被审单位填写，“复核结论”由审核人员填写。".to_owned()),
                widths: COLUMNS.iter().map(|column| column.1).collect(),
                landscape: true,
                ..sheet(name, rows)
            }
        };
        (0..pages).map(page).collect()
    }

    fn by_file(&self) -> Sheet {
        let columns = [
            "文件",
            "错误",
            "提醒",
            "提示",
            "数",
            "印证",
            "未印证",
            "关系式",
            "成立",
        ];
        let mut rows = vec![head(columns)];
        rows.extend(self.files.iter().map(|(file, counts)| {
            let name = std::iter::once(words(file));
            match counts {
                Some(counts) => name
                    .chain(counts.iter().map(|count| number(*count, Align::Right)))
                    .collect(),
                None => name
                    .chain([Entry {
                        colspan: COUNTS,
                        ..Entry::new(Value::Text("读不了".to_owned()), Align::Center)
                    }])
                    .collect(),
            }
        }));
        Sheet {
            widths: std::iter::once(50).chain([9; COUNTS]).collect(),
            landscape: true,
            ..sheet("各文件".to_owned(), rows)
        }
    }

    fn not_read(&self) -> Sheet {
        let mut rows = vec![head(["文件", "未读部分", "原因"])];
        rows.extend(
            self.unread
                .iter()
                .map(|line| line.iter().map(|text| words(text)).collect()),
        );
        let note = match self.unread.is_empty() {
            true => "全部文件都读到了最后。",
            false => "这里列出的没有审，不能当作没有问题。",
        };
        Sheet {
            note: Some(note.to_owned()),
            widths: vec![40, 24, 70],
            landscape: true,
            ..sheet("未审".to_owned(), rows)
        }
    }
}

fn summary(totals: &Totals) -> Sheet {
    let counts = [
        ("文件", "审了", totals.files),
        ("文件", "没有发现问题", totals.clean),
        ("文件", "有错误", totals.with_errors),
        ("文件", "只有提醒", totals.with_warnings),
        ("文件", "没有读全", totals.partial),
        ("文件", "读不了", totals.unread),
        ("意见", "错误", totals.errors),
        ("意见", "提醒", totals.warnings),
        ("意见", "提示", totals.hints),
        ("核验", "看到的数", totals.figures),
        ("核验", "印证的数", totals.proven),
        ("核验", "关系式", totals.relations),
        ("核验", "成立的关系式", totals.held),
    ];
    let counts = counts.map(|(kind, what, count)| (kind, what.to_owned(), count));
    let rules = totals
        .rules
        .iter()
        .map(|(code, count)| ("规则", format!("{code} {}", rule_name(code)), *count));
    let mut rows = vec![head(["类别", "项目", "数量"])];
    rows.extend(
        counts.into_iter().chain(rules).map(|(kind, what, count)| {
            vec![words(kind), words(&what), number(count, Align::Right)]
        }),
    );
    Sheet {
        widths: vec![12, 40, 12],
        ..sheet("汇总".to_owned(), rows)
    }
}

/// A sheet with a head that stays in view and filters.
fn sheet(name: String, rows: Vec<Vec<Entry>>) -> Sheet {
    Sheet {
        title: Some(name.clone()),
        name,
        rows,
        header: 0..1,
        frozen: true,
        filtered: true,
        ..Sheet::default()
    }
}

fn head<'a>(names: impl IntoIterator<Item = &'a str>) -> Vec<Entry> {
    let entry = |name: &str| Entry::new(Value::Text(name.to_owned()), Align::Center);
    names.into_iter().map(entry).collect()
}

fn words(text: &str) -> Entry {
    Entry::text(text)
}

fn number(count: usize, align: Align) -> Entry {
    let value = Number::new(&count.to_string(), NumberForm::Plain);
    Entry::new(value.map_or(Value::Empty, Value::Number), align)
}

fn counts(read: &Read) -> [usize; COUNTS] {
    let found = |severity: Severity| {
        let findings = read.audit.findings.iter();
        findings.filter(|one| one.severity == severity).count()
    };
    let counts = Counts::of(read);
    [
        found(Severity::Error),
        found(Severity::Warning),
        found(Severity::Hint),
        counts.figures,
        counts.coverage.proven,
        counts.coverage.unrelated,
        counts.relations,
        counts.held,
    ]
}

/// What the list says of a finding, from its file to the proposals.
fn line(file: &str, read: &Read, finding: &Finding) -> [String; 10] {
    let place = &finding.figures[0];
    let flat = &read.audit.flat;
    let spot = location(file, flat, place.start);
    // What the column before says already is not said again.
    let (page, spot) = match (place.page, place.line) {
        (Some(page), _) => {
            let inner = spot.split_once(' ').map_or("", |(_, inner)| inner);
            (format!("第{page}页"), inner.to_owned())
        }
        (None, _) if spot.starts_with('第') => (spot, String::new()),
        (None, Some(line)) => (format!("第{line}行"), spot),
        (None, None) => (String::new(), spot),
    };
    let section = section(read, place.start);
    [
        file.to_owned(),
        page,
        [section, &spot].join(" ").trim().to_owned(),
        kind(finding.kind).to_owned(),
        format!("{} {}", finding.code, rule_name(finding.code)),
        finding.severity.word().to_owned(),
        quoted(read, place.start, place.end),
        finding.message.clone(),
        finding.arithmetic.replace('；', "；\n"),
        proposals(finding),
    ]
}

/// The heading a place stands under.
fn section(read: &Read, offset: usize) -> &str {
    let flat = &read.audit.flat;
    let Some(piece) = flat.piece_at(offset) else {
        return "";
    };
    let above = (0..piece).rev();
    let heading = above
        .into_iter()
        .find(|piece| matches!(flat.pieces[*piece].kind, PieceKind::Heading(level) if level > 0));
    heading.map_or("", |piece| flat.text_of(piece).trim())
}

/// The words around a place, cut where they are long.
fn quoted(read: &Read, start: usize, end: usize) -> String {
    let flat = &read.audit.flat;
    let Some(piece) = flat.piece_at(start) else {
        return String::new();
    };
    let (first, last) = (flat.pieces[piece].start, flat.pieces[piece].end.max(end));
    let text = &flat.text;
    let from = text[first..start].char_indices().rev().nth(AROUND);
    let to = text[end..last].char_indices().nth(AROUND);
    let from_at = from.map_or(first, |(at, _)| first + at);
    let to_at = to.map_or(last, |(at, _)| end + at);
    let before = if from.is_some() { "…" } else { "" };
    let after = if to.is_some() { "…" } else { "" };
    format!("{before}{}{after}", text[from_at..to_at].replace('\n', ""))
}

fn proposals(finding: &Finding) -> String {
    if finding.proposals.is_empty() {
        return finding.proposal.clone();
    }
    let lines = finding.proposals.iter().enumerate().map(|(index, one)| {
        let or = if index > 0 { "或 " } else { "" };
        format!("{or}{} → {}（{}）", one.from, one.to, one.reason)
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Sum => "分项合计",
        Kind::Share => "占比",
        Kind::Rate => "完成率",
        Kind::Change => "增减变动",
        Kind::Balance => "平衡关系",
        Kind::Same => "前后一致",
        Kind::Bound => "限额",
        Kind::Count => "个数",
        Kind::Product => "单价与数量",
        Kind::Points => "评分",
        Kind::Form => "要素格式",
        Kind::Wording => "文字表述",
        Kind::Date => "日期",
        Kind::Number => "数字写法",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::reviewed;

    fn told(sheet: &Sheet) -> String {
        let cell = |entry: &Entry| match &entry.value {
            Value::Empty => String::new(),
            Value::Text(text) => text.replace('\n', "⏎"),
            Value::Number(number) | Value::Formula { result: number, .. } => number.printed(),
        };
        let row = |row: &Vec<Entry>| row.iter().map(cell).collect::<Vec<_>>().join(" | ");
        let rows: Vec<String> = sheet.rows.iter().map(row).collect();
        format!("[{}]\n{}\n", sheet.name, rows.join("\n"))
    }

    #[test]
    fn every_finding_and_every_file_has_a_line() {
        let broken = Reviewed {
            file: "坏.docx".to_owned(),
            reading: Err("文件不完整".to_owned()),
        };
        let (mut workbook, mut totals) = (Workbook::default(), Totals::default());
        for reviewed in [reviewed(), broken] {
            totals.add(&reviewed);
            workbook.file(&mut Vec::new(), &reviewed).unwrap();
        }
        let mut sheets = workbook.lists();
        sheets.extend([summary(&totals), workbook.by_file(), workbook.not_read()]);
        insta::assert_snapshot!(sheets.iter().map(told).collect::<String>());
    }
}
