//! Three-level performance indicators (绩效指标).

use crate::measure;
use std::fmt;

use quantity::Decimal;

use crate::scoring::Rule;
use crate::{Date, IndicatorBasis, Measure, Period};

/// A third-level indicator with its target, its actual and what explains the difference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Indicator {
    /// 编号, unique in the book.
    pub id: String,
    /// 一级指标, such as 产出指标.
    pub level1: String,
    /// 二级指标, such as 数量指标.
    pub level2: String,
    /// 三级指标: the name.
    pub name: String,
    /// 方向 and 目标.
    pub target: Target,
    /// 单位, such as 次 or %; empty when there is none.
    pub unit: String,
    /// 累计: whether the actual grows through the year, so that a part of the target is due in each part of it;
    /// `None` leaves it to the kind of target.
    pub cumulative: Option<bool>,
    /// 进度目标: what should be reached by the end of certain periods, from the beginning of the year.
    pub milestones: Vec<Milestone>,
    /// 分值, the weight in points.
    pub weight: Decimal,
    /// 评分; `None` leaves the method to the scheme.
    pub rule: Option<Rule>,
    /// 完成值 or 统计.
    pub actual: Actual,
    /// 评定比例: percent of the weight given to a qualitative indicator, inside its band.
    pub rating: Option<Decimal>,
    /// 佐证: files below `evidence/`.
    pub evidence: Vec<String>,
    /// 完成情况: words for the report.
    pub outcome: Option<String>,
    /// 偏差原因
    pub deviation: Option<String>,
    /// 改进措施
    pub improvement: Option<String>,
    /// 超额原因
    pub excess_reason: Option<String>,
    /// 目标偏低: the excess comes from a target that was set too low.
    pub target_too_low: bool,
    /// 上年完成值, in the indicator's unit.
    pub last_year: Option<Decimal>,
    /// How it is set and proven.
    pub basis: IndicatorBasis,
}

/// What should be reached by the end of a period, counted from the beginning of the year. Displays as `2022-Q1=8`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Milestone {
    /// The period.
    pub period: Period,
    /// The value, in the indicator's unit.
    pub value: Decimal,
}

impl fmt::Display for Milestone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}={}", self.period, self.value)
    }
}

/// What an indicator aims at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// ≥
    AtLeast(Decimal),
    /// >
    MoreThan(Decimal),
    /// =
    Exactly(Decimal),
    /// ≤
    AtMost(Decimal),
    /// <
    LessThan(Decimal),
    /// 区间, both ends included.
    Between(Decimal, Decimal),
    /// 定性: a state in words.
    State(String),
    /// 是否
    YesNo(bool),
    /// 时点: no later than the date.
    By(Date),
}

/// The direction of a target (方向).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Direction {
    /// ≥
    AtLeast,
    /// >
    MoreThan,
    /// =
    Exactly,
    /// ≤
    AtMost,
    /// <
    LessThan,
    /// 区间
    Between,
    /// 定性
    State,
    /// 是否
    YesNo,
    /// 时点
    By,
}

/// What was reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Actual {
    /// Not known yet.
    Blank,
    /// A typed-in number, in the indicator's unit.
    Number(Decimal),
    /// A typed-in date.
    Date(Date),
    /// 是 or 否
    YesNo(bool),
    /// A band of the scheme, such as 达成.
    Band(String),
    /// Computed from ledgers.
    Measure(Measure),
}

impl Indicator {
    /// The unit a measured actual is wanted in: dates where the target is one.
    pub(crate) fn measured_unit(&self) -> &str {
        match self.target {
            Target::By(_) => measure::DATE,
            _ => &self.unit,
        }
    }
}

impl Target {
    /// The direction of the target.
    pub const fn direction(&self) -> Direction {
        match self {
            Self::AtLeast(_) => Direction::AtLeast,
            Self::MoreThan(_) => Direction::MoreThan,
            Self::Exactly(_) => Direction::Exactly,
            Self::AtMost(_) => Direction::AtMost,
            Self::LessThan(_) => Direction::LessThan,
            Self::Between(..) => Direction::Between,
            Self::State(_) => Direction::State,
            Self::YesNo(_) => Direction::YesNo,
            Self::By(_) => Direction::By,
        }
    }

    /// The target as a score sheet prints it: `≥30次`, `90%～110%`, `2022年12月31日前`.
    pub fn printed(&self, unit: &str) -> String {
        match self {
            Self::AtLeast(value)
            | Self::MoreThan(value)
            | Self::Exactly(value)
            | Self::AtMost(value)
            | Self::LessThan(value) => format!("{}{value}{unit}", self.direction().word()),
            Self::Between(low, high) => format!("{low}{unit}～{high}{unit}"),
            Self::State(text) => text.clone(),
            Self::YesNo(yes) => yes_no(*yes).to_owned(),
            Self::By(date) => format!("{}前", date.chinese()),
        }
    }
}

impl Direction {
    /// Every direction.
    pub const ALL: [Self; 9] = [
        Self::AtLeast,
        Self::MoreThan,
        Self::Exactly,
        Self::AtMost,
        Self::LessThan,
        Self::Between,
        Self::State,
        Self::YesNo,
        Self::By,
    ];

    /// The word in the book: `≥`, `区间`, `定性`.
    pub const fn word(self) -> &'static str {
        match self {
            Self::AtLeast => "≥",
            Self::MoreThan => ">",
            Self::Exactly => "=",
            Self::AtMost => "≤",
            Self::LessThan => "<",
            Self::Between => "区间",
            Self::State => "定性",
            Self::YesNo => "是否",
            Self::By => "时点",
        }
    }
}

/// 是 or 否
pub(crate) const fn yes_no(yes: bool) -> &'static str {
    if yes { "是" } else { "否" }
}
