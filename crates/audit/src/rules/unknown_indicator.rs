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

use crate::context::Context;
use crate::finding::{Finding, Kind, Severity};
use crate::indicator::Indicator;
use crate::place::{place_at, place_of};
use crate::short_form::Name;
use crate::window;

/// The code of this rule.
pub(crate) const CODE: &str = "K01";

/// How many indicators before the problem it may speak of.
const MOST: usize = 200;

/// How many indicators that lost points a finding names: a reader looks at no more.
pub(super) const SHOWN: usize = 20;

/// What the name of the indicator follows.
const CLAUSE_ENDS: [char; 6] = ['，', '。', '；', '：', '、', '.'];

/// Words that say an indicator was missed.
const MISSED: &[&str] = &[
    "绩效指标未达",
    "指标未达",
    "指标未完成",
    "绩效指标未完成",
    "指标没有达到",
];

pub(crate) fn inspect(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let own = lowest(context.indicators);
    if own.is_empty() {
        return;
    }
    for (paragraph, at) in missed(context) {
        let text = window::nearest_end(&context.reading.text_of(paragraph)[..at]);
        let clause = text.rsplit(CLAUSE_ENDS).next().unwrap_or(text).trim_end();
        let name = without_subject(clause.trim_start());
        if name.chars().count() >= 3 {
            let blanks = text.len() - text.trim_end().len();
            let end = context.reading.paragraphs[paragraph].start + at - blanks;
            let before = own.partition_point(|item| item.paragraph < paragraph);
            let near = &own[before.saturating_sub(MOST)..before];
            findings.extend(compare(context, near, name, (end - name.len(), end)));
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

/// The names of indicators; of more than are shown it is said how many there are.
pub(super) fn listed<'n>(names: impl Iterator<Item = &'n str>, all: usize) -> String {
    let names: Vec<&str> = names.collect();
    let more = if names.len() < all {
        format!("等{all}项")
    } else {
        String::new()
    };
    names.join("、") + &more
}

fn compare(
    context: &Context<'_>,
    own: &[&Indicator<'_>],
    name: &str,
    place: (usize, usize),
) -> Option<Finding> {
    let said = Name::of(name);
    let named = own.iter().find(|item| {
        let own = Name::of(item.name);
        said.shortens(&own) || own.shortens(&said)
    });
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
    let shown = &lost[..lost.len().min(SHOWN)];
    let losers = listed(shown.iter().map(|item| item.name), lost.len());
    let mut figures = vec![place_at(context.reading, place.0, place.1)];
    figures.extend(
        shown
            .iter()
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
            format!("失分的是：{losers}")
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
