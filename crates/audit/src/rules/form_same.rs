//! # 同一指标前后一致 (D13)
//!
//! **查什么** 同一项目的同一指标在几张绩效表里，目标值、实际完成值、分值、得分应相同；正文写明的目标值、实际完成值、分值、得分与表中应相同，全年预算数、全年执行数、执行率与资金栏应相同；正文的自评总分、等级与表中的应相同；预算执行率在资金栏和在指标里的分值、得分应相同。
//!
//! **为什么** 正文、附表和目标表是分别填的，改了一处常漏改另一处。
//!
//! **例** 正文：执法巡查次数（指标分数5分，实际得分4分）；自评表：得5分。
//!
//! **怎样改** 以批复的目标和核定的得分为准，逐处改齐。
//!
//! **宽严** 名称一字不差才对应；有几个项目的，项目名称相同才对应；正文只在文件里只有一张自评表时核对；指标名称后紧接着的数，与完成值、目标值都不同才报；名称在句首、句中没有说到别的时间和计划的算错误，其余只提醒；资金只核说整个项目的句子。
//!
//! **依据** 财预〔2020〕10号：自评表与自评报告内容一致。
//!
//! **状态** 新。

use std::collections::HashMap;

use quantity::Approximation;

use crate::claim::{Certainty, FigureId, Form, Relation, Told};
use crate::context::Context;
use crate::cue::Tags;
use crate::finding::{Finding, Kind, Severity};
use crate::form::{Measure, Paper, Row, Said, said};
use crate::place::place_at;
use crate::places::Places;
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
        for said in said(context, paper) {
            relations.push(as_printed(&said));
        }
        totals(context, paper, relations);
    }
}

/// The forms with scores.
fn scored<'p, 'a>(papers: &'p [Paper<'a>]) -> Vec<&'p Paper<'a>> {
    let has = |paper: &&Paper<'_>| {
        let money = || {
            paper
                .execution()
                .is_some_and(|source| source.score.is_some())
        };
        paper.rows.iter().any(|row| row.score.is_some()) || money()
    };
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
    Relation::new(CODE, certainty, vec![Form::total(here, [there])])
        .saying(differing)
        .about(here)
}

/// The rate of execution among the indicators and beside the money.
fn execution_twice(context: &Context<'_>, paper: &Paper<'_>) -> Vec<Relation> {
    let row = paper.rows.iter().find(|row| row.execution);
    let Some((row, source)) = row.zip(paper.execution()) else {
        return Vec::new();
    };
    let pairs = [row.weight.zip(source.weight), row.score.zip(source.score)];
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

/// What the text says of a box.
fn as_printed(said: &Said) -> Relation {
    let certainty = if said.is_named {
        Certainty::Stated
    } else {
        Certainty::Probable
    };
    let boxes = said.boxes.iter();
    let forms = boxes
        .map(|there| Form::total(said.figure, [*there]))
        .collect();
    Relation::new(CODE, certainty, forms)
        .saying(differing)
        .about(said.figure)
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

/// Words that a grade stands behind in running text.
const LEADS: [&str; 5] = ["等级为", "等级是", "等级：", "评定为", "等次为"];

/// The grade that the text tells where the only form of the document has another.
pub(crate) fn inspect(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let [paper] = &scored(&context.papers.all)[..] else {
        return;
    };
    let text = &*context.reading.text;
    let own = paper
        .grade
        .and_then(|(start, end)| grade_at(&text[start..end]));
    let Some((own, (start, end))) = own.zip(paper.grade) else {
        return;
    };
    let leads = Places::of(text, &LEADS);
    let mut at = 0;
    while let Some((lead, from)) = leads.from(at) {
        at = from;
        let paragraph = context.reading.paragraph_at(lead);
        let words = text[from..].trim_start_matches(['“', '"', ' ']);
        let told = grade_at(words).filter(|told| *told != own);
        let whole = TOTALS
            .iter()
            .any(|word| context.sentence_to(lead).contains(word));
        if let Some(told) = told.filter(|_| whole && !context.papers.contains(paragraph)) {
            let begin = text.len() - words.len();
            findings.push(Finding::of_words(
                (CODE, Kind::Same, Severity::Warning),
                format!("正文的等级是“{told}”，自评表的等级是“{own}”。"),
                vec![
                    place_at(context.reading, begin, begin + told.len()),
                    place_at(context.reading, start, end),
                ],
                "以核定的等级为准，改成一样",
            ));
        }
    }
}

/// The grade some words begin with.
fn grade_at(words: &str) -> Option<&'static str> {
    ["优", "良", "中", "差"]
        .into_iter()
        .find(|grade| words.starts_with(grade))
}

fn differing(form: &Form, told: &Told<'_>) -> Option<String> {
    let [here, there] = form.figures()[..] else {
        return None;
    };
    let (here, there) = (told.printed(here), told.printed(there));
    Some(format!("同一指标前后不一：{here}与{there}"))
}
