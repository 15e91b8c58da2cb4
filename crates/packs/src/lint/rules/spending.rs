//! L10: money spent, put as an output.

use book::{Indicator, Severity};

use crate::lint::text::{bare, holds};
use crate::lint::{Check, Notes, Rule, Words};

pub(super) const RULE: Rule = Rule {
    code: "L10",
    name: "资金支付当作产出",
    check: Check::Each(check),
};

fn check(indicator: &Indicator, words: &Words, notes: &mut Notes) {
    let counted = bare(&indicator.level2).ends_with("数量");
    if !counted && bare(&indicator.level1) != "效益" {
        return;
    }
    let progress = holds(&indicator.name, &words.spending);
    let fund = holds(&indicator.name, &words.funds).filter(|_| counted && is_money(indicator));
    if let Some(word) = progress.or(fund) {
        notes.about(
            indicator,
            Severity::Warning,
            format!("“{word}”是投入的钱，不是{}", bare(&indicator.level1)),
            "预算执行率已单独计分；改成钱办成的事，例如完成的数量、服务的人数",
        );
    }
}

fn is_money(indicator: &Indicator) -> bool {
    matches!(indicator.unit.as_str(), "元" | "千元" | "万元" | "亿元")
}

#[cfg(test)]
mod tests {
    use super::super::example::{at_least, fires, indicator};
    use super::RULE;

    #[test]
    fn spending_is_no_output() {
        let paid = indicator("数量", "项目资金支付率", at_least("95"), "%");
        assert_eq!(fires(&RULE, &[paid]), 1);
        let fund = indicator("数量", "卫片执法补助经费", at_least("72890"), "元");
        assert_eq!(fires(&RULE, &[fund]), 1);
    }

    #[test]
    fn paying_people_is() {
        let granted = indicator("数量", "助学金发放人数", at_least("95"), "人");
        assert_eq!(fires(&RULE, &[granted]), 0);
        let sum = indicator("数量", "助学金发放金额", at_least("95"), "万元");
        assert_eq!(fires(&RULE, &[sum]), 0);
        let lawful = indicator("质量", "经费支出合规率", at_least("100"), "%");
        assert_eq!(fires(&RULE, &[lawful]), 0);
    }
}
