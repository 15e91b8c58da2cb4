//! The money of a form once more, apart from the lines of its total: 按收入性质分 and 按支出性质分, 基本支出总额 beside 项目支出总额.

use std::ops::Range;

use crate::claim::FigureId;
use crate::figure::Figure;

use super::line::{Line, line};
use super::pairs::{Labelled, labelled};
use super::plate::Plate;

/// Parts of one whole that stands elsewhere.
#[derive(Debug)]
pub(super) struct Splits {
    /// The parts, by source and by kind of expense apart.
    pub(super) groups: Vec<Vec<FigureId>>,
    /// The rows of the table it takes.
    pub(super) lines: Range<usize>,
}

/// The parts that begin in a row: below 按…分, or 基本支出 and 项目支出 in one row.
pub(super) fn from_row(plate: &Plate<'_>, figures: &[Figure], first: usize) -> Option<Splits> {
    const MOST_ROWS: usize = 12;
    let headed = is_headed(plate, first);
    let mut groups: [Vec<FigureId>; 2] = Default::default();
    let mut end = first + usize::from(headed);
    for row in (end..plate.rows).take(MOST_ROWS) {
        let pairs = labelled(plate, figures, row).filter(|pairs| !pairs.is_empty());
        let parts: Option<Vec<(usize, FigureId)>> =
            pairs.and_then(|pairs| pairs.iter().map(|pair| part(figures, pair)).collect());
        let Some(parts) = parts else { break };
        for (group, id) in parts {
            groups[group].push(id);
        }
        end = row + 1;
        if !headed {
            break;
        }
    }
    let [sources, expenses] = &groups;
    let whole = headed || sources.is_empty() && expenses.len() == 2;
    let groups: Vec<Vec<FigureId>> = groups.into_iter().filter(|group| group.len() > 1).collect();
    (whole && !groups.is_empty()).then_some(Splits {
        groups,
        lines: first..end,
    })
}

/// 按收入性质分：| 按支出性质分：
pub(super) fn is_headed(plate: &Plate<'_>, row: usize) -> bool {
    let words = plate.row(row).filter(|cell| !cell.text.is_empty());
    let mut heads = words.map(|cell| {
        let text = cell.text.trim_end_matches(['：', ':']);
        text.starts_with('按') && (text.ends_with('分') || text.ends_with("划分"))
    });
    heads.next().is_some_and(|first| first) && heads.all(|head| head)
}

/// Which group a number belongs to; `None` where its label names no part.
fn part(figures: &[Figure], pair: &Labelled<'_>) -> Option<(usize, FigureId)> {
    let group = match line(&pair.label) {
        Line::Source | Line::Level => 0,
        Line::Expense => 1,
        Line::Total | Line::Basic | Line::Alone => return None,
    };
    (!figures[pair.id].is_percent()).then_some((group, pair.id))
}
