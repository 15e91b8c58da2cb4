//! 扣分: so many points off for each amount that is missing.

use num_traits::{Signed, Zero};
use quantity::{Decimal, Rational};

use super::case::{Case, Points, Unscorable, show};
use super::method::Scoring;
use crate::load::kind::{POSITIVE, choice};
use crate::{Direction, Target};
use settings::Table;

/// So many points off for each amount by which the target is missed.
///
/// With `=`, either side is a miss.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deduct {
    /// 每: the amount, in the indicator's unit, above 0.
    pub each: Decimal,
    /// 扣: the points.
    pub points: Decimal,
    /// 不足一档: what a part of the amount costs.
    pub remainder: Remainder,
}

/// What a part of an amount costs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Remainder {
    /// 按比例
    #[default]
    InProportion,
    /// 按一档: as much as the whole amount.
    AsWhole,
    /// 不计: nothing.
    Free,
}

impl Remainder {
    const ALL: [Self; 3] = [Self::InProportion, Self::AsWhole, Self::Free];

    const fn word(self) -> &'static str {
        match self {
            Self::InProportion => "按比例",
            Self::AsWhole => "按一档",
            Self::Free => "不计",
        }
    }

    fn of(self, amounts: Rational) -> Rational {
        match self {
            Self::InProportion => amounts,
            Self::AsWhole => amounts.ceil(),
            Self::Free => amounts.floor(),
        }
    }
}

impl Scoring for Deduct {
    const DIRECTIONS: &'static [Direction] = &[
        Direction::AtLeast,
        Direction::MoreThan,
        Direction::Exactly,
        Direction::AtMost,
        Direction::LessThan,
        Direction::Between,
    ];

    fn bare() -> Option<Self> {
        None
    }

    fn decode(table: &mut Table<'_>) -> Option<Self> {
        let each = table.required("每", &POSITIVE);
        let points = table.required("扣", &POSITIVE);
        let remainder = match table.value("不足一档") {
            Some(value) => choice(value, &Remainder::ALL, Remainder::word),
            None => Some(Remainder::default()),
        };
        if each.is_some_and(Decimal::is_zero) {
            let problem = "“每”不能是 0";
            table
                .source
                .fault(table.span.clone(), problem, "写成每差多少扣一次分，例如 1");
            return None;
        }
        Some(Self {
            each: each?,
            points: points?,
            remainder: remainder?,
        })
    }

    fn parameters(&self) -> Vec<(&'static str, String)> {
        let mut parameters = vec![
            ("每", self.each.to_string()),
            ("扣", self.points.to_string()),
        ];
        if self.remainder != Remainder::default() {
            parameters.push(("不足一档", format!("\"{}\"", self.remainder.word())));
        }
        parameters
    }

    fn score(&self, case: &Case<'_>) -> Result<Points, Unscorable> {
        let missing = missing(case)?;
        let (each, points, unit) = (self.each, self.points, case.unit);
        let rule = format!(
            "扣分法：每差 {each}{unit} 扣 {points} 分，不足 {each}{unit} 的{}，扣完为止",
            self.remainder.word()
        );
        if missing.is_zero() {
            return Ok(case.all(rule));
        }
        let amounts = self.remainder.of(&missing / each.to_rational());
        let exact = case.full() - &amounts * points.to_rational();
        let arithmetic = format!(
            "差 {}{unit}，{} − {} × {points}，最低为 0",
            show(&missing),
            case.weight,
            show(&amounts)
        );
        Ok(case.points(exact, rule, arithmetic))
    }
}

/// By how much the target is missed, 0 when it is met.
fn missing(case: &Case<'_>) -> Result<Rational, Unscorable> {
    let value = case.number()?;
    let missing = match case.target {
        Target::AtLeast(goal) | Target::MoreThan(goal) => goal.to_rational() - value,
        Target::AtMost(goal) | Target::LessThan(goal) => value - goal.to_rational(),
        Target::Exactly(goal) => (value - goal.to_rational()).abs(),
        Target::Between(low, high) => (low.to_rational() - value).max(value - high.to_rational()),
        _ => return Err("扣分法只用于数值".to_owned()),
    };
    Ok(missing.max(Rational::zero()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scoring::example::{decimal, number, of_ten};

    fn by(each: &str, remainder: Remainder, target: &Target, actual: &str) -> String {
        let method = Deduct {
            each: decimal(each),
            points: decimal("0.5"),
            remainder,
        };
        of_ten(&method, target, &number(actual)).unwrap()
    }

    #[test]
    fn each_missing_amount_costs() {
        let target = Target::AtLeast(decimal("30"));
        let by = |actual| by("1", Remainder::InProportion, &target, actual);
        assert_eq!(by("30"), "10.00");
        assert_eq!(by("27"), "8.50");
        assert_eq!(by("0"), "0.00");
    }

    #[test]
    fn a_remainder_costs_as_agreed() {
        let target = Target::AtMost(decimal("100"));
        assert_eq!(by("2", Remainder::InProportion, &target, "103"), "9.25");
        assert_eq!(by("2", Remainder::AsWhole, &target, "103"), "9.00");
        assert_eq!(by("2", Remainder::Free, &target, "103"), "9.50");
    }
}
