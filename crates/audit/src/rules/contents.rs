//! # 目录与正文 (I14)
//!
//! **查什么** 目录列出的表和说明，正文里应当有。
//!
//! **为什么** 漏印一张表，公开内容就不完整；多半是合并文件时丢了一页。
//!
//! **例** 目录列“三、支出决算表”，正文由收入决算表直接到财政拨款收入支出决算总表。
//!
//! **怎样改** 补上所缺的表；确无此表的，改目录，并说明原因。
//!
//! **宽严** 表按全名找；说明的标题在正文里换行、改几个字的不报；正文至少找到目录所列的一半才查，免得把只有目录的节选当成缺漏。
//!
//! **依据** 财预〔2016〕143号：应公开的表与说明。
//!
//! **状态** 新。

use std::collections::HashSet;

use document::PieceKind;

use crate::context::Context;
use crate::finding::{Finding, Kind, Severity};
use crate::place::place_at;
use crate::strip::compact;
use crate::work;

/// The code of this rule.
pub(crate) const CODE: &str = "I14";

/// Entries of a contents page and titles of tables are no longer than this, in characters.
const LONGEST: usize = 50;

pub(crate) fn inspect(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let paragraphs = context.reading.paragraphs.len();
    let lines = |from: usize| (from..paragraphs).filter_map(|paragraph| line(context, paragraph));
    let Some((start, _)) = lines(0).find(|(_, text)| matches!(text.as_str(), "目录" | "目次"))
    else {
        return;
    };
    let mut entries: Vec<(usize, String)> = Vec::new();
    let mut known: HashSet<String> = HashSet::new();
    let mut body = None;
    for (paragraph, text) in lines(start + 1) {
        work::look(text.len());
        // The first entry comes back as the first heading of the body.
        if !known.insert(bare(&text).to_owned()) {
            body = Some(paragraph);
            break;
        }
        entries.push((paragraph, text));
    }
    let Some(body) = body else {
        return;
    };
    let tables: Vec<(usize, &str)> = entries
        .iter()
        .map(|(paragraph, entry)| (*paragraph, bare(entry)))
        .filter(|(_, entry)| {
            entry.ends_with('表') && !entry.starts_with('第') && entry.chars().count() > 3
        })
        .collect();
    let names: HashSet<&str> = tables.iter().map(|(_, table)| *table).collect();
    let printed: HashSet<&str> = (body..paragraphs)
        .filter_map(|paragraph| title(context, paragraph))
        .filter_map(|title| longest_end(&title, &names))
        .collect();
    let missing: Vec<&(usize, &str)> = tables
        .iter()
        .filter(|(_, table)| !printed.contains(table))
        .collect();
    if missing.len() * 2 > tables.len() {
        return;
    }
    findings.extend(missing.into_iter().map(|(paragraph, table)| {
        let place = context.reading.paragraphs[*paragraph];
        Finding::of_words(
            (CODE, Kind::Form, Severity::Warning),
            format!("目录列有“{table}”，正文没有这张表。"),
            vec![place_at(context.reading, place.start, place.end)],
            "补上这张表；确无此表的，改目录并说明原因",
        )
    }));
    if context.account.is_present() {
        sections(context, &entries, body, findings);
    }
}

/// The sections an account's contents list and its body lacks.
fn sections(
    context: &Context<'_>,
    entries: &[(usize, String)],
    body: usize,
    findings: &mut Vec<Finding>,
) {
    let listed: Vec<(usize, &str)> = entries
        .iter()
        .map(|(paragraph, entry)| (*paragraph, bare(entry)))
        .filter(|(_, entry)| {
            let told = ["说明", "情况", "解释"]
                .iter()
                .any(|end| entry.ends_with(end));
            told && !entry.starts_with('第') && entry.chars().count() > 3
        })
        .collect();
    let paragraphs = context.reading.paragraphs.len();
    let lines: Vec<String> = (body..paragraphs)
        .filter_map(|paragraph| line(context, paragraph))
        .map(|(_, text)| bare(&text).to_owned())
        .collect();
    let missing: Vec<&(usize, &str)> = listed
        .iter()
        .filter(|(_, entry)| !lines.iter().any(|line| is_that(line, entry)))
        .collect();
    if missing.len() * 4 > listed.len() {
        return;
    }
    findings.extend(missing.into_iter().map(|(paragraph, entry)| {
        let place = context.reading.paragraphs[*paragraph];
        Finding::of_words(
            (CODE, Kind::Form, Severity::Warning),
            format!("目录列有“{entry}”，正文没有这一节。"),
            vec![place_at(context.reading, place.start, place.end)],
            "补写这一节；标题改过的，改目录",
        )
    }));
}

/// Whether a line is the heading of an entry: it may be broken, or say a few words more or less.
fn is_that(line: &str, entry: &str) -> bool {
    work::look(line.len());
    if line.len() < entry.len() / 2 {
        return false;
    }
    let is_within = |text: &str, other: &str| {
        let mut letters = other.chars();
        text.chars().all(|c| letters.any(|letter| letter == c))
    };
    let own = |text: &str, other: &str| text.chars().filter(|c| !other.contains(*c)).count();
    let near = own(line, entry) + own(entry, line) <= 2;
    near || is_within(line, entry) || is_within(entry, line)
}

/// The longest of some names that a title ends with; names are as short as lines of the contents.
fn longest_end<'n>(title: &str, names: &HashSet<&'n str>) -> Option<&'n str> {
    let ends = title.char_indices().rev().take(LONGEST);
    let named = ends.filter_map(|(start, _)| names.get(&title[start..]).copied());
    work::look(title.len().min(LONGEST));
    named.last()
}

/// A short line of the text outside tables, without spaces.
fn line(context: &Context<'_>, paragraph: usize) -> Option<(usize, String)> {
    let kind = context.reading.paragraphs[paragraph].kind;
    let text = context.reading.text_of(paragraph).trim();
    let short = !text.is_empty() && text.len() <= 4 * LONGEST && text.chars().count() <= LONGEST;
    let told = short && !matches!(kind, PieceKind::Cell { .. }) && !text.contains(['。', '；']);
    told.then(|| (paragraph, compact(text).into_owned()))
}

/// A line that may be the title of a table: such a line, or a cell at the head of one.
fn title(context: &Context<'_>, paragraph: usize) -> Option<String> {
    match context.reading.paragraphs[paragraph].kind {
        PieceKind::Cell { row: 0, .. } => {
            let text = compact(context.reading.text_of(paragraph).trim()).into_owned();
            text.ends_with('表').then_some(text)
        }
        _ => line(context, paragraph)
            .map(|(_, text)| bare(&text).to_owned())
            .filter(|text| text.ends_with('表')),
    }
}

/// An entry without its numbering, the dots that lead to the page, and the page.
fn bare(entry: &str) -> &str {
    let end = entry.trim_end_matches(|c: char| c.is_ascii_digit() || "…．.·—-".contains(c));
    let end = if end.is_empty() { entry } else { end };
    let numeral = |c: char| "一二三四五六七八九十0123456789（()）".contains(c);
    let rest = end.trim_start_matches(numeral);
    rest.strip_prefix(['、', '.', '．']).unwrap_or(end)
}
