//! A project of the unit (项目), which is evaluated by itself: 财预〔2020〕10号 wants a self-evaluation of each.
//!
//! A project shares year, ledgers, evidence and figures of its unit's book; what is its own stands in
//! `projects/NAME.toml`.

mod check;
mod evaluation;
mod figures;
mod funding;
mod roll;
mod view;

use std::fmt;
use std::str::FromStr;

use quantity::Decimal;

use crate::number::sum;
use crate::{Goal, Indicator, Objective, PeriodNotes, TargetChange};

pub use evaluation::{Evaluated, Evaluations};
pub use funding::{Funding, FundingSource};

/// What the book says of one project of its unit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Project {
    /// 编码
    pub code: Option<String>,
    /// 属性
    pub nature: Option<Nature>,
    /// 项目期
    pub span: Option<Span>,
    /// 主管部门; the unit's superior where it is not said.
    pub department: Option<String>,
    /// 实施单位; the unit where it is not said.
    pub executor: Option<String>,
    /// 评分方案; the book's where it is not said.
    pub scheme: Option<String>,
    /// 预算: the names of the unit's budget lines that pay for it; the line of its own name where none is said.
    pub lines: Vec<String>,
    /// 中期目标: what is aimed at over the whole span.
    pub long_term: Option<String>,
    /// 中期财政拨款: appropriations over the whole span, in 万元.
    pub long_term_fiscal: Option<Decimal>,
    /// 中期其他资金: other money over the whole span, in 万元.
    pub long_term_other: Option<Decimal>,
    /// 总体目标, of the year.
    pub objective: Option<Objective>,
    /// 目标
    pub goals: Vec<Goal>,
    /// 指标
    pub indicators: Vec<Indicator>,
    /// 调整, of its indicators and its budget lines.
    pub adjustments: Vec<TargetChange>,
    /// 监控
    pub notes: Vec<PeriodNotes>,
}

impl Project {
    /// Whether it runs for more than one year.
    pub fn runs_for_years(&self) -> bool {
        self.span.is_some_and(|span| span.first < span.last)
    }

    /// 中期资金总额, in 万元; `None` where neither part is said.
    pub fn long_term_money(&self) -> Option<Decimal> {
        let parts = [self.long_term_fiscal, self.long_term_other];
        let known = parts.iter().any(Option::is_some);
        known.then(|| sum(parts.into_iter().flatten()))
    }
}

/// Whether a project is new, goes on, or is done once (项目属性).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nature {
    /// 新增
    New,
    /// 延续
    Continued,
    /// 一次性
    Once,
}

impl Nature {
    /// Every nature.
    pub const ALL: [Self; 3] = [Self::New, Self::Continued, Self::Once];

    /// The word in the book: `新增`, `延续`, `一次性`.
    pub const fn word(self) -> &'static str {
        match self {
            Self::New => "新增",
            Self::Continued => "延续",
            Self::Once => "一次性",
        }
    }
}

/// The years a project runs (项目期), both included. Displays as `2021-2023`, or `2023` where it is one year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The first year.
    pub first: u16,
    /// The last year.
    pub last: u16,
}

impl Span {
    /// Whether the project runs in a year.
    pub const fn contains(self, year: u16) -> bool {
        self.first <= year && year <= self.last
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.first == self.last {
            true => write!(f, "{}", self.first),
            false => write!(f, "{}-{}", self.first, self.last),
        }
    }
}

/// A text is no span of years.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("应当是一年，或起止两年，中间一横")]
pub struct ParseSpanError;

impl FromStr for Span {
    type Err = ParseSpanError;

    fn from_str(text: &str) -> Result<Self, ParseSpanError> {
        let year = |text: &str| {
            let text = text.trim();
            let year = text.strip_suffix('年').unwrap_or(text).parse().ok();
            year.filter(|year| (1949..=2200).contains(year))
                .ok_or(ParseSpanError)
        };
        let (first, last) = text
            .split_once(['-', '－', '—', '–', '~', '～', '至'])
            .unwrap_or((text, text));
        let span = Self {
            first: year(first)?,
            last: year(last)?,
        };
        match span.first <= span.last {
            true => Ok(span),
            false => Err(ParseSpanError),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Span;

    #[test]
    fn years_are_read_as_people_write_them() {
        let span = Span {
            first: 2021,
            last: 2023,
        };
        for text in [
            "2021-2023",
            "2021年至2023年",
            "2021—2023年",
            " 2021 ～ 2023 ",
        ] {
            assert_eq!(text.parse(), Ok(span), "{text}");
        }
        assert_eq!(
            "2023".parse::<Span>().map(|span| span.to_string()),
            Ok("2023".to_owned())
        );
        for text in ["", "2023-2021", "三年", "21-23", "2021-2022-2023"] {
            assert!(text.parse::<Span>().is_err(), "{text}");
        }
        assert!(span.contains(2021) && span.contains(2023) && !span.contains(2024));
    }
}
