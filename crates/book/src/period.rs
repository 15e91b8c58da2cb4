//! Periods of a year: months, quarters, half-years, the year.

use std::fmt;
use std::str::FromStr;

use crate::Date;

/// A period of a year. Displays as it is written: `2022-07`, `2022-Q3`, `2022-H1`, `2022`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    year: u16,
    span: Span,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Span {
    Month(u8),
    Quarter(u8),
    Half(u8),
    Year,
}

/// The text is not a period.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}”不是期间：月份写 2022-07，季度写 2022-Q3，半年写 2022-H1，全年写 2022")]
pub struct ParsePeriodError(String);

impl Period {
    /// A month, 1 to 12; `None` when there is no such month.
    pub fn month(year: u16, month: u8) -> Option<Self> {
        (1..=12).contains(&month).then_some(Self {
            year,
            span: Span::Month(month),
        })
    }

    /// A year as a whole.
    pub const fn whole(year: u16) -> Self {
        Self {
            year,
            span: Span::Year,
        }
    }

    /// The quarters of a year.
    pub fn quarters(year: u16) -> [Self; 4] {
        [1, 2, 3, 4].map(|quarter| Self {
            year,
            span: Span::Quarter(quarter),
        })
    }

    /// The year.
    pub const fn year(self) -> u16 {
        self.year
    }

    /// The first month of the period.
    pub const fn first_month(self) -> u8 {
        match self.span {
            Span::Month(month) => month,
            Span::Quarter(quarter) => quarter * 3 - 2,
            Span::Half(half) => half * 6 - 5,
            Span::Year => 1,
        }
    }

    /// The last month of the period, which is also how many months of the year are over then.
    pub const fn last_month(self) -> u8 {
        match self.span {
            Span::Month(month) => month,
            Span::Quarter(quarter) => quarter * 3,
            Span::Half(half) => half * 6,
            Span::Year => 12,
        }
    }

    /// The first day.
    pub fn first_day(self) -> Date {
        Date::month_start(self.year, self.first_month())
    }

    /// The last day.
    pub fn last_day(self) -> Date {
        Date::month_end(self.year, self.last_month())
    }

    /// Whether the year ends with the period.
    pub const fn ends_the_year(self) -> bool {
        self.last_month() == 12
    }

    /// The months of the year up to its end, in words: `1–9月`, `1月`, `全年`.
    pub fn so_far(self) -> String {
        match self.last_month() {
            1 => "1月".to_owned(),
            12 => "全年".to_owned(),
            month => format!("1–{month}月"),
        }
    }

    /// The period in words: `2022年7月`, `2022年三季度`, `2022年上半年`, `2022年`.
    pub fn chinese(self) -> String {
        let year = self.year;
        match self.span {
            Span::Month(month) => format!("{year}年{month}月"),
            Span::Quarter(quarter) => {
                let words = ["一", "二", "三", "四"];
                format!("{year}年{}季度", words[usize::from(quarter - 1)])
            }
            Span::Half(1) => format!("{year}年上半年"),
            Span::Half(_) => format!("{year}年下半年"),
            Span::Year => format!("{year}年"),
        }
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let year = self.year;
        match self.span {
            Span::Month(month) => write!(f, "{year:04}-{month:02}"),
            Span::Quarter(quarter) => write!(f, "{year:04}-Q{quarter}"),
            Span::Half(half) => write!(f, "{year:04}-H{half}"),
            Span::Year => write!(f, "{year:04}"),
        }
    }
}

impl FromStr for Period {
    type Err = ParsePeriodError;

    fn from_str(text: &str) -> Result<Self, ParsePeriodError> {
        parse(text.trim()).ok_or_else(|| ParsePeriodError(text.to_owned()))
    }
}

fn parse(text: &str) -> Option<Period> {
    let (year, span) = match text.split_once('-') {
        Some((year, span)) => (year, span),
        None => (text, ""),
    };
    let plain = year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
    let year = year.parse().ok().filter(|_| plain)?;
    let number = |digits: &str, most: u8| -> Option<u8> {
        let plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        let number = digits.parse().ok().filter(|_| plain)?;
        (1..=most).contains(&number).then_some(number)
    };
    let span = match span.strip_prefix(['Q', 'q']) {
        _ if span.is_empty() && !text.contains('-') => Span::Year,
        Some(quarter) => Span::Quarter(number(quarter, 4)?),
        None => match span.strip_prefix(['H', 'h']) {
            Some(half) => Span::Half(number(half, 2)?),
            None => Span::Month(number(span, 12)?),
        },
    };
    Some(Period { year, span })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_it_prints_and_knows_its_days() {
        for (text, first, last, words) in [
            ("2022-07", "2022-07-01", "2022-07-31", "2022年7月"),
            ("2024-02", "2024-02-01", "2024-02-29", "2024年2月"),
            ("2022-Q3", "2022-07-01", "2022-09-30", "2022年三季度"),
            ("2022-H1", "2022-01-01", "2022-06-30", "2022年上半年"),
            ("2022", "2022-01-01", "2022-12-31", "2022年"),
        ] {
            let period: Period = text.parse().unwrap();
            assert_eq!(period.to_string(), text);
            assert_eq!(period.first_day().to_string(), first);
            assert_eq!(period.last_day().to_string(), last);
            assert_eq!(period.chinese(), words);
        }
        assert_eq!("2022-Q3".parse::<Period>().unwrap().so_far(), "1–9月");
    }

    #[test]
    fn refuses_what_is_no_period() {
        for text in [
            "2022-13",
            "2022-Q5",
            "22-01",
            "2022-",
            "2022-H0",
            "三季度",
            "2022-+1",
        ] {
            assert!(text.parse::<Period>().is_err(), "{text}");
        }
    }
}
