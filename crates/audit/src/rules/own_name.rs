//! # 单位名称 (I20)
//!
//! **查什么** 决算、预算公开里本单位的名称，应与封面、标题一致：每一节“某局某年度……”“某局本年度没有……”的主语，不应是另一个名称或写错的字。
//!
//! **为什么** 由别的单位或机构改革前的文档改成，名称没有换全。
//!
//! **例** 封面、标题写“东海市临江区商务委员会”，一节里写“东海市临江区商务局2024年度财政拨款收入支出总计”。
//!
//! **怎样改** 改为本单位的名称。
//!
//! **宽严** 本单位的名称取标题里写得最多的，至少两处；简称（名称的一部分）、所属单位、表里列出的单位、主管部门和政府不报；只作提醒。
//!
//! **依据** 财预〔2016〕143号：公开内容应真实、完整。
//!
//! **状态** 新。

use std::collections::HashMap;

use document::PieceKind;

use crate::context::Context;
use crate::finding::{Finding, Kind, Severity};
use crate::place::place_at;
use crate::year;

/// The code of this rule.
pub(crate) const CODE: &str = "I20";

/// What the name of an office ends with.
const ENDS: &[&str] = &[
    "局",
    "委",
    "办",
    "部",
    "厅",
    "会",
    "院",
    "校",
    "所",
    "处",
    "站",
    "中心",
    "办公室",
    "委员会",
    "学校",
    "医院",
    "馆",
    "大队",
    "支队",
    "总队",
    "联合会",
    "法院",
    "检察院",
    "党校",
    "学院",
    "街道办事处",
    "办事处",
    "社",
    "署",
    "园",
    "行政学院",
];

/// Names of offices are no longer than this, in characters, and no shorter than the other.
const LONGEST: usize = 30;
const SHORTEST: usize = 4;

/// What the subject of a section stands before.
const BEFORE: &[&str] = &["本年度没有", "本年度无", "共有车辆", "所属各预算单位"];

pub(crate) fn inspect(context: &Context<'_>, findings: &mut Vec<Finding>) {
    if !context.account.is_present() {
        return;
    }
    let Some(own) = own_name(context) else {
        return;
    };
    let members = members(context);
    let mut seen: HashMap<&str, Vec<(usize, usize)>> = HashMap::new();
    for (start, end) in subjects(context) {
        let name = &context.reading.text[start..end];
        if is_other(name, &own) && !members.iter().any(|member| member.contains(name)) {
            seen.entry(name).or_default().push((start, end));
        }
    }
    let mut seen: Vec<_> = seen.into_iter().collect();
    seen.sort_by_key(|(_, places)| places[0]);
    for (name, places) in seen {
        let places = places
            .iter()
            .map(|(start, end)| place_at(context.reading, *start, *end))
            .collect();
        let finding = Finding::of_words(
            (CODE, Kind::Wording, Severity::Warning),
            format!("标题写的单位是“{own}”，这里写“{name}”。"),
            places,
            "改为本单位的名称",
        );
        findings.push(finding.rewriting(0, &own, "与标题一致"));
    }
}

/// The name most headings write before their year.
fn own_name(context: &Context<'_>) -> Option<String> {
    let mut counts: Vec<(String, usize)> = Vec::new();
    for paragraph in 0..context.reading.paragraphs.len() {
        let text = context.reading.text_of(paragraph);
        let cell = matches!(
            context.reading.paragraphs[paragraph].kind,
            PieceKind::Cell { .. }
        );
        let heading = text.len() < 240 && !text.contains(['。', '；', '，']);
        let account = ["决算", "预算"].iter().any(|word| text.contains(word));
        if cell || !heading || !account {
            continue;
        }
        let Some((name, _)) = text.match_indices("年度").find_map(|(at, _)| {
            year::before(text, at)?;
            let name = text[..at]
                .trim_end()
                .trim_end_matches(|c: char| c.is_ascii_digit());
            Some((without_part(name).to_owned(), at))
        }) else {
            continue;
        };
        if is_name(&name) {
            match counts.iter_mut().find(|(other, _)| *other == name) {
                Some((_, count)) => *count += 1,
                None => counts.push((name, 1)),
            }
        }
    }
    let all: usize = counts.iter().map(|(_, count)| count).sum();
    let (name, count) = counts.into_iter().max_by_key(|(_, count)| *count)?;
    (count > 1 && count * 2 > all).then_some(name)
}

/// A heading without 第二部分.
fn without_part(text: &str) -> &str {
    let text = text.trim();
    match text
        .strip_prefix('第')
        .and_then(|rest| rest.split_once("部分"))
    {
        Some((numeral, rest)) if numeral.chars().count() <= 2 => {
            rest.trim_start_matches(['、', ' ', '\u{3000}', '：'])
        }
        _ => text,
    }
}

fn is_name(name: &str) -> bool {
    let length = name.chars().count();
    (SHORTEST..=LONGEST).contains(&length)
        && ENDS.iter().any(|end| name.ends_with(end))
        && name
            .chars()
            .all(|c| c.is_alphabetic() || "（）()".contains(c))
        && !name.contains('X')
}

/// The units a table of the account lists.
fn members<'c>(context: &'c Context<'_>) -> Vec<&'c str> {
    let paragraphs = (0..context.reading.paragraphs.len()).filter(|paragraph| {
        matches!(
            context.reading.paragraphs[*paragraph].kind,
            PieceKind::Cell { .. }
        )
    });
    let cells = paragraphs.map(|paragraph| context.reading.text_of(paragraph).trim());
    cells
        .filter(|text| is_name(text.trim_end_matches("（本级）")))
        .collect()
}

/// Where the subjects of sections stand: from the start of a sentence or clause to the year, or to what it has or lacks.
fn subjects(context: &Context<'_>) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    for paragraph in 0..context.reading.paragraphs.len() {
        let place = context.reading.paragraphs[paragraph];
        if matches!(place.kind, PieceKind::Cell { .. }) {
            continue;
        }
        let text = context.reading.text_of(paragraph);
        let years = text.match_indices("年度").filter_map(|(at, _)| {
            year::before(text, at)?;
            Some(text[..at].trim_end().len() - 4)
        });
        let others = BEFORE
            .iter()
            .flat_map(|word| text.match_indices(word).map(|(at, _)| at));
        for end in years.chain(others) {
            let before = &text[..end];
            let start = before
                .char_indices()
                .rev()
                .take(LONGEST + 8)
                .find(|(_, c)| "，。；：、 \u{3000}".contains(*c))
                .map_or(0, |(at, c)| at + c.len_utf8());
            let name = before[start..].trim_end();
            let bare = without_part(name.strip_prefix("纳入").unwrap_or(name));
            if is_name(bare) {
                let from = place.start + start + name.len() - bare.len();
                found.push((from, from + bare.len()));
            }
        }
    }
    found
}

/// Whether a name is neither the own one, nor a part of it, nor that of a superior.
fn is_other(name: &str, own: &str) -> bool {
    let superior = [
        "政府",
        "人大",
        "财政部",
        "财政厅",
        "国务院",
        "本部门",
        "本单位",
        "我局",
        "我委",
        "我部",
        "本局",
    ];
    let related = own.contains(name) || name.contains(own);
    !related && !superior.iter().any(|word| name.contains(word)) && is_like(name, own)
}

/// Whether two names begin or end alike, so that one stands for the other: the same place, or the same kind of office.
fn is_like(name: &str, own: &str) -> bool {
    let (name, own): (Vec<char>, Vec<char>) = (name.chars().collect(), own.chars().collect());
    let head = name.iter().zip(&own).take_while(|(a, b)| a == b).count();
    let tail = name.iter().rev().zip(own.iter().rev());
    let tail = tail.take_while(|(a, b)| a == b).count();
    head >= 2 || tail >= 3
}
