//! L10: money spent, put as an output.

use book::{Indicator, Severity};

use crate::lint::text::{bare, holds, is_cost};
use crate::lint::{Check, Notes, Rule, Words};

pub(super) const RULE: Rule = Rule {
    code: "L10",
    name: "资金支付当作产出",
    check: Check::Each(check),
};

fn check(indicator: &Indicator, words: &Words, notes: &mut Notes) {
    let output = matches!(bare(&indicator.first), "产出" | "效益");
    if !output || is_cost(indicator) {
        return;
    }
    if let Some(word) = holds(&indicator.name, &words.spending) {
        notes.about(
            indicator,
            Severity::Warning,
            format!("“{word}”是资金进度，不是{}", bare(&indicator.first)),
            "预算执行率已单独计分；改成钱办成的事，例如完成的数量、服务的人数",
        );
    }
}

#[cfg(test)]
mod tests {
    use super::super::example::{at_least, fires, indicator};
    use super::RULE;

    #[test]
    fn spending_is_no_output() {
        let paid = indicator("数量", "项目资金支付率", at_least("95"), "%");
        assert_eq!(fires(&RULE, &[paid]), 1);
    }

    #[test]
    fn paying_people_is() {
        let granted = indicator("数量", "助学金发放人数", at_least("95"), "人");
        assert_eq!(fires(&RULE, &[granted]), 0);
        let cost = indicator("成本", "资金支付率", at_least("95"), "%");
        assert_eq!(fires(&RULE, &[cost]), 0);
    }
}
