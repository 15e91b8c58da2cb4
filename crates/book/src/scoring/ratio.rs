//! 比例: points in proportion to what was reached.

use num_traits::{Signed, Zero};
use quantity::{Decimal, Rational};

use super::case::{Case, Points, Unscorable, show, whole};
use super::method::Scoring;
use crate::load::kind::{PERCENT, choice};
use crate::{Direction, Target};
use settings::Table;

/// Points in proportion to what was reached, at most the weight.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ratio {
    /// 及格线: percent of the target below which there are no points.
    pub pass: Option<Decimal>,
    /// 等于: how a target with `=` is scored.
    pub exactness: Exactness,
}

/// How a target with `=` is scored.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Exactness {
    /// 达到即可: like `≥`.
    #[default]
    Reached,
    /// 双向偏离: points fall with the distance to either side.
    TwoSided,
}

impl Exactness {
    const ALL: [Self; 2] = [Self::Reached, Self::TwoSided];

    const fn word(self) -> &'static str {
        match self {
            Self::Reached => "达到即可",
            Self::TwoSided => "双向偏离",
        }
    }
}

const RULE: &str = "完成比例计分：达到目标得满分，未达到按完成值 ÷ 目标值计分";

impl Scoring for Ratio {
    const DIRECTIONS: &'static [Direction] =
        &[Direction::AtLeast, Direction::MoreThan, Direction::Exactly];

    fn bare() -> Option<Self> {
        Some(Self::default())
    }

    fn decode(table: &mut Table<'_>) -> Option<Self> {
        let exactness = table
            .value("等于")
            .and_then(|value| choice(value, &Exactness::ALL, Exactness::word));
        Some(Self {
            pass: table.optional("及格线", &PERCENT),
            exactness: exactness.unwrap_or_default(),
        })
    }

    fn parameters(&self) -> Vec<(&'static str, String)> {
        let pass = self.pass.map(|pass| ("及格线", pass.to_string()));
        let two_sided = self.exactness == Exactness::TwoSided;
        let exactness = two_sided.then(|| ("等于", format!("\"{}\"", self.exactness.word())));
        pass.into_iter().chain(exactness).collect()
    }

    fn score(&self, case: &Case<'_>) -> Result<Points, Unscorable> {
        let goal = case.goal()?;
        let value = case.number()?;
        let exact = matches!(case.target, Target::Exactly(_));
        if exact && self.exactness == Exactness::TwoSided && goal.is_positive() {
            return Ok(two_sided(case, value, &goal));
        }
        if case.is_met()? {
            return Ok(case.all(RULE));
        }
        if !goal.is_positive() {
            return Ok(case.none(RULE, "目标值不大于 0，没有达到"));
        }
        let value = value.clone().max(Rational::zero());
        let rate = &value / &goal;
        if let Some(pass) = self.pass
            && &rate * whole(100) < pass.to_rational()
        {
            let rule = format!("{RULE}，完成率低于及格线 {pass}% 不得分");
            return Ok(case.none(rule, &format!("完成率 {}%", show(&(rate * whole(100))))));
        }
        let arithmetic = format!("{} × {} ÷ {}", case.weight, show(&value), show(&goal));
        Ok(case.points(case.full() * rate, RULE, arithmetic))
    }
}

fn two_sided(case: &Case<'_>, value: &Rational, goal: &Rational) -> Points {
    let distance = (value - goal).abs();
    let part = (whole(1) - &distance / goal).max(Rational::zero());
    let (weight, distance, goal) = (case.weight, show(&distance), show(goal));
    case.points(
        case.full() * part,
        "等于目标得满分，偏离目标按偏离程度扣减",
        format!("{weight} × (1 − {distance} ÷ {goal})，最低为 0"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scoring::example::{decimal, number, of_ten};

    fn by(method: &Ratio, target: Target, actual: &str) -> String {
        of_ten(method, &target, &number(actual)).unwrap()
    }

    #[test]
    fn reached_is_full_and_less_is_in_proportion() {
        let at_least = |actual| by(&Ratio::default(), Target::AtLeast(decimal("30")), actual);
        assert_eq!(at_least("30"), "10.00");
        assert_eq!(at_least("31"), "10.00");
        assert_eq!(at_least("28"), "9.33");
        assert_eq!(at_least("-5"), "0.00");
        let rate = Target::AtLeast(decimal("100"));
        assert_eq!(by(&Ratio::default(), rate, "95"), "9.50");
    }

    #[test]
    fn an_exact_zero_allows_nothing() {
        let none = |actual| by(&Ratio::default(), Target::Exactly(decimal("0")), actual);
        assert_eq!(none("0"), "10.00");
        assert_eq!(none("1"), "0.00");
    }

    #[test]
    fn both_sides_can_count() {
        let strict = Ratio {
            exactness: Exactness::TwoSided,
            ..Ratio::default()
        };
        let exactly = |actual| by(&strict, Target::Exactly(decimal("100")), actual);
        assert_eq!(exactly("100"), "10.00");
        assert_eq!(exactly("110"), "9.00");
        assert_eq!(exactly("85"), "8.50");
        assert_eq!(exactly("250"), "0.00");
    }

    #[test]
    fn below_the_pass_mark_there_is_nothing() {
        let passing = Ratio {
            pass: Some(decimal("60")),
            ..Ratio::default()
        };
        let at_least = |actual| by(&passing, Target::AtLeast(decimal("30")), actual);
        assert_eq!(at_least("18"), "6.00");
        assert_eq!(at_least("17"), "0.00");
    }
}
