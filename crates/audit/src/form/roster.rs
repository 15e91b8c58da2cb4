//! Lists of projects (汇总表): a row each with its money, its score and its grade, and a row that sums them.

use crate::figure::Figure;

use super::funds::{FundingSource, money_heads, source};
use super::head::Head;
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
    pub(super) lines: std::ops::Range<usize>,
}

/// A row of a list.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    /// Its money and its score.
    pub(crate) source: FundingSource,
    /// Where its grade stands.
    pub(crate) grade: Option<(usize, usize)>,
}

/// The list below a head of columns of money that begins in a row.
pub(super) fn below_head(
    plate: &Plate<'_>,
    figures: &[Figure],
    whole: &str,
    first: usize,
) -> Option<Roster> {
    const LEAST: usize = 2;
    let heads = money_heads(plate, first)?;
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

/// Whether a label says that its row is a part of another.
fn is_part(label: &str) -> bool {
    label.starts_with("其中") || label.ends_with("小计")
}
