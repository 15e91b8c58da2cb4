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

use std::collections::BTreeSet;

use crate::context::Context;
use crate::finding::{Finding, Kind, Severity};
use crate::indicator::Indicator;
use crate::place::{place_at, place_of};
use crate::rules::unknown_indicator::{SHOWN, listed, missed};
use crate::work;
use aho_corasick::AhoCorasick;

/// The code of this rule.
pub(crate) const CODE: &str = "K02";

pub(crate) fn inspect(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let value = |id: usize| context.figures[id].quantity.value;
    let lost = context
        .indicators
        .iter()
        .filter(|item| value(item.score) < value(item.weight));
    let lost: Vec<&Indicator<'_>> = lost.collect();
    if lost.is_empty() {
        return;
    }
    let words = lost.iter().map(|item| first_word(item.name));
    let words: BTreeSet<&str> = words.collect();
    let Ok(words) = AhoCorasick::new(words) else {
        return;
    };
    let silent = &lost[..lost.len().min(SHOWN)];
    for (paragraph, at) in missed(context) {
        let text = context.reading.text_of(paragraph);
        work::look(text.len());
        if words.is_match(text) {
            continue;
        }
        let names = listed(silent.iter().map(|item| item.name), lost.len());
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
            message: format!("失分的是{names}，问题部分没有说明它的原因。"),
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

/// The first two characters of a name.
fn first_word(name: &str) -> &str {
    let end = name.char_indices().nth(2).map_or(name.len(), |(at, _)| at);
    &name[..end]
}
