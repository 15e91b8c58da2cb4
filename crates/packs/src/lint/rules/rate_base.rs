//! L04: a rate that does not say what was divided by what.

use book::{Actual, Indicator, IndicatorBasis, Severity};

use crate::lint::text::{ends_in, is_digit, is_number, is_satisfaction};
use crate::lint::{Check, Notes, Rule, Words};

pub(super) const RULE: Rule = Rule {
    code: "L04",
    name: "比率没有分子分母",
    check: Check::Each(check),
};

fn check(indicator: &Indicator, words: &Words, notes: &mut Notes) {
    let rate =
        matches!(indicator.unit.as_str(), "%" | "‰") || ends_in(&indicator.name, &words.rates);
    if !rate || !is_number(indicator) || is_satisfaction(indicator) {
        return;
    }
    match indicator.actual {
        Actual::Number(_) if figures(indicator.outcome.as_deref().unwrap_or_default()) < 2 => {
            notes.about(
                indicator,
                Severity::Warning,
                "比率是手工填的，分子和分母都没有写",
                "改用“统计”由台账计算，或在“完成情况”里写明分子和分母",
            );
        }
        Actual::Blank if indicator.basis.get(IndicatorBasis::FORMULA).is_none() => notes.about(
            indicator,
            Severity::Warning,
            "比率没有写怎样计算",
            "用“公式”写明分子和分母各是什么，或写好“统计”",
        ),
        _ => {}
    }
}

/// How many figures a text has, percentages left aside: typed ones, and names in double braces.
fn figures(text: &str) -> usize {
    let named = text.matches("{{").count();
    let mut typed = 0;
    let mut rest = text;
    while let Some(at) = rest.find(is_digit) {
        let tail = &rest[at..];
        let end = tail
            .find(|c: char| !is_digit(c) && !matches!(c, '.' | ','))
            .unwrap_or(tail.len());
        rest = &tail[end..];
        if !rest.starts_with(['%', '％', '年', '月']) {
            typed += 1;
        }
    }
    named + typed
}

#[cfg(test)]
mod tests {
    use book::IndicatorBasis;

    use super::super::example::{at_least, fires, indicator};
    use super::{RULE, figures};
    use book::Actual;

    #[test]
    fn a_typed_rate_needs_its_parts() {
        let mut rate = indicator("质量", "问题整改率", at_least("95"), "%");
        rate.actual = Actual::Number("98.2".parse().unwrap());
        assert_eq!(fires(&RULE, &[rate.clone()]), 1);
        rate.outcome = Some("应整改43个，已整改39个".to_owned());
        assert_eq!(fires(&RULE, &[rate]), 0);
    }

    #[test]
    fn a_measured_rate_has_them() {
        let mut rate = indicator("质量", "问题整改率", at_least("95"), "%");
        rate.basis.set(IndicatorBasis::FORMULA, None);
        assert_eq!(fires(&RULE, &[rate.clone()]), 1);
        rate.actual = Actual::Measure("占比(整改 | 状态 = 已整改)".parse().unwrap());
        assert_eq!(fires(&RULE, &[rate]), 0);
    }

    #[test]
    fn years_and_percentages_are_no_parts() {
        assert_eq!(figures("2022年完成98.20%"), 0);
        assert_eq!(figures("任务{{ 任务 }}，完成2459.74亩"), 2);
    }
}
