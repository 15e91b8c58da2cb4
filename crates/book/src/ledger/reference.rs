//! References between ledgers: every value must stand in the column it refers to.

use std::collections::{BTreeMap, HashSet};

use settings::suggestion;

use super::{Cell, Column, ColumnType, Ledger};
use crate::{Fault, LongLedger};

/// What refers to nothing: a ledger or column that is not there, or a value that does not stand in it; the faults of each
/// column together. What refers to a ledger too long to be loaded is not looked at.
pub(crate) fn dangling(
    ledgers: &BTreeMap<String, Ledger>,
    long: &BTreeMap<String, LongLedger>,
) -> Vec<Vec<Fault>> {
    let mut faults = Vec::new();
    for (name, ledger) in ledgers {
        for (place, column) in ledger.columns().iter().enumerate() {
            if let ColumnType::Reference {
                ledger: target,
                column: of,
            } = &column.kind
                && !long.contains_key(target)
            {
                faults.push(match values(ledgers, target, of) {
                    Ok(known) => check_column(name, ledger, place, &known),
                    Err(problem) => vec![unknown(name, column, &problem)],
                });
            }
        }
    }
    faults
}

/// The values that stand in a column; the error says what is not there.
fn values<'a>(
    ledgers: &'a BTreeMap<String, Ledger>,
    name: &str,
    column: &str,
) -> Result<HashSet<&'a Cell>, String> {
    let Some(ledger) = ledgers.get(name) else {
        let hint = suggestion(name, ledgers.keys().map(String::as_str));
        return Err(format!("没有台账“{name}”（{hint}）"));
    };
    let Some(place) = ledger.column(column) else {
        let columns = ledger.columns().iter().map(|column| column.name.as_str());
        let hint = suggestion(column, columns);
        return Err(format!("台账“{name}”没有“{column}”这一列（{hint}）"));
    };
    Ok(ledger.standing_rows().map(|(_, row)| &row[place]).collect())
}

fn unknown(name: &str, column: &Column, problem: &str) -> Fault {
    Fault {
        line: 1,
        ..Fault::of_file(
            file(name),
            format!("“{}”列引用的地方不存在：{problem}", column.name),
            "改表头里“引用(台账.列)”的名称",
        )
    }
}

fn check_column(name: &str, ledger: &Ledger, place: usize, known: &HashSet<&Cell>) -> Vec<Fault> {
    let mut faults = Vec::new();
    let column = &ledger.columns()[place];
    for (at, row) in ledger.standing_rows() {
        let cell = &row[place];
        if *cell != Cell::Empty && !known.contains(cell) {
            let row = Ledger::row_number(at);
            faults.push(Fault {
                line: row,
                ..Fault::of_file(
                    file(name),
                    format!(
                        "第{row}行“{}”列的“{cell}”不是{}",
                        column.name,
                        column.kind.wanted()
                    ),
                    "核对这个值，或先在被引用的台账里登记它",
                )
            });
        }
    }
    faults
}

fn file(name: &str) -> String {
    format!("ledgers/{name}.csv")
}
