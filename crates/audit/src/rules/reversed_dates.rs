//! # 起止日期颠倒 (G05)
//!
//! **查什么** 写明起止日期的一段时间，止日早于起日。
//!
//! **为什么** 多半是月份或年份抄错了，时限、工期都由它算。
//!
//! **例** 2024年9月10日至2024年6月30日。
//!
//! **怎样改** 核对两个日期。
//!
//! **宽严** 只看“某年某月某日至某月某日”；止日没有写年份的当作同一年，写“次年”“翌年”的不报。
//!
//! **依据** 起日不晚于止日。
//!
//! **状态** 新。

use crate::context::Context;
use crate::finding::{Finding, Kind, Severity};
use crate::place::place_at;
use crate::places::Places;

/// The code of this rule.
pub(crate) const CODE: &str = "G05";

/// What joins the first and the last day.
const JOINTS: [&str; 7] = ["日起至", "日至", "日—", "日－", "日-", "日到", "日～"];

/// A day as a report prints it, not longer than this in bytes.
const LONGEST: usize = 24;

pub(crate) fn inspect(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let text = &*context.reading.text;
    let joints = Places::of(text, &JOINTS);
    let mut at = 0;
    while let Some((start, end)) = joints.from(at) {
        at = end;
        let first = text.floor_char_boundary(start.saturating_sub(LONGEST));
        let (Some((begun, from)), Some((ended, length))) =
            (day_at_end(&text[first..start]), day_at_start(&text[end..]))
        else {
            continue;
        };
        let Some(year) = begun.year else { continue };
        let last = (ended.year.unwrap_or(year), ended.month, ended.day);
        if last < (year, begun.month, begun.day) {
            let place = place_at(context.reading, first + from, end + length);
            findings.push(Finding::of_words(
                (CODE, Kind::Date, Severity::Warning),
                format!("“{}”止日早于起日。", place.text),
                vec![place],
                "核对起止日期",
            ));
        }
    }
}

/// A day, perhaps without its year.
struct Day {
    year: Option<u16>,
    month: u8,
    day: u8,
}

/// The day a text ends with, without its 日, and where it begins.
fn day_at_end(text: &str) -> Option<(Day, usize)> {
    let of_date = |c: char| c.is_ascii_digit() || c == '年' || c == '月';
    let from = text.len()
        - text
            .chars()
            .rev()
            .take_while(|c| of_date(*c))
            .map(char::len_utf8)
            .sum::<usize>();
    Some((day(&text[from..])?, from))
}

/// The day a text begins with, and its length with 日.
fn day_at_start(text: &str) -> Option<(Day, usize)> {
    let end = text.find('日').filter(|end| *end <= LONGEST)?;
    Some((day(&text[..end])?, end + '日'.len_utf8()))
}

/// 2024年9月10 or 9月10.
fn day(text: &str) -> Option<Day> {
    let (year, rest) = match text.split_once('年') {
        Some((year, rest)) => (Some(year.parse().ok().filter(|year| *year > 1900)?), rest),
        None => (None, text),
    };
    let (month, day) = rest.split_once('月')?;
    Some(Day {
        year,
        month: month.parse().ok()?,
        day: day.parse().ok()?,
    })
}
