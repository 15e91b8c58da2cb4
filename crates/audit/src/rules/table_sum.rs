//! # 表内合计 (A02)
//!
//! **查什么** 表中“合计”“总计”“总分”行应等于各行之和；全年预算数应等于年初预算数加调整数。
//!
//! **为什么** 表是报告的骨架，合计不对，正文引用的每一个数都跟着错。
//!
//! **例** 三行为10、20、30，合计写61。
//!
//! **怎样改** 先核定各行，再重加。
//!
//! **宽严** 按区间判断；“其中”行、“小计”行按几种读法试，有一种成立就不报；有“其中”或“小计”的表，只在一处笔误即可解释时才报。
//!
//! **依据** 财预〔2020〕10号附件1各栏关系。

use crate::context::Context;
use crate::relation::{Certainty, Equation, FigureId, Relation};
use crate::table::Sheet;

/// The code of this rule.
pub(crate) const CODE: &str = "A02";

pub(crate) fn propose(context: &Context<'_>, relations: &mut Vec<Relation>) {
    for sheet in context.sheets {
        for total in (sheet.body..sheet.grid.rows).filter(|row| sheet.is_total(*row)) {
            for column in 0..sheet.grid.columns {
                relations.extend(column_total(context, sheet, total, column));
            }
        }
        adjusted_budget(sheet, relations);
    }
}

fn column_total(
    context: &Context<'_>,
    sheet: &Sheet<'_>,
    total: usize,
    column: usize,
) -> Option<Relation> {
    let whole = sheet.figure(total, column)?;
    let head = &sheet.heads[column];
    if context.figures[whole].is_percent()
        || ["率", "占比", "比重", "%", "序号", "行次"]
            .iter()
            .any(|word| head.contains(word))
    {
        return None;
    }
    let rows = rows_of(sheet, total);
    let in_rows = |wanted: &dyn Fn(usize) -> bool| -> Vec<FigureId> {
        let figures = rows
            .iter()
            .filter(|row| wanted(**row))
            .filter_map(|row| sheet.figure(*row, column));
        figures
            .filter(|id| context.figures[*id].same_kind(&context.figures[whole]))
            .collect()
    };
    let is_part = |row: usize| sheet.label(row).trim_start().starts_with("其中");
    let is_subtotal = |row: usize| sheet.label(row).contains("小计");
    let mut readings: Vec<Equation> = Vec::new();
    for parts in [
        in_rows(&|row| !is_part(row) && !is_subtotal(row)),
        in_rows(&|row| is_subtotal(row)),
        in_rows(&|row| !is_subtotal(row)),
    ] {
        let equation = Equation::total(whole, parts.iter().copied());
        if parts.len() > 1 && !readings.contains(&equation) {
            readings.push(equation);
        }
    }
    let plain = !rows.iter().any(|row| is_part(*row) || is_subtotal(*row));
    let certainty = if plain {
        Certainty::Stated
    } else {
        Certainty::Possible
    };
    (!readings.is_empty()).then_some(Relation {
        code: CODE,
        readings,
        certainty,
    })
}

/// The rows a total adds up: those above it, or, when it comes first, those below, up to the next total.
fn rows_of(sheet: &Sheet<'_>, total: usize) -> Vec<usize> {
    if total > sheet.body {
        let above = (sheet.body..total)
            .rev()
            .take_while(|row| !sheet.is_total(*row));
        above.collect()
    } else {
        (total + 1..sheet.grid.rows)
            .take_while(|row| !sheet.is_total(*row))
            .collect()
    }
}

/// 全年预算数 = 年初预算数 + 调整数, and what was carried over from last year where a column says so.
fn adjusted_budget(sheet: &Sheet<'_>, relations: &mut Vec<Relation>) {
    let year = sheet.column(&["全年预算", "调整后预算"], &["率"]);
    let initial = sheet.column(&["年初预算"], &["率"]);
    let added = sheet.columns(
        &["预算调整", "调整数", "调整金额", "追加", "调剂"],
        &["调整后", "率"],
    );
    let carried = sheet.columns(&["上年结转", "年初结转", "结转结余"], &["率", "年末"]);
    let (Some(year), Some(initial)) = (year, initial) else {
        return;
    };
    if added.is_empty() {
        return;
    }
    for row in sheet.body..sheet.grid.rows {
        let figures = |columns: &[usize]| {
            columns
                .iter()
                .filter_map(|column| sheet.figure(row, *column))
                .collect::<Vec<_>>()
        };
        let (Some(year), Some(initial)) = (sheet.figure(row, year), sheet.figure(row, initial))
        else {
            continue;
        };
        let (added, carried) = (figures(&added), figures(&carried));
        let with =
            |more: &[FigureId]| Equation::total(year, [&[initial], &added[..], more].concat());
        let mut readings = vec![with(&carried)];
        if !carried.is_empty() {
            readings.push(with(&[]));
        }
        relations.push(Relation::stated(CODE, readings));
    }
}
