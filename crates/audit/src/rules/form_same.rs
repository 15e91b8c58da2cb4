//! # 同一指标前后一致 (D13)
//!
//! **查什么** 同一项目的同一指标在几张绩效表里，目标值、实际完成值、分值、得分应相同；正文写明分值、得分的指标与表中应相同；正文的自评总分与表中的总分应相同；预算执行率在资金栏和在指标里的分值、得分应相同。
//!
//! **为什么** 正文、附表和目标表是分别填的，改了一处常漏改另一处。
//!
//! **例** 正文：执法巡查次数（指标分数5分，实际得分4分）；自评表：得5分。
//!
//! **怎样改** 以批复的目标和核定的得分为准，逐处改齐。
//!
//! **宽严** 名称一字不差才对应；有几个项目的，项目名称相同才对应；正文的总分只在文件里只有一张自评表时核对。
//!
//! **依据** 财预〔2020〕10号：自评表与自评报告内容一致。
//!
//! **状态** 新。

use std::collections::HashMap;

use quantity::Approximation;

use crate::claim::{Certainty, FigureId, Form, Relation, Told};
use crate::context::Context;
use crate::cue::Tags;
use crate::form::{Measure, Paper, Row};
use crate::strip::compact;

/// The code of this rule.
pub(crate) const CODE: &str = "D13";

/// Words that name the total of the form in running text.
const TOTALS: [&str; 6] = [
    "自评总分",
    "自评得分",
    "自评总得分",
    "自评分",
    "综合得分",
    "评价总分",
];

pub(crate) fn propose(context: &Context<'_>, relations: &mut Vec<Relation>) {
    let papers = &context.papers.all;
    if papers.is_empty() {
        return;
    }
    between_forms(context, relations);
    for paper in papers {
        relations.extend(execution_twice(context, paper));
    }
    if let [paper] = &scored(papers)[..] {
        in_text(context, paper, relations);
        totals(context, paper, relations);
    }
}

/// The forms with scores.
fn scored<'p, 'a>(papers: &'p [Paper<'a>]) -> Vec<&'p Paper<'a>> {
    let has = |paper: &&Paper<'_>| paper.rows.iter().any(|row| row.score.is_some());
    papers.iter().filter(has).collect()
}

/// The same indicator of one subject in several forms: the first is what the later ones are held to.
fn between_forms(context: &Context<'_>, relations: &mut Vec<Relation>) {
    let mut known: HashMap<(&str, &str), (usize, &Row<'_>)> = HashMap::new();
    for (number, paper) in context.papers.all.iter().enumerate() {
        // Two indicators of one name in one form are told apart by what is not read.
        let mut counts: HashMap<&str, usize> = HashMap::new();
        for row in &paper.rows {
            *counts.entry(&row.name).or_default() += 1;
        }
        for row in paper.rows.iter().filter(|row| counts[&*row.name] == 1) {
            let key = (&*paper.subject, &*row.name);
            match known.get(&key) {
                Some((other, first)) if *other != number => alike(context, first, row, relations),
                Some(_) => {}
                None => {
                    known.insert(key, (number, row));
                }
            }
        }
    }
}

fn alike(context: &Context<'_>, one: &Row<'_>, other: &Row<'_>, relations: &mut Vec<Relation>) {
    let measured = |measure: &Option<Measure<'_>>| measure.as_ref().map(|measure| measure.figure);
    let pairs = [
        (one.weight, other.weight),
        (one.score, other.score),
        (measured(&one.target), measured(&other.target)),
        (measured(&one.actual), measured(&other.actual)),
    ];
    for (one, other) in pairs {
        let pair = one.zip(other);
        let pair = pair.filter(|(one, other)| comparable(context, *one, *other));
        relations.extend(pair.map(|(one, other)| same(other, one, Certainty::Probable)));
    }
}

fn comparable(context: &Context<'_>, one: FigureId, other: FigureId) -> bool {
    let (one, other) = (&context.figures[one], &context.figures[other]);
    let exact =
        |figure: &crate::figure::Figure| figure.quantity.approximation == Approximation::Exact;
    (one.same_kind(other) || one.points && other.points) && exact(one) && exact(other)
}

fn same(here: FigureId, there: FigureId, certainty: Certainty) -> Relation {
    Relation::new(CODE, certainty, vec![Form::total(here, [there])]).saying(differing)
}

/// The rate of execution among the indicators and beside the money.
fn execution_twice(context: &Context<'_>, paper: &Paper<'_>) -> Vec<Relation> {
    let row = paper.rows.iter().find(|row| row.execution);
    let Some((row, purse)) = row.zip(paper.execution()) else {
        return Vec::new();
    };
    let pairs = [row.weight.zip(purse.weight), row.score.zip(purse.score)];
    let pairs = pairs.into_iter().flatten();
    pairs
        .filter(|(one, other)| comparable(context, *one, *other))
        .map(|(one, other)| same(one, other, Certainty::Stated))
        .collect()
}

/// The indicators whose weight and score the text tells.
fn in_text(context: &Context<'_>, paper: &Paper<'_>, relations: &mut Vec<Relation>) {
    let rows: HashMap<&str, &Row<'_>> = paper.rows.iter().map(|row| (&*row.name, row)).collect();
    for item in context.indicators.iter().filter(|item| !item.in_table) {
        let Some(row) = rows.get(&*compact(item.name)) else {
            continue;
        };
        let pairs = [(item.weight, row.weight), (item.score, row.score)];
        for (told, printed) in pairs {
            relations.extend(printed.map(|printed| same(told, printed, Certainty::Stated)));
        }
    }
}

/// The total that the text tells.
fn totals(context: &Context<'_>, paper: &Paper<'_>, relations: &mut Vec<Relation>) {
    let Some(score) = paper.totals.iter().find_map(|total| total.score) else {
        return;
    };
    for (id, figure) in context.figures.iter().enumerate() {
        let told = figure.points
            && !context.papers.has(id)
            && !context.papers.contains(figure.paragraph)
            && !figure.own.any(Tags::PRIOR)
            && figure.depth == 0
            && comparable(context, id, score);
        let label = if told { context.label(id) } else { "" };
        let label = label.trim_end_matches(['为', '是', '：', ':']);
        if TOTALS.iter().any(|word| label.ends_with(word)) {
            relations.push(same(id, score, Certainty::Stated));
        }
    }
}

fn differing(form: &Form, told: &Told<'_>) -> Option<String> {
    let [here, there] = form.figures()[..] else {
        return None;
    };
    let (here, there) = (told.printed(here), told.printed(there));
    Some(format!("同一指标前后不一：{here}与{there}"))
}
