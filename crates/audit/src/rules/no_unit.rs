//! # 表没有金额单位 (I25)
//!
//! **查什么** 决算、预算公开表里，别的表都写明“单位：万元”，有一张表没有写。
//!
//! **为什么** 没有单位的数读不出大小；同一套表各写各的单位，更容易读错。
//!
//! **例** 九张表中八张写“金额单位：万元”，支出决算表没有写。
//!
//! **怎样改** 在表的上方补写金额单位。
//!
//! **宽严** 只作提醒；写明单位的不到两张，或没有写的多于一张，当作另有总的说明，不报；表里没有数、每个数后都带单位的不报。
//!
//! **依据** 财预〔2016〕143号公开表样：各表右上角注明金额单位。
//!
//! **状态** 新。

use quantity::Unit;

use crate::context::Context;
use crate::finding::{Finding, Kind, Severity};
use crate::place::place_at;
use crate::table::Sheet;
use crate::table_unit::of_table;

/// The code of this rule.
pub(crate) const CODE: &str = "I25";

/// So many tables say their unit where one is missed.
const TOLD: usize = 2;

/// A table of fewer amounts is not looked at.
const FILLED: usize = 3;

pub(crate) fn inspect(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let sheets = context
        .account
        .numbers()
        .map(|number| &context.sheets[number]);
    let (told, silent): (Vec<_>, Vec<_>) =
        sheets.partition(|sheet| of_table(context.reading, sheet).is_some());
    let silent: Vec<&Sheet<'_>> = silent
        .into_iter()
        .filter(|sheet| bare(context, sheet) >= FILLED)
        .collect();
    let [sheet] = silent[..] else { return };
    let first = sheet.first_piece().filter(|_| told.len() >= TOLD);
    let paragraphs = &context.reading.paragraphs;
    let paragraph = first.and_then(|piece| paragraphs.iter().find(|p| p.piece == piece));
    let Some(paragraph) = paragraph else { return };
    findings.push(Finding::of_words(
        (CODE, Kind::Form, Severity::Warning),
        "这张表没有写金额单位，别的表都写了。".to_owned(),
        vec![place_at(context.reading, paragraph.start, paragraph.end)],
        "在表的上方补写金额单位",
    ));
}

/// How many amounts of a table have no unit.
fn bare(context: &Context<'_>, sheet: &Sheet<'_>) -> usize {
    let rows = sheet.body..sheet.grid.rows;
    let places = rows.flat_map(|row| (0..sheet.grid.columns).map(move |column| (row, column)));
    let cells = places.filter_map(|(row, column)| sheet.figure(row, column));
    let figures = cells.map(|id| &context.figures[id].quantity);
    let bare = figures.filter(|quantity| quantity.unit == Unit::NONE && quantity.value.scale() > 0);
    bare.count()
}
