//! The ledgers of a department: the rows of all its units under each other, with the unit in the first column.

use std::collections::BTreeMap;

use super::Member;
use crate::ledger::{OVERVIEW, Part, UNIT_COLUMN};
use crate::{Cell, Column, ColumnType, Ledger, Row};

/// The folder inside `evidence/` below which the files of subordinate units appear.
pub(crate) const UNIT_EVIDENCE: &str = "下属";

/// A ledger that the units of a department keep in different ways.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Conflict {
    pub(super) ledger: String,
    /// Why it cannot be put together, in Chinese.
    pub(super) problem: String,
}

/// What a ledger's evidence is found under.
pub(super) fn evidence_prefix(member: &Member) -> String {
    format!("{UNIT_EVIDENCE}/{}", member.book.profile.shortest())
}

/// The ledgers of all members, put together by name. Those that are kept in different ways are left out, and
/// [`conflicts`] says why.
pub(super) fn pooled(members: &[Member]) -> impl Iterator<Item = (String, Ledger)> {
    let all = by_name(members).into_iter();
    all.filter_map(|(name, kept)| Some((name.to_owned(), pool(&kept).ok()?)))
}

/// The ledgers that cannot be put together.
pub(super) fn conflicts(members: &[Member]) -> Vec<Conflict> {
    let all = by_name(members).into_iter();
    let failed = all.filter_map(|(name, kept)| {
        Some(Conflict {
            ledger: name.to_owned(),
            problem: columns(&kept).err()?,
        })
    });
    failed.collect()
}

/// Who keeps each ledger. The overview of a department below is made anew.
fn by_name(members: &[Member]) -> BTreeMap<&str, Vec<(&Member, &Ledger)>> {
    let mut kept: BTreeMap<&str, Vec<(&Member, &Ledger)>> = BTreeMap::new();
    for member in members {
        for (name, ledger) in &member.book.ledgers {
            if !(member.book.is_department() && name == OVERVIEW) {
                kept.entry(name).or_default().push((member, ledger));
            }
        }
    }
    kept
}

/// The columns that all have: those of the first, then what others have beyond. A column that is not everywhere may
/// be empty.
fn columns(kept: &[(&Member, &Ledger)]) -> Result<Vec<Column>, String> {
    let keyed = |ledger: &Ledger| !ledger.key_columns().is_empty();
    let mut columns: Vec<Column> = Vec::new();
    for (at, (member, ledger)) in kept.iter().enumerate() {
        let (first, first_ledger) = kept[0];
        if keyed(ledger) != keyed(first_ledger) {
            let [with, without] = match keyed(ledger) {
                true => [member, first],
                false => [first, member],
            };
            return Err(format!(
                "“{}”的有主键（*），“{}”的没有",
                name(with),
                name(without)
            ));
        }
        for column in own_columns(ledger)? {
            match columns.iter_mut().find(|known| known.name == column.name) {
                Some(known) => agree(known, column)
                    .map_err(|kinds| format!("“{}”列在“{}”{kinds}", column.name, name(member)))?,
                None => columns.push(Column {
                    optional: (column.optional || at > 0) && !column.key,
                    ..column.clone()
                }),
            }
        }
        for known in &mut columns {
            if ledger.column(&known.name).is_none() {
                if known.key || known.kind == ColumnType::Entered {
                    return Err(format!("“{}”没有“{}”列", name(member), known.name));
                }
                known.optional = true;
            }
        }
    }
    let unit = Column {
        name: UNIT_COLUMN.to_owned(),
        kind: ColumnType::Text,
        key: kept.first().is_some_and(|(_, ledger)| keyed(ledger)),
        optional: false,
    };
    columns.insert(0, unit);
    Ok(columns)
}

fn name(member: &Member) -> &str {
    member.book.profile.shortest()
}

/// The columns of a ledger without that of the unit, which only a department's has.
fn own_columns(ledger: &Ledger) -> Result<&[Column], String> {
    let columns = ledger.columns();
    match ledger.is_pooled() {
        true => Ok(&columns[1..]),
        false if ledger.column(UNIT_COLUMN).is_some() => {
            Err(format!("已有一列叫“{UNIT_COLUMN}”，汇总时要用这个名称"))
        }
        false => Ok(columns),
    }
}

/// Makes a column take the cells of another of its name; the error says in what they differ.
fn agree(known: &mut Column, other: &Column) -> Result<(), String> {
    if known.key != other.key {
        return Err("和别的单位主键（*）不一".to_owned());
    }
    match (&mut known.kind, &other.kind) {
        (ColumnType::Choice(words), ColumnType::Choice(more)) => {
            let new = more.iter().filter(|word| !words.contains(word)).cloned();
            let new: Vec<String> = new.collect();
            words.extend(new);
        }
        (kind, other) if kind == other => {}
        (kind, other) => return Err(format!("是{other}，别的单位是{kind}")),
    }
    known.optional |= other.optional;
    Ok(())
}

fn pool(kept: &[(&Member, &Ledger)]) -> Result<Ledger, String> {
    let columns = columns(kept)?;
    let mut rows: Vec<Row> = Vec::new();
    let mut parts = Vec::new();
    for (member, ledger) in kept {
        let first = rows.len();
        let sources: Vec<Option<usize>> = columns[1..]
            .iter()
            .map(|column| ledger.column(&column.name))
            .collect();
        for row in ledger.rows() {
            let unit = match ledger.is_pooled() {
                true => row[0].clone(),
                false => Cell::Text(name(member).to_owned()),
            };
            let cells = columns[1..].iter().zip(&sources);
            let cells = cells.map(|(column, at)| {
                let cell = at.map_or(Cell::Empty, |at| row[at].clone());
                moved(column, cell, member)
            });
            rows.push(std::iter::once(unit).chain(cells).collect());
        }
        parts.extend(parts_of(member, ledger, first));
    }
    let day = kept.iter().find_map(|(_, ledger)| ledger.day());
    Ledger::pooled(columns, rows, parts, day)
}

/// An attachment by its name among the department's evidence; any other cell as it is.
fn moved(column: &Column, cell: Cell, member: &Member) -> Cell {
    match cell {
        Cell::Text(file) if column.kind == ColumnType::Attachment => {
            Cell::Text(format!("{}/{file}", evidence_prefix(member)))
        }
        cell => cell,
    }
}

fn parts_of(member: &Member, ledger: &Ledger, first: usize) -> Vec<Part> {
    match ledger.parts() {
        [] => vec![Part {
            folder: member.folder.clone(),
            first,
            rows: ledger.rows().len(),
        }],
        parts => {
            let moved = parts.iter().map(|part| Part {
                folder: format!("{}/{}", member.folder, part.folder),
                first: first + part.first,
                rows: part.rows,
            });
            moved.collect()
        }
    }
}
