//! The kinds of values every file has.

use std::fmt;

use crate::table::{Kind, Value};

/// Text that says something.
pub const TEXT: Kind<String> = Kind {
    wanted: "文字，加英文引号",
    repaired: nothing,
    read: text,
};

/// Text that names something, in one line.
pub const NAME: Kind<String> = Kind {
    wanted: "一行文字，加英文引号",
    repaired: nothing,
    read: name,
};

/// Yes or no.
pub const YES_NO: Kind<bool> = Kind {
    wanted: "“是”或“否”，加英文引号",
    repaired: nothing,
    read: yes_no,
};

/// A calendar day.
pub const DAY: Kind<Day> = Kind {
    wanted: "日期，按 年-月-日，不加引号",
    repaired: nothing,
    read: day,
};

/// Nothing to offer in place of a wrong value.
pub const fn nothing(_: &str) -> Option<String> {
    None
}

/// Words beside a number that do not make another number of it.
const BESIDE: &str = "约近大概左右余多万元人名份年分个%％";

/// The only number in a wrong value, as a number is to be written: 1200.5 of `"约1,200.5万"`. A number with a unit of
/// its own, as 4公顷, means something else.
pub fn only_number(written: &str) -> Option<String> {
    let bare = written.trim_matches('"').replace([',', '，'], "");
    let mut numbers = bare
        .split(|c: char| !c.is_ascii_digit() && c != '.')
        .map(|number| number.trim_matches('.'))
        .filter(|number| !number.is_empty());
    let (number, None) = (numbers.next()?, numbers.next()) else {
        return None;
    };
    let beside = |c: char| c.is_ascii_digit() || c == '.' || BESIDE.contains(c);
    let is_plain = bare.chars().all(beside) && number.matches('.').count() <= 1;
    let is_plain = is_plain && number != written;
    is_plain.then(|| number.to_owned())
}

/// A calendar day; days are ordered as they follow one another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day {
    /// The year.
    pub year: u16,
    /// The month from 1.
    pub month: u8,
    /// The day of the month from 1.
    pub day: u8,
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}年{}月{}日", self.year, self.month, self.day)
    }
}

fn day(value: Value<'_>) -> Result<Day, String> {
    let written = match value.as_text() {
        Some(text) => text.parse::<toml::value::Datetime>().ok(),
        None => value.as_date().copied(),
    };
    let date = written.filter(|moment| moment.time.is_none());
    date.and_then(|moment| moment.date)
        .map(|date| Day {
            year: date.year,
            month: date.month,
            day: date.day,
        })
        .ok_or_else(|| "应当是一个日期".to_owned())
}

fn text(value: Value<'_>) -> Result<String, String> {
    let text = value.as_text().ok_or("应当是引号里的文字")?;
    if text.trim().is_empty() {
        return Err("是空的".to_owned());
    }
    Ok(text.to_owned())
}

fn name(value: Value<'_>) -> Result<String, String> {
    let text = text(value)?;
    if text.trim() != text || text.chars().any(char::is_control) {
        return Err("首尾不能有空格，中间不能换行".to_owned());
    }
    Ok(text)
}

fn yes_no(value: Value<'_>) -> Result<bool, String> {
    match (value.as_bool(), value.as_text()) {
        (Some(yes), _) => Ok(yes),
        (_, Some("是")) => Ok(true),
        (_, Some("否")) => Ok(false),
        _ => Err("应当是“是”或“否”".to_owned()),
    }
}

/// The one of several words a text is.
pub fn choice<T: Copy>(value: Value<'_>, choices: &[T], word: fn(T) -> &'static str) -> Option<T> {
    let text = value.as_text().unwrap_or_default();
    let found = choices.iter().copied().find(|one| word(*one) == text);
    if found.is_none() {
        let words: Vec<_> = choices.iter().map(|one| word(*one)).collect();
        let problem = format!("“{}”不能是“{text}”", value.key);
        value.fault(problem, format!("改成其中之一：{}", words.join("、")));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::only_number;

    #[test]
    fn a_wrong_number_is_offered_as_it_stands_there() {
        let meant = |written| only_number(written).unwrap_or_default();
        assert_eq!(meant("\"1200.5万\""), "1200.5");
        assert_eq!(meant("\"约1,200.5万元\""), "1200.5");
        for unclear in [
            "\"三百\"",
            "\"10～20\"",
            "-3",
            "1e1",
            "\"1.2.3\"",
            "5",
            "\"-3人\"",
        ] {
            assert_eq!(meant(unclear), "", "{unclear}");
        }
    }
}
