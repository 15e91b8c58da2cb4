//! # 失分无原因 (E12)
//!
//! **查什么** 自评表里得分低于分值的指标，“偏差原因”一栏应当有说明。
//!
//! **为什么** 扣了分不说为什么，等于没有分析；也是复核时最先退回的。
//!
//! **例** 分值10，得分9.5，偏差原因空白。
//!
//! **怎样改** 写明偏差原因和改进措施。
//!
//! **宽严** 只作提醒；只看有“偏差原因”一栏的自评表；这一栏在全表都空白的，只报一次。
//!
//! **依据** 财预〔2020〕10号附件1：偏差原因分析及改进措施。
//!
//! **状态** 新。

use crate::context::Context;
use crate::finding::{Finding, Kind, Place, Severity};
use crate::form::is_blank;
use crate::place::place_of;

/// The code of this rule.
pub(crate) const CODE: &str = "E12";

pub(crate) fn inspect(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for paper in &context.papers.all {
        let value = |id: usize| context.figures[id].quantity.value;
        let lost: Vec<(&str, Place)> = paper
            .rows
            .iter()
            .filter(|row| row.reason.as_deref().is_some_and(is_blank))
            .filter_map(|row| {
                let (weight, score) = (row.weight?, row.score?);
                let lost = value(score) < value(weight);
                lost.then(|| {
                    (
                        &*row.name,
                        place_of(context.reading, &context.figures[score]),
                    )
                })
            })
            .collect();
        let Some((name, _)) = lost.first() else {
            continue;
        };
        let message = match lost.len() {
            1 => format!("指标“{name}”失分，没有说明原因。"),
            several => format!("指标“{name}”等{several}项失分，没有说明原因。"),
        };
        findings.push(Finding::of_words(
            (CODE, Kind::Wording, Severity::Warning),
            message,
            lost.into_iter().map(|(_, place)| place).collect(),
            "写明偏差原因和改进措施",
        ));
    }
}
