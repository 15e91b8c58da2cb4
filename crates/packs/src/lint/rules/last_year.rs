//! L07: a target far on the easy side of what last year reached.

use book::{Indicator, Severity, Target};
use quantity::{Decimal, Rational};

use crate::lint::{Check, Notes, Rule, Words};

pub(super) const RULE: Rule = Rule {
    code: "L07",
    name: "目标低于上年实际",
    check: Check::Each(check),
};

fn check(indicator: &Indicator, words: &Words, notes: &mut Notes) {
    let (Some(last), Some(slack)) = (indicator.last_year, words.slack) else {
        return;
    };
    let (target, rising) = match indicator.target {
        Target::AtLeast(target) | Target::MoreThan(target) => (target, true),
        Target::AtMost(target) | Target::LessThan(target) => (target, false),
        _ => return,
    };
    if last.is_zero() || last.is_negative() {
        return;
    }
    let share = target.to_rational() / last.to_rational();
    let slack = slack.to_rational() / Decimal::HUNDRED.to_rational();
    let one = Rational::from_integer(1.into());
    let easy = match rising {
        true => share < &one - &slack,
        false => share > &one + &slack,
    };
    if easy {
        let side = if rising { "低" } else { "高" };
        let gap = Decimal::round(&((share - one) * Decimal::HUNDRED.to_rational()), 1).abs();
        notes.about(
            indicator,
            Severity::Warning,
            format!(
                "目标 {target}{unit} 比上年实际完成的 {last}{unit} {side} {gap}%",
                unit = indicator.unit
            ),
            "按上年实际和今年任务重新测算；确有减少原因的，写进“目标依据”",
        );
    }
}

#[cfg(test)]
mod tests {
    use super::super::example::{at_least, fires, indicator};
    use super::RULE;
    use book::{Indicator, Target};

    #[test]
    fn a_target_far_below_last_year_is_told() {
        let mut patrols = indicator("数量", "巡查次数", at_least("30"), "次");
        assert_eq!(fires(&RULE, &[patrols.clone()]), 0);
        patrols.last_year = Some("52".parse().unwrap());
        assert_eq!(fires(&RULE, &[patrols.clone()]), 1);
        patrols.last_year = Some("33".parse().unwrap());
        assert_eq!(fires(&RULE, &[patrols]), 0);
    }

    #[test]
    fn limits_are_easy_when_they_are_high() {
        let cost = Indicator {
            last_year: Some("4".parse().unwrap()),
            ..indicator(
                "成本",
                "单位成本",
                Target::AtMost("5".parse().unwrap()),
                "万元",
            )
        };
        assert_eq!(fires(&RULE, &[cost]), 1);
    }
}
