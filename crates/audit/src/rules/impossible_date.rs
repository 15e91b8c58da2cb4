//! # 不存在的日期 (G06)
//!
//! **查什么** 2月30日、4月31日、平年的2月29日之类，历法上没有这一天。
//!
//! **为什么** 日期是公开、考核的依据，写错一天就可能误判是否按时。
//!
//! **例** 2023年2月29日完成验收。
//!
//! **怎样改** 对照原始凭证改正日期。
//!
//! **宽严** 2月29日只在写明年份而该年不是闰年时才报；农历的日期不报。
//!
//! **依据** 公历。
//!
//! **状态** 新。

use crate::context::Context;
use crate::finding::{Finding, Kind, Severity};
use crate::phrase::{Phrase, Sort};
use crate::place::place_at;
use crate::year;

/// The code of this rule.
pub(crate) const CODE: &str = "G06";

pub(crate) fn inspect(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for phrase in context.phrases_of(Sort::LateDay) {
        let Some((start, end)) = impossible(context, phrase) else {
            continue;
        };
        let place = place_at(context.reading, start, end);
        let message = format!("没有“{}”这一天。", place.text);
        findings.push(Finding::of_words(
            (CODE, Kind::Date, Severity::Warning),
            message,
            vec![place],
            "对照原始凭证改正日期",
        ));
    }
}

/// The date whose 月 a phrase begins with, where there is no such day.
fn impossible(context: &Context<'_>, phrase: &Phrase) -> Option<(usize, usize)> {
    let (before, rest) = context.around(phrase.start);
    let rest = rest.strip_prefix('月')?;
    let count = rest.bytes().take_while(u8::is_ascii_digit).count();
    let day: u16 = rest[..count].parse().ok()?;
    let head = before.trim_end_matches(|c: char| c.is_ascii_digit());
    let month: u16 = before[head.len()..].parse().ok()?;
    let year = head
        .strip_suffix('年')
        .and_then(|head| year::before(head, head.len()));
    let impossible = rest[count..].starts_with('日')
        && !head.contains("农历")
        && (1..=12).contains(&month)
        && day > last_day(month, year);
    let end = phrase.start + '月'.len_utf8() + count + '日'.len_utf8();
    impossible.then_some((phrase.start - (before.len() - head.len()), end))
}

/// The last day of a month; of February the 29th where the year is not told.
fn last_day(month: u16, year: Option<u16>) -> u16 {
    let leap = |year: u16| {
        year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
    };
    match month {
        2 if year.is_none_or(leap) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}
