//! What people say of a period: causes, measures, how likely the target is.

use crate::{Actual, Date, Period};

/// What was said of one period (监控意见).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PeriodNotes {
    /// 期间
    pub period: Period,
    /// 填报日期
    pub date: Option<Date>,
    /// 说明: of the period as a whole.
    pub summary: Option<String>,
    /// 指标, by id.
    pub indicators: Vec<IndicatorNote>,
}

/// What was said of one indicator in a period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IndicatorNote {
    /// 编号 of the indicator.
    pub indicator: String,
    /// 完成值 by the end of the period, for an indicator that no ledger computes.
    pub actual: Actual,
    /// 原因类别
    pub causes: Vec<Cause>,
    /// 原因说明
    pub explanation: Option<String>,
    /// 措施
    pub remedy: Option<String>,
    /// 可能性, where somebody knows better than the forecast.
    pub likelihood: Option<Likelihood>,
}

/// The kinds of causes of a deviation. 财预〔2019〕136号.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// 经费保障
    Funds,
    /// 制度保障
    Rules,
    /// 人员保障
    Staff,
    /// 硬件条件保障
    Equipment,
    /// 其他
    Other,
}

/// How likely the target of the year is reached. 财预〔2019〕136号.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likelihood {
    /// 确定能
    Certain,
    /// 有可能
    Possible,
    /// 完全不可能
    Impossible,
}

impl Cause {
    /// Every kind, in the order of the form.
    pub const ALL: [Self; 5] = [
        Self::Funds,
        Self::Rules,
        Self::Staff,
        Self::Equipment,
        Self::Other,
    ];

    /// The word in the form.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Funds => "经费保障",
            Self::Rules => "制度保障",
            Self::Staff => "人员保障",
            Self::Equipment => "硬件条件保障",
            Self::Other => "其他",
        }
    }
}

impl Likelihood {
    /// Every likelihood, in the order of the form.
    pub const ALL: [Self; 3] = [Self::Certain, Self::Possible, Self::Impossible];

    /// The word in the form.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Certain => "确定能",
            Self::Possible => "有可能",
            Self::Impossible => "完全不可能",
        }
    }
}

impl PeriodNotes {
    /// What was said of an indicator.
    pub fn of(&self, indicator: &str) -> Option<&IndicatorNote> {
        self.indicators
            .iter()
            .find(|note| note.indicator == indicator)
    }
}
