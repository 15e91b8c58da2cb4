//! L06: weights that do not add up.

use book::{Indicator, Scheme, Severity};
use quantity::{Decimal, Rational};

use crate::lint::{Check, Notes, Rule, Words};

pub(super) const RULE: Rule = Rule {
    code: "L06",
    name: "分值不合",
    check: Check::Set(check),
};

fn check(indicators: &[Indicator], scheme: &Scheme, _: &Words, notes: &mut Notes) {
    if indicators.is_empty() {
        return;
    }
    for part in scheme.frame() {
        let own = indicators.iter().filter(|one| part.is_called(&one.level1));
        let sum = sum(own);
        if sum != part.weight.to_rational() {
            notes.of_set(
                &part.level1,
                Severity::Error,
                format!(
                    "“{}”的分值合计 {}，评分方案“{}”规定 {}",
                    part.level1,
                    printed(&sum),
                    scheme.name(),
                    part.weight
                ),
                "按重要程度重新分配，或换一个评分方案".to_owned(),
            );
        }
    }
    for one in indicators.iter().filter(|one| one.weight.is_zero()) {
        notes.about(
            one,
            Severity::Error,
            "分值是 0，不计分",
            "分配分值，或删去这个指标",
        );
    }
    if scheme.frame().is_empty() {
        total(indicators, scheme, notes);
        return;
    }
    let strange = |one: &&Indicator| {
        !scheme
            .frame()
            .iter()
            .any(|part| part.is_called(&one.level1))
    };
    for one in indicators.iter().filter(strange) {
        let parts: Vec<_> = scheme
            .frame()
            .iter()
            .map(|part| part.level1.as_str())
            .collect();
        notes.about(
            one,
            Severity::Error,
            format!("评分方案“{}”没有一级指标“{}”", scheme.name(), one.level1),
            format!("一级改成 {} 之一，或换一个评分方案", parts.join("、")),
        );
    }
}

/// Without a frame, all weights and that of the execution make 100.
fn total(indicators: &[Indicator], scheme: &Scheme, notes: &mut Notes) {
    let execution = scheme.execution().map(|execution| execution.weight);
    let execution = execution.unwrap_or(Decimal::ZERO);
    let total = sum(indicators.iter()) + execution.to_rational();
    if total != Decimal::HUNDRED.to_rational() {
        notes.of_set(
            "分值",
            Severity::Error,
            format!("各指标和预算执行率的分值合计 {}，不是 100", printed(&total)),
            "补齐或调减指标分值".to_owned(),
        );
    }
}

fn sum<'a>(indicators: impl Iterator<Item = &'a Indicator>) -> Rational {
    indicators.map(|one| one.weight.to_rational()).sum()
}

fn printed(sum: &Rational) -> String {
    Decimal::round(sum, 2).normalized().to_string()
}

#[cfg(test)]
mod tests {
    use super::super::example::{at_least, fires, indicator};
    use super::RULE;
    use book::Indicator;

    fn weighed(second: &str, weight: &str) -> Indicator {
        Indicator {
            weight: weight.parse().unwrap(),
            ..indicator(second, "甲", at_least("9"), "个")
        }
    }

    #[test]
    fn the_frame_is_kept() {
        let mut set = vec![
            weighed("数量", "50"),
            weighed("社会效益", "30"),
            weighed("服务对象满意度", "10"),
        ];
        assert_eq!(fires(&RULE, &set), 0);
        set[0].weight = "45".parse().unwrap();
        assert_eq!(fires(&RULE, &set), 1);
        set.push(weighed("质量", "5"));
        assert_eq!(fires(&RULE, &set), 0);
        set.push(weighed("质量", "0"));
        assert_eq!(fires(&RULE, &set), 1);
        set.pop();
        set[3].level1 = "成本指标".to_owned();
        assert_eq!(
            fires(&RULE, &set),
            2,
            "output lacks 5, and the frame knows no cost"
        );
    }
}
