//! 分档: points by the step that was reached.

use num_traits::{Signed, Zero};
use quantity::Rational;

use super::Step;
use super::case::{Case, Points, Unscorable, show, whole};
use super::method::Scoring;
use super::step;
use crate::Direction;
use crate::load::kind::choice;
use settings::Table;

/// Points by the step that was reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Steps {
    /// 依据: what is compared with the steps.
    pub basis: Basis,
    /// 档, from high to low.
    pub steps: Vec<Step>,
}

/// What is compared with steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// 完成率: actual ÷ target in percent (target ÷ actual when less is better).
    Rate,
    /// 完成值
    Value,
}

impl Basis {
    const ALL: [Self; 2] = [Self::Rate, Self::Value];

    const fn word(self) -> &'static str {
        match self {
            Self::Rate => "完成率",
            Self::Value => "完成值",
        }
    }
}

impl Scoring for Steps {
    const DIRECTIONS: &'static [Direction] = &[
        Direction::AtLeast,
        Direction::MoreThan,
        Direction::Exactly,
        Direction::AtMost,
        Direction::LessThan,
    ];

    fn bare() -> Option<Self> {
        None
    }

    fn decode(table: &mut Table<'_>) -> Option<Self> {
        let basis = match table.value("依据") {
            Some(value) => choice(value, &Basis::ALL, Basis::word),
            None => Some(Basis::Rate),
        };
        let steps = step::decode(table, "档");
        Some(Self {
            basis: basis?,
            steps: steps?,
        })
    }

    fn parameters(&self) -> Vec<(&'static str, String)> {
        vec![
            ("依据", format!("\"{}\"", self.basis.word())),
            ("档", step::encode(&self.steps)),
        ]
    }

    fn score(&self, case: &Case<'_>) -> Result<Points, Unscorable> {
        let value = match self.basis {
            Basis::Value => case.number()?.clone(),
            Basis::Rate => rate(case)?,
        };
        Ok(by_steps(case, &self.steps, self.basis.word(), &value))
    }
}

/// Points by the step that a value reaches.
pub(crate) fn by_steps(case: &Case<'_>, steps: &[Step], basis: &str, value: &Rational) -> Points {
    let rule = format!("按{basis}分档计分：{}", step::in_words(steps));
    match step::reached(steps, value) {
        Some(step) => {
            let exact = case.full() * step.percent.to_rational() / whole(100);
            let shown = show(value);
            let arithmetic = format!(
                "{basis} {shown} 达到 {}，{} × {}%",
                step.from, case.weight, step.percent
            );
            case.points(exact, rule, arithmetic)
        }
        None => case.none(rule, &format!("{basis} {} 未到最低一档", show(value))),
    }
}

/// The completion rate in percent.
fn rate(case: &Case<'_>) -> Result<Rational, Unscorable> {
    let goal = case.goal()?;
    let value = case.number()?;
    if case.is_met()? && !goal.is_positive() {
        return Ok(whole(100));
    }
    let less = matches!(case.direction(), Direction::AtMost | Direction::LessThan);
    let (part, base) = if less { (&goal, value) } else { (value, &goal) };
    if base.is_positive() {
        return Ok(part / base * whole(100));
    }
    Ok(match case.is_met()? {
        true => whole(100),
        false => Rational::zero(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scoring::example::{decimal, number, of_ten};

    use crate::Target;

    fn steps(basis: Basis) -> Steps {
        let step = |from, percent| Step {
            from: decimal(from),
            percent: decimal(percent),
        };
        Steps {
            basis,
            steps: vec![step("95", "100"), step("80", "80")],
        }
    }

    #[test]
    fn the_first_step_reached_counts() {
        let target = Target::AtLeast(decimal("30"));
        let by = |actual| of_ten(&steps(Basis::Rate), &target, &number(actual)).unwrap();
        assert_eq!(by("29"), "10.00");
        assert_eq!(by("27"), "8.00");
        assert_eq!(by("23"), "0.00");
    }

    #[test]
    fn less_is_better_turns_the_rate_round() {
        let target = Target::AtMost(decimal("90"));
        let by = |actual| of_ten(&steps(Basis::Rate), &target, &number(actual)).unwrap();
        assert_eq!(by("0"), "10.00");
        assert_eq!(by("100"), "8.00");
        assert_eq!(by("200"), "0.00");
    }

    #[test]
    fn the_value_itself_can_count() {
        let target = Target::AtLeast(decimal("98"));
        let by = |actual| of_ten(&steps(Basis::Value), &target, &number(actual)).unwrap();
        assert_eq!(by("95"), "10.00");
        assert_eq!(by("80"), "8.00");
    }
}
