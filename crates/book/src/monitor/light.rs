//! Traffic lights: where each comes on is data, and each says why it is on.

use std::collections::BTreeMap;

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

/// A line at which a light comes on, in percent of what is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Threshold {
    /// 红线: below it red.
    Red,
    /// 黄线: below it yellow; a rate, which should not grow but be met, is red below it and yellow up to its target.
    Yellow,
    /// 蓝线: from it blue.
    Blue,
    /// 资金红线: of execution against the time that has passed.
    FundsRed,
    /// 资金黄线
    FundsYellow,
    /// 差距: percentage points between the progress of goals and of money that are worth a warning.
    Gap,
}

impl Threshold {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Red,
        Self::Yellow,
        Self::Blue,
        Self::FundsRed,
        Self::FundsYellow,
        Self::Gap,
    ];

    /// Its key: `红线`.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Red => "红线",
            Self::Yellow => "黄线",
            Self::Blue => "蓝线",
            Self::FundsRed => "资金红线",
            Self::FundsYellow => "资金黄线",
            Self::Gap => "差距",
        }
    }

    /// What it is where neither book nor scheme says. No regulation sets it; these are common in the systems of
    /// finance bureaus.
    const fn usual(self) -> i64 {
        match self {
            Self::Red | Self::FundsRed => 60,
            Self::Yellow | Self::FundsYellow => 80,
            Self::Blue => 120,
            Self::Gap => 10,
        }
    }
}

/// Where the lights come on, as far as it is stated: in the table `监控` of a scoring scheme, or in `监控阈值` of a
/// book.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Thresholds(BTreeMap<Threshold, Decimal>);

impl FromIterator<(Threshold, Decimal)> for Thresholds {
    fn from_iter<T: IntoIterator<Item = (Threshold, Decimal)>>(stated: T) -> Self {
        Self(stated.into_iter().collect())
    }
}

impl Thresholds {
    pub(crate) fn decode(table: &mut Table<'_>) -> Self {
        let lines = Threshold::ALL.into_iter();
        lines
            .filter_map(|line| Some((line, table.optional(line.word(), &POSITIVE)?)))
            .collect()
    }

    /// These, and where they say nothing the others.
    pub(crate) fn before(&self, others: &Self) -> Self {
        others.stated().chain(self.stated()).collect()
    }

    /// What is stated.
    pub fn stated(&self) -> impl Iterator<Item = (Threshold, Decimal)> {
        self.0.iter().map(|(line, percent)| (*line, *percent))
    }

    /// Where a light comes on, stated or usual.
    pub fn at(&self, line: Threshold) -> Decimal {
        let stated = self.0.get(&line).copied();
        stated.unwrap_or(line.usual().into())
    }

    /// The light of a share of what is due, as a plain ratio.
    pub(crate) fn of_progress(&self, share: &Rational) -> Light {
        let percent = share * Rational::from_integer(100.into());
        if self.is_below(&percent, Threshold::Red) {
            Light::Red
        } else if self.is_below(&percent, Threshold::Yellow) {
            Light::Yellow
        } else if self.is_below(&percent, Threshold::Blue) {
            Light::Green
        } else {
            Light::Blue
        }
    }

    /// The light of execution against the time that has passed, as a plain ratio.
    pub(crate) fn of_funds(&self, share: &Rational) -> Light {
        let percent = share * Rational::from_integer(100.into());
        if self.is_below(&percent, Threshold::FundsRed) {
            Light::Red
        } else if self.is_below(&percent, Threshold::FundsYellow) {
            Light::Yellow
        } else {
            Light::Green
        }
    }

    fn is_below(&self, percent: &Rational, line: Threshold) -> bool {
        *percent < self.at(line).to_rational()
    }
}
