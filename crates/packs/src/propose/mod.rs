//! Result use (结果应用): from score, grade and execution to a proposal for each line of next year's budget.
//!
//! The rules are data: each has a condition in the language of measures over a table of the budget's lines, the first that holds
//! decides, and the proposal says which rule and which figures. Nothing is applied: a person decides.

mod results;
mod rule;
mod table;

use std::collections::BTreeMap;

use book::{Book, Cell, Ledger, MeasureError, Scheme, Scorecard};
use quantity::{Decimal, Rational};

pub use rule::{Advice, Change, UseRule};

/// The name of the table that conditions look at.
const TABLE: &str = "项目";

/// What is proposed for one line of the budget, or for the unit as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// The line's name; 整体 for the unit.
    pub subject: String,
    /// 类别: 基本支出, 项目支出 or 整体.
    pub kind: String,
    /// What is proposed; `None` when no rule speaks.
    pub advice: Option<Advice>,
    /// The rule that decided.
    pub rule: Option<String>,
    /// Its condition.
    pub condition: Option<String>,
    /// Why, in words.
    pub reason: Option<String>,
    /// The regulations behind the rule.
    pub basis: Vec<String>,
    /// 年初预算 of this year, in 万元.
    pub base: Decimal,
    /// What next year's would be by the rule, in 万元; `None` where the rule gives no amount.
    pub suggested: Option<Decimal>,
    /// The figures the condition could look at, by column.
    pub figures: Vec<(String, String)>,
}

/// No proposal can be made.
#[derive(Debug, thiserror::Error)]
pub enum ProposeError {
    /// The book's figures do not fit a table.
    #[error("账本的数字列不成表：{0}")]
    Figures(String),
    /// A condition cannot be decided.
    #[error("规则的条件判断不了：{0}")]
    Condition(#[from] MeasureError),
}

/// What the rules propose for each line of the budget, then for the unit as a whole.
///
/// # Errors
/// When a rule's condition cannot be decided over the figures.
pub fn propose(
    book: &Book,
    scheme: &Scheme,
    card: &Scorecard,
    rules: &[UseRule],
) -> Result<Vec<Proposal>, ProposeError> {
    let table = table::of(book, scheme, card).map_err(ProposeError::Figures)?;
    let mut chosen: Vec<Option<&UseRule>> = vec![None; table.rows().len()];
    let tables: BTreeMap<String, Ledger> = [(TABLE.to_owned(), table.clone())].into();
    for rule in rules {
        for row in rule.rows(&tables)? {
            chosen[row].get_or_insert(rule);
        }
    }
    let rows = table.rows().iter().zip(chosen);
    Ok(rows
        .map(|(row, rule)| proposal(&table, row, rule))
        .collect())
}

fn proposal(table: &Ledger, row: &[Cell], rule: Option<&UseRule>) -> Proposal {
    let amount = |name: &str| match table.column(name).map(|at| &row[at]) {
        Some(Cell::Number(value)) => *value,
        _ => Decimal::ZERO,
    };
    let base = amount(table::INITIAL);
    let figures = table
        .columns()
        .iter()
        .zip(row)
        .skip(2)
        .filter(|(_, cell)| **cell != Cell::Empty)
        .map(|(column, cell)| {
            let unit = match &column.kind {
                book::ColumnType::Quantity(unit) => unit.to_string(),
                _ => String::new(),
            };
            (column.name.clone(), format!("{cell}{unit}"))
        })
        .collect();
    Proposal {
        subject: row[0].to_string(),
        kind: row[1].to_string(),
        advice: rule.map(|rule| rule.advice),
        rule: rule.map(|rule| rule.name.clone()),
        condition: rule.map(|rule| rule.condition.clone()),
        reason: rule.map(|rule| rule.reason.clone()),
        basis: rule.map(|rule| rule.basis.clone()).unwrap_or_default(),
        base,
        suggested: rule.and_then(|rule| suggested(rule, base, amount(table::UNSPENT))),
        figures,
    }
}

/// Next year's amount: never below zero, to the fen.
fn suggested(rule: &UseRule, base: Decimal, unspent: Decimal) -> Option<Decimal> {
    let exact = base.to_rational();
    let change = match rule.change {
        None if rule.advice == Advice::Keep => return Some(base),
        None if rule.advice == Advice::Stop => return Some(Decimal::new(0, 2)),
        None => return None,
        Some(Change::Percent(percent)) => {
            &exact * percent.to_rational() / Decimal::HUNDRED.to_rational()
        }
        Some(Change::Unspent) => unspent.to_rational(),
    };
    let zero = Rational::from_integer(0.into());
    let next = match rule.advice {
        Advice::More => exact + change,
        Advice::Less => exact - change,
        Advice::Keep => exact,
        Advice::Stop => zero.clone(),
    };
    Some(Decimal::round(&next.max(zero), 2))
}
