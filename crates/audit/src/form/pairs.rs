//! Money in boxes beside their labels: 年度资金总额 | 100 one below another, or 全年预算数 | 100 | 全年执行数 | 95 in a row.

use crate::claim::FigureId;
use crate::figure::Figure;

use super::funds::{Amount, FundingSource, Funds, amount, is_head, unit_label};
use super::head::{self, Head};
use super::line::{Line, bare, is_total, line};
use super::plate::{Cell, Plate};

/// The funds that stand as labels each with its amount behind it (年度资金总额 | 100), from a row on; none where that row has no
/// label of a total.
pub(super) fn beside_labels(plate: &Plate<'_>, figures: &[Figure], row: usize) -> Vec<Funds> {
    let totals = plate.row(row).filter(|cell| is_total(bare(&cell.text).0));
    totals
        .filter_map(|cell| pairs(plate, figures, cell))
        .collect()
}

fn pairs(plate: &Plate<'_>, figures: &[Figure], total: &Cell<'_>) -> Option<Funds> {
    const MOST_PARTS: usize = 12;
    let value = |label: &Cell<'_>| {
        let cell = plate.right_of(label)?;
        let id = plate.number(figures, cell)?;
        (!figures[id].is_percent()).then_some(id)
    };
    let source = |label: &Cell<'_>, line: Line| {
        let amount = value(label).map(|id| (Amount::Annual, id));
        FundingSource {
            amounts: amount.into_iter().collect(),
            ..FundingSource::of(line)
        }
    };
    value(total)?;
    let mut sources = vec![source(total, Line::Total)];
    for row in (total.row + 1..plate.rows).take(MOST_PARTS) {
        let Some(label) = plate
            .at(row, total.columns.start)
            .filter(|cell| cell.row == row)
        else {
            break;
        };
        let line = line(&label.text);
        if matches!(line, Line::Alone | Line::Total) || is_head(label) {
            break;
        }
        sources.push(source(label, line));
    }
    let lines = total.row..total.row + sources.len();
    let label = unit_label(plate, &lines, total.columns.start);
    (sources.len() > 1).then_some(Funds {
        sources,
        label,
        lines,
    })
}

/// The funds whose heads stand beside their numbers, from a row on: 年初预算数 | 100 | 全年执行数 | 95 | 预算执行率 | 95%.
pub(super) fn beside_heads(plate: &Plate<'_>, figures: &[Figure], first: usize) -> Option<Funds> {
    const MOST_ROWS: usize = 8;
    let mut source = FundingSource::of(Line::Total);
    let mut end = first;
    for row in (first..plate.rows).take(MOST_ROWS) {
        let found = headed(plate, figures, row).unwrap_or_default();
        // A kind that stands twice is that of other money.
        if found.is_empty() || found.iter().any(|(kind, _)| source.has(*kind)) {
            break;
        }
        for (kind, id) in found {
            source.put(kind, id);
        }
        end = row + 1;
    }
    let lines = first..end;
    let spent = source.amount(Amount::Executed).is_some();
    let told = spent && (source.amounts.len() > 1 || source.rate.is_some());
    let label = unit_label(plate, &lines, plate.columns);
    told.then(|| Funds {
        sources: vec![source],
        label,
        lines,
    })
}

/// The numbers of a row, each with the head on its left; `None` where a number has none.
fn headed(plate: &Plate<'_>, figures: &[Figure], row: usize) -> Option<Vec<(Head, FigureId)>> {
    let cells: Vec<&Cell<'_>> = plate
        .row(row)
        .filter(|cell| !cell.text.is_empty())
        .collect();
    let mut found = Vec::new();
    for (at, cell) in cells.iter().enumerate() {
        let Some(id) = plate.number(figures, cell) else {
            continue;
        };
        let label = cells[at.checked_sub(1)?];
        let kind = head::head(&label.text)?;
        let money = amount(kind, 0).is_some() && kind != Head::Actual;
        let known = money || matches!(kind, Head::Rate | Head::Weight | Head::Score);
        if !known || plate.number(figures, label).is_some() {
            return None;
        }
        found.push((kind, id));
    }
    Some(found)
}
