//! Money in boxes beside their labels: 年度资金总额 | 100 one below another, or 全年预算数 | 100 | 全年执行数 | 95 in a row.

use std::borrow::Cow;

use crate::claim::FigureId;
use crate::figure::Figure;

use super::funds::{Amount, FundingSource, Funds, amount, is_head, points_in, unit_label};
use super::head::{self, Head};
use super::line::{Line, bare, is_total, line};
use super::plate::{Cell, Plate};

/// A number with the words it stands behind: 财政拨款 | 80, or 财政拨款：80 in one box.
pub(super) struct Labelled<'p> {
    pub(super) label: Cow<'p, str>,
    /// The box of the words.
    pub(super) cell: &'p Cell<'p>,
    pub(super) id: FigureId,
}

/// The numbers of a row, each with its label; `None` where a number has none.
pub(super) fn labelled<'p>(
    plate: &'p Plate<'p>,
    figures: &[Figure],
    row: usize,
) -> Option<Vec<Labelled<'p>>> {
    let cells: Vec<&Cell<'_>> = plate
        .row(row)
        .filter(|cell| !cell.text.is_empty())
        .collect();
    let mut found = Vec::new();
    for (at, cell) in cells.iter().enumerate() {
        if let Some(inside) = inside(plate, figures, cell) {
            found.push(inside);
            continue;
        }
        let Some(id) = plate.number(figures, cell) else {
            continue;
        };
        let label = cells[at.checked_sub(1)?];
        if plate.number(figures, label).is_some() {
            return None;
        }
        found.push(Labelled {
            label: Cow::Borrowed(&label.text),
            cell: label,
            id,
        });
    }
    Some(found)
}

/// 财政拨款：80 in one box.
fn inside<'p>(
    plate: &'p Plate<'p>,
    figures: &[Figure],
    cell: &'p Cell<'p>,
) -> Option<Labelled<'p>> {
    let id = (cell.figures.len() == 1).then_some(cell.figures.start)?;
    let (before, after) = plate.around(figures, cell, id);
    let label = before.strip_suffix(['：', ':'])?;
    after.is_empty().then(|| Labelled {
        label: crate::strip::compact(label.trim()),
        cell,
        id,
    })
}

/// The funds that stand as labels each with its amount behind it (年度资金总额 | 100), from a row on; none where that row has no
/// label of a total.
pub(super) fn beside_labels(plate: &Plate<'_>, figures: &[Figure], row: usize) -> Vec<Funds> {
    let totals = labelled(plate, figures, row).unwrap_or_default();
    let totals = totals
        .into_iter()
        .filter(|pair| is_total(bare(&pair.label).0) && !figures[pair.id].is_percent());
    totals
        .filter_map(|total| {
            below(plate, figures, &total).or_else(|| behind(plate, figures, &total))
        })
        .collect()
}

fn source(line: Line, id: Option<FigureId>) -> FundingSource {
    FundingSource {
        amounts: id.map(|id| (Amount::Annual, id)).into_iter().collect(),
        ..FundingSource::of(line)
    }
}

/// The parts of a total in the rows below it.
fn below(plate: &Plate<'_>, figures: &[Figure], total: &Labelled<'_>) -> Option<Funds> {
    const MOST_PARTS: usize = 12;
    let mut sources = vec![source(Line::Total, Some(total.id))];
    for row in (total.cell.row + 1..plate.rows).take(MOST_PARTS) {
        let Some(cell) = plate
            .at(row, total.cell.columns.start)
            .filter(|cell| cell.row == row)
        else {
            break;
        };
        let inside = inside(plate, figures, cell);
        let label = inside.as_ref().map_or(&*cell.text, |pair| &*pair.label);
        let line = line(label);
        if matches!(line, Line::Alone | Line::Total) || is_head(cell) {
            break;
        }
        let beside = || plate.number(figures, plate.right_of(cell)?);
        let id = inside.as_ref().map(|pair| pair.id).or_else(beside);
        sources.push(source(line, id.filter(|id| !figures[*id].is_percent())));
    }
    let lines = total.cell.row..total.cell.row + sources.len();
    let label = unit_label(plate, &lines, total.cell.columns.start);
    (sources.len() > 1).then_some(Funds {
        sources,
        label,
        lines,
    })
}

/// The parts of a total behind it in its row: 年度资金总额 | 100 | 其中：财政拨款 | 80 | 其他资金 | 20.
fn behind(plate: &Plate<'_>, figures: &[Figure], total: &Labelled<'_>) -> Option<Funds> {
    let row = labelled(plate, figures, total.cell.row)?;
    let parts = row
        .iter()
        .filter(|pair| pair.cell.columns.start > total.cell.columns.start)
        .map(|pair| (line(&pair.label), pair))
        .take_while(|(line, pair)| {
            let part = !matches!(line, Line::Alone | Line::Total);
            part && head::head(&pair.label).is_none() && !figures[pair.id].is_percent()
        });
    let mut sources = vec![source(Line::Total, Some(total.id))];
    sources.extend(parts.map(|(line, pair)| source(line, Some(pair.id))));
    let lines = total.cell.row..total.cell.row + 1;
    let label = unit_label(plate, &lines, total.cell.columns.start);
    (sources.len() > 2).then_some(Funds {
        sources,
        label,
        lines,
    })
}

/// The funds whose heads stand beside their numbers, from a row on: 年初预算数 | 100 | 全年执行数 | 95 | 预算执行率 | 95%, and below
/// each amount its parts: 其中：财政拨款 | 80 | 其中：财政拨款 | 76.
pub(super) fn beside_heads(plate: &Plate<'_>, figures: &[Figure], first: usize) -> Option<Funds> {
    const MOST_ROWS: usize = 12;
    let mut block = Block {
        total: FundingSource::of(Line::Total),
        heads: Vec::new(),
        parts: Vec::new(),
    };
    let mut end = first;
    for row in (first..plate.rows).take(MOST_ROWS) {
        let pairs = labelled(plate, figures, row).unwrap_or_default();
        if pairs.is_empty() || !block.take(figures, &pairs) {
            break;
        }
        end = row + 1;
    }
    let lines = first..end;
    let Block { total, parts, .. } = block;
    let spent = total.amount(Amount::Executed).is_some();
    let several = total.amounts.len() > 1 || total.rate.is_some();
    let parted = !total.amounts.is_empty() && parts.len() > 1;
    // 预算执行率 | 98% | 执行率得分（10分） | 9.8, where the money stands elsewhere.
    let scored = total.rate.is_some() && total.weight.is_some() && total.score.is_some();
    let label = unit_label(plate, &lines, plate.columns);
    (spent && several || parted || scored).then(|| Funds {
        sources: std::iter::once(total).chain(parts).collect(),
        label,
        lines,
    })
}

/// What has been read of amounts beside their heads.
struct Block {
    total: FundingSource,
    /// Which amount stands behind the labels that begin in a column.
    heads: Vec<(Head, usize)>,
    parts: Vec<FundingSource>,
}

impl Block {
    /// Takes the numbers of a row; takes none and says so where one is neither a kind of its own nor a part of an amount.
    fn take(&mut self, figures: &[Figure], pairs: &[Labelled<'_>]) -> bool {
        let kinds: Vec<Option<Head>> = pairs.iter().map(|pair| self.kind(pair)).collect();
        let amounts: Vec<Option<Head>> = pairs.iter().map(|pair| self.part_of(pair)).collect();
        let known = kinds.iter().zip(&amounts);
        let twice =
            (1..kinds.len()).any(|at| kinds[at].is_some() && kinds[..at].contains(&kinds[at]));
        if twice
            || !known
                .clone()
                .all(|(kind, part)| kind.is_some() || part.is_some())
        {
            return false;
        }
        let mut row: Vec<(&str, FundingSource)> = Vec::new();
        for (pair, (kind, amount)) in pairs.iter().zip(known) {
            match (kind, amount) {
                (Some(kind), _) => {
                    self.total.put(*kind, pair.id);
                    self.heads.push((*kind, pair.cell.columns.start));
                    if *kind == Head::Score && self.total.weight.is_none() {
                        self.total.weight = points_in(figures, pair.cell);
                    }
                }
                (None, Some(amount)) => {
                    let name = bare(&pair.label).0;
                    let known = row.iter().position(|(other, _)| *other == name);
                    let place = known.unwrap_or_else(|| {
                        row.push((name, FundingSource::of(line(&pair.label))));
                        row.len() - 1
                    });
                    row[place].1.put(*amount, pair.id);
                }
                (None, None) => {}
            }
        }
        self.parts.extend(row.into_iter().map(|(_, source)| source));
        true
    }

    /// The kind of its own that a label tells.
    fn kind(&self, pair: &Labelled<'_>) -> Option<Head> {
        let kind = head::head(&pair.label)?;
        let money = amount(kind, 0).is_some() && kind != Head::Actual;
        let known = money || matches!(kind, Head::Rate | Head::Weight | Head::Score);
        (known && !self.total.has(kind)).then_some(kind)
    }

    /// The amount a number is a part of: that whose label stands above its own.
    fn part_of(&self, pair: &Labelled<'_>) -> Option<Head> {
        if matches!(line(&pair.label), Line::Alone | Line::Total | Line::Basic) {
            return None;
        }
        let column = pair.cell.columns.start;
        let above = self.heads.iter().find(|(_, start)| *start == column);
        above
            .map(|(kind, _)| *kind)
            .filter(|kind| amount(*kind, 0).is_some())
    }
}
