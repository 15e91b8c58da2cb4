//! Boxes that stand by themselves: a label and what it says beside it (总分 | 98.5, 自评等级：优).

use crate::claim::FigureId;
use crate::figure::Figure;

use super::head;
use super::plate::{Cell, Plate};

/// Words for the grade of a form.
const GRADES: [&str; 8] = [
    "等级",
    "自评等级",
    "评价等级",
    "绩效等级",
    "评定等级",
    "自评结果等级",
    "等次",
    "评价等次",
];

/// The total that a box states with its label or beside it, outside the rows of indicators.
pub(super) fn total(plate: &Plate<'_>, figures: &[Figure], cell: &Cell<'_>) -> Option<FigureId> {
    let (label, inside) = split(&cell.text);
    if !head::is_total(label) || matches!(label, "合计" | "总计" | "共计") {
        return None;
    }
    if inside {
        let id = (cell.figures.len() == 1).then_some(cell.figures.start)?;
        let (before, after) = plate.around(figures, cell, id);
        let alone = before.ends_with(['：', ':']) && after.trim_start_matches('分').is_empty();
        return alone.then_some(id);
    }
    plate.number(figures, plate.right_of(cell)?)
}

/// Where the grade stands that a box states with its label or beside it.
pub(super) fn grade(plate: &Plate<'_>, whole: &str, cell: &Cell<'_>) -> Option<(usize, usize)> {
    let (label, inside) = split(&cell.text);
    if !GRADES.contains(&label) {
        return None;
    }
    let value = if inside { cell } else { plate.right_of(cell)? };
    let text = &whole[value.start..value.end];
    let from = if inside {
        text.find(['：', ':'])? + text[text.find(['：', ':'])?..].chars().next()?.len_utf8()
    } else {
        0
    };
    let word = text[from..].trim();
    let start = value.start + from + (text[from..].len() - text[from..].trim_start().len());
    Some((start, start + word.len()))
}

/// A label before a colon, and whether something stands behind it.
fn split(text: &str) -> (&str, bool) {
    match text.split_once(['：', ':']) {
        Some((label, rest)) => (label, !rest.is_empty()),
        None => (head::bare(text), false),
    }
}
