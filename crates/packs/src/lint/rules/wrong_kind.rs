//! L09: a third-level indicator under the wrong second-level kind.

use book::{Indicator, Severity};

use crate::lint::text::{bare, ends_in, holds};
use crate::lint::words::Kind;
use crate::lint::{Check, Notes, Rule, Words};

pub(super) const RULE: Rule = Rule {
    code: "L09",
    name: "三级指标放错了类",
    check: Check::Each(check),
};

fn check(indicator: &Indicator, words: &Words, notes: &mut Notes) {
    let second = bare(&indicator.level2);
    let named: Vec<_> = words
        .kinds
        .iter()
        .filter_map(|kind| Some((kind, kind.word(&indicator.name)?)))
        .collect();
    // A name that speaks of two kinds is left to people.
    let [(kind, word)] = named.as_slice() else {
        return;
    };
    if !second.ends_with(&kind.second) && is_misplaced(second, kind, indicator) {
        notes.about(
            indicator,
            Severity::Warning,
            format!(
                "名称里的“{word}”属于{}指标，却放在“{}”下",
                kind.second, indicator.level2
            ),
            format!("移到“{}指标”，或改名称使它与二级指标相符", kind.second),
        );
    }
}

/// Whether an indicator that names one kind cannot stand under another second level.
fn is_misplaced(second: &str, kind: &Kind, indicator: &Indicator) -> bool {
    let counted = !matches!(indicator.unit.as_str(), "%" | "‰");
    match second {
        // What was done in time or rightly may well be counted.
        "数量" => !counted || !matches!(kind.second.as_str(), "时效" | "质量"),
        "质量" | "时效" | "满意度" | "服务对象满意度" => true,
        // What a project costs society and nature is counted in many ways.
        _ if second.ends_with("成本") => kind.second != "数量",
        // Benefits are shown by counts, qualities and savings alike, but not by satisfaction.
        "经济效益" | "社会效益" | "生态效益" | "可持续影响" => {
            kind.second == "满意度"
        }
        _ => false,
    }
}

impl Kind {
    /// The word of this kind that a name has.
    fn word<'k>(&'k self, name: &str) -> Option<&'k str> {
        if holds(name, &self.unless).is_some() {
            return None;
        }
        match self.only_output() {
            true if ends_in(name, &self.words) => self
                .words
                .iter()
                .map(String::as_str)
                .filter(|word| name.ends_with(word))
                .max_by_key(|word| word.len()),
            true => None,
            false => holds(name, &self.words),
        }
    }

    /// Counts stand under 数量 among outputs, but benefits are counted as well.
    fn only_output(&self) -> bool {
        self.second == "数量"
    }
}

#[cfg(test)]
mod tests {
    use super::super::example::{at_least, fires, indicator};
    use super::RULE;

    #[test]
    fn kinds_are_told_by_their_words() {
        let wrong = [
            ("数量", "项目验收合格率", "%"),
            ("质量", "工程按时完工率", "%"),
            ("时效", "培训人次", "人次"),
            ("社会效益", "学生家长满意度", "%"),
            ("质量", "“三公”经费控制率", "%"),
            ("数量", "概算投资控制数", "万元"),
        ];
        for (second, name, unit) in wrong {
            let one = indicator(second, name, at_least("90"), unit);
            assert_eq!(fires(&RULE, &[one]), 1, "{name}");
        }
    }

    #[test]
    fn what_fits_or_is_open_is_left_alone() {
        let right = [
            ("质量", "项目验收合格率", "%"),
            ("时效", "问题按期整改率", "%"),
            ("质量", "督察问题整改率", "%"),
            ("社会效益", "受益学生人数", "人"),
            ("成本", "公用经费控制率", "%"),
            ("质量", "高血压患者血压控制率", "%"),
            ("质量", "2型糖尿病患者血糖控制率", "%"),
            ("质量", "病媒生物密度控制率", "%"),
            ("质量", "在职人员控制率", "%"),
            ("质量", "扬尘噪声控制率", "%"),
            ("质量", "成本监审准确率", "%"),
            ("服务对象满意度", "满意度", "%"),
            ("数量", "按期合格完成项目", "个"),
        ];
        for (second, name, unit) in right {
            let one = indicator(second, name, at_least("90"), unit);
            assert_eq!(fires(&RULE, &[one]), 0, "{name}");
        }
    }
}
