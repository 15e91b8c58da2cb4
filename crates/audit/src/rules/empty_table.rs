//! # 空表未注明 (I21)
//!
//! **查什么** 决算、预算公开的表没有一个数，表旁又没有注明本表无数据。
//!
//! **为什么** 空着不说，读者分不清是没有发生还是漏填。
//!
//! **例** “三公”经费支出决算表数据行全部空白，表下没有说明。
//!
//! **怎样改** 漏填的补上；没有数据的，在表下注明。
//!
//! **宽严** 只查按标题认得出的部门预决算表；表内、表上、表下四行内写明无数据、没有支出的不报；多数表都空的视为空白模板，不报。
//!
//! **依据** 财预〔2016〕143号：没有数据的表应列出空表并注明。
//!
//! **状态** 新。

use document::PieceKind;

use crate::context::Context;
use crate::finding::{Finding, Kind, Severity};
use crate::place::place_at;
use crate::table::Sheet;

/// The code of this rule.
pub(crate) const CODE: &str = "I21";

/// How many lines beside a table its note may stand.
const BESIDE: usize = 4;

pub(crate) fn inspect(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let empty: Vec<usize> = context
        .account
        .numbers()
        .filter(|number| is_empty(&context.sheets[*number]))
        .collect();
    if empty.len() > 1 && empty.len() * 2 > context.account.numbers().count() {
        return;
    }
    for number in empty {
        let sheet = &context.sheets[number];
        if is_noted(context, sheet) {
            continue;
        }
        let pieces = sheet.grid.cells.iter().flatten();
        let Some(head) = pieces
            .copied()
            .find(|piece| !context.reading.flat.text_of(*piece).trim().is_empty())
        else {
            continue;
        };
        let Some(place) = context
            .reading
            .paragraphs
            .iter()
            .find(|paragraph| paragraph.piece == head)
        else {
            continue;
        };
        findings.push(Finding::of_words(
            (CODE, Kind::Form, Severity::Warning),
            "表中没有一个数，也没有注明本表无数据。".to_owned(),
            vec![place_at(context.reading, place.start, place.end)],
            "漏填的补上；没有数据的，在表下注明本表无数据",
        ));
    }
}

/// Whether a table has rows for figures and none in them.
fn is_empty(sheet: &Sheet<'_>) -> bool {
    let columns = 0..sheet.grid.columns;
    let filled = |row: usize| {
        columns
            .clone()
            .any(|column| sheet.figure(row, column).is_some())
    };
    sheet.body < sheet.grid.rows && !(0..sheet.grid.rows).any(filled)
}

/// Whether a line beside the table, or a cell, says that there is nothing.
fn is_noted(context: &Context<'_>, sheet: &Sheet<'_>) -> bool {
    let flat = context.reading.flat;
    let cells = sheet.grid.cells.iter().flatten().copied();
    let (Some(first), Some(last)) = (cells.clone().min(), cells.clone().max()) else {
        return true;
    };
    let before = first.saturating_sub(BESIDE)..first;
    let after = last + 1..(last + 1 + BESIDE).min(flat.pieces.len());
    let beside = before
        .chain(after)
        .filter(|piece| !matches!(flat.pieces[*piece].kind, PieceKind::Cell { .. }));
    cells.chain(beside).any(|piece| {
        let text = flat.text_of(piece);
        [
            "无数据",
            "无此",
            "没有",
            "无政府性",
            "无国有",
            "空表",
            "无相关",
            "未发生",
            "不涉及",
        ]
        .iter()
        .any(|word| text.contains(word))
            || (text.contains('无') && text.contains("支出"))
    })
}
