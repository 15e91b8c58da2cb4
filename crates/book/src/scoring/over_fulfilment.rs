//! Targets exceeded by far: a reason is due, and points come off when the target was set too low.

use num_traits::{Signed, Zero};
use quantity::{Decimal, Rational};

use super::case::{Case, Reached, show, whole};
use super::step;
use super::{Adjustment, Step};
use crate::Target;
use crate::load::kind::{NUMBER, PERCENT, choice};
use settings::Table;

/// The scheme's rule for targets that are exceeded by far.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OverFulfilment {
    /// 触发: the excess in percent from which a reason is due.
    pub trigger: Decimal,
    /// 零目标触发: with a target of 0, the actual from which a reason is due.
    pub zero_trigger: Decimal,
    /// 扣减: what comes off when the target was set too low.
    pub cut: Cut,
}

/// What comes off when the target was set too low.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cut {
    /// 不扣
    None,
    /// 线性: `w × min(most, (excess − trigger) ÷ divisor)`.
    Linear {
        /// 除数, above 0.
        divisor: Decimal,
        /// 上限, in percent of the weight.
        most: Decimal,
    },
    /// 分档: percent of the weight by the excess in percent.
    Steps(Vec<Step>),
}

#[derive(Clone, Copy)]
enum CutKind {
    None,
    Linear,
    Steps,
}

impl CutKind {
    const ALL: [Self; 3] = [Self::None, Self::Linear, Self::Steps];

    const fn word(self) -> &'static str {
        match self {
            Self::None => "不扣",
            Self::Linear => "线性",
            Self::Steps => "分档",
        }
    }
}

impl OverFulfilment {
    pub(crate) fn decode(table: &mut Table<'_>) -> Option<Self> {
        let trigger = table.required("触发", &PERCENT);
        let zero_trigger = table.required("零目标触发", &NUMBER);
        let cut = match table.value("扣减") {
            Some(value) => choice(value, &CutKind::ALL, CutKind::word),
            None => Some(CutKind::None),
        };
        let cut = match cut? {
            CutKind::None => Cut::None,
            CutKind::Linear => linear(table)?,
            CutKind::Steps => Cut::Steps(step::decode(table, "档")?),
        };
        Some(Self {
            trigger: trigger?,
            zero_trigger: zero_trigger?,
            cut,
        })
    }

    /// Whether an excess is so large that a reason is due.
    pub(crate) fn is_far(&self, excess: &Excess) -> bool {
        match excess {
            Excess::Relative(excess) => excess * whole(100) >= self.trigger.to_rational(),
            Excess::OverZero(actual) => *actual >= self.zero_trigger.to_rational(),
        }
    }

    /// What comes off for a target that was set too low.
    pub(crate) fn adjustment(&self, weight: Decimal, excess: &Excess) -> Option<Adjustment> {
        let Excess::Relative(excess) = excess else {
            return None;
        };
        let percent = excess * whole(100);
        if percent < self.trigger.to_rational() {
            return None;
        }
        let (part, rule) = self.part(&percent)?;
        Some(Adjustment {
            reason: format!("超额 {}% 且目标偏低，{rule}", show(&percent)),
            deduction: weight.to_rational() * part,
        })
    }

    /// The part of the weight that comes off at an excess in percent, and the rule.
    fn part(&self, percent: &Rational) -> Option<(Rational, String)> {
        match &self.cut {
            Cut::None => None,
            Cut::Linear { divisor, most } => {
                let beyond = (percent - self.trigger.to_rational()) / whole(100);
                let most_part = most.to_rational() / whole(100);
                let part = (beyond / divisor.to_rational()).min(most_part);
                let trigger = self.trigger;
                Some((
                    part,
                    format!("按（超额比例 − {trigger}%）÷ {divisor} 扣减分值，最多扣 {most}%"),
                ))
            }
            Cut::Steps(steps) => {
                let percent = step::reached(steps, percent)?.percent;
                let part = percent.to_rational() / whole(100);
                Some((part, format!("扣减分值的 {percent}%")))
            }
        }
    }
}

fn linear(table: &mut Table<'_>) -> Option<Cut> {
    let divisor = table.required("除数", &NUMBER);
    let most = table.required("上限", &PERCENT);
    let (divisor, most) = (divisor?, most?);
    if divisor.is_negative() || divisor.is_zero() || most.is_negative() {
        let remedy = "例如 \"除数\" = 2, \"上限\" = 50";
        table
            .source
            .fault(table.span.clone(), "“除数”要大于 0，“上限”不能为负", remedy);
        return None;
    }
    Some(Cut::Linear { divisor, most })
}

/// By how much a target is exceeded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Excess {
    /// As a part of the target.
    Relative(Rational),
    /// The actual, over a target of 0.
    OverZero(Rational),
}

/// By how much the target is exceeded, when it is.
pub(crate) fn excess(case: &Case<'_>) -> Option<Excess> {
    let Reached::Number(value) = case.reached else {
        return None;
    };
    let (goal, over) = match case.target {
        Target::AtLeast(goal) | Target::MoreThan(goal) | Target::Exactly(goal) => {
            let goal = goal.to_rational();
            let over = value - &goal;
            (goal, over)
        }
        Target::AtMost(goal) | Target::LessThan(goal) => {
            let goal = goal.to_rational();
            let over = &goal - value;
            (goal, over)
        }
        _ => return None,
    };
    if !over.is_positive() || goal.is_negative() {
        return None;
    }
    let upward = matches!(case.target, Target::AtLeast(_) | Target::MoreThan(_));
    match goal.is_zero() {
        true => upward.then_some(Excess::OverZero(over)),
        false => Some(Excess::Relative(over / goal)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scoring::Scheme;
    use crate::scoring::example::decimal;

    /// The points of ten that come off at an excess in percent.
    fn cut(scheme: &str, percent: &str) -> Option<String> {
        let scheme = Scheme::shipped(scheme).unwrap();
        let excess = Excess::Relative(decimal(percent).to_rational() / whole(100));
        let adjustment = scheme
            .over_fulfilment()
            .adjustment(decimal("10"), &excess)?;
        Some(show(&adjustment.deduction))
    }

    #[test]
    fn linear_up_to_a_half() {
        let cut = |percent| cut("caizheng-2020-10", percent);
        assert_eq!(cut("29.9"), None);
        assert_eq!(cut("50").as_deref(), Some("1"));
        assert_eq!(cut("130").as_deref(), Some("5"));
        assert_eq!(cut("500").as_deref(), Some("5"));
    }

    #[test]
    fn by_steps() {
        let cut = |percent| cut("difang-80-70-60", percent);
        assert_eq!(cut("30").as_deref(), Some("1"));
        assert_eq!(cut("50").as_deref(), Some("2"));
        assert_eq!(cut("100").as_deref(), Some("3"));
    }

    #[test]
    fn over_a_target_of_zero_the_number_counts() {
        let scheme = Scheme::shipped("caizheng-2020-10").unwrap();
        let far = |actual| {
            scheme
                .over_fulfilment()
                .is_far(&Excess::OverZero(whole(actual)))
        };
        assert!(far(30));
        assert!(!far(29));
    }
}
