//! Money in columns (总额 | 财政拨款 | 其他资金), as the tasks of a department have it.

use std::ops::Range;

use crate::claim::FigureId;
use crate::figure::Figure;

use super::funds;
use super::head::{self, Head};
use super::line::{Line, bare, is_total, line};
use super::plate::{Cell, Plate};
use super::roster::Roster;

/// Columns of money that add up in each row: 总额 | 财政拨款 | 其他资金, below a head that begins in a row.
#[derive(Debug, Clone)]
pub(crate) struct Across {
    /// Each row: the whole and its parts.
    pub(crate) rows: Vec<(FigureId, Vec<FigureId>)>,
    /// Each column: its sum and what it sums.
    pub(crate) sums: Vec<(FigureId, Vec<FigureId>)>,
    /// Whether its columns are the quarters of the year: 季度用款计划.
    pub(crate) is_plan: bool,
    pub(super) lines: Range<usize>,
}

/// The columns of money whose heads stand in a row.
pub(super) fn across(plate: &Plate<'_>, figures: &[Figure], first: usize) -> Vec<Across> {
    let mut found = Vec::new();
    // Accounts have such columns, too; those of tasks are a form's.
    let mut heads = (first.saturating_sub(1)..=first).flat_map(|row| plate.row(row));
    if !heads.any(|cell| cell.text.contains("任务")) {
        return found;
    }
    let cells: Vec<&Cell<'_>> = plate.row(first).collect();
    for (at, whole) in cells.iter().enumerate() {
        let total = is_whole(whole);
        let parts = cells[at + 1..].iter().take_while(|cell| {
            matches!(line(&cell.text), Line::Source | Line::Level | Line::Expense)
        });
        let parts: Vec<&&Cell<'_>> = parts.collect();
        if total && parts.len() > 1 {
            found.extend(columns(plate, figures, whole, &parts));
        }
    }
    found
}

/// The quarters of the year and their sum, below heads that stand in a row: 一季度 | 二季度 | 三季度 | 四季度 | 合计.
pub(super) fn quarters(plate: &Plate<'_>, figures: &[Figure], first: usize) -> Option<Across> {
    const QUARTERS: usize = 4;
    let cells: Vec<&Cell<'_>> = plate.row(first).collect();
    let begin = cells.windows(QUARTERS).position(|four| {
        let mut four = four.iter().enumerate();
        four.all(|(at, cell)| quarter(&cell.text) == Some(at))
    })?;
    let before = begin.checked_sub(1).map(|at| cells[at]);
    let around = [before, cells.get(begin + QUARTERS).copied()];
    let mut wholes = around.into_iter().flatten();
    let whole = wholes.find(|cell| is_whole(cell) || is_total(bare(&cell.text).0))?;
    let number = |cell: &Cell<'_>| {
        let id = plate.number(figures, plate.begins(first + 1, &cell.columns)?)?;
        (!figures[id].is_percent()).then_some(id)
    };
    let parts = cells[begin..begin + QUARTERS].iter();
    let parts: Vec<FigureId> = parts.map(|cell| number(cell)).collect::<Option<_>>()?;
    Some(Across {
        rows: vec![(number(whole)?, parts)],
        sums: Vec::new(),
        is_plan: true,
        lines: first..first + 2,
    })
}

/// Which quarter of the year a head names, from 0: 一季度, 第二季度, 3季度.
fn quarter(text: &str) -> Option<usize> {
    let words = head::bare(text).strip_suffix("季度")?;
    let words = words.trim_start_matches('第');
    let numbers = [["一", "1"], ["二", "2"], ["三", "3"], ["四", "4"]];
    numbers.iter().position(|names| names.contains(&words))
}

/// The tasks with what was budgeted, what was spent and the rate of it, where the heads of those stand above 总额: a row each.
pub(super) fn tasks(plate: &Plate<'_>, figures: &[Figure], first: usize) -> Option<Roster> {
    let heads = task_heads(plate, first)?;
    let left = heads.iter().map(|(_, columns)| columns.start).min()?;
    let mut rows = Vec::new();
    for row in first + 1..plate.rows {
        let label = plate.left_of(row, left).filter(|label| label.row == row)?;
        let mut source = funds::source(plate, figures, &heads, (row, label));
        if source.amounts.is_empty() {
            return None;
        }
        let mut labels = plate.row(row).filter(|cell| cell.columns.end <= left);
        if labels.any(|cell| is_total(bare(&cell.text).0)) {
            source.line = Line::Total;
            return Some(Roster::of(rows, source, first..row + 1));
        }
        rows.push(source);
    }
    None
}

/// The heads over 总额 | 财政拨款 | 其他资金: of each amount the column of its whole, and the columns beside them.
fn task_heads(plate: &Plate<'_>, row: usize) -> Option<Vec<(Head, Range<usize>)>> {
    let above = plate.row(row.checked_sub(1)?);
    let heads = above.filter_map(|cell| {
        let kind = head::head(&cell.text)?;
        let wholes = plate.row(row).filter(|whole| is_whole(whole));
        let mut within = wholes.filter(|whole| cell.columns.contains(&whole.columns.start));
        match kind {
            Head::Initial | Head::Annual | Head::Executed => {
                Some((kind, within.next()?.columns.clone()))
            }
            Head::Rate | Head::Weight | Head::Score => Some((kind, cell.columns.clone())),
            _ => None,
        }
    });
    let heads: Vec<(Head, Range<usize>)> = heads.collect();
    let has = |kind: Head| heads.iter().filter(|(other, _)| *other == kind).count() == 1;
    let told = has(Head::Annual) != has(Head::Initial) && has(Head::Executed);
    told.then_some(heads)
}

fn is_whole(cell: &Cell<'_>) -> bool {
    matches!(
        head::bare(&cell.text),
        "总额" | "小计" | "合计" | "资金总额" | "总计"
    )
}

fn columns(
    plate: &Plate<'_>,
    figures: &[Figure],
    whole: &Cell<'_>,
    parts: &[&&Cell<'_>],
) -> Option<Across> {
    let number = |row: usize, columns: &Range<usize>| {
        let id = plate.number(figures, plate.begins(row, columns)?)?;
        (!figures[id].is_percent()).then_some(id)
    };
    let mut across = Across {
        rows: Vec::new(),
        sums: Vec::new(),
        is_plan: false,
        lines: whole.row..whole.row + 1,
    };
    let all: Vec<&Range<usize>> = std::iter::once(&whole.columns)
        .chain(parts.iter().map(|part| &part.columns))
        .collect();
    let mut above: Vec<Vec<FigureId>> = vec![Vec::new(); all.len()];
    for row in whole.row + 1..plate.rows {
        let numbers: Vec<Option<FigureId>> =
            all.iter().map(|columns| number(row, columns)).collect();
        let Some(sum) = numbers[0] else { break };
        let parts: Vec<FigureId> = numbers[1..].iter().flatten().copied().collect();
        if !parts.is_empty() {
            across.rows.push((sum, parts));
        }
        across.lines.end = row + 1;
        let mut labels = plate
            .row(row)
            .filter(|cell| cell.columns.end <= whole.columns.start);
        if labels.any(|cell| is_total(bare(&cell.text).0)) {
            for (column, number) in numbers.iter().enumerate() {
                let rows = std::mem::take(&mut above[column]);
                if let Some(sum) = number.filter(|_| rows.len() > 1) {
                    across.sums.push((sum, rows));
                }
            }
            break;
        }
        for (column, number) in numbers.iter().enumerate() {
            above[column].extend(number);
        }
    }
    (!across.rows.is_empty()).then_some(across)
}
