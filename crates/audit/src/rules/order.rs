//! # 大小方向 (B11)
//!
//! **查什么** “决算数大于（小于、等于）预算数”“与预算数持平”应与前面写出的预算数、决算数一致。
//!
//! **为什么** 原因说明逐项套写，方向词忘了改。
//!
//! **例** 年初预算为80.81万元，支出决算为80.38万元。决算数大于预算数的主要原因…… → 应为“小于”。
//!
//! **怎样改** 改方向词，并核对原因是否相应。
//!
//! **宽严** 只看同一段内最近的一对预算数与决算数；“基本持平”不查；只说“持平”而两数有差的，只作提醒；四舍五入可能相等的不报。
//!
//! **依据** 部门决算情况说明的通行写法。
//!
//! **状态** 稳定。

use std::cmp::Ordering;

use memchr::memmem::Finder;

use quantity::Decimal;

use crate::claim::{Certainty, FigureId, Form, Relation, Told};
use crate::context::Context;
use crate::figure::Role;
use crate::strip::compact;

/// The code of this rule.
pub(crate) const CODE: &str = "B11";

/// What a phrase says of the outcome against the budget.
const WORDS: &[(&str, Ordering, Certainty)] = &[
    ("大于", Ordering::Greater, Certainty::Stated),
    ("高于", Ordering::Greater, Certainty::Stated),
    ("超过", Ordering::Greater, Certainty::Stated),
    ("小于", Ordering::Less, Certainty::Stated),
    ("低于", Ordering::Less, Certainty::Stated),
    ("等于", Ordering::Equal, Certainty::Stated),
];

pub(crate) fn propose(context: &Context<'_>, relations: &mut Vec<Relation>) {
    let text = context.reading.text.as_bytes();
    for at in Finder::new("决算数").find_iter(text) {
        relations.extend(said(context, at));
    }
}

/// 支出决算为118.30万元，完成预算98.58%，决算数大于预算数: where the budget is not printed, the rate tells which is greater.
fn by_rate(
    context: &Context<'_>,
    at: usize,
    said: Ordering,
    word: (usize, usize),
) -> Option<Relation> {
    let past = context.figures.partition_point(|figure| figure.start < at);
    let paragraph = context.reading.paragraph_at(at);
    let (percent, figure) = context.nearest(past).next()?;
    let label = compact(context.label(percent));
    let of_the_budget = label.contains("完成") && label.contains("预算");
    let near = figure.paragraph == paragraph && figure.role == Role::Rate && figure.depth == 0;
    if !near || !of_the_budget {
        return None;
    }
    let full = Decimal::new(100, 0);
    let form = match said {
        Ordering::Less => Form::at_most([percent], full),
        Ordering::Greater => Form::at_least(percent, full),
        Ordering::Equal => Form::adds_up_to([percent], full),
    };
    let relation = Relation::new(CODE, Certainty::Probable, vec![form]);
    Some(
        relation
            .saying(otherwise)
            .quoting(word)
            .advising("按完成率改方向词"),
    )
}

fn otherwise(form: &Form, told: &Told<'_>) -> Option<String> {
    let percent = form.figures().first().copied()?;
    Some(format!(
        "“{}”与完成率{}不符",
        told.quoted,
        told.printed(percent)
    ))
}

fn said(context: &Context<'_>, at: usize) -> Option<Relation> {
    let text = &context.reading.text;
    let after = at + "决算数".len();
    let (word, said, certainty) = phrase(&text[after..])?;
    let word = (after + word.0, after + word.1);
    if !is_about_the_pair(&text[..at]) {
        return None;
    }
    let Some((right, left)) = pair_before(context, at) else {
        return by_rate(context, at, said, word);
    };
    let form = Form::order(left, right, said, word);
    Some(Relation::new(CODE, certainty, vec![form]))
}

/// 大于预算数, 与预算数持平: the range of the word, and what it says.
fn phrase(text: &str) -> Option<((usize, usize), Ordering, Certainty)> {
    for (word, said, certainty) in WORDS {
        if let Some(rest) = text.strip_prefix(word) {
            return is_budget(rest).map(|_| ((0, word.len()), *said, *certainty));
        }
    }
    let rest = is_budget(text.strip_prefix('与')?)?;
    let from = text.len() - rest.len();
    let flat = "持平";
    rest.starts_with(flat).then_some((
        (from, from + flat.len()),
        Ordering::Equal,
        Certainty::Probable,
    ))
}

/// What follows 预算数.
fn is_budget(text: &str) -> Option<&str> {
    let text = ["年初", "全年", "调整"]
        .iter()
        .find_map(|word| text.strip_prefix(word))
        .unwrap_or(text);
    text.strip_prefix("预算数").or(text.strip_prefix("预算"))
}

/// Whether nothing but the pair before can be meant: a subject of its own would say so.
fn is_about_the_pair(before: &str) -> bool {
    let before = before
        .trim_end()
        .strip_suffix("支出")
        .unwrap_or(before)
        .trim_end();
    before.ends_with(['。', '，', '；', '：', '\n'])
}

/// The budget and the outcome told last before an offset, in its paragraph.
fn pair_before(context: &Context<'_>, at: usize) -> Option<(FigureId, FigureId)> {
    let paragraph = context.reading.paragraph_at(at);
    let past = context.figures.partition_point(|figure| figure.start < at);
    let mut amounts = context
        .nearest(past)
        .take_while(|(_, figure)| figure.paragraph == paragraph)
        .filter(|(_, figure)| figure.role == Role::Amount && figure.depth == 0)
        .map(|(id, _)| id);
    let (outcome, budget) = (amounts.next()?, amounts.next()?);
    let label = |id: FigureId| compact(context.label(id));
    let spent = label(outcome).contains("决算") || label(outcome).contains("执行数");
    let planned = label(budget).contains("预算") && !label(budget).contains("决算");
    let alike = context.figures[outcome].same_kind(&context.figures[budget]);
    (spent && planned && alike).then_some((budget, outcome))
}
