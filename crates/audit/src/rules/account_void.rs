//! # 说无而表有 (A17)
//!
//! **查什么** 说明或表注写本年度没有政府性基金、国有资本经营预算、“三公”经费收支，而相应的表里有数；或说明写了数，而表是空的。
//!
//! **为什么** 模板里的“无数据”说明没有删，或表漏填。
//!
//! **例** 说明写无政府性基金预算财政拨款收入和支出，表八合计支出26.00。
//!
//! **怎样改** 有收支的改说明，没有的清空表并注明。
//!
//! **宽严** 只查按标题认得出的三张表和标题说明它们的一节；表中的0和说明中的0都算没有。
//!
//! **依据** 财预〔2016〕143号：公开的表与说明应一致，没有数据的表应列出空表并注明。
//!
//! **状态** 新。

use crate::account::{Form, three_public};
use crate::context::Context;
use crate::figure::Role;
use crate::finding::{Finding, Kind, Severity};
use crate::place::{place_at, place_of};
use crate::table::Sheet;
use quantity::Dimension;

/// The code of this rule.
pub(crate) const CODE: &str = "A17";

/// The tables that stay empty in many offices, and words of the sentence that says so.
const TABLES: &[(Form, &str)] = &[
    (Form::Fund, "政府性基金"),
    (Form::StateCapital, "国有资本经营"),
    (Form::ThreePublic, "“三公”经费"),
];

pub(crate) fn inspect(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for (form, called) in TABLES {
        let Some(sheet) = context.account.table(*form, context.sheets) else {
            continue;
        };
        let filled = match form {
            // What was planned and not spent is no contradiction.
            Form::ThreePublic => spent(context, sheet),
            _ => filled(context, sheet),
        };
        let paragraphs = (0..context.reading.paragraphs.len())
            .filter(|paragraph| context.account.section(*paragraph) == Some(*form));
        match filled {
            Some(figure) => {
                let denied = paragraphs
                    .filter_map(|paragraph| denial(context, paragraph, called))
                    .next();
                findings.extend(denied.map(|(start, end)| {
                    let figure = &context.figures[figure];
                    Finding::of_words(
                        (CODE, Kind::Same, Severity::Warning),
                        format!(
                            "说明写没有{called}收支，表中有{}。",
                            figure.printed(context.reading)
                        ),
                        vec![
                            place_at(context.reading, start, end),
                            place_of(context.reading, figure),
                        ],
                        "有收支的改说明，没有的清空表并注明",
                    )
                }));
            }
            // An empty table of the travel abroad and the like is looked at item by item.
            None if *form != Form::ThreePublic => findings.extend(told(context, *form, called)),
            None => {}
        }
    }
}

/// The first figure of a table that is not nothing.
fn filled(context: &Context<'_>, sheet: &Sheet<'_>) -> Option<usize> {
    let rows = sheet.body..sheet.grid.rows;
    let mut cells = rows.flat_map(|row| (0..sheet.grid.columns).map(move |column| (row, column)));
    cells.find_map(|(row, column)| {
        let id = sheet.figure(row, column)?;
        let figure = &context.figures[id];
        let counts = figure.role == Role::Amount && !figure.quantity.value.is_zero();
        counts.then_some(id)
    })
}

/// What was spent on travel abroad and the like, where that is not nothing.
fn spent(context: &Context<'_>, sheet: &Sheet<'_>) -> Option<usize> {
    let all = three_public::cell(
        sheet,
        three_public::Item::All,
        three_public::Measure::Outcome,
    )?;
    let nothing = |id: &usize| context.figures[*id].quantity.value.is_zero();
    all.figure().filter(|id| !nothing(id))
}

/// Where a paragraph says that there was nothing: 某局本年度没有…收入和支出.
fn denial(context: &Context<'_>, paragraph: usize, called: &str) -> Option<(usize, usize)> {
    let text = context.reading.text_of(paragraph);
    let start = context.reading.paragraphs[paragraph].start;
    let mut words = ["年度没有", "年度无", "年没有", "年无"].iter();
    words.find_map(|word| {
        let at = text.find(word)?;
        let from = at + word.len();
        let end = text[from..]
            .find(['。', '，'])
            .map_or(text.len(), |end| from + end);
        let rest = &text[from..end];
        let bare = called.trim_matches(['“', '”']);
        let whole = rest.contains(bare) && rest.trim_end().ends_with(['出', '入', '费', '支']);
        (whole && rest.chars().count() <= 40).then_some((start + at, start + end))
    })
}

/// An amount the section tells of an empty table.
fn told(context: &Context<'_>, form: Form, called: &str) -> Option<Finding> {
    let figure = context.figures.iter().find(|figure| {
        context.account.section(figure.paragraph) == Some(form)
            && figure.role == Role::Amount
            && figure.quantity.unit.dimension() == Dimension::Money
            && !figure.quantity.value.is_zero()
            && context
                .account
                .is_of_the_year(figure.label_in(context.reading))
            && figure.label_in(context.reading).contains(called)
    })?;
    Some(Finding::of_words(
        (CODE, Kind::Same, Severity::Warning),
        format!(
            "说明写{called}{}，表中没有一个数。",
            figure.printed(context.reading)
        ),
        vec![place_of(context.reading, figure)],
        "按账簿填表；确无收支的，改说明",
    ))
}
