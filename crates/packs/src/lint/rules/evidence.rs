//! L08: no evidence is planned.

use book::{Actual, Indicator, IndicatorBasis, Severity};

use crate::lint::{Check, Notes, Rule, Words};

pub(super) const RULE: Rule = Rule {
    code: "L08",
    name: "没有安排佐证",
    check: Check::Each(check),
};

fn check(indicator: &Indicator, _: &Words, notes: &mut Notes) {
    if !indicator.evidence.is_empty() || indicator.basis.get(IndicatorBasis::PROOF).is_some() {
        return;
    }
    let (severity, problem) = match indicator.actual {
        Actual::Measure(_) => (
            Severity::Hint,
            "完成值由台账统计，但没有写明还要留存什么佐证",
        ),
        _ => (Severity::Warning, "没有佐证，也没有写明要留存什么佐证"),
    };
    let remedy = "用“佐证要求”写明留存什么；已有材料的放进 evidence 并填“佐证”";
    notes.about(indicator, severity, problem, remedy);
}

#[cfg(test)]
mod tests {
    use book::IndicatorBasis;

    use super::super::example::{at_least, fires, indicator};
    use super::RULE;

    #[test]
    fn evidence_is_there_or_planned() {
        let mut patrols = indicator("数量", "巡查次数", at_least("30"), "次");
        assert_eq!(fires(&RULE, &[patrols.clone()]), 0);
        patrols.evidence.clear();
        assert_eq!(fires(&RULE, &[patrols.clone()]), 1);
        patrols.basis = patrols.basis.with(IndicatorBasis::PROOF, "巡查记录和照片");
        assert_eq!(fires(&RULE, &[patrols]), 0);
    }
}
