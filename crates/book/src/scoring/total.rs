//! Sums of points by level and in all.

use quantity::Decimal;

use super::{ExecutionScore, Scored};
use crate::number::sum;

/// The sums of one first-level or second-level indicator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subtotal {
    /// Which level.
    pub level: Level,
    /// The 一级指标.
    pub level1: String,
    /// The 二级指标; empty on the first level.
    pub level2: String,
    /// 分值 in all.
    pub weight: Decimal,
    /// 得分 in all.
    pub points: Decimal,
    /// How many indicators.
    pub count: usize,
}

/// A level of indicators above the third.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// 一级指标
    First,
    /// 二级指标
    Second,
}

/// First-level sums, each followed by its second-level sums, as they first appear.
pub(crate) fn subtotals(indicators: &[Scored]) -> Vec<Subtotal> {
    let mut subtotals = Vec::new();
    for first in distinct(indicators.iter().map(|scored| scored.level1.as_str())) {
        let within: Vec<_> = indicators
            .iter()
            .filter(|scored| scored.level1 == first)
            .collect();
        subtotals.push(subtotal(Level::First, first, "", &within));
        for second in distinct(within.iter().map(|scored| scored.level2.as_str())) {
            let inside: Vec<_> = within
                .iter()
                .copied()
                .filter(|scored| scored.level2 == second)
                .collect();
            subtotals.push(subtotal(Level::Second, first, second, &inside));
        }
    }
    subtotals
}

fn distinct<'a>(names: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut distinct = Vec::new();
    for name in names {
        if !distinct.contains(&name) {
            distinct.push(name);
        }
    }
    distinct
}

fn subtotal(level: Level, first: &str, second: &str, indicators: &[&Scored]) -> Subtotal {
    Subtotal {
        level,
        level1: first.to_owned(),
        level2: second.to_owned(),
        weight: sum(indicators.iter().map(|scored| scored.weight)),
        points: sum(indicators.iter().map(|scored| scored.points)),
        count: indicators.len(),
    }
}

/// All points and all weights.
pub(crate) fn total(
    execution: Option<&ExecutionScore>,
    indicators: &[Scored],
) -> (Decimal, Decimal) {
    let points = indicators.iter().map(|scored| scored.points);
    let weights = indicators.iter().map(|scored| scored.weight);
    (
        sum(points.chain(execution.map(|execution| execution.points))),
        sum(weights.chain(execution.map(|execution| execution.weight))),
    )
}
