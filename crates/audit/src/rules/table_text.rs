//! # 表文一致 (A07)
//!
//! **查什么** 决算、预算情况说明中的数与所说的表：收支总计、各项收入、基本支出与项目支出、各类支出、人员经费与公用经费，以及逐项说明的支出决算数，应与表中同名的数相等；逐项说明的年初预算、支出决算相加应等于总数。
//!
//! **为什么** 说明套用上年文档，改了表没有改文，是决算公开最常见的错。
//!
//! **例** 说明写收入支出总计0.3万元，总表为2961.68。
//!
//! **怎样改** 以表为准改说明；表错时先改表。
//!
//! **宽严** 只在标题说明某表的一节内，按完整名称比；名称里写明别的年度的不比；单位换算后按区间判断，四舍五入的尾差不报。
//!
//! **依据** 财预〔2016〕143号：公开的表与说明应一致。
//!
//! **状态** 新。

use quantity::Approximation;

use crate::account::{Form, Named, items, name_before, three_public};
use crate::claim::{self, Certainty, FigureId, Relation, Told};
use crate::context::Context;
use crate::cue::Tags;
use crate::figure::{Figure, Role};

/// The code of this rule.
pub(crate) const CODE: &str = "A07";

pub(crate) fn propose(context: &Context<'_>, relations: &mut Vec<Relation>) {
    if !context.account.is_present() {
        return;
    }
    headlines(context, relations);
    three_public(context, relations);
    listed_items(context, relations);
}

/// Figures called by a name their section's table prints.
fn headlines(context: &Context<'_>, relations: &mut Vec<Relation>) {
    let mut known: Option<(Form, Vec<Named>)> = None;
    for (id, figure) in context.figures.iter().enumerate() {
        let Some(form) = context.account.section(figure.paragraph) else {
            continue;
        };
        if !can_be_in_a_table(figure) {
            continue;
        }
        if known.as_ref().is_none_or(|(other, _)| *other != form) {
            known = Some((form, context.account.names(form, context.sheets)));
        }
        let names = known.as_ref().map_or(&[][..], |(_, names)| names);
        relations.extend(headline(context, names, id));
    }
}

fn can_be_in_a_table(figure: &Figure) -> bool {
    figure.role == Role::Amount
        && figure.depth == 0
        && !figure.own.any(Tags::PRIOR)
        && figure.quantity.approximation == Approximation::Exact
}

fn headline(context: &Context<'_>, names: &[Named], id: FigureId) -> Option<Relation> {
    let figure = &context.figures[id];
    let name = name_before(context.ahead_of(id));
    let named = names.iter().find(|named| name.ends_with(&named.name))?;
    if !context.account.is_of_the_year(&name) {
        return None;
    }
    let cells = named.cells.iter().filter_map(|cell| cell.figure());
    let readings: Vec<claim::Form> = cells
        .filter(|cell| context.figures[*cell].same_kind(figure))
        .map(|cell| claim::Form::total(id, [cell]))
        .collect();
    (!readings.is_empty()).then(|| Relation::stated(CODE, readings).saying(differing))
}

/// The expense on travel abroad, vehicles and receptions.
fn three_public(context: &Context<'_>, relations: &mut Vec<Relation>) {
    let Some(sheet) = context.account.table(Form::ThreePublic, context.sheets) else {
        return;
    };
    for (id, item, measure) in three_public::told(context) {
        let cell = three_public::cell(sheet, item, measure).and_then(|cell| cell.figure());
        let cell = cell.filter(|cell| context.figures[*cell].same_kind(&context.figures[id]));
        relations.extend(cell.map(|cell| equal(id, cell)));
    }
    for (id, item) in three_public::detailed(context) {
        let cell = three_public::cell(sheet, item, three_public::Measure::Outcome);
        let cell = cell.and_then(|cell| cell.figure());
        let cell = cell.filter(|cell| context.figures[*cell].same_kind(&context.figures[id]));
        relations.extend(cell.map(|cell| equal(id, cell)));
    }
}

fn equal(text: FigureId, cell: FigureId) -> Relation {
    Relation::stated(CODE, vec![claim::Form::total(text, [cell])]).saying(differing)
}

fn differing(form: &claim::Form, told: &Told<'_>) -> Option<String> {
    let figures = form.figures();
    let (text, cell) = (told.printed(figures[0]), told.printed(figures[1]));
    Some(format!("说明与表不一致：说明为{text}，表中为{cell}"))
}

/// The items of the expense of the public budget, each with its budget and its outcome.
fn listed_items(context: &Context<'_>, relations: &mut Vec<Relation>) {
    let Some(sheet) = context.account.table(Form::PublicExpense, context.sheets) else {
        return;
    };
    let items = items(context);
    for item in &items {
        let cell = item.row(sheet).and_then(|(strip, row)| {
            sheet.figure(row, sheet.column_in(strip, &["合计", "小计", "决算"])?)
        });
        let pair = item.outcome.zip(cell);
        let pair =
            pair.filter(|(text, cell)| context.figures[*text].same_kind(&context.figures[*cell]));
        relations.extend(pair.map(|(text, cell)| equal(text, cell)));
    }
    relations.extend(sums_of_items(context, &items));
}

/// The whole budget and outcome of the section, which its items add up to.
fn sums_of_items(context: &Context<'_>, items: &[crate::account::Item<'_>]) -> Vec<Relation> {
    let mut sums = Vec::new();
    let Some(first) = items.first().filter(|_| items.len() > 1) else {
        return sums;
    };
    let Some((budget, outcome)) = crate::account::pair_before(context, first.paragraph) else {
        return sums;
    };
    let all = |of: fn(&crate::account::Item<'_>) -> Option<FigureId>| {
        items.iter().map(of).collect::<Option<Vec<_>>>()
    };
    for (whole, parts) in [
        (budget, all(|item| item.budget)),
        (outcome, all(|item| item.outcome)),
    ] {
        if let Some(parts) = parts {
            sums.push(Relation::new(
                CODE,
                Certainty::Possible,
                vec![claim::Form::total(whole, parts)],
            ));
        }
    }
    sums
}
