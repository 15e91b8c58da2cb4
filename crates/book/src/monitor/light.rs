//! Traffic lights: where each comes on is data, and each says why it is on.

use quantity::{Decimal, Rational};
use settings::Table;

use crate::load::kind::POSITIVE;

/// A traffic light (红黄绿蓝灯), the worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Light {
    /// 红
    Red,
    /// 黄
    Yellow,
    /// 绿
    Green,
    /// 蓝: well ahead of the plan.
    Blue,
    /// 无: nothing to judge by.
    Off,
}

impl Light {
    /// The word: `红`, and `无` for one that is off.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Red => "红",
            Self::Yellow => "黄",
            Self::Green => "绿",
            Self::Blue => "蓝",
            Self::Off => "无",
        }
    }
}

/// Where the lights come on, in percent of what is due. No regulation sets them; these are common in the systems of
/// finance bureaus, and a scoring scheme may set others in its table `监控`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Thresholds {
    /// 红线: below it red.
    pub red: Decimal,
    /// 黄线: below it yellow; a rate, which should not grow but be met, is red below it and yellow up to its target.
    pub yellow: Decimal,
    /// 蓝线: from it blue.
    pub blue: Decimal,
    /// 资金红线: of execution against the time that has passed.
    pub funds_red: Decimal,
    /// 资金黄线
    pub funds_yellow: Decimal,
    /// 差距: percentage points between the progress of goals and of money that are worth a warning.
    pub gap: Decimal,
}

impl Default for Thresholds {
    fn default() -> Self {
        let percent = |value| Decimal::new(value, 0);
        Self {
            red: percent(60),
            yellow: percent(80),
            blue: percent(120),
            funds_red: percent(60),
            funds_yellow: percent(80),
            gap: percent(10),
        }
    }
}

impl Thresholds {
    pub(crate) fn decode(table: &mut Table<'_>) -> Self {
        let usual = Self::default();
        let mut or = |key, usual| table.optional(key, &POSITIVE).unwrap_or(usual);
        Self {
            red: or("红线", usual.red),
            yellow: or("黄线", usual.yellow),
            blue: or("蓝线", usual.blue),
            funds_red: or("资金红线", usual.funds_red),
            funds_yellow: or("资金黄线", usual.funds_yellow),
            gap: or("差距", usual.gap),
        }
    }

    /// The light of a share of what is due, as a plain ratio.
    pub(crate) fn of_progress(&self, share: &Rational) -> Light {
        let percent = share * Rational::from_integer(100.into());
        if percent < self.red.to_rational() {
            Light::Red
        } else if percent < self.yellow.to_rational() {
            Light::Yellow
        } else if percent < self.blue.to_rational() {
            Light::Green
        } else {
            Light::Blue
        }
    }

    /// The light of execution against the time that has passed, as a plain ratio.
    pub(crate) fn of_funds(&self, share: &Rational) -> Light {
        let percent = share * Rational::from_integer(100.into());
        if percent < self.funds_red.to_rational() {
            Light::Red
        } else if percent < self.funds_yellow.to_rational() {
            Light::Yellow
        } else {
            Light::Green
        }
    }
}
