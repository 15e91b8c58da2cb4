//! Periods of a year in words (时段), such as 本年, 一季度 and 1月至7月.

use std::fmt;
use std::str::FromStr;

use crate::Date;

/// The year a measure is of, and the day it is judged on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Calendar {
    /// 年度
    pub year: u16,
    /// What is due by the end of this day is due, and 至今 reaches to it.
    pub date: Date,
}

/// A part of a year. Displays as the word it is read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// Of which year.
    pub year: Year,
    /// Which part of it.
    pub part: Part,
}

/// The year of a [`Period`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Year {
    /// 本年: the year of the book.
    This,
    /// 上年: the year before.
    Last,
    /// 2021年
    Named(u16),
}

/// The part of the year of a [`Period`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// All of it.
    Whole,
    /// 至今: from the first of January to the day the measure is judged on, or that day of the
    /// other year.
    ToDate,
    /// From the first month to the last, both included: 1 to 12, in order.
    Months(u8, u8),
}

/// Names of spans of months, the first of each span being the one that is printed.
const SPANS: [(&str, u8, u8); 15] = [
    ("一季度", 1, 3),
    ("第一季度", 1, 3),
    ("1季度", 1, 3),
    ("二季度", 4, 6),
    ("第二季度", 4, 6),
    ("2季度", 4, 6),
    ("三季度", 7, 9),
    ("第三季度", 7, 9),
    ("3季度", 7, 9),
    ("四季度", 10, 12),
    ("第四季度", 10, 12),
    ("4季度", 10, 12),
    ("上半年", 1, 6),
    ("下半年", 7, 12),
    ("前三季度", 1, 9),
];

impl Calendar {
    /// A year judged on its last day.
    pub fn of_year(year: u16) -> Self {
        Self {
            year,
            date: month_end(year, 12),
        }
    }

    /// Judged on an earlier day, where one is given.
    pub(crate) fn on(self, day: Option<Date>) -> Self {
        Self {
            date: day.map_or(self.date, |day| day.min(self.date)),
            ..self
        }
    }

    /// The first and the last day of a period; the last is before the first where 至今 is asked
    /// before the year begins.
    pub(crate) fn span(self, period: Period) -> (Date, Date) {
        let year = match period.year {
            Year::This => self.year,
            Year::Last => self.year.saturating_sub(1),
            Year::Named(year) => year,
        };
        let (first, last) = match period.part {
            Part::Months(first, last) => (first, last),
            Part::Whole | Part::ToDate => (1, 12),
        };
        let start = Date::new(year, first, 1).unwrap_or(self.date);
        let end = month_end(year, last);
        match period.part {
            Part::ToDate => (start, end.min(self.same_day(year))),
            _ => (start, end),
        }
    }

    /// The day as many years from the judged one as `year` is from the book's.
    fn same_day(self, year: u16) -> Date {
        let moved = self.date.year().saturating_add(year);
        let moved = moved.saturating_sub(self.year);
        let (month, day) = (self.date.month(), self.date.day());
        Date::new(moved, month, day).unwrap_or_else(|| month_end(moved, month))
    }
}

fn month_end(year: u16, month: u8) -> Date {
    let year = year.clamp(1, 9999);
    let days = (28..=31).rev();
    let mut ends = days.filter_map(|day| Date::new(year, month, day));
    ends.next().unwrap_or(Date::LAST)
}

impl FromStr for Period {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (year, rest) = year(text);
        let part = match rest {
            "" => (year != Year::This || text == "本年").then_some(Part::Whole),
            "至今" => Some(Part::ToDate),
            _ => months(rest),
        };
        part.map(|part| Self { year, part }).ok_or(())
    }
}

/// The year a text begins with, and the rest of it.
fn year(text: &str) -> (Year, &str) {
    for (word, year) in [
        ("本年", Year::This),
        ("上年", Year::Last),
        ("去年", Year::Last),
    ] {
        if let Some(rest) = text.strip_prefix(word) {
            return (year, rest);
        }
    }
    let named = text.split_once('年').and_then(|(year, rest)| {
        let year = Some(year).filter(|year| year.len() == 4)?.parse().ok()?;
        (1..=9999)
            .contains(&year)
            .then_some((Year::Named(year), rest))
    });
    named.unwrap_or((Year::This, text))
}

fn months(text: &str) -> Option<Part> {
    if let Some((_, first, last)) = SPANS.iter().find(|(name, ..)| *name == text) {
        return Some(Part::Months(*first, *last));
    }
    let month = |text: &str| {
        let number = text.strip_suffix('月')?;
        let month = number.parse().ok().filter(|month| (1..=12).contains(month));
        month.filter(|_| number.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let (first, last) = match text.split_once('至') {
        Some((first, last)) => (month(first)?, month(last)?),
        None => (month(text)?, month(text)?),
    };
    (first <= last).then_some(Part::Months(first, last))
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.year {
            Year::This if self.part == Part::Whole => f.write_str("本年")?,
            Year::This => {}
            Year::Last => f.write_str("上年")?,
            Year::Named(year) => write!(f, "{year:04}年")?,
        }
        match self.part {
            Part::Whole => Ok(()),
            Part::ToDate => f.write_str("至今"),
            Part::Months(first, last) => {
                let mut spans = SPANS.iter();
                match spans.find(|span| (span.1, span.2) == (first, last)) {
                    Some((name, ..)) => f.write_str(name),
                    None if first == last => write!(f, "{first}月"),
                    None => write!(f, "{first}月至{last}月"),
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_spans_of_days() {
        let calendar = Calendar {
            year: 2024,
            date: "2024-02-29".parse().unwrap(),
        };
        let span = |word: &str| {
            let (first, last) = calendar.span(word.parse().unwrap());
            format!("{first} {last}")
        };
        assert_eq!(span("本年"), "2024-01-01 2024-12-31");
        assert_eq!(span("上年"), "2023-01-01 2023-12-31");
        assert_eq!(span("一季度"), "2024-01-01 2024-03-31");
        assert_eq!(span("2月"), "2024-02-01 2024-02-29");
        assert_eq!(span("1月至7月"), "2024-01-01 2024-07-31");
        assert_eq!(span("2021年下半年"), "2021-07-01 2021-12-31");
        assert_eq!(span("至今"), "2024-01-01 2024-02-29");
        assert_eq!(span("上年至今"), "2023-01-01 2023-02-28");
    }

    #[test]
    fn to_date_ends_with_the_year_at_the_latest() {
        let of = |date: &str| {
            let date = date.parse().unwrap();
            Calendar { year: 2022, date }.span("至今".parse().unwrap())
        };
        assert_eq!(
            of("2023-03-08"),
            Calendar::of_year(2022).span("本年".parse().unwrap())
        );
        let (first, last) = of("2021-12-31");
        assert!(last < first);
    }

    #[test]
    fn every_month_span_is_read_as_printed() {
        for first in 1..=12 {
            for last in first..=12 {
                for year in [Year::This, Year::Last, Year::Named(2021)] {
                    let part = Part::Months(first, last);
                    let period = Period { year, part };
                    assert_eq!(period.to_string().parse(), Ok(period));
                }
            }
        }
        for text in ["", "13月", "7月至1月", "年", "+1月", "本月"] {
            assert!(text.parse::<Period>().is_err(), "{text}");
        }
    }
}
