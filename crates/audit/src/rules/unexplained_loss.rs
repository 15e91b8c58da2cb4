//! # 失分未说明 (K02)
//!
//! **查什么** 报告有“…指标未达”的说明，而真正失分的指标在说明里没有提到。
//!
//! **为什么** 每一处失分都应有偏差原因和改进措施；说的是别的事，等于没有说明。
//!
//! **例** 失0.5分的是成本指标，问题部分只说土地利用率。
//!
//! **怎样改** 在问题部分写明失分指标的偏差原因和改进措施。
//!
//! **宽严** 只作提醒；指标名称的前两个字在说明段落里出现就不报。
//!
//! **依据** 财预〔2020〕10号附件1：偏差原因分析及改进措施。
//!
//! **状态** 稳定。

use crate::claim::Relation;
use crate::context::Context;
use crate::finding::{Finding, Kind, Severity};
use crate::indicator::Indicator;
use crate::place::{place_at, place_of};
use crate::rules::unknown_indicator::missed;

/// The code of this rule.
pub(crate) const CODE: &str = "K02";

pub(crate) fn inspect(context: &Context<'_>, _relations: &[Relation], findings: &mut Vec<Finding>) {
    let value = |id: usize| context.figures[id].quantity.value;
    let lost = context
        .indicators
        .iter()
        .filter(|item| value(item.score) < value(item.weight));
    let lost: Vec<&Indicator<'_>> = lost.collect();
    if lost.is_empty() {
        return;
    }
    for (paragraph, at) in missed(context) {
        let text = context.reading.text_of(paragraph);
        let silent = lost
            .iter()
            .filter(|item| !text.contains(&item.name.chars().take(2).collect::<String>()));
        let silent: Vec<&&Indicator<'_>> = silent.collect();
        if silent.is_empty() || silent.len() < lost.len() {
            continue;
        }
        let names: Vec<&str> = silent.iter().map(|item| item.name).collect();
        let start = context.reading.paragraphs[paragraph].start + at;
        let end = context.reading.paragraphs[paragraph].end;
        let mut figures = vec![place_at(context.reading, start, end)];
        figures.extend(
            silent
                .iter()
                .map(|item| place_of(context.reading, &context.figures[item.score])),
        );
        findings.push(Finding {
            code: CODE,
            severity: Severity::Warning,
            kind: Kind::Wording,
            message: format!("失分的是{}，问题部分没有说明它的原因。", names.join("、")),
            figures,
            arithmetic: silent
                .iter()
                .map(|item| {
                    format!(
                        "{}：得{}分，满分{}分",
                        item.name,
                        value(item.score),
                        value(item.weight)
                    )
                })
                .collect::<Vec<_>>()
                .join("；"),
            proposal: "写明失分指标的偏差原因和改进措施".to_owned(),
            proposals: Vec::new(),
            elsewhere: Vec::new(),
            proof: None,
        });
    }
}
