//! L05: one thing counted twice.

use book::{Actual, Indicator, Scheme, Severity};

use crate::lint::text::bare;
use crate::lint::{Check, Notes, Rule, Words};

pub(super) const RULE: Rule = Rule {
    code: "L05",
    name: "指标重复",
    check: Check::Set(check),
};

fn check(indicators: &[Indicator], _: &Scheme, words: &Words, notes: &mut Notes) {
    let names: Vec<_> = indicators
        .iter()
        .map(|one| letters(&one.name, words))
        .collect();
    for (at, later) in indicators.iter().enumerate() {
        let twin = (0..at).find_map(|before| {
            let earlier = &indicators[before];
            let named = !names[at].is_empty() && names[before] == names[at];
            match (earlier.unit == later.unit, named) {
                (true, true) => Some((earlier, "名称相同")),
                (true, false) if same_measure(earlier, later) => Some((earlier, "统计相同")),
                _ => None,
            }
        });
        let Some((earlier, how)) = twin else {
            continue;
        };
        let (first, second) = (bare(&earlier.level1), bare(&later.level1));
        let what = match first == second {
            true => "一件事算了两次分".to_owned(),
            false => format!("“{first}”和“{second}”说的是同一件事"),
        };
        notes.about(
            later,
            Severity::Warning,
            format!("与 {} {}{how}：{what}", earlier.id, earlier.name),
            "删去一个，或改成各说各的：产出说做了什么，效益说带来什么变化",
        );
    }
}

fn same_measure(a: &Indicator, b: &Indicator) -> bool {
    match (&a.actual, &b.actual) {
        (Actual::Measure(one), Actual::Measure(other)) => one == other,
        _ => false,
    }
}

/// The characters of a name without words that add nothing, in any order.
fn letters(name: &str, words: &Words) -> Vec<char> {
    let bare = words.fillers.iter().fold(name.to_owned(), |name, word| {
        name.replace(word.as_str(), "")
    });
    let mut letters: Vec<char> = bare.chars().filter(|c| c.is_alphanumeric()).collect();
    letters.sort_unstable();
    letters
}

#[cfg(test)]
mod tests {
    use super::super::example::{at_least, fires, indicator, state};
    use super::RULE;
    use book::Actual;

    #[test]
    fn names_that_say_the_same_are_told() {
        let output = indicator("数量", "开展巡查次数", at_least("30"), "次");
        let benefit = indicator("社会效益", "巡查次数情况", at_least("30"), "次");
        assert_eq!(fires(&RULE, &[output, benefit]), 1);
        let one = indicator("社会效益", "群众用地权益得到有效维护", state("维护"), "");
        let other = indicator("社会效益", "维护群众用地权益", state("维护"), "");
        assert_eq!(fires(&RULE, &[one, other]), 1);
    }

    #[test]
    fn one_measure_for_two_indicators_is_told() {
        let measured = |name| {
            let mut one = indicator("数量", name, at_least("9"), "宗");
            one.actual = Actual::Measure("计数(供地)".parse().unwrap());
            one
        };
        assert_eq!(
            fires(&RULE, &[measured("供地宗数"), measured("保障落地项目数")]),
            1
        );
    }

    #[test]
    fn near_names_of_different_things_are_left_alone() {
        let by = |unit| indicator("数量", "土地供应数量", at_least("9"), unit);
        assert_eq!(fires(&RULE, &[by("宗"), by("亩")]), 0);
        let names = [
            "甲镇道路修缮里程",
            "乙镇道路修缮里程",
            "巡查完成率",
            "巡查及时率",
        ];
        let all = names.map(|name| indicator("数量", name, at_least("9"), "个"));
        assert_eq!(fires(&RULE, &all), 0);
    }
}
