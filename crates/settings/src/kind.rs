//! The kinds of values every file has.

use std::fmt;

use crate::table::{Kind, Value};

/// Text that says something.
pub const TEXT: Kind<String> = Kind {
    example: "\"文字\"",
    read: text,
};

/// Text that names something, in one line.
pub const NAME: Kind<String> = Kind {
    example: "\"名称\"",
    read: name,
};

/// Yes or no.
pub const YES_NO: Kind<bool> = Kind {
    example: "\"是\"",
    read: yes_no,
};

/// A calendar day.
pub const DAY: Kind<Day> = Kind {
    example: "2026-12-31",
    read: day,
};

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
