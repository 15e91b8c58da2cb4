//! The balance sheet of a department, less what its units owe each other.

use quantity::Decimal;

use super::{Elimination, Unit};
use crate::number::sum;
use crate::{BalanceSheet, Item, Side};

/// The sheets of all units added up by item.
///
/// `None` where no unit has one.
///
/// # Errors
/// Why they cannot be added, in Chinese: a unit has none, or that of another day.
pub(super) fn sheet(
    units: &[Unit<'_>],
    eliminations: &[Elimination],
) -> Result<Option<BalanceSheet>, String> {
    if units.iter().all(|unit| unit.book.balance.is_none()) {
        return Ok(None);
    }
    let mut sheets = Vec::new();
    for unit in units {
        let sheet = unit
            .book
            .balance
            .as_ref()
            .ok_or_else(|| format!("“{}”没有填资产负债", unit.name()))?;
        sheets.push((unit.name(), sheet));
    }
    let (first, one) = sheets.first().ok_or("没有下属单位")?;
    if let Some((name, other)) = sheets.iter().find(|(_, sheet)| sheet.date != one.date) {
        return Err(format!(
            "“{first}”的资产负债是 {} 的，“{name}”的是 {} 的",
            one.date, other.date
        ));
    }
    let claims: Vec<&Elimination> = eliminations
        .iter()
        .filter(|one| one.is_agreed() && !one.of_budget)
        .collect();
    let owed = |name: &str, item: &str| {
        let has = |unit: &str, side: &[(String, crate::Totals)]| {
            let amounts = side
                .iter()
                .filter(|(account, _)| unit == name && account == item);
            sum(amounts.map(|(_, amounts)| amounts.executed))
        };
        let given = sum(claims.iter().map(|one| has(&one.giver, &one.given)));
        let taken = sum(claims.iter().map(|one| has(&one.taker, &one.taken)));
        (given, taken)
    };
    let nothing = |_: &str, _: &str| Decimal::ZERO;
    Ok(Some(BalanceSheet {
        date: one.date,
        assets: side(
            &sheets,
            |sheet| &sheet.assets,
            |name, item| owed(name, item).0,
        ),
        liabilities: side(
            &sheets,
            |sheet| &sheet.liabilities,
            |name, item| owed(name, item).1,
        ),
        net: side(&sheets, |sheet| &sheet.net, nothing),
    }))
}

fn side(
    sheets: &[(&str, &BalanceSheet)],
    side: fn(&BalanceSheet) -> &Side,
    less: impl Fn(&str, &str) -> Decimal,
) -> Side {
    let mut items: Vec<Item> = Vec::new();
    for (unit, sheet) in sheets {
        for item in &side(sheet).items {
            let amount = sum([item.amount, -less(unit, &item.name)]);
            match items.iter_mut().find(|known| known.name == item.name) {
                Some(known) => known.amount = sum([known.amount, amount]),
                None => items.push(Item {
                    name: item.name.clone(),
                    amount,
                    note: None,
                }),
            }
        }
    }
    Side { items }
}
