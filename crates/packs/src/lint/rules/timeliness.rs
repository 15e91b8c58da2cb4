//! L12: an indicator of time without a date, a span or a rate.

use book::{Indicator, Severity, Target};

use crate::lint::text::{bare, ends_in, holds};
use crate::lint::{Check, Notes, Rule, Words};

pub(super) const RULE: Rule = Rule {
    code: "L12",
    name: "时效指标没有时间",
    check: Check::Each(check),
};

fn check(indicator: &Indicator, words: &Words, notes: &mut Notes) {
    if !bare(&indicator.level2).ends_with("时效") {
        return;
    }
    let unit = indicator.unit.as_str();
    let timed = match &indicator.target {
        Target::By(_) | Target::YesNo(_) => {
            holds(&indicator.name, &words.times).is_some()
                || matches!(indicator.target, Target::By(_))
        }
        Target::State(target) => {
            holds(target, &words.times).is_some() || holds(&indicator.name, &words.times).is_some()
        }
        _ => matches!(unit, "%" | "‰") || ends_in(unit, &words.times) || unit.is_empty(),
    };
    if !timed {
        notes.about(
            indicator,
            Severity::Warning,
            "时效指标既没有日期、时限，也不是按时完成的比率",
            "方向用“时点”写最迟日期，或写多少日内完成，或改用按时完成率",
        );
    }
}

#[cfg(test)]
mod tests {
    use super::super::example::{at_least, fires, indicator, state};
    use super::RULE;
    use book::{Date, Target};

    #[test]
    fn timely_alone_says_nothing() {
        let timely = indicator("时效", "完成及时性", state("及时完成"), "");
        assert_eq!(fires(&RULE, &[timely]), 1);
        let counted = indicator("时效", "按期完成项目数", at_least("3"), "个");
        assert_eq!(fires(&RULE, &[counted]), 1);
    }

    #[test]
    fn dates_spans_and_rates_are_times() {
        let by = Target::By(Date::new(2022, 12, 31).unwrap());
        let all = [
            indicator("时效", "完成时间", by, ""),
            indicator(
                "时效",
                "办结时长",
                Target::AtMost("5".parse().unwrap()),
                "工作日",
            ),
            indicator("时效", "按时完成率", at_least("95"), "%"),
            indicator("时效", "发放时间", state("每月15日前发放"), ""),
            indicator("数量", "完成情况", state("完成"), ""),
        ];
        assert_eq!(fires(&RULE, &all), 0);
    }
}
