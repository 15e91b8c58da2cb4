//! # 问题所指的指标不存在或并未失分 (K01)
//!
//! **查什么** 问题部分称“…指标未达”，而指标表里没有这个指标；或它得了满分，真正失分的指标却没有说明。
//!
//! **为什么** 问题部分应当解释失分；对不上，说明是照抄的，或漏了。
//!
//! **例** “提高土地利用率绩效指标未达年度指标值”，但12项指标中没有它，失分的是成本指标。
//!
//! **怎样改** 写明实际失分的指标及原因。
//!
//! **宽严** 只作提醒；名称按包含关系比对，简称不报。
//!
//! **依据** 财预〔2020〕10号附件1：偏差原因分析及改进措施。
//!
//! **状态** 稳定。

use memchr::memmem;

use crate::claim::Relation;
use crate::context::Context;
use crate::finding::{Finding, Kind, Severity};
use crate::indicator::Indicator;
use crate::place::{place_at, place_of};
use crate::short_form::is_short_form;

/// The code of this rule.
pub(crate) const CODE: &str = "K01";

/// How many indicators before the problem it may speak of.
const MOST: usize = 200;

/// Words that say an indicator was missed.
const MISSED: &[&str] = &[
    "绩效指标未达",
    "指标未达",
    "指标未完成",
    "绩效指标未完成",
    "指标没有达到",
];

pub(crate) fn inspect(context: &Context<'_>, _relations: &[Relation], findings: &mut Vec<Finding>) {
    let own = lowest(context.indicators);
    if own.is_empty() {
        return;
    }
    for (paragraph, at) in missed(context) {
        let text = context.reading.text_of(paragraph);
        let before = text[..at]
            .char_indices()
            .rev()
            .find(|(_, c)| "，。；：、.".contains(*c));
        let start = before.map_or(0, |(offset, c)| offset + c.len_utf8());
        let name = without_subject(text[start..at].trim());
        if name.chars().count() >= 3 {
            let base = context.reading.paragraphs[paragraph].start;
            let before = own.partition_point(|item| item.paragraph < paragraph);
            let near = &own[before.saturating_sub(MOST)..before];
            let place = (base + at - name.len(), base + at);
            findings.extend(compare(context, near, name, place));
        }
    }
}

/// Where the document says that an indicator was missed: the paragraph, and the offset in it.
pub(super) fn missed(context: &Context<'_>) -> Vec<(usize, usize)> {
    if context.indicators.is_empty() {
        return Vec::new();
    }
    let paragraphs = 0..context.reading.paragraphs.len();
    let place = |paragraph: usize| {
        let text = context.reading.text_of(paragraph);
        MISSED
            .iter()
            .find_map(|words| memmem::find(text.as_bytes(), words.as_bytes()))
            .map(|at| (paragraph, at))
    };
    paragraphs.filter_map(place).collect()
}

/// The indicators that are scored themselves: the third level, and classes without one.
fn lowest<'i, 'a>(indicators: &'i [Indicator<'a>]) -> Vec<&'i Indicator<'a>> {
    let followed_by_own = |place: usize| {
        indicators
            .get(place + 1)
            .is_some_and(|next| !next.class && !next.in_table)
    };
    let scored = indicators
        .iter()
        .enumerate()
        .filter(|(place, item)| !item.class || !followed_by_own(*place));
    scored.map(|(_, item)| item).collect()
}

/// The name of the indicator without the words for the unit itself.
fn without_subject(name: &str) -> &str {
    const SUBJECTS: &[&str] = &["我单位", "本单位", "本部门", "我局", "单位"];
    SUBJECTS
        .iter()
        .find_map(|subject| name.strip_prefix(subject))
        .unwrap_or(name)
}

fn compare(
    context: &Context<'_>,
    own: &[&Indicator<'_>],
    name: &str,
    place: (usize, usize),
) -> Option<Finding> {
    let named = own
        .iter()
        .find(|item| is_short_form(name, item.name) || is_short_form(item.name, name));
    let value = |id: usize| context.figures[id].quantity.value;
    let lost: Vec<&&Indicator<'_>> = own
        .iter()
        .filter(|item| value(item.score) < value(item.weight))
        .collect();
    let message = match named {
        Some(item) if value(item.score) == value(item.weight) => {
            format!("问题部分称“{name}”指标未达，但该指标得了满分。")
        }
        Some(_) => return None,
        None => format!(
            "问题部分称“{name}”指标未达，但所列{}项指标中没有它。",
            own.len()
        ),
    };
    let losers: Vec<&str> = lost.iter().map(|item| item.name).collect();
    let mut figures = vec![place_at(context.reading, place.0, place.1)];
    figures.extend(
        lost.iter()
            .map(|item| place_of(context.reading, &context.figures[item.score])),
    );
    Some(Finding {
        code: CODE,
        severity: Severity::Warning,
        kind: Kind::Wording,
        message,
        figures,
        arithmetic: if losers.is_empty() {
            String::new()
        } else {
            format!("失分的是：{}", losers.join("、"))
        },
        proposal: if losers.is_empty() {
            "核对指标名称".to_owned()
        } else {
            "写明失分指标的偏差原因和改进措施".to_owned()
        },
        proposals: Vec::new(),
        elsewhere: Vec::new(),
        proof: None,
    })
}
