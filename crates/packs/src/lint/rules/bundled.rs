//! L11: several targets in one indicator.

use book::{Indicator, Severity, Target};

use crate::lint::text::{ends_in, is_digit};
use crate::lint::{Check, Notes, Rule, Words};

pub(super) const RULE: Rule = Rule {
    code: "L11",
    name: "一个指标几个目标",
    check: Check::Each(check),
};

const MARKS: [char; 7] = ['、', '，', '；', ',', ';', '/', '和'];

fn check(indicator: &Indicator, words: &Words, notes: &mut Notes) {
    let problem = match &indicator.target {
        Target::State(target) if numbered(target) > 1 => {
            format!("目标“{target}”里有几个数，一个没达到就说不清得几分")
        }
        _ if counted(&indicator.name, words) > 1 => {
            format!("名称“{}”里有几个要分别计量的东西", indicator.name)
        }
        _ => return,
    };
    let remedy = "拆成几个指标，各写目标和分值";
    notes.about(indicator, Severity::Warning, problem, remedy);
}

/// How many parts of a target carry a number that is not a year.
fn numbered(target: &str) -> usize {
    target.split(MARKS).filter(|part| has_number(part)).count()
}

fn has_number(part: &str) -> bool {
    let mut rest = part;
    while let Some(at) = rest.find(is_digit) {
        let tail = &rest[at..];
        let end = tail.find(|c| !is_digit(c)).unwrap_or(tail.len());
        rest = &tail[end..];
        let dated = rest.starts_with(['年', '月', '日', '号', '—', '-']);
        if !dated && !rest.is_empty() {
            return true;
        }
    }
    false
}

/// How many parts of a name end in a word for something counted.
fn counted(name: &str, words: &Words) -> usize {
    let parts: Vec<_> = name.split(MARKS).collect();
    match parts.len() {
        1 => 1,
        _ => parts
            .iter()
            .filter(|part| ends_in(part, &words.counted) || ends_in(part, &words.rates))
            .count(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::example::{at_least, fires, indicator, state};
    use super::RULE;

    #[test]
    fn bundles_are_told() {
        let named = indicator("数量", "培训期数、培训人次", at_least("3"), "期");
        assert_eq!(fires(&RULE, &[named]), 1);
        let stated = indicator("数量", "培训", state("培训3期，参训200人"), "");
        assert_eq!(fires(&RULE, &[stated]), 1);
    }

    #[test]
    fn one_target_with_many_words_is_none() {
        let names = ["低效、闲置用地处置面积", "教师和学生满意度"];
        for name in names {
            let one = indicator("数量", name, at_least("3"), "亩");
            assert_eq!(fires(&RULE, &[one]), 0, "{name}");
        }
        let stated = indicator(
            "时效",
            "批复",
            state("2022年6月底前批复，2022年12月底前公布"),
            "",
        );
        assert_eq!(fires(&RULE, &[stated]), 0);
    }
}
