//! The overview of a department's units (下属单位) as a ledger that is computed from their books: one row a unit, one
//! column each for accounts, staff, score, and every figure and indicator that units have by the same name.

use std::collections::BTreeMap;

use quantity::{Decimal, Rational, Unit as Measuring};

use super::Unit;
use crate::ledger::UNIT_COLUMN;
use crate::measure::Scope;
use crate::names::is_word;
use crate::number::{sum, within_limits};
use crate::scoring::{Reached, reach};
use crate::{Actual, Book, Cell, Column, ColumnType, Ledger, Value, score};

/// The overview of these units. A figure that is a rate stands as the unit prints it, with two places.
pub(super) fn table(units: &[Unit<'_>]) -> Ledger {
    let entries: Vec<Vec<Entry>> = units.iter().map(entries).collect();
    let columns = columns(&entries);
    let mut ledger = Ledger::new(columns).unwrap_or_else(|_| Ledger::of_units());
    for (unit, entries) in units.iter().zip(entries) {
        let mut by_name: BTreeMap<String, Entry> = BTreeMap::new();
        for entry in entries {
            by_name.entry(entry.name.clone()).or_insert(entry);
        }
        let cells = ledger.columns()[1..].iter().map(|column| {
            let entry = by_name.remove(&column.name);
            let fitting = entry.filter(|entry| entry.kind == column.kind);
            fitting.map_or(Cell::Empty, |entry| entry.cell)
        });
        let unit = Cell::Text(unit.name().to_owned());
        let row = std::iter::once(unit).chain(cells).collect();
        // Every cell was made for its column.
        let pushed = ledger.push(row);
        debug_assert_eq!(pushed, Ok(()));
    }
    ledger
}

/// The columns of score and grade.
const SCORE: &str = "自评得分";
const GRADE: &str = "自评等级";

/// The score of a unit by its own scheme, and its grade, as the overview has them.
pub(super) fn score_of(overview: &Ledger, unit: &str) -> Option<(Decimal, Option<String>)> {
    let own = Cell::Text(unit.to_owned());
    let row = overview
        .rows()
        .iter()
        .find(|row| row.first() == Some(&own))?;
    let cell = |name: &str| row.get(overview.column(name)?);
    let Some(Cell::Number(score)) = cell(SCORE) else {
        return None;
    };
    let grade = cell(GRADE).filter(|grade| **grade != Cell::Empty);
    Some((*score, grade.map(ToString::to_string)))
}

impl Ledger {
    /// An overview that says nothing but which units there are.
    fn of_units() -> Self {
        Self::of_checked(vec![unit_column()])
    }
}

fn unit_column() -> Column {
    Column {
        name: UNIT_COLUMN.to_owned(),
        kind: ColumnType::Text,
        key: true,
        optional: false,
    }
}

/// A figure of a unit.
struct Entry {
    name: String,
    kind: ColumnType,
    cell: Cell,
}

/// The columns in the order in which units have them. Of two kinds under one name the first unit's counts.
fn columns(entries: &[Vec<Entry>]) -> Vec<Column> {
    let mut columns = vec![unit_column()];
    for entry in entries.iter().flatten() {
        if columns.iter().all(|column| column.name != entry.name) {
            columns.push(Column {
                name: entry.name.clone(),
                kind: entry.kind.clone(),
                key: false,
                optional: true,
            });
        }
    }
    columns
}

fn entries(unit: &Unit<'_>) -> Vec<Entry> {
    let book = unit.book;
    let mut entries = accounts(book);
    entries.extend(people(book));
    entries.extend(scored(book));
    let scope = Scope::of(book);
    entries.extend(facts(book, &scope));
    entries.extend(indicators(book, &scope));
    entries.retain(|entry| is_word(&entry.name) && fits(&entry.cell));
    entries
}

fn fits(cell: &Cell) -> bool {
    match cell {
        Cell::Number(value) => within_limits(*value),
        Cell::Text(text) => text.trim() == text && !text.is_empty(),
        _ => true,
    }
}

fn number(name: &str, unit: &str, value: Decimal) -> Entry {
    Entry {
        name: name.to_owned(),
        kind: kind(unit),
        cell: Cell::Number(value),
    }
}

/// The column of numbers in a unit; a word that is no known unit goes without.
fn kind(unit: &str) -> ColumnType {
    match unit.parse::<Measuring>() {
        Ok(unit) if unit != Measuring::NONE => ColumnType::Quantity(unit),
        _ => ColumnType::Number,
    }
}

fn accounts(book: &Book) -> Vec<Entry> {
    let totals = book.totals();
    let mut entries = vec![
        number("年初预算", "万元", totals.initial),
        number("全年预算", "万元", totals.full_year()),
        number("执行数", "万元", totals.executed),
    ];
    if let Some(balance) = &book.balance {
        entries.push(number("资产总额", "万元", balance.assets.total()));
        entries.push(number("负债总额", "万元", balance.liabilities.total()));
    }
    entries
}

fn people(book: &Book) -> Vec<Entry> {
    let people = |count: fn(&crate::Staff) -> u32| {
        sum(book
            .staff
            .iter()
            .map(|staff| i64::from(count(staff)).into()))
    };
    vec![
        number("实有人数", "人", people(|staff| staff.present)),
        number("在职人数", "人", people(|staff| staff.serving)),
    ]
}

fn scored(book: &Book) -> Vec<Entry> {
    let Some(scheme) = book.scoring_scheme() else {
        return Vec::new();
    };
    let card = score(book, &scheme);
    let mut entries = vec![number(SCORE, "分", card.normalised.unwrap_or(card.total))];
    entries.extend(card.grade.map(|grade| Entry {
        name: GRADE.to_owned(),
        kind: ColumnType::Text,
        cell: Cell::Text(grade.name),
    }));
    entries
}

fn facts(book: &Book, scope: &Scope<'_>) -> Vec<Entry> {
    let entry = |fact: &crate::Fact| {
        let value = match &fact.value {
            Value::Typed(value) => *value,
            Value::Measure(measure) => {
                let measured = scope.measure(measure, &fact.unit).ok()?;
                if let Some(date) = measured.date(&fact.unit) {
                    return Some(Entry {
                        name: fact.name.clone(),
                        kind: ColumnType::Date,
                        cell: Cell::Date(date),
                    });
                }
                exact(&measured.value, &fact.unit)
            }
        };
        Some(number(&fact.name, &fact.unit, value))
    };
    book.facts.iter().filter_map(entry).collect()
}

fn indicators(book: &Book, scope: &Scope<'_>) -> Vec<Entry> {
    let entry = |indicator: &crate::Indicator| {
        if indicator.actual == Actual::Blank {
            return None;
        }
        let (reached, _) = reach(indicator, &indicator.actual, scope).ok()?;
        let (kind, cell) = match reached {
            Reached::Number(value) => {
                let value = exact(&value, &indicator.unit);
                (kind(&indicator.unit), Cell::Number(value))
            }
            Reached::Date(date) => (ColumnType::Date, Cell::Date(date)),
            Reached::YesNo(yes) => (ColumnType::YesNo, Cell::YesNo(yes)),
            Reached::Band(band) => (ColumnType::Text, Cell::Text(band)),
        };
        Some(Entry {
            name: indicator.name.clone(),
            kind,
            cell,
        })
    };
    book.indicators.iter().filter_map(entry).collect()
}

/// Places of a rate that somebody typed in.
const RATE_PLACES: u8 = 4;

/// The value in full; what no decimal holds, and a computed rate, with the two places a report prints.
fn exact(value: &Rational, unit: &str) -> Decimal {
    match crate::number::decimal(value) {
        Some(exact) if unit != "%" || exact.scale() <= RATE_PLACES => exact,
        _ => Decimal::round(value, 2),
    }
}
