//! The table that conditions look at: one row a budget line, and one for the unit as a whole.

use book::{Book, Cell, Column, ColumnType, Ledger, Row, Scheme, Scorecard, Totals};
use quantity::{Decimal, Unit};

use super::results::{Outcome, Results, percent};

/// The column of 年初预算.
pub(super) const INITIAL: &str = "年初预算";
/// The column of what was left.
pub(super) const UNSPENT: &str = "结余";

const KINDS: [&str; 3] = ["基本支出", "项目支出", "整体"];
/// Where a score comes from.
const SOURCES: [&str; 2] = ["本项目指标", "单位总分"];

/// The columns, which conditions name.
fn columns() -> Vec<Column> {
    let choice = |words: &[&str]| {
        let words = words.iter().map(|word| (*word).to_owned());
        ColumnType::Choice(words.collect())
    };
    let money = || ColumnType::Quantity(Unit::WAN_YUAN);
    let percent = || ColumnType::Quantity(Unit::PERCENT);
    let list = [
        ("名称", ColumnType::Text, false),
        ("类别", choice(&KINDS), false),
        ("资金来源", ColumnType::Text, true),
        (INITIAL, money(), false),
        ("全年预算", money(), false),
        ("执行数", money(), false),
        (UNSPENT, money(), false),
        ("执行率", percent(), true),
        ("得分", ColumnType::Number, false),
        ("等级", ColumnType::Text, true),
        ("得分来源", choice(&SOURCES), false),
        ("最低得分率", percent(), true),
        ("逾期问题", ColumnType::Integer, false),
    ];
    list.into_iter()
        .map(|(name, kind, optional)| Column {
            name: name.to_owned(),
            kind,
            key: false,
            optional,
        })
        .collect()
}

/// The table without rows.
pub(super) fn empty() -> Ledger {
    match Ledger::new(columns()) {
        Ok(table) => table,
        Err(problem) => unreachable!("the columns are fixed: {problem}"),
    }
}

/// The table of a scored book. The error says which figure does not fit.
pub(super) fn of(book: &Book, scheme: &Scheme, card: &Scorecard) -> Result<Ledger, String> {
    let mut table = empty();
    let results = Results::of(book, scheme, card);
    for line in &book.budget {
        let names = [line.name.as_str(), line.spending.word(), &line.source];
        table.push(row(names, line.amounts, results.of_line(line), &results))?;
    }
    let names = ["单位整体", KINDS[2], ""];
    table.push(row(names, book.totals(), results.whole(), &results))?;
    Ok(table)
}

fn row(names: [&str; 3], amounts: Totals, outcome: Outcome, results: &Results<'_>) -> Row {
    let budget = amounts.full_year();
    let rate = percent(&amounts.executed.to_rational(), &budget.to_rational());
    let rate = rate.map(|rate| Decimal::round(&rate, 2));
    let source = SOURCES[usize::from(!outcome.own)];
    let [name, kind, funds] = names;
    vec![
        text(name),
        text(kind),
        text(funds),
        money(amounts.initial),
        money(budget),
        money(amounts.executed),
        money(amounts.unspent()),
        rate.map_or(Cell::Empty, Cell::Number),
        Cell::Number(outcome.score),
        text(results.grade(outcome.score).unwrap_or_default()),
        text(source),
        outcome.lowest.map_or(Cell::Empty, Cell::Number),
        Cell::Number(Decimal::new(outcome.overdue as i128, 0)),
    ]
}

fn text(text: &str) -> Cell {
    match text.is_empty() {
        true => Cell::Empty,
        false => Cell::Text(text.to_owned()),
    }
}

/// An amount with two decimals, or more where it has more.
fn money(amount: Decimal) -> Cell {
    let places = amount.scale().max(2);
    Cell::Number(Decimal::round(&amount.to_rational(), places))
}
