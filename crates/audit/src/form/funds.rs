//! The money of a form (项目资金): its total and its parts, each with what was budgeted and what was spent.

use std::ops::Range;

use crate::claim::FigureId;
use crate::figure::Figure;

use super::head::{self, Head};
use super::plate::{Cell, Plate};

/// What a line of money is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Line {
    /// 年度资金总额.
    Total,
    /// A part by the source of the money.
    Source,
    /// A part of a part: the money of one level of government.
    Level,
    /// A part by the kind of expense.
    Expense,
    /// A part of 基本支出.
    Basic,
    /// None of these: it is related to no other line.
    Alone,
}

/// A line of money.
#[derive(Debug, Clone)]
pub(crate) struct Purse {
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
    /// 全年预计执行数 and what else a column may hold, by the column.
    Other(usize),
}

/// The money of a form.
#[derive(Debug, Clone)]
pub(crate) struct Funds {
    /// Its lines in order.
    pub(crate) purses: Vec<Purse>,
    /// Whether the unit of its amounts is told in a label: 项目资金（万元）.
    pub(crate) label: Option<(usize, usize)>,
    /// The rows of the table it takes.
    pub(super) lines: Range<usize>,
}

impl Purse {
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
        purses: Vec::new(),
        label: None,
        lines: first..first + 1,
    };
    for row in first + 1..plate.rows {
        let Some(label) = plate.left_of(row, left).filter(|label| !is_head(label)) else {
            break;
        };
        if label.row != row && label.columns.end < left {
            break;
        }
        let purse = purse(plate, figures, &heads, (row, label));
        let blank = purse.amounts.is_empty() && purse.rate.is_none();
        if blank && purse.line == Line::Alone || money_heads(plate, row).is_some() {
            break;
        }
        funds.purses.push(purse);
        funds.lines.end = row + 1;
    }
    funds.label = unit_label(plate, &funds.lines, left);
    head_weight(plate, figures, &mut funds, &heads, left);
    // A list of projects or units with their money is no form's.
    let alone = funds
        .purses
        .iter()
        .filter(|purse| purse.line == Line::Alone);
    let told = |purse: &Purse| purse.line == Line::Total || purse.weight.is_some();
    (alone.count() <= 1 && funds.purses.iter().any(told)).then_some(funds)
}

/// Whether a label is one of another block.
fn is_head(label: &Cell<'_>) -> bool {
    head::ends(&label.text) || label.text.contains("目标") || label.text.contains("指标")
}

/// The heads of a row that name amounts, two or more of them.
fn money_heads(plate: &Plate<'_>, row: usize) -> Option<Vec<(Head, Range<usize>)>> {
    let cells = plate.row(row);
    let heads: Vec<(Head, Range<usize>)> = cells
        .filter_map(|cell| Some((head::head(&cell.text)?, cell.columns.clone())))
        .filter(|(kind, _)| !matches!(kind, Head::Reason | Head::Method | Head::Indicators))
        .collect();
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

fn amount(kind: Head, column: usize) -> Option<Amount> {
    match kind {
        Head::Initial => Some(Amount::Initial),
        Head::Adjustment => Some(Amount::Adjustment),
        Head::Annual => Some(Amount::Annual),
        Head::Executed | Head::Actual => Some(Amount::Executed),
        Head::Other if column > 0 => Some(Amount::Other(column)),
        _ => None,
    }
}

fn purse(
    plate: &Plate<'_>,
    figures: &[Figure],
    heads: &[(Head, Range<usize>)],
    (row, label): (usize, &Cell<'_>),
) -> Purse {
    let mut purse = Purse {
        line: line(&label.text),
        amounts: Vec::new(),
        rate: None,
        weight: None,
        score: None,
        checked: None,
    };
    for (kind, columns) in heads {
        let cell = plate.begins(row, columns);
        let Some(id) = cell.and_then(|cell| plate.number(figures, cell)) else {
            continue;
        };
        match kind {
            Head::Rate | Head::Done => purse.rate = Some(id),
            Head::Weight => purse.weight = Some(id),
            Head::Score => purse.score = Some(id),
            Head::Checked => purse.checked = Some(id),
            kind => {
                let amount = amount(*kind, columns.start).filter(|_| !figures[id].is_percent());
                purse.amounts.extend(amount.map(|amount| (amount, id)));
            }
        }
    }
    purse
}

/// What a label says a line is.
fn line(label: &str) -> Line {
    const SOURCES: [&str; 26] = [
        "拨款",
        "财政资金",
        "财政性资金",
        "结转",
        "结余",
        "其他",
        "自筹",
        "自有",
        "单位资金",
        "财政专户",
        "事业收入",
        "经营收入",
        "上级补助",
        "补助收入",
        "补助资金",
        "专项资金",
        "债券",
        "债务",
        "社会资金",
        "贷款",
        "一般公共预算",
        "政府性基金",
        "国有资本",
        "捐赠",
        "地方资金",
        "附属单位",
    ];
    const LEVELS: [&str; 12] = [
        "中央",
        "省级",
        "市级",
        "县级",
        "区级",
        "本级",
        "省财政",
        "市财政",
        "县财政",
        "区财政",
        "市县",
        "地方",
    ];
    let (bare, among) = bare(label);
    let has = |words: &[&str]| words.iter().any(|word| bare.contains(word));
    if is_total(bare) {
        Line::Total
    } else if has(&["人员经费", "公用经费"]) {
        Line::Basic
    } else if has(&["基本支出", "项目支出", "经营支出"]) {
        Line::Expense
    } else if has(&LEVELS) && !has(&["上级补助"]) {
        Line::Level
    } else if has(&SOURCES) || among {
        Line::Source
    } else {
        Line::Alone
    }
}

/// Whether a label names the whole of the money.
fn is_total(label: &str) -> bool {
    const WHOLE: [&str; 5] = ["资金总额", "预算总额", "资金合计", "资金总计", "资金总量"];
    let whole = WHOLE.iter().any(|word| label.contains(word));
    whole && label.chars().count() <= 12
        || matches!(
            label,
            "合计" | "总计" | "小计" | "总额" | "部门预算总额" | "金额合计"
        )
}

/// A label without 其中, numbering and what stands in brackets, and whether it begins with 其中 or 按….
fn bare(label: &str) -> (&str, bool) {
    let unnumbered = label.strip_prefix(['（', '(']);
    let unnumbered = unnumbered.and_then(|rest| rest.split_once(['）', ')']));
    let mut label = head::bare(unnumbered.map_or(label, |split| split.1));
    let mut among = false;
    if let Some((before, rest)) = label.split_once(['：', ':'])
        && (before.starts_with("其中") || before.starts_with('按'))
    {
        (label, among) = (rest, true);
    }
    if let Some(rest) = label.strip_prefix("其中") {
        (label, among) = (rest, true);
    }
    let numbered = |c: char| c.is_ascii_digit() || "、.．①②③④⑤⑥⑦⑧⑨一二三四五六七八九".contains(c);
    let rest = label.trim_start_matches(numbered);
    let rest = if label.starts_with("一般") || rest.is_empty() {
        label
    } else {
        rest
    };
    (rest, among)
}

/// The label beside the lines that tells their unit: 项目资金（万元）.
fn unit_label(plate: &Plate<'_>, lines: &Range<usize>, left: usize) -> Option<(usize, usize)> {
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
    let Some(purse) = funds.purses.iter_mut().find(|purse| purse.score.is_some()) else {
        return;
    };
    if purse.weight.is_some() {
        return;
    }
    let points = |cell: &Cell<'_>| {
        let of_cell = cell.figures.clone();
        let points =
            |id: &FigureId| figures[*id].quantity.unit.dimension() == quantity::Dimension::Score;
        of_cell.into_iter().find(points)
    };
    let first = funds.lines.start;
    let head = heads
        .iter()
        .find(|(kind, _)| *kind == Head::Score)
        .and_then(|(_, columns)| plate.begins(first, columns));
    let labels = funds.lines.clone().flat_map(|row| plate.row(row));
    let mut labels = labels.filter(|cell| cell.columns.start < left);
    purse.weight = head.and_then(points).or_else(|| labels.find_map(points));
}

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
    let purse = |label: &Cell<'_>, line: Line| Purse {
        line,
        amounts: value(label)
            .map(|id| (Amount::Annual, id))
            .into_iter()
            .collect(),
        rate: None,
        weight: None,
        score: None,
        checked: None,
    };
    value(total)?;
    let mut purses = vec![purse(total, Line::Total)];
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
        purses.push(purse(label, line));
    }
    let lines = total.row..total.row + purses.len();
    let label = unit_label(plate, &lines, total.columns.start);
    (purses.len() > 1).then_some(Funds {
        purses,
        label,
        lines,
    })
}

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

/// The boxes a form of money consists of.
impl Funds {
    /// The figures of its boxes.
    pub(super) fn figures(&self) -> impl Iterator<Item = FigureId> + '_ {
        self.purses.iter().flat_map(|purse| {
            let amounts = purse.amounts.iter().map(|(_, id)| *id);
            let others = [purse.rate, purse.weight, purse.score, purse.checked];
            amounts.chain(others.into_iter().flatten())
        })
    }

    /// The line whose rate is scored, or the total.
    pub(crate) fn scored(&self) -> Option<&Purse> {
        let scored = |purse: &&Purse| purse.weight.is_some();
        self.purses
            .iter()
            .find(scored)
            .or_else(|| self.purses.iter().find(|purse| purse.line == Line::Total))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_tell_lines() {
        for (label, expected) in [
            ("年度资金总额", Line::Total),
            ("年度资金总额：", Line::Total),
            ("年度财政资金总额", Line::Total),
            ("其中：当年财政拨款", Line::Source),
            ("上年结转资金", Line::Source),
            ("其他资金", Line::Source),
            ("1.一般公共预算拨款", Line::Source),
            ("中央财政资金", Line::Level),
            ("其中：基本支出", Line::Expense),
            ("按来源：上级专项资金", Line::Source),
            ("实施单位", Line::Alone),
        ] {
            assert_eq!(line(label), expected, "{label}");
        }
    }
}
