//! What is due by the end of a period, of what grows through the year.

use num_traits::Zero;
use quantity::{Rational, Unit};

use crate::{Actual, Indicator, Period, Target};

/// Whether more is better.
pub(super) const fn rises(target: &Target) -> bool {
    matches!(
        target,
        Target::AtLeast(_) | Target::MoreThan(_) | Target::Exactly(_)
    )
}

/// Words of what is told for each one of something, and so does not add up through the year.
const EACH: [&str; 8] = [
    "人均",
    "平均",
    "户均",
    "亩均",
    "次均",
    "单价",
    "单位成本",
    "每",
];

/// Whether the actual grows through the year: as the book says, or else as it is measured, named and counted.
pub(super) fn grows(indicator: &Indicator) -> bool {
    let ratio = matches!(
        indicator.unit.parse::<Unit>(),
        Ok(Unit::PERCENT | Unit::PERMILLE | Unit::TIMES)
    ) || match &indicator.actual {
        Actual::Measure(measure) => !measure.accumulates(),
        _ => EACH.iter().any(|word| indicator.name.contains(word)),
    };
    let number =
        indicator.target.number().is_some() || matches!(indicator.target, Target::Between(..));
    indicator.cumulative.unwrap_or(!ratio && number)
}

/// What must be reached in the year; of an interval its lower end.
pub(super) fn goal(target: &Target) -> Option<Rational> {
    match target {
        Target::Between(low, _) => Some(low.to_rational()),
        rising if rises(rising) => rising.number().map(|goal| goal.to_rational()),
        _ => None,
    }
}

/// What is due by the end of a period; `None` where nothing is due in parts.
pub(super) fn due(indicator: &Indicator, period: Period) -> Option<Rational> {
    let goal = goal(&indicator.target).filter(|goal| !goal.is_zero())?;
    if !grows(indicator) && indicator.milestones.is_empty() {
        return None;
    }
    if period.ends_the_year() {
        return Some(goal);
    }
    if indicator.milestones.is_empty() {
        return Some(goal * Rational::new(period.last_month().into(), 12.into()));
    }
    let end = period.last_day();
    let passed = indicator
        .milestones
        .iter()
        .filter(|milestone| milestone.period.last_day() <= end)
        .max_by_key(|milestone| milestone.period.last_day());
    Some(passed.map_or_else(Rational::zero, |milestone| milestone.value.to_rational()))
}
