//! 反向: less is better.

use num_traits::{Signed, Zero};
use quantity::Rational;

use super::case::{Case, Points, Unscorable, show, whole};
use super::method::Scoring;
use crate::Direction;
use crate::load::kind::choice;
use settings::Table;

/// All points within the limit, fewer above it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reverse {
    /// 算法: how points fall above the limit.
    pub excess: Excess,
}

/// How points fall above the limit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Excess {
    /// 线性: by the excess, none from twice the limit on.
    #[default]
    Linear,
    /// 比值: limit ÷ actual.
    Inverse,
    /// 归零: none at once.
    None,
}

impl Excess {
    const ALL: [Self; 3] = [Self::Linear, Self::Inverse, Self::None];

    const fn word(self) -> &'static str {
        match self {
            Self::Linear => "线性",
            Self::Inverse => "比值",
            Self::None => "归零",
        }
    }

    const fn rule(self) -> &'static str {
        match self {
            Self::Linear => "反向指标：不超过目标得满分，超过按超出程度扣减，达到两倍不得分",
            Self::Inverse => "反向指标：不超过目标得满分，超过按目标值 ÷ 完成值计分",
            Self::None => "反向指标：不超过目标得满分，超过不得分",
        }
    }
}

impl Scoring for Reverse {
    const DIRECTIONS: &'static [Direction] = &[Direction::AtMost, Direction::LessThan];

    fn bare() -> Option<Self> {
        Some(Self::default())
    }

    fn decode(table: &mut Table<'_>) -> Option<Self> {
        let excess = match table.value("算法") {
            Some(value) => choice(value, &Excess::ALL, Excess::word),
            None => Some(Excess::default()),
        };
        Some(Self { excess: excess? })
    }

    fn parameters(&self) -> Vec<(&'static str, String)> {
        let given = self.excess != Excess::default();
        let excess = given.then(|| ("算法", format!("\"{}\"", self.excess.word())));
        excess.into_iter().collect()
    }

    fn score(&self, case: &Case<'_>) -> Result<Points, Unscorable> {
        let goal = case.goal()?;
        let value = case.number()?;
        let rule = self.excess.rule();
        if case.is_met()? {
            return Ok(case.all(rule));
        }
        if !goal.is_positive() || self.excess == Excess::None {
            return Ok(case.none(rule, "超过目标"));
        }
        let (w, t, a) = (case.weight, show(&goal), show(value));
        let (part, arithmetic) = match self.excess {
            Excess::Inverse => (&goal / value, format!("{w} × {t} ÷ {a}")),
            _ => (
                (whole(1) - (value - &goal) / &goal).max(Rational::zero()),
                format!("{w} × (1 − ({a} − {t}) ÷ {t})，最低为 0"),
            ),
        };
        Ok(case.points(case.full() * part, rule, arithmetic))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scoring::example::{decimal, number, of_ten};

    use crate::Target;

    fn at_most(excess: Excess, limit: &str, actual: &str) -> String {
        let target = Target::AtMost(decimal(limit));
        of_ten(&Reverse { excess }, &target, &number(actual)).unwrap()
    }

    #[test]
    fn the_excess_takes_points_off() {
        assert_eq!(at_most(Excess::Linear, "100", "95"), "10.00");
        assert_eq!(at_most(Excess::Linear, "100", "120"), "8.00");
        assert_eq!(at_most(Excess::Linear, "100", "200"), "0.00");
        assert_eq!(at_most(Excess::Linear, "100", "300"), "0.00");
        assert_eq!(at_most(Excess::Inverse, "100", "125"), "8.00");
        assert_eq!(at_most(Excess::None, "100", "101"), "0.00");
    }

    #[test]
    fn a_limit_of_zero_allows_nothing() {
        assert_eq!(at_most(Excess::Linear, "0", "0"), "10.00");
        assert_eq!(at_most(Excess::Linear, "0", "1"), "0.00");
    }
}
