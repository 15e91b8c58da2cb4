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
use crate::work;

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
    let coded = strip
        .entries
        .iter()
        .filter_map(|entry| Some((entry.code.as_deref()?, entry.row)));
    let mut coded: Vec<(&str, usize)> = coded.collect();
    coded.sort_unstable();
    // A code that stands twice, as where departments follow one another, does not say whose the rows below it are.
    let alone = coded.chunk_by(|left, right| left.0 == right.0);
    let alone = alone.filter_map(|same| (same.len() == 1).then_some(same[0]));
    let mut families: Vec<(usize, Vec<usize>)> = alone
        .map(|(code, row)| (row, children(code, &coded)))
        .collect();
    families.sort_unstable_by_key(|(row, _)| *row);
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

/// The rows one level below a code, from the top; the codes are in order.
fn children(code: &str, coded: &[(&str, usize)]) -> Vec<usize> {
    let first = coded.partition_point(|(other, _)| *other <= code);
    let below = || {
        let below = coded[first..].iter().inspect(|_| work::look(1));
        below.take_while(|(other, _)| other.starts_with(code))
    };
    let level = below().map(|(other, _)| other.len()).min();
    let next = below().filter(|(other, _)| Some(other.len()) == level);
    let mut rows: Vec<usize> = next.map(|(_, row)| *row).collect();
    rows.sort_unstable();
    rows
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
