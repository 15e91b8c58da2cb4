//! The money of a form (项目资金): its total and its parts, each with what was budgeted and what was spent.

use std::ops::Range;

use crate::claim::FigureId;
use crate::figure::Figure;

use super::head::{self, Head};
use super::line::{Line, line};
use super::plate::{Cell, Plate};

/// A line of money.
#[derive(Debug, Clone)]
pub(crate) struct FundingSource {
    /// What it is.
    pub(crate) line: Line,
    /// The amounts by what they are.
    pub(crate) amounts: Vec<(Amount, FigureId)>,
    /// Its rate of execution.
    pub(crate) rate: Option<FigureId>,
    /// The weight and the score of that rate.
    pub(crate) weight: Option<FigureId>,
    pub(crate) score: Option<FigureId>,
    pub(crate) checked: Option<FigureId>,
}

/// What an amount is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Amount {
    Initial,
    Adjustment,
    Annual,
    Executed,
    /// What is expected to be spent in the whole year.
    Forecast,
    /// What else a column may hold, by the column.
    Other(usize),
}

/// The money of a form.
#[derive(Debug, Clone)]
pub(crate) struct Funds {
    /// Its lines in order.
    pub(crate) sources: Vec<FundingSource>,
    /// Whether the unit of its amounts is told in a label: 项目资金（万元）.
    pub(crate) label: Option<(usize, usize)>,
    /// The rows of the table it takes.
    pub(super) lines: Range<usize>,
}

impl FundingSource {
    /// A line of which nothing is printed.
    pub(super) fn of(line: Line) -> Self {
        FundingSource {
            line,
            amounts: Vec::new(),
            rate: None,
            weight: None,
            score: None,
            checked: None,
        }
    }

    /// Takes the number below or beside a head.
    pub(super) fn put(&mut self, kind: Head, id: FigureId) {
        match kind {
            Head::Rate | Head::Done => self.rate = Some(id),
            Head::Weight => self.weight = Some(id),
            Head::Score => self.score = Some(id),
            Head::Checked => self.checked = Some(id),
            kind => self
                .amounts
                .extend(amount(kind, 0).map(|amount| (amount, id))),
        }
    }

    /// Whether it has a number of a kind.
    pub(super) fn has(&self, kind: Head) -> bool {
        match kind {
            Head::Rate | Head::Done => self.rate.is_some(),
            Head::Weight => self.weight.is_some(),
            Head::Score => self.score.is_some(),
            Head::Checked => self.checked.is_some(),
            kind => amount(kind, 0).is_some_and(|amount| self.amount(amount).is_some()),
        }
    }

    /// Its figures.
    pub(super) fn figures(&self) -> impl Iterator<Item = FigureId> + '_ {
        let amounts = self.amounts.iter().map(|(_, id)| *id);
        let others = [self.rate, self.weight, self.score, self.checked];
        amounts.chain(others.into_iter().flatten())
    }

    /// The amount of a kind.
    pub(crate) fn amount(&self, wanted: Amount) -> Option<FigureId> {
        let mut amounts = self.amounts.iter();
        amounts
            .find(|(amount, _)| *amount == wanted)
            .map(|(_, id)| *id)
    }
}

/// The funds of a table with a head of columns (年初预算数, 全年预算数, 全年执行数 …) that begins in a row.
pub(super) fn below_head(plate: &Plate<'_>, figures: &[Figure], first: usize) -> Option<Funds> {
    let heads = money_heads(plate, first)?;
    let left = heads.iter().map(|(_, columns)| columns.start).min()?;
    let mut funds = Funds {
        sources: Vec::new(),
        label: None,
        lines: first..first + 1,
    };
    for row in first + 1..plate.rows {
        let Some(label) = plate.left_of(row, left).filter(|label| !is_head(label)) else {
            break;
        };
        if super::split::is_headed(plate, row) {
            break;
        }
        if label.row != row && label.columns.end < left {
            break;
        }
        let mut source = source(plate, figures, &heads, (row, label));
        // 基本支出, 项目支出, 其他: a rest among kinds of expense is one of them.
        let among = funds
            .sources
            .last()
            .is_some_and(|last| last.line == Line::Expense);
        if among && super::line::is_rest(&label.text) {
            source.line = Line::Expense;
        }
        let blank = source.amounts.is_empty() && source.rate.is_none();
        if blank && source.line == Line::Alone || money_heads(plate, row).is_some() {
            break;
        }
        funds.sources.push(source);
        funds.lines.end = row + 1;
    }
    funds.label = unit_label(plate, &funds.lines, left);
    head_weight(plate, figures, &mut funds, &heads, left);
    // A list of projects or units with their money is no form's.
    let alone = funds
        .sources
        .iter()
        .filter(|source| source.line == Line::Alone);
    let told = |source: &FundingSource| source.line == Line::Total || source.weight.is_some();
    (alone.count() <= 1 && funds.sources.iter().any(told)).then_some(funds)
}

/// Whether a label is one of another block.
pub(super) fn is_head(label: &Cell<'_>) -> bool {
    head::ends(&label.text) || label.text.contains("目标") || label.text.contains("指标")
}

/// The heads of a row that name amounts, two or more of them.
pub(super) fn money_heads(plate: &Plate<'_>, row: usize) -> Option<Vec<(Head, Range<usize>)>> {
    let cells = plate.row(row);
    // 自评总分 heads a column where amounts are headed, and 资金来源 the labels.
    let kind = |cell: &Cell<'_>| {
        let total = head::is_total(&cell.text) && cell.text.ends_with('分');
        let kind = if total {
            Some(Head::Score)
        } else {
            head::head(&cell.text)
        };
        let label = cell.columns.start == 0 || cell.text.ends_with("来源");
        kind.filter(|kind| *kind != Head::Other || !label)
    };
    let mut heads: Vec<(Head, Range<usize>)> = cells
        .filter_map(|cell| Some((kind(cell)?, cell.columns.clone())))
        .filter(|(kind, _)| !matches!(kind, Head::Reason | Head::Method | Head::Indicators))
        .collect();
    // 年度预算申请 names the block where another column has that amount.
    let named = |(kind, columns): &(Head, Range<usize>)| {
        let same = heads.iter().filter(|(other, _)| other == kind).count() > 1;
        columns.start == 0 && amount(*kind, 0).is_some() && same
    };
    if heads.first().is_some_and(named) {
        heads.remove(0);
    }
    // 预算执行情况 names the block where a column has the amounts.
    let executed = heads.iter().any(|(kind, _)| *kind == Head::Executed);
    let heads: Vec<(Head, Range<usize>)> = heads
        .into_iter()
        .filter(|(kind, _)| !(executed && *kind == Head::Actual))
        .collect();
    let amounts = heads.iter().filter(|(kind, _)| amount(*kind, 0).is_some());
    let amounts: Vec<&(Head, Range<usize>)> = amounts.collect();
    let several =
        amounts.len() > 1 || amounts.len() == 1 && heads.iter().any(|h| h.0 == Head::Rate);
    let indicators = heads
        .iter()
        .any(|(kind, _)| matches!(kind, Head::Class(_) | Head::Name | Head::Target));
    // A kind that stands twice is divided further below.
    let twice = amounts
        .iter()
        .enumerate()
        .any(|(place, one)| amounts[..place].iter().any(|other| other.0 == one.0));
    (several && !indicators && !twice).then_some(heads)
}

pub(super) fn amount(kind: Head, column: usize) -> Option<Amount> {
    match kind {
        Head::Initial => Some(Amount::Initial),
        Head::Adjustment => Some(Amount::Adjustment),
        Head::Annual => Some(Amount::Annual),
        Head::Executed | Head::Actual => Some(Amount::Executed),
        Head::Forecast => Some(Amount::Forecast),
        Head::Other if column > 0 => Some(Amount::Other(column)),
        _ => None,
    }
}

pub(super) fn source(
    plate: &Plate<'_>,
    figures: &[Figure],
    heads: &[(Head, Range<usize>)],
    (row, label): (usize, &Cell<'_>),
) -> FundingSource {
    let mut source = FundingSource::of(line(&label.text));
    for (kind, columns) in heads {
        let cell = plate.begins(row, columns);
        let Some(id) = cell.and_then(|cell| plate.number(figures, cell)) else {
            continue;
        };
        match kind {
            Head::Other if !figures[id].is_percent() => {
                let other = amount(*kind, columns.start);
                source.amounts.extend(other.map(|amount| (amount, id)));
            }
            kind if amount(*kind, 0).is_none() || !figures[id].is_percent() => {
                source.put(*kind, id)
            }
            _ => {}
        }
    }
    source
}

/// The label beside the lines that tells their unit: 项目资金（万元）.
pub(super) fn unit_label(
    plate: &Plate<'_>,
    lines: &Range<usize>,
    left: usize,
) -> Option<(usize, usize)> {
    let cells = lines.clone().flat_map(|row| plate.row(row));
    let mut labels = cells.filter(|cell| cell.columns.start < left.max(1));
    labels
        .find(|cell| cell.text.ends_with(['）', ')']) && cell.text.contains('元'))
        .map(|cell| (cell.start, cell.end))
}

/// 得分（10分）, 预算执行情况（10分）: the weight of the rate where no column has it.
fn head_weight(
    plate: &Plate<'_>,
    figures: &[Figure],
    funds: &mut Funds,
    heads: &[(Head, Range<usize>)],
    left: usize,
) {
    let Some(source) = funds
        .sources
        .iter_mut()
        .find(|source| source.score.is_some())
    else {
        return;
    };
    if source.weight.is_some() {
        return;
    }
    let first = funds.lines.start;
    let head = heads
        .iter()
        .find(|(kind, _)| *kind == Head::Score)
        .and_then(|(_, columns)| plate.begins(first, columns));
    let labels = funds.lines.clone().flat_map(|row| plate.row(row));
    let mut labels = labels.filter(|cell| cell.columns.start < left);
    source.weight = head
        .and_then(|cell| points_in(figures, cell))
        .or_else(|| labels.find_map(|cell| points_in(figures, cell)));
}

/// The points that the words of a box tell: 得分（10分）.
pub(super) fn points_in(figures: &[Figure], cell: &Cell<'_>) -> Option<FigureId> {
    let points =
        |id: &FigureId| figures[*id].quantity.unit.dimension() == quantity::Dimension::Score;
    cell.figures.clone().find(points)
}

/// The boxes a form of money consists of.
impl Funds {
    /// The figures of its boxes.
    pub(super) fn figures(&self) -> impl Iterator<Item = FigureId> + '_ {
        self.sources.iter().flat_map(FundingSource::figures)
    }

    /// The whole.
    pub(crate) fn total(&self) -> Option<&FundingSource> {
        let mut sources = self.sources.iter();
        sources.find(|source| source.line == Line::Total)
    }

    /// The line whose rate is scored, or the total.
    pub(crate) fn scored(&self) -> Option<&FundingSource> {
        let scored = |source: &&FundingSource| source.weight.is_some();
        self.sources.iter().find(scored).or_else(|| self.total())
    }
}
