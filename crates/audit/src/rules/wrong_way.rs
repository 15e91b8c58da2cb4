//! # 指标方向 (E13)
//!
//! **查什么** 成本、费用、事故、投诉之类越少越好的指标，指标值不应写“≥”“不低于”。
//!
//! **为什么** 方向写反，花得越多得分越高，评价就失去意义。
//!
//! **例** 单位建设成本，指标值≥3000元。
//!
//! **怎样改** 改为“≤”，并按越少越好计分。
//!
//! **宽严** 只作提醒；名称里有节约、降低、下降、控制、处理、及时、合规、满意、减少的不报，它们说的是做得好的程度。
//!
//! **依据** 财预〔2021〕101号：成本指标的取值。
//!
//! **状态** 新。

use crate::context::Context;
use crate::finding::{Finding, Kind, Severity};
use crate::place::place_at;

/// The code of this rule.
pub(crate) const CODE: &str = "E13";

/// What is better the less there is of it.
const LESS: &[&str] = &[
    "成本",
    "费用",
    "造价",
    "单价",
    "事故",
    "投诉",
    "差错",
    "失误",
    "伤亡",
    "违规",
    "案件发生",
    "超支",
];

/// What tells how well that was held down.
const HELD_DOWN: &[&str] = &[
    "节约",
    "降低",
    "下降",
    "控制",
    "处理",
    "及时",
    "合规",
    "满意",
    "减少",
    "办结",
    "回复",
    "处置",
    "达标",
    "完成",
    "率",
    "比例",
    "占比",
    "比重",
    "费用于",
    "无",
    "零",
    "效益",
    "收益",
    "防范",
];

pub(crate) fn inspect(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for row in context.papers.rows() {
        let has = |words: &[&str]| words.iter().any(|word| row.name.contains(word));
        let target = row.aim.as_deref().unwrap_or_default();
        let rises = ["≥", "＞", ">", "不低于", "不少于", "大于"]
            .iter()
            .any(|sign| target.starts_with(sign));
        if !rises || !has(LESS) || has(HELD_DOWN) {
            continue;
        }
        findings.push(Finding::of_words(
            (CODE, Kind::Wording, Severity::Warning),
            format!("“{}”越少越好，指标值却写“{target}”。", row.name),
            vec![place_at(context.reading, row.place.0, row.place.1)],
            "改为“≤”，并按越少越好计分",
        ));
    }
}
