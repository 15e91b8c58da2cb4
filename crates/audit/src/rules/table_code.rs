//! # 科目汇总 (A10)
//!
//! **查什么** 按支出功能分类（类、款、项）或经济分类列示的表，上级科目应等于所属下级科目之和，合计应等于各类之和。
//!
//! **为什么** 决算表逐级汇总，改了末级科目而没有改上级，总表、附表、说明就都对不上。
//!
//! **例** 20805为326.72，其下2080501、2080505两项为84.65、160.75。 → 应为245.40。
//!
//! **怎样改** 先核末级科目，再逐级重加。
//!
//! **宽严** 空格作零；按区间判断，四舍五入的尾差不报；表中多数上下级都不成立时视为读错了表，一律不报。
//!
//! **依据** 《政府收支分类科目》；财预〔2016〕143号。
//!
//! **状态** 稳定。

use crate::claim::{FigureId, Form, Relation, confirm};
use crate::context::Context;
use crate::strip::{Entry, Strip};
use crate::table::Sheet;

/// The code of this rule.
pub(crate) const CODE: &str = "A10";

pub(crate) fn propose(context: &Context<'_>, relations: &mut Vec<Relation>) {
    for sheet in context.sheets {
        let coded = sheet.strips.iter().filter(|strip| strip.is_coded());
        let suggested = coded.flat_map(|strip| strip_totals(context, sheet, strip));
        relations.extend(confirm(suggested.collect(), context.figures));
    }
}

fn strip_totals(context: &Context<'_>, sheet: &Sheet<'_>, strip: &Strip<'_>) -> Vec<Relation> {
    let coded: Vec<(&str, usize)> = strip
        .entries
        .iter()
        .filter_map(|entry| Some((entry.code.as_deref()?, entry.row)))
        .collect();
    let mut families: Vec<(usize, Vec<usize>)> = Vec::new();
    for (code, row) in &coded {
        families.push((*row, children(code, &coded)));
    }
    let classes = children("", &coded);
    let total = strip.entries.iter().find(|entry| is_grand_total(entry));
    families.extend(total.map(|total| (total.row, classes)));
    let mut suggested = Vec::new();
    for (row, parts) in families {
        for column in &strip.values {
            suggested.extend(total_of(context, sheet, row, &parts, *column));
        }
    }
    suggested
}

fn is_grand_total(entry: &Entry<'_>) -> bool {
    matches!(
        &*entry.name,
        "合计" | "总计" | "本年收入合计" | "本年支出合计"
    )
}

/// The rows one level below a code.
fn children(code: &str, coded: &[(&str, usize)]) -> Vec<usize> {
    let below = |other: &&str| other.len() > code.len() && other.starts_with(code);
    let level = coded
        .iter()
        .map(|(other, _)| *other)
        .filter(below)
        .map(str::len)
        .min();
    coded
        .iter()
        .filter(|(other, _)| below(other) && Some(other.len()) == level)
        .map(|(_, row)| *row)
        .collect()
}

fn total_of(
    context: &Context<'_>,
    sheet: &Sheet<'_>,
    row: usize,
    parts: &[usize],
    column: usize,
) -> Option<Relation> {
    let whole = sheet.figure(row, column)?;
    let figure = &context.figures[whole];
    let parts: Vec<FigureId> = parts
        .iter()
        .filter_map(|part| sheet.figure(*part, column))
        .filter(|part| context.figures[*part].same_kind(figure))
        .collect();
    (!parts.is_empty() && !figure.is_percent())
        .then(|| Relation::stated(CODE, vec![Form::total(whole, parts)]))
}
