//! # 目标与指标的符号不一 (E04)
//!
//! **查什么** 目标写“不少于30次”，指标写“＝30次”：同一数值、同一单位、同一工作，符号不同。
//!
//! **为什么** “≥”与“＝”的评分不同：超额完成时，一个满分，一个有偏差。
//!
//! **例** 目标：执法巡查不少于30次；指标：执法检查次数＝30次。
//!
//! **怎样改** 以批复的绩效目标为准，两处用同一符号。
//!
//! **宽严** 只作提醒。
//!
//! **依据** 财预〔2020〕10号：自评指标应与批复的绩效目标一致。
//!
//! **状态** 稳定。

use quantity::Approximation;

use crate::claim::Relation;
use crate::context::Context;
use crate::figure::Figure;
use crate::finding::{Finding, Kind, Severity};
use crate::indicator::Indicator;
use crate::place::place_of;

/// The code of this rule.
pub(crate) const CODE: &str = "E04";

pub(crate) fn inspect(context: &Context<'_>, _relations: &[Relation], findings: &mut Vec<Finding>) {
    let in_text: Vec<&Indicator<'_>> = context
        .indicators
        .iter()
        .filter(|item| !item.in_table)
        .collect();
    if in_text.is_empty() {
        return;
    }
    let bounded: Vec<&Figure> = context
        .figures
        .iter()
        .filter(|figure| is_bounded(figure))
        .collect();
    for item in in_text {
        let line = context.figures[..item.weight]
            .iter()
            .rev()
            .take_while(|figure| figure.paragraph == item.paragraph);
        let Some(target) = line.into_iter().find(|figure| is_equated(context, figure)) else {
            continue;
        };
        let other = bounded.iter().find(|figure| {
            figure.paragraph != item.paragraph
                && figure.quantity.value == target.quantity.value
                && figure.quantity.unit == target.quantity.unit
                && shares_a_word(item.name, context.reading.text_of(figure.paragraph))
        });
        if let Some(goal) = other {
            findings.push(finding(context, target, goal, item.name));
        }
    }
}

fn is_bounded(figure: &Figure) -> bool {
    matches!(
        figure.quantity.approximation,
        Approximation::AtLeast | Approximation::AtMost
    )
}

/// Whether an equals sign stands before the figure.
fn is_equated(context: &Context<'_>, figure: &Figure) -> bool {
    context.reading.text[..figure.start]
        .trim_end()
        .ends_with(['=', '＝'])
}

/// Whether the first word of a name, two characters, stands in a text.
fn shares_a_word(name: &str, text: &str) -> bool {
    let word: String = name.chars().take(2).collect();
    word.chars().count() == 2 && text.contains(&word)
}

fn finding(context: &Context<'_>, target: &Figure, goal: &Figure, name: &str) -> Finding {
    let words = if goal.quantity.approximation == Approximation::AtLeast {
        "不少于"
    } else {
        "不超过"
    };
    let number = target.printed(context.reading);
    Finding {
        code: CODE,
        severity: Severity::Warning,
        kind: Kind::Wording,
        message: format!("“{name}”的指标写“＝{number}”，目标写“{words}{number}”，符号不一致。"),
        figures: vec![
            place_of(context.reading, target),
            place_of(context.reading, goal),
        ],
        arithmetic: String::new(),
        proposal: format!("两处都写“{words}{number}”，或都写“＝{number}”，以批复的目标为准"),
        proposals: Vec::new(),
        elsewhere: Vec::new(),
        proof: None,
    }
}
