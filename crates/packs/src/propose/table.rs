//! The table that conditions look at: one row a budget line, and one for the unit as a whole.

use book::{
    Book, BudgetLine, Cell, Column, ColumnType, Ledger, Row, Scheme, Scorecard, Scored, Totals,
};
use quantity::{Decimal, Rational, Unit};

/// The column of 年初预算.
pub(super) const INITIAL: &str = "年初预算";
/// The column of what was left.
pub(super) const UNSPENT: &str = "结余";

/// Where a score comes from.
const SOURCES: [&str; 2] = ["本项目指标", "单位总分"];
const KINDS: [&str; 3] = ["基本支出", "项目支出", "整体"];

/// The columns, which conditions name.
fn columns() -> Vec<Column> {
    let choice =
        |words: &[&str]| ColumnType::Choice(words.iter().map(|word| (*word).to_owned()).collect());
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
        ("得分", ColumnType::Number, true),
        ("等级", ColumnType::Text, true),
        ("得分来源", choice(&SOURCES), true),
        ("最低得分率", percent(), true),
    ];
    list.into_iter()
        .map(|(name, kind, optional)| column(name, kind, optional))
        .collect()
}

fn column(name: &str, kind: ColumnType, optional: bool) -> Column {
    Column {
        name: name.to_owned(),
        kind,
        key: false,
        optional,
    }
}

/// The table without rows.
pub(super) fn empty() -> Ledger {
    match Ledger::new(columns()) {
        Ok(table) => table,
        Err(problem) => unreachable!("the columns are fixed: {problem}"),
    }
}

/// The table of a scored book.
pub(super) fn of(book: &Book, scheme: &Scheme, card: &Scorecard) -> Result<Ledger, String> {
    let mut table = empty();
    let whole = Score {
        value: card.normalised.unwrap_or(card.total),
        lowest: lowest(card.indicators.iter()),
        source: SOURCES[1],
    };
    for line in &book.budget {
        let score = own_score(book, line, card, scheme).unwrap_or(whole);
        let kind = line.spending.word();
        let source = Some(&line.source);
        table.push(row(&line.name, kind, source, line.amounts, score, scheme))?;
    }
    let unit = book.totals();
    table.push(row("单位整体", KINDS[2], None, unit, whole, scheme))?;
    Ok(table)
}

#[derive(Clone, Copy)]
struct Score {
    /// Of 100.
    value: Decimal,
    /// The least share of its weight that an indicator got, in percent.
    lowest: Option<Decimal>,
    source: &'static str,
}

/// The score of the indicators a line names, or of those of the task of its name.
fn own_score(book: &Book, line: &BudgetLine, card: &Scorecard, scheme: &Scheme) -> Option<Score> {
    let task = || book.tasks.iter().find(|task| task.name == line.name);
    let ids = match line.indicators.is_empty() {
        true => &task()?.indicators,
        false => &line.indicators,
    };
    let scored: Vec<_> = card
        .indicators
        .iter()
        .filter(|scored| ids.contains(&scored.id))
        .collect();
    let sum = |part: fn(&Scored) -> Decimal| -> Rational {
        scored.iter().map(|scored| part(scored).to_rational()).sum()
    };
    let share = percent(&sum(|scored| scored.points), &sum(|scored| scored.weight))?;
    Some(Score {
        value: scheme.rounding().round(&share),
        lowest: lowest(scored.into_iter()),
        source: SOURCES[0],
    })
}

fn lowest<'a>(scored: impl Iterator<Item = &'a Scored>) -> Option<Decimal> {
    scored
        .filter_map(|one| percent(&one.points.to_rational(), &one.weight.to_rational()))
        .min()
        .map(|share| Decimal::round(&share, 2))
}

/// Part of whole in percent.
fn percent(part: &Rational, whole: &Rational) -> Option<Rational> {
    let zero = Rational::from_integer(0.into());
    (*whole != zero).then(|| part / whole * Decimal::HUNDRED.to_rational())
}

/// An amount with two decimals, or more where it has more.
fn money(amount: Decimal) -> Cell {
    let places = amount.scale().max(2);
    Cell::Number(Decimal::round(&amount.to_rational(), places))
}

fn row(
    name: &str,
    kind: &str,
    source: Option<&String>,
    amounts: Totals,
    score: Score,
    scheme: &Scheme,
) -> Row {
    let grade = scheme
        .grades()
        .iter()
        .find(|grade| score.value >= grade.from);
    let rate = percent(
        &amounts.executed.to_rational(),
        &amounts.full_year().to_rational(),
    );
    let text = |text: &str| Cell::Text(text.to_owned());
    vec![
        text(name),
        text(kind),
        source.map_or(Cell::Empty, |source| text(source)),
        money(amounts.initial),
        money(amounts.full_year()),
        money(amounts.executed),
        money(amounts.unspent()),
        rate.map_or(Cell::Empty, |rate| Cell::Number(Decimal::round(&rate, 2))),
        Cell::Number(score.value),
        grade.map_or(Cell::Empty, |grade| text(&grade.name)),
        text(score.source),
        score.lowest.map_or(Cell::Empty, Cell::Number),
    ]
}
