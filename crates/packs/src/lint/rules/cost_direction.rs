//! L03: a cost indicator that asks to spend at least so much.

use book::{Direction, Indicator, Severity};

use crate::lint::text::{holds, is_cost};
use crate::lint::{Check, Notes, Rule, Words};

pub(super) const RULE: Rule = Rule {
    code: "L03",
    name: "成本指标方向反了",
    check: Check::Each(check),
};

fn check(indicator: &Indicator, words: &Words, notes: &mut Notes) {
    let direction = indicator.target.direction();
    let rising = matches!(direction, Direction::AtLeast | Direction::MoreThan);
    if rising && is_cost(indicator) && holds(&indicator.name, &words.savings).is_none() {
        let word = direction.word();
        notes.about(
            indicator,
            Severity::Error,
            format!("成本指标用“{word}”，花得越多得分越高"),
            "改成“≤”；考核节约的，名称写明节约率或降低率",
        );
    }
}

#[cfg(test)]
mod tests {
    use super::super::example::{at_least, fires, indicator};
    use super::RULE;
    use book::Target;

    #[test]
    fn costs_are_limited_from_above() {
        let rising = indicator("成本", "每亩征收补偿成本", at_least("5"), "万元");
        assert_eq!(fires(&RULE, std::slice::from_ref(&rising)), 1);
        let limited = book::Indicator {
            target: Target::AtMost("5".parse().unwrap()),
            ..rising
        };
        assert_eq!(fires(&RULE, &[limited]), 0);
    }

    #[test]
    fn savings_may_rise() {
        let saving = indicator("成本", "采购成本节约率", at_least("3"), "%");
        assert_eq!(fires(&RULE, &[saving]), 0);
    }
}
