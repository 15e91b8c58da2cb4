//! L02: something counted that is written in words.

use book::{Indicator, Severity, Target};

use crate::lint::text::{bare, is_digit};
use crate::lint::{Check, Notes, Rule, Words};

pub(super) const RULE: Rule = Rule {
    code: "L02",
    name: "定量的写成了定性",
    check: Check::Each(check),
};

fn check(indicator: &Indicator, words: &Words, notes: &mut Notes) {
    let Target::State(target) = &indicator.target else {
        return;
    };
    let remedy = "改用 ≥、≤ 或 =，目标写数，单位写在“单位”里";
    if let Some(word) = bounded(target, &words.bounds) {
        let problem = format!("目标“{target}”写着“{word}”和数，却按定性填");
        notes.about(indicator, Severity::Warning, problem, remedy);
    } else if let kind @ ("数量" | "成本" | "经济成本") = bare(&indicator.level2) {
        let problem = format!("{kind}指标的目标是文字，没有数");
        notes.about(indicator, Severity::Warning, problem, remedy);
    }
}

/// The word of a bound that stands right before a number.
fn bounded<'w>(target: &str, bounds: &'w [String]) -> Option<&'w str> {
    bounds
        .iter()
        .find(|word| {
            target
                .match_indices(word.as_str())
                .any(|(at, _)| target[at + word.len()..].trim_start().starts_with(is_digit))
        })
        .map(String::as_str)
}

#[cfg(test)]
mod tests {
    use super::super::example::{at_least, fires, indicator, state};
    use super::RULE;

    #[test]
    fn a_number_in_words_is_told() {
        let words = indicator("社会效益", "培训覆盖", state("培训不少于 300 人次"), "");
        assert_eq!(fires(&RULE, &[words]), 1);
        let quantity = indicator("数量", "完成编制任务", state("完成全部编制任务"), "");
        assert_eq!(fires(&RULE, &[quantity]), 1);
        let cost = indicator("成本", "单项业务成本", state("符合相关规定"), "");
        assert_eq!(fires(&RULE, &[cost]), 1);
    }

    #[test]
    fn a_year_in_words_is_not_a_target() {
        let dated = indicator(
            "可持续影响",
            "更新机制",
            state("建立2022年起的更新机制"),
            "",
        );
        assert_eq!(fires(&RULE, &[dated]), 0);
        let number = indicator("数量", "巡查次数", at_least("30"), "次");
        assert_eq!(fires(&RULE, &[number]), 0);
    }
}
