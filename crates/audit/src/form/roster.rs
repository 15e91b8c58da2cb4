//! Lists of projects (汇总表): a row each with its money, its score and its grade, and a row that sums them.

use std::ops::Range;

use crate::figure::Figure;

use super::funds::{FundingSource, money_heads, source};
use super::head::{self, Head};
use super::line::{bare, is_total};
use super::plate::Plate;
use super::{boxes, funds};

/// A list of projects or units.
#[derive(Debug, Clone)]
pub(crate) struct Roster {
    /// Each row.
    pub(crate) rows: Vec<Entry>,
    /// The row that sums them.
    pub(crate) total: Option<FundingSource>,
    /// Whether its rows have a score or a grade each.
    pub(super) is_scored: bool,
    /// The rows of the table it takes.
    pub(super) lines: Range<usize>,
}

/// A row of a list.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    /// Its money and its score.
    pub(crate) source: FundingSource,
    /// Where its grade stands.
    pub(crate) grade: Option<(usize, usize)>,
}

impl Roster {
    /// A list of what has neither score nor grade of its own.
    pub(super) fn of(rows: Vec<FundingSource>, total: FundingSource, lines: Range<usize>) -> Self {
        let entry = |source| Entry {
            source,
            grade: None,
        };
        Roster {
            rows: rows.into_iter().map(entry).collect(),
            total: Some(total),
            is_scored: false,
            lines,
        }
    }
}

/// The list below a head of columns of money that begins in a row.
pub(super) fn below_head(
    plate: &Plate<'_>,
    figures: &[Figure],
    whole: &str,
    first: usize,
) -> Option<Roster> {
    const LEAST: usize = 2;
    let mut heads = money_heads(plate, first)?;
    heads.extend(from_above(plate, first, &heads));
    let money = heads
        .iter()
        .filter(|(kind, _)| funds::amount(*kind, 1).is_some());
    let left = money.map(|(_, columns)| columns.start).min()?;
    let grades = heads.iter().find(|(kind, _)| *kind == Head::Grade);
    let mut roster = Roster {
        rows: Vec::new(),
        total: None,
        is_scored: heads
            .iter()
            .any(|(kind, _)| matches!(kind, Head::Score | Head::Grade)),
        lines: first..first + 1,
    };
    for row in first + 1..plate.rows {
        let label = plate.left_of(row, left).filter(|label| label.row == row)?;
        let source = source(plate, figures, &heads, (row, label));
        let mut labels = plate.row(row).filter(|cell| cell.columns.start < left);
        let sums = labels.any(|cell| is_total(bare(&cell.text).0));
        roster.lines.end = row + 1;
        if sums && !roster.rows.is_empty() {
            roster.total = Some(source);
            break;
        }
        if sums || source.amounts.is_empty() || is_part(&label.text) {
            return None;
        }
        let grade = grades.and_then(|(_, columns)| plate.begins(row, columns));
        roster.rows.push(Entry {
            source,
            grade: grade.map(|cell| boxes::word(whole, cell.start..cell.end)),
        });
    }
    let told = roster.is_scored || roster.total.is_some();
    (told && roster.rows.len() >= LEAST).then_some(roster)
}

/// The heads of amounts that stand in the row above and reach down beside a row of heads.
fn from_above(
    plate: &Plate<'_>,
    row: usize,
    heads: &[(Head, Range<usize>)],
) -> Vec<(Head, Range<usize>)> {
    let above = row.checked_sub(1).map(|above| plate.row(above));
    let cells = above.into_iter().flatten();
    let reaching = cells.filter(|cell| {
        let below = plate.at(row, cell.columns.start);
        below.is_some_and(|below| below.row < row || below.text.is_empty())
    });
    let kinds = reaching.filter_map(|cell| Some((head::head(&cell.text)?, cell.columns.clone())));
    kinds
        .filter(|(kind, _)| funds::amount(*kind, 0).is_some() && *kind != Head::Actual)
        .filter(|(kind, _)| heads.iter().all(|(other, _)| other != kind))
        .collect()
}

/// Whether a label says that its row is a part of another.
fn is_part(label: &str) -> bool {
    label.starts_with("其中") || label.ends_with("小计")
}
