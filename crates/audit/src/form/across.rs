//! Money in columns (总额 | 财政拨款 | 其他资金), as the tasks of a department have it.

use std::ops::Range;

use crate::claim::FigureId;
use crate::figure::Figure;

use super::head;
use super::line::{Line, bare, is_total, line};
use super::plate::{Cell, Plate};

/// Columns of money that add up in each row: 总额 | 财政拨款 | 其他资金, below a head that begins in a row.
#[derive(Debug, Clone)]
pub(crate) struct Across {
    /// Each row: the whole and its parts.
    pub(crate) rows: Vec<(FigureId, Vec<FigureId>)>,
    /// Each column: its sum and what it sums.
    pub(crate) sums: Vec<(FigureId, Vec<FigureId>)>,
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
        let total = matches!(
            head::bare(&whole.text),
            "总额" | "小计" | "合计" | "资金总额" | "总计"
        );
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
