//! L01: a qualitative target that nobody can measure.

use book::{Indicator, IndicatorBasis, Severity, Target};

use crate::lint::text::holds;
use crate::lint::{Check, Notes, Rule, Words};

pub(super) const RULE: Rule = Rule {
    code: "L01",
    name: "定性目标无法衡量",
    check: Check::Each(check),
};

fn check(indicator: &Indicator, words: &Words, notes: &mut Notes) {
    let Target::State(target) = &indicator.target else {
        return;
    };
    let graded = indicator.basis.get(IndicatorBasis::STANDARD).is_some();
    match holds(target, &words.vague) {
        Some(word) if !graded => notes.about(
            indicator,
            Severity::Warning,
            format!("目标“{target}”里的“{word}”没有衡量的办法"),
            "改成可以数出来的目标；确实只能定性的，用“评分说明”写明达到什么样算达成、部分达成、未达成",
        ),
        None if !graded => notes.about(
            indicator,
            Severity::Hint,
            "定性目标没有写评分说明",
            "用“评分说明”写明各档的标准",
        ),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use book::IndicatorBasis;

    use super::super::example::{at_least, fires, indicator, state};
    use super::RULE;

    #[test]
    fn a_vague_target_needs_a_standard() {
        let mut vague = indicator("社会效益", "用地秩序", state("用地秩序进一步好转"), "");
        assert_eq!(fires(&RULE, &[vague.clone()]), 1);
        let standard = "违法用地宗数比上年少两成以上为达成";
        vague.basis = vague.basis.with(IndicatorBasis::STANDARD, standard);
        assert_eq!(fires(&RULE, &[vague]), 0);
    }

    #[test]
    fn numbers_can_be_measured() {
        let counted = indicator("数量", "进一步提升巡查次数", at_least("30"), "次");
        assert_eq!(fires(&RULE, &[counted]), 0);
    }
}
