//! L13: satisfaction that nobody was asked about.

use book::{Actual, Indicator, IndicatorBasis, Severity};

use crate::lint::text::{holds, is_satisfaction};
use crate::lint::{Check, Notes, Rule, Words};

pub(super) const RULE: Rule = Rule {
    code: "L13",
    name: "满意度没有调查",
    check: Check::Asked(check),
};

fn check(indicator: &Indicator, asked: bool, words: &Words, notes: &mut Notes) {
    if asked || !is_satisfaction(indicator) || matches!(indicator.actual, Actual::Measure(_)) {
        return;
    }
    let basis = &indicator.basis;
    let said = [
        IndicatorBasis::METHOD,
        IndicatorBasis::DATA,
        IndicatorBasis::FORMULA,
        IndicatorBasis::PROOF,
    ];
    let said = said.into_iter().filter_map(|key| basis.get(key));
    let surveyed = said
        .chain(indicator.evidence.iter().map(String::as_str))
        .any(|text| holds(text, &words.surveys).is_some());
    if !surveyed {
        notes.about(
            indicator,
            Severity::Warning,
            "满意度没有安排调查",
            "编一个满意度调查，或用问卷台账统计；或写明取值方式、样本和佐证，没有投诉不等于满意",
        );
    }
}

#[cfg(test)]
mod tests {
    use super::super::example::{at_least, fires, indicator, words};
    use super::{RULE, check};
    use crate::lint::Notes;
    use book::Actual;

    #[test]
    fn satisfaction_comes_from_a_survey() {
        let mut content = indicator("服务对象满意度", "群众满意度", at_least("90"), "%");
        assert_eq!(fires(&RULE, &[content.clone()]), 1);
        content.evidence = vec!["满意度问卷汇总.txt".to_owned()];
        assert_eq!(fires(&RULE, &[content.clone()]), 0);
        content.evidence.clear();
        content.actual = Actual::Measure("占比(问卷 | 评价 = 满意)".parse().unwrap());
        assert_eq!(fires(&RULE, &[content]), 0);
    }

    #[test]
    fn a_survey_of_the_book_is_enough() {
        let content = indicator("服务对象满意度", "群众满意度", at_least("90"), "%");
        let mut notes = Notes::default();
        check(&content, true, &words(), &mut notes);
        assert_eq!(notes.found, []);
    }
}
