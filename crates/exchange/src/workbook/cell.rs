//! What stands in a field as a cell shows it.

use book::Date;
use entry::Value;
use entry::kind::Shape;

/// The most UTF-16 units that a cell holds.
const LONGEST: usize = 32_767;

/// What stands in place of words that no cell holds.
const TOO_LONG: &str = "（内容太长，单元格放不下，这里不列；请不要改动这一格）";

/// The most significant digits that a spreadsheet keeps.
const MOST_DIGITS: usize = 15;

/// What a cell says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Shown {
    /// Nothing.
    Empty,
    /// Words.
    Text(String),
    /// A number by its digits, of which a spreadsheet keeps all.
    Number(String),
    /// A day.
    Day(Date),
}

/// How a value is shown.
pub(super) fn shown(shape: Shape, value: &Value) -> Shown {
    match value {
        Value::Number(digits) if is_kept(digits) => Shown::Number(digits.clone()),
        Value::Date(day) => match day.parse() {
            Ok(day) => Shown::Day(day),
            Err(_) => text(day),
        },
        Value::Text(words) if shape == Shape::Date => match words.parse() {
            Ok(day) => Shown::Day(day),
            Err(_) => text(words),
        },
        Value::List(items) => text(&list(shape, items)),
        Value::Map(_) => text(&group(value).unwrap_or_else(|| value.shown())),
        other => text(&other.shown()),
    }
}

/// Words as a cell holds them.
pub(super) fn text(words: &str) -> Shown {
    let words = plain(words);
    match words.encode_utf16().count() {
        0 => Shown::Empty,
        units if units > LONGEST => Shown::Text(TOO_LONG.to_owned()),
        _ => Shown::Text(words),
    }
}

/// Words with one kind of line end and without marks that cannot be seen.
pub(super) fn plain(words: &str) -> String {
    let words = words.replace("\r\n", "\n").replace('\r', "\n");
    let seen = |c: &char| !c.is_control() || matches!(c, '\n' | '\t');
    let words: String = words.chars().filter(seen).collect();
    words.trim().to_owned()
}

fn list(shape: Shape, items: &[Value]) -> String {
    let each = items.iter().map(|item| match item {
        Value::Map(_) => group(item).unwrap_or_else(|| item.shown()),
        other => other.shown(),
    });
    let each: Vec<String> = each.collect();
    match shape {
        Shape::Choices(_) => each.join("、"),
        Shape::Aim => each.join("～"),
        _ => each.join("\n"),
    }
}

/// A group of named values in one line, 方法=比例；及格线=60; none where one of them is a group or a list itself.
fn group(value: &Value) -> Option<String> {
    let Value::Map(fields) = value else {
        return None;
    };
    let pair = |(key, value): (&String, &Value)| match value {
        Value::List(_) | Value::Map(_) => None,
        plain => Some(format!("{key}={}", plain.shown())),
    };
    let pairs: Option<Vec<String>> = fields.iter().map(pair).collect();
    Some(pairs?.join("；"))
}

/// Whether a spreadsheet keeps every digit of a number as it is written.
fn is_kept(digits: &str) -> bool {
    let bare = digits.strip_prefix('-').unwrap_or(digits);
    let (whole, part) = bare.split_once('.').unwrap_or((bare, "0"));
    let all = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let significant = whole.trim_start_matches('0').len() + part.len();
    all(whole) && all(part) && significant <= MOST_DIGITS
}

/// Decimal places of a number that is shown.
pub(super) fn places(digits: &str) -> usize {
    digits.split_once('.').map_or(0, |(_, part)| part.len())
}
