//! # 前后一致 (A08)
//!
//! **查什么** 同一事项在两处写出的数应相同，“本年收入总额”与“全年收入合计”这样只是说法不同的总数也是；括号里换一种单位重说的数应与括号前相等。
//!
//! **为什么** 正文、说明与附表各改各的，是报告最常见的毛病。
//!
//! **例** 面积5000亩（500公顷）。 → 5000亩＝333.33公顷。
//!
//! **怎样改** 以台账或决算表为准，两处改成一致。
//!
//! **宽严** 单位换算后按区间比较；名称完全相同、年度相同，而且两数只差一处笔误的才报，其余视为不同口径。
//!
//! **依据** 财预〔2016〕143号：公开内容应前后一致。
//!
//! **状态** 稳定。

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use document::PieceKind;
use foldhash::fast::RandomState;
use quantity::Approximation;

use crate::claim::{Certainty, FigureId, Form, Relation, Told, Verdict, decide};
use crate::context::Context;
use crate::cue::Tags;
use crate::figure::{Figure, Role};
use crate::slip::{between, rescaled};

/// The code of this rule.
pub(crate) const CODE: &str = "A08";

/// Shorter names, in bytes, are too common to stand for one thing: five characters of Chinese.
const LEAST_NAME: usize = 15;

/// Names of rows, in bytes: four characters of Chinese.
const LEAST_ROW: usize = 12;

/// Numbers of fewer than four digits are a slip apart too often by chance.
const LEAST_VALUE: u128 = 1_000;

/// Words by which totals of one thing are told apart from each other, and are not meant to be.
const TOTALS: [&str; 2] = ["总额", "合计"];

/// Words before the name of a total that say whose it is, where it can be nobody else's.
const OWNERS: [&str; 9] = [
    "全年度",
    "全年",
    "本年度",
    "本年",
    "年度",
    "本单位",
    "我单位",
    "本部门",
    "单位",
];

/// Numbers of fewer than five digits are a slip apart by chance now and then.
const SURE_VALUE: u128 = 10_000;

pub(crate) fn propose(context: &Context<'_>, relations: &mut Vec<Relation>) {
    restated_in_bracket(context, relations);
    repeated(context, relations);
    totals(context, relations);
    in_table(context, relations);
}

/// A figure called by the name of one row of the tables that is one slip away from a figure of that row.
fn in_table(context: &Context<'_>, relations: &mut Vec<Relation>) {
    let mut rows: HashMap<&str, Vec<Vec<FigureId>>> = HashMap::new();
    for sheet in context.sheets {
        for strip in &sheet.strips {
            for entry in strip
                .entries
                .iter()
                .filter(|entry| entry.name.len() >= LEAST_ROW)
            {
                let figures = strip
                    .values
                    .iter()
                    .filter_map(|column| sheet.figure(entry.row, *column));
                rows.entry(&entry.name).or_default().push(figures.collect());
            }
        }
    }
    if rows.is_empty() {
        return;
    }
    for (id, figure) in context.figures.iter().enumerate() {
        let usable = figure.role == Role::Amount
            && figure.depth == 0
            && !figure.implied
            && !figure.own.any(Tags::PRIOR)
            && figure.quantity.approximation == Approximation::Exact;
        if !usable || context.label(id).len() < LEAST_ROW {
            continue;
        }
        let name = name(context.label(id), figure.own.any(Tags::AMONG));
        let name = ["年末", "年度", "本年"]
            .iter()
            .find_map(|word| name.strip_prefix(word))
            .unwrap_or(name);
        let Some([row]) = rows.get(name).map(Vec::as_slice) else {
            continue;
        };
        let alike = row
            .iter()
            .copied()
            .filter(|cell| context.figures[*cell].same_kind(figure));
        let cells: Vec<FigureId> = alike.collect();
        let agrees =
            |cell: &FigureId| decide(&Form::total(id, [*cell]), context.figures) != Verdict::Broken;
        let mut slips = cells.iter().filter(|cell| confusable(context, **cell, id));
        if let (false, Some(cell), None) = (cells.iter().any(agrees), slips.next(), slips.next()) {
            relations.push(equal(id, *cell, certainty(context, id, *cell)).by("表"));
        }
    }
}

fn restated_in_bracket(context: &Context<'_>, relations: &mut Vec<Relation>) {
    for id in 0..context.figures.len() {
        relations.extend(
            context
                .restated(id)
                .map(|inner| equal(id, inner, Certainty::Stated).by("换算")),
        );
    }
}

fn equal(left: FigureId, right: FigureId, certainty: Certainty) -> Relation {
    Relation::new(CODE, certainty, vec![Form::total(left, [right])]).saying(differing)
}

fn differing(form: &Form, told: &Told<'_>) -> Option<String> {
    let figures = form.figures();
    let (one, other) = (told.printed(figures[0]), told.printed(figures[1]));
    Some(format!("同一事项前后不一：{one}与{other}"))
}

/// Figures with one name in one year.
fn repeated(context: &Context<'_>, relations: &mut Vec<Relation>) {
    // Nearly every name has figures of one kind only; those of others are kept apart, without a list for each name.
    let mut first: HashMap<&str, FigureId, RandomState> = HashMap::default();
    let mut more: HashMap<&str, Vec<FigureId>, RandomState> = HashMap::default();
    for (id, figure) in context.figures.iter().enumerate() {
        let usable = figure.role == Role::Amount
            && figure.depth == 0
            && !figure.own.any(Tags::PRIOR)
            && figure.quantity.approximation == Approximation::Exact;
        let label = context.label(id);
        if !usable || label.len() < LEAST_NAME || is_measure(context, id) {
            continue;
        }
        let name = name(label, figure.own.any(Tags::AMONG));
        // Last, as it reads the whole paragraph.
        if name.len() < LEAST_NAME || !is_prose(context, id) {
            continue;
        }
        let alike = |other: &FigureId| context.figures[*other].same_kind(figure);
        let other = match first.entry(name) {
            Entry::Vacant(place) => {
                place.insert(id);
                continue;
            }
            Entry::Occupied(place) if alike(place.get()) => *place.get(),
            Entry::Occupied(_) => {
                let others = more.entry(name).or_default();
                let Some(other) = others.iter().copied().find(alike) else {
                    others.push(id);
                    continue;
                };
                other
            }
        };
        if confusable(context, other, id) {
            relations.push(equal(other, id, certainty(context, other, id)).by("重复"));
        }
    }
}

/// Whether a percentage of the figure follows, so that it is that of what the percentage is about, whatever it is called: 税收1035
/// 万元，占年初预算2400万元的43.1%；非税收入685万元，占年初预算1400万元的48.9%.
fn is_measure(context: &Context<'_>, id: FigureId) -> bool {
    let next = context.figures.get(id + 1);
    next.is_some_and(Figure::is_percent) && context.between(id, id + 1) == "的"
}

/// What a name tells of without whose it is and of which year: 收入 of 本单位2023年度全年收入.
fn without_owner(mut name: &str) -> &str {
    loop {
        let digits = name.trim_start_matches(|c: char| c.is_ascii_digit() || c == '年');
        let rest = OWNERS.iter().find_map(|word| digits.strip_prefix(word));
        match rest {
            Some(rest) => name = rest,
            None => return digits,
        }
    }
}

/// The total of income or spending told again under another word for a total: 本年收入总额…, 全年收入合计….
fn totals(context: &Context<'_>, relations: &mut Vec<Relation>) {
    let mut first: HashMap<&str, (FigureId, &str), RandomState> = HashMap::default();
    for (id, figure) in context.in_role(|role| role == Role::Amount) {
        let usable = figure.depth == 0
            && !figure.own.any(Tags::PRIOR | Tags::PLAN)
            && figure.quantity.approximation == Approximation::Exact
            && figure.quantity.value.mantissa().unsigned_abs() >= SURE_VALUE;
        if !usable {
            continue;
        }
        let name = name(context.label(id).trim_start_matches(['，', ' ']), false);
        let Some(of) = TOTALS.iter().find_map(|word| name.strip_suffix(word)) else {
            continue;
        };
        let of = without_owner(of);
        if !matches!(of, "收入" | "支出" | "财政拨款收入" | "财政拨款支出")
            || !is_prose(context, id)
        {
            continue;
        }
        match first.entry(of) {
            Entry::Vacant(place) => {
                place.insert((id, name));
            }
            Entry::Occupied(place) => {
                let (other, called) = *place.get();
                let known = called == name && name.len() >= LEAST_NAME;
                if !known && confusable(context, other, id) {
                    relations.push(equal(other, id, Certainty::Stated).by("总额"));
                }
            }
        }
    }
}

/// Whether a figure stands in a sentence, or in a cell of a table; a bare line of names and numbers is a row of a table that
/// is none in the file, and the next table has a row of the same name.
fn is_prose(context: &Context<'_>, id: FigureId) -> bool {
    let paragraph = context.figures[id].paragraph;
    context.reading.paragraphs[paragraph].kind != PieceKind::Paragraph
        || context
            .reading
            .text_of(paragraph)
            .contains(['，', '。', '；', '：'])
}

/// A slip in a short number is probable, not proven.
fn certainty(context: &Context<'_>, left: FigureId, right: FigureId) -> Certainty {
    let (one, other) = (
        context.figures[left].quantity,
        context.figures[right].quantity,
    );
    let same = one.unit == other.unit && one.value == other.value;
    if same || one.value.mantissa().unsigned_abs() >= SURE_VALUE {
        Certainty::Stated
    } else {
        Certainty::Probable
    }
}

/// The name in a label, without the words that lead to the number; `among` tells whether 其中 is one of them.
fn name(label: &str, among: bool) -> &str {
    let mut name = label.trim();
    if among {
        name = name.rsplit_once("其中").map_or(name, |split| split.1);
    }
    name = name.rsplit_once('“').map_or(name, |split| split.1);
    for end in [
        "为",
        "是",
        "达",
        "达到",
        "约",
        "共",
        "决算数",
        "”决算数",
        "执行数",
        "金额",
        "支出决算",
    ] {
        name = name.strip_suffix(end).map_or(name, str::trim_end);
    }
    name.trim_matches(['“', '”', '"', ' ', '的'])
}

/// Whether two figures of one name are the same figure, or one with a slip of the pen.
fn confusable(context: &Context<'_>, left: FigureId, right: FigureId) -> bool {
    let (one, other) = (
        context.figures[left].quantity,
        context.figures[right].quantity,
    );
    if one.unit == other.unit && one.value == other.value {
        return true;
    }
    let meet = one
        .wide_ends()
        .zip(other.wide_ends())
        .is_some_and(|(left, right)| left.0 < right.1 && right.0 < left.1);
    let long = one.value.mantissa().unsigned_abs() >= LEAST_VALUE;
    let alike = long && one.unit == other.unit;
    let same_places = one.value.scale() == other.value.scale();
    let slip = same_places && between(one.value.mantissa(), other.value.mantissa()).is_some();
    meet || (alike && (slip || rescaled(&one).any(|variant| variant.quantity.value == other.value)))
}
