//! Boxes that stand by themselves: a label and what it says beside it (总分 | 98.5, 自评等级：优, ☑优 ☐良).

use std::ops::Range;

use crate::claim::FigureId;
use crate::figure::Figure;

use super::head;
use super::plate::{Cell, Plate};

/// Ends of the labels of the grade of a form.
const LABELS: [&str; 8] = [
    "等级",
    "等次",
    "自评结论",
    "评价结论",
    "自评结果",
    "评价结果",
    "评级",
    "绩效级别",
];

/// Grades, the longer words first.
const GRADES: [&str; 8] = ["优秀", "良好", "中等", "较差", "优", "良", "中", "差"];

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

/// Where the grade stands that a box states: with its label, beside it, or behind the total in the same row.
pub(super) fn grade(plate: &Plate<'_>, whole: &str, cell: &Cell<'_>) -> Option<(usize, usize)> {
    let (label, inside) = split(&cell.text);
    if !LABELS.iter().any(|end| label.ends_with(end)) {
        return within(whole, cell).or_else(|| behind_total(plate, whole, cell));
    }
    if inside {
        let text = &whole[cell.start..cell.end];
        let colon = text.find(['：', ':'])?;
        let from = colon + text[colon..].chars().next()?.len_utf8();
        return Some(word(whole, cell.start + from..cell.end));
    }
    let value = plate.right_of(cell)?;
    Some(word(whole, value.start..value.end))
}

/// Where a grade stands in what a box says of it: the one that is ticked, or all the box says.
pub(super) fn word(whole: &str, range: Range<usize>) -> (usize, usize) {
    let text = &whole[range.clone()];
    if let Some(ticked) = ticked(text) {
        return (range.start + ticked.start, range.start + ticked.end);
    }
    let start = range.start + (text.len() - text.trim_start().len());
    (start, start + text.trim().len())
}

/// 总分（自评等级：优）, 自评总分：92分 等级：优.
fn within(whole: &str, cell: &Cell<'_>) -> Option<(usize, usize)> {
    const LEADS: [&str; 5] = ["等级：", "等级:", "等级为", "等次：", "等次:"];
    let text = &whole[cell.start..cell.end];
    let from = LEADS
        .iter()
        .find_map(|lead| Some(text.find(lead)? + lead.len()))?;
    let from = from + text[from..].len() - text[from..].trim_start().len();
    let word = GRADES.iter().find(|word| text[from..].starts_with(*word))?;
    let end = from + word.len();
    let closed = text[end..].trim_start_matches(['级', '”']);
    let alone = closed.is_empty() || closed.starts_with(['）', ')', '，', '；', '。', ' ', '\n']);
    alone.then_some((cell.start + from, cell.start + end))
}

/// 总分 | 98.5 | 优.
fn behind_total(plate: &Plate<'_>, whole: &str, cell: &Cell<'_>) -> Option<(usize, usize)> {
    if !GRADES.contains(&&*cell.text) {
        return None;
    }
    let mut labels = plate.row(cell.row);
    let label = labels.find(|cell| !cell.text.is_empty())?;
    let total = head::is_total(&label.text) && label.columns.start < cell.columns.start;
    total.then(|| word(whole, cell.start..cell.end))
}

/// The one grade that is ticked of several: ☑优 ☐良, 优√ 良.
fn ticked(text: &str) -> Option<Range<usize>> {
    const TICKED: [char; 7] = ['☑', '√', '✓', '✔', '■', '☒', '●'];
    const OPEN: [char; 4] = ['□', '☐', '○', '〇'];
    if !text.contains(TICKED) {
        return None;
    }
    let (mut marks, mut words) = (Vec::new(), Vec::new());
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let found = GRADES.iter().find(|word| text[at..].starts_with(*word));
        let length = found.map_or(c.len_utf8(), |word| word.len());
        if found.is_some() {
            words.push(at..at + length);
        } else if TICKED.contains(&c) || OPEN.contains(&c) {
            marks.push((at, TICKED.contains(&c)));
        }
        at += length;
    }
    let mut chosen = marks.iter().filter(|(_, ticked)| *ticked);
    let (Some((mark, _)), None) = (chosen.next(), chosen.next()) else {
        return None;
    };
    let before = marks.first()?.0 < words.first()?.start && words.len() > 1;
    let mut words = words.into_iter();
    if before {
        words.find(|word| word.start > *mark)
    } else {
        words.rfind(|word| word.end <= *mark)
    }
}

/// A label before a colon, and whether something stands behind it.
fn split(text: &str) -> (&str, bool) {
    match text.split_once(['：', ':']) {
        Some((label, rest)) if !label.contains(['（', '(']) => (label, !rest.is_empty()),
        _ => (head::bare(text), false),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ticked_grade_is_told() {
        for (text, grade) in [
            ("☑优 ☐良 ☐中 ☐差", Some("优")),
            ("□优秀■良好□中等□较差", Some("良好")),
            ("优□ 良√ 中□", Some("良")),
            ("优（ ） 良（√）", Some("良")),
            ("优", None),
            ("☑优 ☑良", None),
        ] {
            assert_eq!(ticked(text).map(|range| &text[range]), grade, "{text}");
        }
    }
}
