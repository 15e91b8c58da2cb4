//! Calendar dates as officers write them.

use std::fmt;
use std::str::FromStr;

use time::Month;

/// A calendar date. Displays as `2022-12-31`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(time::Date);

/// The text is not a date of the calendar.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}”不是有效的日期")]
pub struct ParseDateError(String);

impl Date {
    /// 9999-12-31
    pub(crate) const LAST: Self = Self(time::Date::MAX);

    /// The date, or `None` when the calendar has no such day.
    pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let month = Month::try_from(month).ok()?;
        let date = time::Date::from_calendar_date(year.into(), month, day).ok()?;
        (1..=9999).contains(&date.year()).then_some(Self(date))
    }

    /// The first day of a month, 1 to 12.
    pub(crate) fn month_start(year: u16, month: u8) -> Self {
        Self::new(year, month, 1).unwrap_or(Self(time::Date::MIN))
    }

    /// The last day of a month, 1 to 12.
    pub(crate) fn month_end(year: u16, month: u8) -> Self {
        let last = Month::try_from(month).map_or(28, |month| month.length(year.into()));
        Self::new(year, month, last).unwrap_or(Self(time::Date::MIN))
    }

    /// The year, 1 to 9999.
    pub fn year(self) -> u16 {
        u16::try_from(self.0.year()).unwrap_or_default()
    }

    /// The month, 1 to 12.
    pub fn month(self) -> u8 {
        self.0.month().into()
    }

    /// The day of the month.
    pub const fn day(self) -> u8 {
        self.0.day()
    }

    /// Calendar days from `earlier` to this date; negative when `earlier` is later.
    pub fn days_after(self, earlier: Self) -> i64 {
        (self.0 - earlier.0).whole_days()
    }

    /// The number of the day, each one more than that of the day before.
    pub(crate) fn ordinal(self) -> i32 {
        self.0.to_julian_day()
    }

    /// The date of that number.
    pub(crate) fn from_ordinal(ordinal: i32) -> Option<Self> {
        let date = time::Date::from_julian_day(ordinal).ok()?;
        (1..=9999).contains(&date.year()).then_some(Self(date))
    }

    /// The date as documents print it: `2022年12月31日`.
    pub fn chinese(self) -> String {
        format!("{}年{}月{}日", self.year(), self.month(), self.day())
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{:04}-{:02}-{:02}",
            self.year(),
            self.month(),
            self.day()
        )
    }
}

impl FromStr for Date {
    type Err = ParseDateError;

    /// Reads `2022-12-31`, `2022/12/31`, `2022.12.31` and `2022年12月31日`.
    fn from_str(text: &str) -> Result<Self, ParseDateError> {
        parse(text.trim()).ok_or_else(|| ParseDateError(text.to_owned()))
    }
}

fn parse(text: &str) -> Option<Date> {
    let text = text.strip_suffix('日').unwrap_or(text);
    let mut parts = text.split(['-', '/', '.', '年', '月']);
    let year = digits(parts.next()?, 4..=4)?;
    let month = digits(parts.next()?, 1..=2)?;
    let day = digits(parts.next()?, 1..=2)?;
    if parts.next().is_some() {
        return None;
    }
    Date::new(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?)
}

fn digits(text: &str, length: std::ops::RangeInclusive<usize>) -> Option<u16> {
    let plain = length.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_usual_forms() {
        let date = Date::new(2022, 3, 8).unwrap();
        for text in ["2022-03-08", "2022/3/8", "2022年3月8日", " 2022.03.08 "] {
            assert_eq!(text.parse(), Ok(date), "{text}");
        }
        assert_eq!(date.to_string(), "2022-03-08");
        assert_eq!(date.chinese(), "2022年3月8日");
    }

    #[test]
    fn refuses_days_the_calendar_lacks() {
        for text in [
            "2022-02-30",
            "2022-13-01",
            "22-1-1",
            "2022-1",
            "2022-1-1-1",
            "",
        ] {
            assert!(text.parse::<Date>().is_err(), "{text}");
        }
    }
}
