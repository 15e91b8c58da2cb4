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

use quantity::Decimal;

use crate::claim::{Certainty, Form, Relation, Told};
use crate::context::Context;
use crate::finding::{Finding, Kind, Severity};
use crate::indicator::Indicator;
use crate::phrase::Sort;
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

/// Scores are told to two places.
const STEP: Decimal = Decimal::new(1, 2);

/// An indicator that is said to be missed.
struct Problem<'c, 'a> {
    /// What it is called.
    name: &'c str,
    /// Where it is called so.
    place: (usize, usize),
    /// The indicators before the words.
    near: Vec<&'c Indicator<'a>>,
}

/// An indicator that was missed has lost points.
pub(crate) fn propose(context: &Context<'_>, relations: &mut Vec<Relation>) {
    for problem in problems(context) {
        relations.extend(problem.named().map(|item| {
            let lost = Form::less(item.score, item.weight, STEP);
            Relation::new(CODE, Certainty::Probable, vec![lost])
                .saying(full_marks)
                .quoting(problem.place)
                .advising(problem.advice(context))
        }));
    }
}

fn full_marks(form: &Form, told: &Told<'_>) -> Option<String> {
    let name = told.quoted;
    let score = told.printed(form.figures()[0]);
    Some(format!(
        "问题部分称“{name}”指标未达，但该指标得了满分{score}"
    ))
}

/// An indicator that was missed is one of those listed.
pub(crate) fn inspect(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let unknown = problems(context).into_iter();
    let unknown = unknown.filter(|problem| problem.named().is_none());
    findings.extend(unknown.map(|problem| problem.not_listed(context)));
}

/// Where the document says by name that an indicator was missed.
fn problems<'c, 'a>(context: &'c Context<'a>) -> Vec<Problem<'c, 'a>> {
    let own = lowest(context.indicators);
    if own.is_empty() {
        return Vec::new();
    }
    let mut problems = Vec::new();
    for (paragraph, at) in missed(context) {
        let text = window::nearest_end(&context.reading.text_of(paragraph)[..at]);
        let clause = text.rsplit(CLAUSE_ENDS).next().unwrap_or(text).trim_end();
        let name = without_subject(clause.trim_start());
        if name.chars().count() >= 3 {
            let blanks = text.len() - text.trim_end().len();
            let end = context.reading.paragraphs[paragraph].start + at - blanks;
            let before = own.partition_point(|item| item.paragraph < paragraph);
            problems.push(Problem {
                name,
                place: (end - name.len(), end),
                near: own[before.saturating_sub(MOST)..before].to_vec(),
            });
        }
    }
    problems
}

/// Where the document says that an indicator was missed: the paragraph, and the offset in it of the most telling words.
pub(super) fn missed(context: &Context<'_>) -> Vec<(usize, usize)> {
    if context.indicators.is_empty() {
        return Vec::new();
    }
    let mut missed: Vec<(usize, usize, u8)> = Vec::new();
    for phrase in context.phrases {
        let Sort::Missed(rank) = phrase.sort else {
            continue;
        };
        let paragraph = context.reading.paragraph_at(phrase.start);
        let at = phrase.start - context.reading.paragraphs[paragraph].start;
        match missed.last_mut().filter(|last| last.0 == paragraph) {
            Some(last) if last.2 <= rank => {}
            Some(last) => *last = (paragraph, at, rank),
            None => missed.push((paragraph, at, rank)),
        }
    }
    let places = missed.into_iter();
    places.map(|(paragraph, at, _)| (paragraph, at)).collect()
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

impl<'c, 'a> Problem<'c, 'a> {
    /// The indicator that is meant.
    fn named(&self) -> Option<&'c Indicator<'a>> {
        let said = Name::of(self.name);
        let near = self.near.iter().copied();
        near.into_iter().find(|item| {
            let own = Name::of(item.name);
            said.shortens(&own) || own.shortens(&said)
        })
    }

    /// The indicators that lost points.
    fn lost(&self, context: &Context<'_>) -> Vec<&'c Indicator<'a>> {
        let value = |id: usize| context.figures[id].quantity.value;
        let near = self.near.iter().copied();
        near.filter(|item| value(item.score) < value(item.weight))
            .collect()
    }

    fn advice(&self, context: &Context<'_>) -> String {
        match losers(&self.lost(context)) {
            Some(losers) => format!("写明失分指标的偏差原因和改进措施（失分的是：{losers}）"),
            None => "核对指标名称".to_owned(),
        }
    }

    fn not_listed(&self, context: &Context<'_>) -> Finding {
        let (name, all) = (self.name, self.near.len());
        let lost = self.lost(context);
        let losers = losers(&lost);
        let mut figures = vec![place_at(context.reading, self.place.0, self.place.1)];
        figures.extend(
            lost.iter()
                .take(SHOWN)
                .map(|item| place_of(context.reading, &context.figures[item.score])),
        );
        Finding {
            code: CODE,
            severity: Severity::Warning,
            kind: Kind::Wording,
            message: format!("问题部分称“{name}”指标未达，但所列{all}项指标中没有它。"),
            figures,
            proposal: if losers.is_some() {
                "写明失分指标的偏差原因和改进措施".to_owned()
            } else {
                "核对指标名称".to_owned()
            },
            arithmetic: losers.map_or_else(String::new, |losers| format!("失分的是：{losers}")),
            proposals: Vec::new(),
            elsewhere: Vec::new(),
            proof: None,
        }
    }
}

/// The names of the indicators that lost points, where some did.
fn losers(lost: &[&Indicator<'_>]) -> Option<String> {
    let shown = lost.iter().take(SHOWN).map(|item| item.name);
    (!lost.is_empty()).then(|| listed(shown, lost.len()))
}
