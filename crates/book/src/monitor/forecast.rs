//! Where the year will end, from where it stands.

use num_traits::{Signed, Zero};
use quantity::Rational;

use super::Likelihood;
use crate::Target;
use crate::number::printed;

/// A forecast of the year's end, with an interval; in the indicator's unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Forecast {
    /// The expected value.
    pub expected: Rational,
    /// The interval; `None` where the months so far are too few to give one.
    pub interval: Option<(Rational, Rational)>,
    /// How it was reached, in one sentence.
    pub method: String,
    /// Whether a target outside the interval is out of reach. A level may still be turned; what must still grow by
    /// more than it ever did will not.
    firm: bool,
}

/// The fewest months that tell how much the months differ.
const FEWEST_MONTHS: usize = 2;

impl Forecast {
    /// Of something that grows through the year, from its value at the end of each month so far.
    ///
    /// The months to come are expected to bring as much each as those so far did on average; the interval is as wide
    /// as if each of them differed from that by the mean absolute deviation, all to the same side. What never shrank
    /// is not expected to.
    pub(crate) fn of_growth(month_ends: &[Rational]) -> Option<Self> {
        let reached = month_ends.last()?;
        if month_ends.iter().all(Zero::is_zero) {
            return Some(Self {
                method: "还没有开始，给不出区间".to_owned(),
                ..Self::of_now(reached)
            });
        }
        let months = month_ends.len();
        let left = whole(12_usize.saturating_sub(months));
        let mean = reached / whole(months);
        let expected = reached + &mean * &left;
        let increments = increments(month_ends);
        let spread: Rational = increments
            .iter()
            .map(|increment| (increment - &mean).abs())
            .fold(Rational::zero(), |sum, one| sum + one)
            / whole(months);
        let half = spread * &left;
        let never_shrank = increments.iter().all(|increment| !increment.is_negative());
        let low = &expected - &half;
        let low = if never_shrank && low < *reached {
            reached.clone()
        } else {
            low
        };
        let interval = (months >= FEWEST_MONTHS).then(|| (low, &expected + &half));
        let method = match interval {
            Some(_) => format!("按前{months}个月的月均增量推算，区间取各月增量的平均偏差"),
            None => "只有1个月，按月均增量推算，给不出区间".to_owned(),
        };
        Some(Self {
            expected,
            interval,
            method,
            firm: true,
        })
    }

    /// Of something that grows, where only its value now is known.
    pub(crate) fn of_one_point(reached: &Rational, months: u8) -> Self {
        let months = usize::from(months);
        Self {
            expected: reached * whole(12) / whole(months.max(1)),
            interval: None,
            method: "台账没有登记日期，只按时间推算，给不出区间".to_owned(),
            firm: false,
        }
    }

    /// Of a rate or a level, from its value at the end of each month so far: it is expected to stay. The interval is
    /// the range it had, and where it would go if it went on as from the first month to the last.
    pub(crate) fn of_level(month_ends: &[Rational], left: usize) -> Option<Self> {
        let (first, now) = (month_ends.first()?, month_ends.last()?);
        let months = month_ends.len();
        let trend = (now - first) / whole(months.saturating_sub(1).max(1));
        let end = now + trend * whole(left);
        let range = || month_ends.iter().chain([&end]);
        let (low, high) = (range().min()?.clone(), range().max()?.clone());
        Some(Self {
            expected: now.clone(),
            interval: (months >= FEWEST_MONTHS).then_some((low, high)),
            method: "按目前的水平推算，区间取年内各月末的最低、最高和按趋势走到年底的数".to_owned(),
            firm: false,
        })
    }

    /// Of something of which no past is known: it is expected to stay.
    pub(crate) fn of_now(value: &Rational) -> Self {
        Self {
            expected: value.clone(),
            interval: None,
            method: "按目前的水平推算，给不出区间".to_owned(),
            firm: false,
        }
    }

    /// What is known when the year is over.
    pub(crate) fn known(value: &Rational) -> Self {
        Self {
            expected: value.clone(),
            interval: Some((value.clone(), value.clone())),
            method: "全年已经结束".to_owned(),
            firm: true,
        }
    }

    /// As printed, with two places at most: `36次（30～42）`; without the interval where there is none, or no doubt.
    pub fn printed(&self, unit: &str) -> String {
        let expected = format!("{}{unit}", printed(&self.expected, 2));
        match &self.interval {
            Some((low, high)) if low != high => {
                format!("{expected}（{}～{}）", printed(low, 2), printed(high, 2))
            }
            _ => expected,
        }
    }

    /// How likely the target is reached.
    pub(crate) fn likelihood(&self, target: &Target) -> Option<Likelihood> {
        let Some((low, high)) = &self.interval else {
            return meets(target, &self.expected).map(|_| Likelihood::Possible);
        };
        let (low, high) = (low.clone(), high.clone());
        let ends = (meets(target, &low)?, meets(target, &high)?);
        Some(match ends {
            // A level that never moved does not tell how far it can.
            (true, true) if self.firm || low < high => Likelihood::Certain,
            (false, false) if self.firm && !straddles(target, &low, &high) => {
                Likelihood::Impossible
            }
            _ => Likelihood::Possible,
        })
    }
}

fn increments(month_ends: &[Rational]) -> Vec<Rational> {
    let mut before = Rational::zero();
    let mut increments = Vec::with_capacity(month_ends.len());
    for value in month_ends {
        increments.push(value - &before);
        before = value.clone();
    }
    increments
}

fn whole(count: usize) -> Rational {
    Rational::from_integer(count.into())
}

/// Whether a number meets the target; `None` for a target that is no number.
pub(crate) fn meets(target: &Target, value: &Rational) -> Option<bool> {
    let at = |number: &quantity::Decimal| number.to_rational();
    Some(match target {
        Target::AtLeast(goal) => *value >= at(goal),
        Target::MoreThan(goal) => *value > at(goal),
        Target::Exactly(goal) => *value == at(goal),
        Target::AtMost(goal) => *value <= at(goal),
        Target::LessThan(goal) => *value < at(goal),
        Target::Between(low, high) => at(low) <= *value && *value <= at(high),
        Target::State(_) | Target::YesNo(_) | Target::By(_) => return None,
    })
}

/// Whether the target lies inside an interval neither end of which meets it.
fn straddles(target: &Target, low: &Rational, high: &Rational) -> bool {
    match target {
        Target::Exactly(goal) => *low <= goal.to_rational() && goal.to_rational() <= *high,
        Target::Between(from, to) => *low <= to.to_rational() && from.to_rational() <= *high,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn months(values: &[i64]) -> Vec<Rational> {
        values
            .iter()
            .map(|&value| Rational::from_integer(value.into()))
            .collect()
    }

    fn number(value: i64) -> Rational {
        Rational::from_integer(value.into())
    }

    #[test]
    fn even_months_leave_no_doubt() {
        let forecast = Forecast::of_growth(&months(&[1, 2, 3, 4, 5, 6])).unwrap();
        assert_eq!(forecast.expected, number(12));
        assert_eq!(forecast.interval, Some((number(12), number(12))));
        let target = Target::AtLeast(12.into());
        assert_eq!(forecast.likelihood(&target), Some(Likelihood::Certain));
        let target = Target::AtLeast(13.into());
        assert_eq!(forecast.likelihood(&target), Some(Likelihood::Impossible));
    }

    #[test]
    fn uneven_months_widen_the_interval_but_nothing_shrinks() {
        let forecast = Forecast::of_growth(&months(&[0, 0, 6])).unwrap();
        assert_eq!(forecast.expected, number(24));
        assert_eq!(forecast.interval, Some((number(6), number(48))));
        let target = Target::AtLeast(20.into());
        assert_eq!(forecast.likelihood(&target), Some(Likelihood::Possible));
    }

    #[test]
    fn one_month_gives_no_interval_and_no_certainty() {
        let forecast = Forecast::of_growth(&months(&[5])).unwrap();
        assert_eq!(forecast.expected, number(60));
        assert_eq!(forecast.interval, None);
        let target = Target::AtLeast(1.into());
        assert_eq!(forecast.likelihood(&target), Some(Likelihood::Possible));
    }

    #[test]
    fn a_level_is_expected_to_stay_in_its_range() {
        let forecast = Forecast::of_level(&months(&[95, 96, 90, 95]), 8).unwrap();
        assert_eq!(forecast.expected, number(95));
        assert_eq!(forecast.interval, Some((number(90), number(96))));
        let target = Target::AtLeast(98.into());
        assert_eq!(forecast.likelihood(&target), Some(Likelihood::Possible));
    }

    #[test]
    fn a_level_that_rises_may_go_on() {
        let forecast = Forecast::of_level(&months(&[60, 65, 70]), 9).unwrap();
        assert_eq!(forecast.interval, Some((number(60), number(115))));
    }

    proptest! {
        #[test]
        fn the_interval_holds_the_forecast(values in prop::collection::vec(0_i64..100, 1..12)) {
            let mut total = 0;
            let ends: Vec<i64> = values.iter().map(|value| { total += value; total }).collect();
            let forecast = Forecast::of_growth(&months(&ends)).unwrap();
            prop_assert!(forecast.expected >= number(total));
            if let Some((low, high)) = forecast.interval {
                prop_assert!(low <= forecast.expected && forecast.expected <= high);
                prop_assert!(low >= number(total));
            }
        }
    }
}
