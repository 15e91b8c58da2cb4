//! # 年度不符 (G04)
//!
//! **查什么** 标题写的年度应与全文的年度一致；决算、自评说明资产“截至某年12月31日”的，应是本年年末；“与某年度相比”说的应是上年；说明里写上年的数与本年度的表相同、表头只写上年的，也是没有改的年份。
//!
//! **为什么** 沿用上年文档，年份没有改全。
//!
//! **例** 2024年度部门决算里，第三部分的标题写2023年度部门决算情况说明。
//!
//! **怎样改** 改为本年度；确需写上年的，写明“上年”。
//!
//! **宽严** 年度取各标题写得最多的；标题里有两个年份、写明上年或对比的不报；预算公开里截至上年年末的不报；同段又写本年年末的不报。
//!
//! **依据** 财预〔2016〕143号。
//!
//! **状态** 新。

use std::ops::Range;

use document::PieceKind;

use std::collections::HashSet;

use quantity::Decimal;

use crate::context::Context;
use crate::figure::Role;
use crate::finding::{Finding, Kind, Severity};
use crate::place::place_at;
use crate::strip::compact;
use crate::work;
use crate::year;

/// The code of this rule.
pub(crate) const CODE: &str = "G04";

/// Headings are no longer than this, in characters.
const LONGEST_HEADING: usize = 45;

/// What a heading that names the year of the whole document speaks of.
const WHOLE: &[&str] = &[
    "部门决算",
    "单位决算",
    "部门预算",
    "单位预算",
    "自评报告",
    "绩效自评",
    "决算情况说明",
    "预算情况说明",
    "整体支出",
];

/// Words that say another year is meant.
const OTHER: &[&str] = &[
    "上年", "去年", "对比", "比较", "相比", "历年", "以来", "规划", "结转",
];

pub(crate) fn inspect(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let headings = headings(context);
    let Some(own) = own_year(&headings) else {
        return;
    };
    for heading in headings.iter().filter(|heading| heading.year != own) {
        findings.push(finding(
            context,
            (heading.start, heading.end),
            own,
            format!("标题写{}年度，全文是{own}年度。", heading.year),
        ));
    }
    let account = headings.iter().any(|heading| heading.of_account);
    if account {
        year_ends(context, own, findings);
    }
    if account && context.account.is_present() {
        compared_years(context, own, findings);
        told_amounts(context, own, findings);
        table_heads(context, own, findings);
    }
}

/// A heading that names a year.
struct Heading {
    year: u16,
    /// Where the digits of the year stand.
    start: usize,
    end: usize,
    /// Whether it is of an account or report, and not of a budget.
    of_account: bool,
}

fn headings(context: &Context<'_>) -> Vec<Heading> {
    let paragraphs = 0..context.reading.paragraphs.len();
    paragraphs
        .filter_map(|paragraph| heading(context, paragraph))
        .collect()
}

fn heading(context: &Context<'_>, paragraph: usize) -> Option<Heading> {
    let place = context.reading.paragraphs[paragraph];
    let text = context.reading.text_of(paragraph);
    let short = text.len() <= 4 * LONGEST_HEADING
        && text.contains("年度")
        && !text.contains(['。', '；', '，', '：']);
    if !short || matches!(place.kind, PieceKind::Cell { .. }) {
        return None;
    }
    let name = compact(text);
    let whole = WHOLE.iter().any(|word| name.contains(word))
        && !OTHER.iter().any(|word| name.contains(word));
    let years: Vec<(usize, u16)> = text
        .match_indices("年度")
        .filter_map(|(at, _)| Some((at, year::before(text, at)?)))
        .collect();
    match years[..] {
        [(at, year)] if whole && name.chars().count() <= LONGEST_HEADING => {
            let digits = text[..at].trim_end().len();
            Some(Heading {
                year,
                start: place.start + digits - 4,
                end: place.start + digits,
                of_account: ["决算", "自评", "评价"]
                    .iter()
                    .any(|word| name.contains(word)),
            })
        }
        _ => None,
    }
}

/// The year of most headings, where hardly any says another.
fn own_year(headings: &[Heading]) -> Option<u16> {
    let count = |year: u16| {
        headings
            .iter()
            .filter(|heading| heading.year == year)
            .count()
    };
    let own = headings
        .iter()
        .map(|heading| heading.year)
        .max_by_key(|year| count(*year))?;
    (count(own) >= 2 && count(own) > 2 * (headings.len() - count(own))).then_some(own)
}

/// 截至2023年12月31日 in an account of 2024.
fn year_ends(context: &Context<'_>, own: u16, findings: &mut Vec<Finding>) {
    let text = &*context.reading.text;
    // The paragraph looked at last, and whether it compares years.
    let mut last: Option<(usize, bool)> = None;
    for at in memchr::memmem::find_iter(text.as_bytes(), "截至") {
        let from = at + "截至".len();
        let Some((year, digits)) = year_end(&text[from..]).filter(|(year, _)| year + 1 == own)
        else {
            continue;
        };
        let paragraph = context.reading.paragraph_at(at);
        if last.is_none_or(|(other, _)| other != paragraph) {
            last = Some((paragraph, compares(context.reading.text_of(paragraph), own)));
        }
        if last == Some((paragraph, false)) {
            let place = (from + digits.start, from + digits.end);
            let message = format!("{own}年度的文件写截至{year}年12月31日，应是{own}年年末。");
            findings.push(finding(context, place, own, message));
        }
    }
}

/// 与2022年度相比 in an account of 2024, where others compare with 2023.
fn compared_years(context: &Context<'_>, own: u16, findings: &mut Vec<Finding>) {
    let text = &*context.reading.text;
    let compared: Vec<(u16, usize)> = ["年度相比", "年度决算相比", "年相比"]
        .iter()
        .flat_map(|word| memchr::memmem::find_iter(text.as_bytes(), word))
        .filter(|at| {
            let before = text[..*at].trim_end_matches(|c: char| c.is_ascii_digit());
            before.ends_with(['与', '同', '和'])
        })
        .filter_map(|at| Some((year::before(text, at)?, at)))
        .collect();
    let usual = compared.iter().filter(|(year, _)| year + 1 == own).count();
    for (year, at) in compared {
        if year + 1 != own && usual > 0 {
            let message = format!(
                "{own}年度的决算与{year}年度相比，其余各处与{}年度相比。",
                own - 1
            );
            findings.push(finding(context, (at - 4, at), own - 1, message));
        }
    }
}

/// 2023年度支出合计2470万元 in an account of 2024 whose tables print just this amount.
fn told_amounts(context: &Context<'_>, own: u16, findings: &mut Vec<Finding>) {
    let mut printed: HashSet<Decimal> = HashSet::new();
    for number in context.account.numbers() {
        let sheet = &context.sheets[number];
        let rows = sheet.body..sheet.grid.rows;
        let places = rows.flat_map(|row| (0..sheet.grid.columns).map(move |column| (row, column)));
        let cells = places.filter_map(|(row, column)| sheet.figure(row, column));
        printed.extend(cells.map(|id| context.figures[id].quantity.value.normalized()));
    }
    for (id, figure) in context.in_role(|role| role == Role::Amount) {
        let paragraph = context.reading.paragraphs[figure.paragraph];
        let first = id.checked_sub(1).is_none_or(|last| {
            let last = &context.figures[last];
            last.paragraph != figure.paragraph || last.role != Role::Amount
        });
        if !first || context.account.section(figure.paragraph).is_none() {
            continue;
        }
        let before = &context.reading.text[paragraph.start..figure.start];
        let sentence = context.sentence_to(figure.start);
        let named = before.match_indices('年').map(|(at, _)| at);
        let named: Vec<usize> = named
            .filter(|at| year::before(before, *at).is_some())
            .collect();
        let (&[at], true) = (&named[..], before.len() == sentence.len()) else {
            continue;
        };
        let other = year::before(before, at).filter(|year| year + 1 == own);
        let compared =
            OTHER.iter().any(|word| before.contains(word)) || before.contains(['比', '较']);
        let value = figure.quantity.value.normalized();
        if other.is_none() || compared || value.is_zero() || !printed.contains(&value) {
            continue;
        }
        let digits = before[..at].trim_end().len();
        let place = (paragraph.start + digits - 4, paragraph.start + digits);
        let message = format!("{own}年度的决算写{}年度，数与本年度的表相同。", own - 1);
        findings.push(finding(context, place, own, message));
    }
}

/// A table of the account of 2024 whose heads say 2023 and no other year.
fn table_heads(context: &Context<'_>, own: u16, findings: &mut Vec<Finding>) {
    for number in context.account.numbers() {
        let sheet = &context.sheets[number];
        let rows = 0..sheet.body;
        let places = rows.flat_map(|row| (0..sheet.grid.columns).map(move |column| (row, column)));
        let mut pieces: Vec<usize> = places
            .filter_map(|(row, column)| sheet.grid.at(row, column))
            .collect();
        pieces.dedup();
        let years: Vec<(usize, u16)> = pieces
            .into_iter()
            .flat_map(|piece| {
                let text = context.reading.text_of_piece(piece);
                let years = text.match_indices('年');
                years
                    .filter_map(|(at, _)| Some((piece, year::before(text, at)?)))
                    .collect::<Vec<_>>()
            })
            .collect();
        let Some((piece, other)) = years.first().copied() else {
            continue;
        };
        if other + 1 != own || years.iter().any(|(_, year)| *year != other) {
            continue;
        }
        let mut paragraphs = context.reading.paragraphs.iter();
        let Some(paragraph) = paragraphs.find(|paragraph| paragraph.piece == piece) else {
            continue;
        };
        let text = &context.reading.text[paragraph.start..paragraph.end];
        let Some(at) = text.find(&other.to_string()) else {
            continue;
        };
        let place = (paragraph.start + at, paragraph.start + at + 4);
        let message = format!("表头写{other}年，全文是{own}年度。");
        findings.push(finding(context, place, own, message));
    }
}

/// Whether a paragraph speaks of another year on purpose, or tells the end of its own year as well.
fn compares(paragraph: &str, own: u16) -> bool {
    work::look(paragraph.len());
    let own = [format!("{own}年12月31日"), format!("{own}年末")];
    let mut others = OTHER.iter().chain(&["年初", "同期", "增加", "减少"]);
    others.any(|word| paragraph.contains(word)) || own.iter().any(|end| paragraph.contains(end))
}

/// The year of 2023年12月31日, with any spaces, and where its digits stand.
fn year_end(text: &str) -> Option<(u16, Range<usize>)> {
    let of_date = |c: char| c.is_ascii_digit() || c.is_whitespace() || "年月".contains(c);
    let end = text.find(|c| !of_date(c))?;
    work::look(end);
    text[end..].starts_with('日').then_some(())?;
    let date = compact(&text[..end]);
    let year = date.strip_suffix("年12月31")?.parse().ok()?;
    let digits = text[..text.find('年')?].trim_end().len();
    Some((year, text.len() - text.trim_start().len()..digits))
}

fn finding(context: &Context<'_>, digits: (usize, usize), own: u16, message: String) -> Finding {
    let place = place_at(context.reading, digits.0, digits.1);
    Finding::of_words(
        (CODE, Kind::Date, Severity::Warning),
        message,
        vec![place],
        "",
    )
    .rewriting(0, &own.to_string(), "与全文年度一致")
}
