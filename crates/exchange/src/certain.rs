//! Numbers and days that are certain however somebody wrote them.

use book::Date;
use entry::Value;

use crate::sheet::{Raw, serial_day};

/// A number a hundred times as large.
pub(crate) fn hundredfold(number: &str) -> String {
    let (whole, part) = number.split_once('.').unwrap_or((number, ""));
    let part = format!("{part:0<2}");
    let (more, rest) = part.split_at(2);
    format!("{whole}{more}.{rest}")
}

/// The digits of a number, without the marks that group them and in one form: 1200.5 for １,200.50.
pub(crate) fn digits(text: &str) -> Option<String> {
    let text = narrow(text);
    let text = text.trim_start_matches(['¥', '￥']).trim_start_matches('+');
    let (sign, bare) = match text.strip_prefix('-') {
        Some(bare) => ("-", bare.trim_start_matches(['¥', '￥'])),
        None => ("", text),
    };
    let (whole, part) = bare.split_once('.').unwrap_or((bare, ""));
    let whole = ungrouped(whole)?;
    if !part.bytes().all(|byte| byte.is_ascii_digit()) || (whole.is_empty() && part.is_empty()) {
        return None;
    }
    let whole = whole.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    let part = part.trim_end_matches('0');
    let sign = if (whole, part) == ("0", "") { "" } else { sign };
    Some(match part {
        "" => format!("{sign}{whole}"),
        part => format!("{sign}{whole}.{part}"),
    })
}

/// The digits before the point, where what groups them groups them by threes.
fn ungrouped(whole: &str) -> Option<String> {
    let mut groups = whole.split(',');
    let first = groups.next()?;
    let rest: Vec<&str> = groups.collect();
    let threes = rest.iter().all(|group| group.len() == 3)
        && (rest.is_empty() || (1..=3).contains(&first.len()));
    let all = first
        .bytes()
        .chain(rest.iter().flat_map(|group| group.bytes()));
    (threes && all.clone().all(|byte| byte.is_ascii_digit())).then(|| all.map(char::from).collect())
}

/// Full-width digits and marks as narrow ones, without blanks.
pub(crate) fn narrow(text: &str) -> String {
    let narrow = |c: char| match c {
        '！'..='～' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        '−' | '—' | '–' => '-',
        other => other,
    };
    text.chars()
        .filter(|c| !c.is_whitespace())
        .map(narrow)
        .collect()
}

/// The number with as many places as were written, as a file has it.
pub(crate) fn written(text: &str) -> Option<Value> {
    let value = digits(text)?;
    let narrow = narrow(text);
    let given = narrow.split_once('.').map_or(0, |(_, part)| part.len());
    let has = value.split_once('.').map_or(0, |(_, part)| part.len());
    let mut value = value;
    if given > has {
        if has == 0 {
            value.push('.');
        }
        value.extend(std::iter::repeat_n('0', given - has));
    }
    Some(Value::Number(value))
}

/// The day in a cell: a day, one of the usual ways to write it, or the number a spreadsheet keeps for it.
pub(crate) fn day(raw: &Raw) -> Option<Date> {
    match raw {
        Raw::Day(day) => Some(*day),
        Raw::Number(number) => serial_day(number).or_else(|| eight(number)),
        Raw::Text(text) => {
            let first = text.split_whitespace().next().unwrap_or_default();
            let whole = narrow(text);
            let date = whole.parse().or_else(|_| narrow(first).parse()).ok();
            date.or_else(|| eight(&whole))
        }
        Raw::Empty => None,
    }
}

/// 20240405
fn eight(text: &str) -> Option<Date> {
    let plain = text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit());
    let part = |range: std::ops::Range<usize>| text.get(range)?.parse::<u16>().ok();
    let (year, month, day) = (part(0..4)?, part(4..6)?, part(6..8)?);
    let near = plain && (1949..2200).contains(&year);
    near.then(|| Date::new(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?))?
}
