//! # 有文无数 (A12)
//!
//! **查什么** 说明写出了“三公”经费的预算数或决算数，而“三公”经费表中相应的栏空白。
//!
//! **为什么** 表漏填，或说明照抄上年；公众最关心的一张表成了空表。
//!
//! **例** 说明写年初预算为0.95万元，表中合计预算数空白。
//!
//! **怎样改** 有数就填表，无数就改说明，并在表下注明本表无数据。
//!
//! **宽严** 只查标题说明“三公”经费的一节与同名的表；说明写0的不报；表中该栏写明不适用的不报。
//!
//! **依据** 财预〔2016〕143号：没有数据的表应列出空表并注明。
//!
//! **状态** 新。

use crate::account::{Form, three_public};
use crate::context::Context;
use crate::finding::{Finding, Kind, Place, Severity};
use crate::place::{place_at, place_of};
use crate::table::Sheet;

/// The code of this rule.
pub(crate) const CODE: &str = "A12";

pub(crate) fn inspect(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(sheet) = context.account.table(Form::ThreePublic, context.sheets) else {
        return;
    };
    let mut places: Vec<Place> = Vec::new();
    for (id, item, measure) in three_public::told(context) {
        let blank =
            three_public::cell(sheet, item, measure).is_some_and(|cell| cell.figure().is_none());
        let figure = &context.figures[id];
        if blank && !figure.quantity.value.is_zero() {
            places.push(place_of(context.reading, figure));
        }
    }
    let Some(first) = places.first() else {
        return;
    };
    let message = format!("说明写{}，“三公”经费表中这一栏空白。", first.text);
    places.extend(head(context, sheet));
    findings.push(Finding {
        code: CODE,
        severity: Severity::Warning,
        kind: Kind::Same,
        message,
        figures: places,
        arithmetic: String::new(),
        proposal: "按账簿填表；确无支出的，改说明并在表下注明本表无数据".to_owned(),
        proposals: Vec::new(),
        elsewhere: Vec::new(),
        proof: None,
    });
}

/// The first words of the table, to point at it.
fn head(context: &Context<'_>, sheet: &Sheet<'_>) -> Option<Place> {
    let pieces = sheet.grid.cells.iter().flatten().copied();
    let mut named = pieces.filter(|piece| !context.reading.flat.text_of(*piece).trim().is_empty());
    let piece = named.next()?;
    let paragraph = context
        .reading
        .paragraphs
        .iter()
        .find(|paragraph| paragraph.piece == piece)?;
    Some(place_at(context.reading, paragraph.start, paragraph.end))
}
