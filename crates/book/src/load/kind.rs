//! The kinds of values a book has.

use quantity::{Decimal, Unit};
use settings::{Kind, Value, nothing, only_number};

use crate::{Date, number};
pub(crate) use settings::{NAME, TEXT, YES_NO, choice};

/// A number without unit.
pub(crate) const NUMBER: Kind<Decimal> = Kind {
    wanted: "数",
    repaired: only_number,
    read: |value| number(value, None),
};

/// A number not below zero.
pub(crate) const POSITIVE: Kind<Decimal> = Kind {
    wanted: "不为负的数",
    repaired: only_number,
    read: positive,
};

/// An amount in 万元.
pub(crate) const MONEY: Kind<Decimal> = Kind {
    wanted: "数，单位万元",
    repaired: only_number,
    read: |value| number(value, Some(Unit::WAN_YUAN)),
};

/// A percentage, `95` or `"95%"`.
pub(crate) const PERCENT: Kind<Decimal> = Kind {
    wanted: "百分数，只写百分号前面的数",
    repaired: only_number,
    read: |value| number(value, Some(Unit::PERCENT)),
};

/// A number of people.
pub(crate) const PEOPLE: Kind<u32> = Kind {
    wanted: "人数",
    repaired: only_number,
    read: people,
};

/// A number of questionnaires or answers.
pub(crate) const COUNT: Kind<u64> = Kind {
    wanted: "份数",
    repaired: only_number,
    read: |value| whole(value, "不为负的整数"),
};

/// A year.
pub(crate) const YEAR: Kind<u16> = Kind {
    wanted: "四位数的年份",
    repaired: only_number,
    read: year,
};

/// A number of decimal places.
pub(crate) const PLACES: Kind<u8> = Kind {
    wanted: "0 到 6 的整数",
    repaired: only_number,
    read: places,
};

/// A date.
pub(crate) const DATE: Kind<Date> = Kind {
    wanted: "日期，按 年-月-日",
    repaired: nothing,
    read: date,
};

/// A number in TOML or in a text, for a place that wants `unit`.
pub(crate) fn number(value: Value<'_>, unit: Option<Unit>) -> Result<Decimal, String> {
    let digits = match (value.as_digits(), value.as_text()) {
        (Some(digits), _) => digits.strip_prefix('+').unwrap_or(digits),
        (_, Some(text)) => text,
        _ => return Err("应当是一个数".to_owned()),
    };
    number::read(digits, unit)
}

fn positive(value: Value<'_>) -> Result<Decimal, String> {
    let number = number(value, None)?;
    if number.is_negative() {
        return Err("不能是负数".to_owned());
    }
    Ok(number)
}

fn whole<T: TryFrom<i128>>(value: Value<'_>, what: &str) -> Result<T, String> {
    as_whole(number(value, None)?, what)
}

fn as_whole<T: TryFrom<i128>>(number: Decimal, what: &str) -> Result<T, String> {
    let number = number.normalized();
    let whole = (number.scale() == 0).then(|| number.mantissa());
    whole
        .and_then(|whole| T::try_from(whole).ok())
        .ok_or_else(|| format!("应当是{what}"))
}

fn people(value: Value<'_>) -> Result<u32, String> {
    let number = number(value, Some(Unit::PERSON))?;
    as_whole(number, "不为负的整数")
}

fn year(value: Value<'_>) -> Result<u16, String> {
    let year = as_whole(number(value, Some(Unit::YEAR))?, "四位数的年份")?;
    if (1949..=2200).contains(&year) {
        Ok(year)
    } else {
        Err("应当是四位数的年份".to_owned())
    }
}

fn places(value: Value<'_>) -> Result<u8, String> {
    let places = whole(value, "0 到 6 的整数")?;
    if places <= 6 {
        Ok(places)
    } else {
        Err("应当是 0 到 6 的整数".to_owned())
    }
}

fn date(value: Value<'_>) -> Result<Date, String> {
    if let Some(text) = value.as_text() {
        return text
            .parse()
            .map_err(|error: crate::ParseDateError| error.to_string());
    }
    let date = value.as_date().filter(|moment| moment.time.is_none());
    date.and_then(|moment| moment.date)
        .and_then(|date| Date::new(date.year, date.month, date.day))
        .ok_or_else(|| "应当是一个日期".to_owned())
}
