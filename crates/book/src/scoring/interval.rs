//! 区间: all points inside, in proportion outside.

use num_traits::{Signed, Zero};
use quantity::Rational;

use super::case::{Case, Points, Unscorable, show, whole};
use super::method::Scoring;
use crate::{Direction, Target};
use settings::Table;

/// All points inside the interval, less in proportion outside.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Interval;

const RULE: &str = "区间计分：在区间内得满分；低于下限按完成值 ÷ 下限，高于上限按超出程度扣减";

impl Scoring for Interval {
    const DIRECTIONS: &'static [Direction] = &[Direction::Between];

    fn bare() -> Option<Self> {
        Some(Self)
    }

    fn decode(_: &mut Table<'_>) -> Option<Self> {
        Some(Self)
    }

    fn parameters(&self) -> Vec<(&'static str, String)> {
        Vec::new()
    }

    fn score(&self, case: &Case<'_>) -> Result<Points, Unscorable> {
        let Target::Between(low, high) = case.target else {
            return Err("区间计分要有上限和下限".to_owned());
        };
        let (low, high) = (low.to_rational(), high.to_rational());
        let value = case.number()?;
        if case.is_met()? {
            return Ok(case.all(RULE));
        }
        let below = *value < low;
        let limit = if below { &low } else { &high };
        if !limit.is_positive() {
            return Ok(case.none(RULE, "区间的端点不大于 0，且不在区间内"));
        }
        let (weight, a) = (case.weight, show(value));
        if below {
            let part = (value / &low).max(Rational::zero());
            let arithmetic = format!("{weight} × {a} ÷ {}，最低为 0", show(&low));
            return Ok(case.points(case.full() * part, RULE, arithmetic));
        }
        let part = (whole(1) - (value - &high) / &high).max(Rational::zero());
        let h = show(&high);
        let arithmetic = format!("{weight} × (1 − ({a} − {h}) ÷ {h})，最低为 0");
        Ok(case.points(case.full() * part, RULE, arithmetic))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scoring::example::{decimal, number, of_ten};

    #[test]
    fn outside_is_less() {
        let target = Target::Between(decimal("90"), decimal("110"));
        let by = |actual| of_ten(&Interval, &target, &number(actual)).unwrap();
        assert_eq!(by("90"), "10.00");
        assert_eq!(by("110"), "10.00");
        assert_eq!(by("45"), "5.00");
        assert_eq!(by("121"), "9.00");
        assert_eq!(by("230"), "0.00");
    }
}
