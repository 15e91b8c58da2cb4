//! 台账导入: the rows of a sheet, all of them or none.

use std::collections::BTreeMap;

use book::{
    Book, Cell, Column, ColumnType, Date, Fate, Fault, Ledger, Merge, MergeError, OVERVIEW,
};
use exchange::{CellFault, Incoming, Mapping, Place, Sheet};
use folder::{New, Note, Shelf, Store};
use serde_json::{Value, json};
use settings::suggestion;

use super::{Beginning, held, sheet};
use crate::refusal::Refusal;
use crate::told::told_as_value;
use crate::{Failure, desk};

/// What is to be taken in.
#[derive(Debug)]
pub struct Request<'a> {
    /// The ledger.
    pub ledger: &'a str,
    /// What the file is called.
    pub file: &'a str,
    /// What it says.
    pub bytes: &'a [u8],
    /// Which of its sheets.
    pub sheet: Option<&'a str>,
    /// From column of the ledger to head or letters of the sheet, as people said now.
    pub said: BTreeMap<String, String>,
    /// The same, as it was the last time; it counts where it fits.
    pub remembered: BTreeMap<String, String>,
    /// The day of entry (登记日期) of rows that say none.
    pub registered: Date,
    /// Whether it is only tried.
    pub dry_run: bool,
    /// The ledger that begins with these rows.
    pub beginning: Option<&'a Beginning>,
}

/// What became of it.
#[derive(Debug)]
pub enum Answer {
    /// Nothing was taken in: everything that is wrong.
    Refused(Refusal),
    /// All rows were, or would be.
    Imported(Box<Imported>),
}

/// Rows that were taken in, or would be.
#[derive(Debug)]
pub struct Imported {
    /// The ledger as it was.
    pub ledger: Ledger,
    /// Which column of the sheet is which of the ledger.
    pub mapping: Mapping,
    /// The rows of the sheet.
    pub incoming: Incoming,
    /// What each of them is to the ledger.
    pub merge: Merge,
    /// Every cell that is corrected.
    pub corrections: Vec<Correction>,
    /// Whether it was only tried.
    pub dry_run: bool,
}

/// One cell that a row of the sheet corrects.
#[derive(Debug)]
pub struct Correction {
    /// The number of the row in the sheet.
    pub row: usize,
    /// The key of the ledger's row.
    pub key: String,
    /// The column.
    pub column: String,
    /// What the ledger said.
    pub before: String,
    /// What the sheet says.
    pub after: String,
}

/// Takes the rows of a sheet into a ledger, which may begin with them.
///
/// # Errors
/// When the book or the sheet cannot be read, there is no such ledger, or its columns are not found in the sheet.
pub fn import(
    shelf: &mut Shelf<impl Store>,
    request: &Request<'_>,
    note: &Note,
) -> Result<Answer, Failure> {
    let mut book = desk::of(shelf)?;
    if let Some(beginning) = request.beginning {
        let definition = beginning.definition.clone();
        book.definitions
            .insert(request.ledger.to_owned(), definition);
    }
    let ledger = ledger(&book, request, &desk::name(shelf))?;
    let sheet = sheet(request.file, request.bytes, request.sheet)?;
    let mapping = mapping(&sheet, &ledger, request)?;
    let mut incoming = match exchange::rows(&sheet, &mapping, ledger.columns()) {
        Ok(incoming) => incoming,
        Err(faults) => return Ok(Answer::Refused(Refusal(faults))),
    };
    if let Some(column) = request.beginning.and_then(|one| one.entered_by.as_deref()) {
        enter_by(column, &ledger, &mut incoming);
    }
    let merge = match ledger.merge(incoming.rows.clone(), request.registered) {
        Ok(merge) => merge,
        Err(error) => {
            let fault = refused(&sheet, &incoming, &ledger, error);
            return Ok(Answer::Refused(Refusal(vec![fault])));
        }
    };
    let before = ledger.rows().len();
    let mut after = ledger.clone();
    if let Err(problem) = after.apply(&merge) {
        return Err(Failure::Said(format!("{problem}。没有导入任何一行。")));
    }
    book.ledgers.insert(request.ledger.to_owned(), after);
    let faults = book.ledger_faults().into_iter();
    let faults = faults.map(|fault| at_source(&fault, before, &sheet, &incoming, &merge));
    let faults: Vec<CellFault> = faults.collect();
    if !faults.is_empty() {
        return Ok(Answer::Refused(Refusal(faults)));
    }
    if !request.dry_run && !merge.changes_nothing() {
        desk::write(shelf, files(&book, shelf.store(), request)?, note)?;
    }
    Ok(Answer::Imported(Box::new(Imported {
        corrections: corrections(&ledger, &incoming, &merge),
        ledger,
        mapping,
        incoming,
        merge,
        dry_run: request.dry_run,
    })))
}

/// The ledger's file, and its definition where it begins.
fn files(
    book: &Book,
    beside: &impl Store,
    request: &Request<'_>,
) -> Result<Vec<(String, New)>, Failure> {
    let file = book.ledger_file(beside, request.ledger);
    let (path, bytes) = file.map_err(|error| Failure::Said(error.to_string()))?;
    let definition = request.beginning.map(|beginning| {
        let path = format!("definitions/{}.toml", request.ledger);
        let text = beginning.definition.source();
        (path, New::Bytes(text.as_bytes().to_vec()))
    });
    Ok([(path, New::Bytes(bytes))]
        .into_iter()
        .chain(definition)
        .collect())
}

/// The ledger, or an empty one where the book only defines it.
fn ledger(book: &Book, request: &Request<'_>, folder: &str) -> Result<Ledger, Failure> {
    let name = request.ledger;
    held(book, name)?;
    let defined = || book.definitions.get(name).map(book::Definition::ledger);
    let ledger = book.ledgers.get(name).cloned().or_else(defined);
    let ledger = ledger.ok_or_else(|| {
        let names = book.ledgers.keys().chain(book.definitions.keys());
        Failure::Said(format!(
            "账本没有台账“{name}”。{}。由这张表新建：kaocheng ledger new {folder} {name} --from {}；指标库里的用 kaocheng pack ledger 加。",
            suggestion(name, names.map(String::as_str)),
            request.file
        ))
    })?;
    if ledger.is_pooled() || (book.is_department() && name == OVERVIEW) {
        let folders = book.members.iter().map(|member| member.folder.as_str());
        return Err(Failure::Said(format!(
            "台账“{name}”由下属单位的账本汇成，没有导入任何一行。请导入到单位的账本：{}。",
            folders.collect::<Vec<_>>().join("、")
        )));
    }
    Ok(ledger)
}

/// Gives each row the day in one of its columns as the day of entry, where the sheet says none.
fn enter_by(column: &str, ledger: &Ledger, incoming: &mut Incoming) {
    let place = |wanted: &dyn Fn(&Column) -> bool| ledger.columns().iter().position(wanted);
    let from = place(&|one| one.name == column);
    let to = place(&|one| one.kind == ColumnType::Entered);
    let (Some(from), Some(to)) = (from, to) else {
        return;
    };
    for row in &mut incoming.rows {
        if row[to] == Cell::Empty {
            row[to] = row[from].clone();
        }
    }
}

/// What was remembered may not fit another sheet; then only what was said counts.
fn mapping(sheet: &Sheet, ledger: &Ledger, request: &Request<'_>) -> Result<Mapping, Failure> {
    let said = &request.said;
    let unknown = said.keys().find(|name| ledger.column(name).is_none());
    if let Some(name) = unknown {
        let columns = ledger.columns().iter().map(|column| column.name.as_str());
        let hint = suggestion(name, columns);
        return Err(Failure::Said(format!(
            "--map：台账没有“{name}”这一列。{hint}"
        )));
    }
    let mut named = request.remembered.clone();
    named.extend(said.clone());
    Mapping::find(sheet, ledger.columns(), &named)
        .or_else(|_| Mapping::find(sheet, ledger.columns(), said))
        .map_err(|error| Failure::Said(format!("“{}”：{error}", request.file)))
}

/// Why the rows cannot be brought in, at the row of the sheet.
fn refused(sheet: &Sheet, incoming: &Incoming, ledger: &Ledger, error: MergeError) -> CellFault {
    let number = |place: usize| incoming.numbers.get(place).copied().unwrap_or_default();
    let keys = ledger.key_columns();
    let names = keys.iter().map(|at| ledger.columns()[*at].name.clone());
    let key_names = names.collect::<Vec<_>>().join("、");
    let (row, column, value, problem, remedy) = match error {
        MergeError::DuplicateKey { first, second, key } => (
            second,
            key_names,
            key,
            format!("与第{}行的主键相同", number(first)),
            "只留一行，或改正其中一行的编号".to_owned(),
        ),
        MergeError::TooEarly {
            row,
            key,
            known,
            registered,
        } => (
            row,
            key_names,
            key,
            format!("它更正的行登记于 {known}，更正不能以更早的 {registered} 登记"),
            format!("用 --registered 写 {known} 或以后的日期"),
        ),
        MergeError::Misfit { row, problem } => {
            let remedy = "按台账的表头改这一行".to_owned();
            (row, String::new(), String::new(), problem, remedy)
        }
    };
    CellFault {
        place: Place {
            sheet: sheet.name.clone(),
            row: number(row),
            column: None,
        },
        column,
        value,
        problem,
        remedy,
    }
}

/// A fault of a ledger's row at the row of the sheet it came from.
fn at_source(
    fault: &Fault,
    before: usize,
    sheet: &Sheet,
    incoming: &Incoming,
    merge: &Merge,
) -> CellFault {
    let place = fault.line.checked_sub(Ledger::row_number(0));
    let added = place.and_then(|place| place.checked_sub(before));
    let changed = merge.fates.iter().enumerate();
    let mut changed = changed.filter(|(_, fate)| **fate != Fate::Unchanged);
    let row = added
        .and_then(|added| changed.nth(added))
        .and_then(|(at, _)| incoming.numbers.get(at));
    let from_sheet = row.is_some();
    CellFault {
        place: Place {
            sheet: match from_sheet {
                true => sheet.name.clone(),
                false => fault.file.clone(),
            },
            row: row.copied().unwrap_or(fault.line),
            column: None,
        },
        column: String::new(),
        value: String::new(),
        problem: fault.problem.clone(),
        remedy: fault.remedy.clone(),
    }
}

fn corrections(ledger: &Ledger, incoming: &Incoming, merge: &Merge) -> Vec<Correction> {
    let keys = ledger.key_columns();
    let shown = |cell: &Cell| match cell {
        Cell::Empty => "（空）".to_owned(),
        cell => cell.to_string(),
    };
    let mut all = Vec::new();
    for ((row, number), fate) in incoming
        .rows
        .iter()
        .zip(&incoming.numbers)
        .zip(&merge.fates)
    {
        let Fate::Correction { place, columns } = fate else {
            continue;
        };
        let key: Vec<String> = keys.iter().map(|at| row[*at].to_string()).collect();
        for &at in columns {
            all.push(Correction {
                row: *number,
                key: key.join("/"),
                column: ledger.columns()[at].name.clone(),
                before: shown(&ledger.rows()[*place][at]),
                after: shown(&row[at]),
            });
        }
    }
    all
}

impl serde::Serialize for Answer {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Refused(refusal) => refusal.serialize(serializer),
            Self::Imported(imported) => imported.serialize(serializer),
        }
    }
}

told_as_value!(Imported);

impl Imported {
    fn value(&self) -> Value {
        let corrections = self.corrections.iter().map(|one| {
            json!({
                "row": one.row, "key": one.key, "column": one.column,
                "before": one.before, "after": one.after,
            })
        });
        let passed = self.incoming.passed.iter();
        let passed = passed.map(|(row, what)| json!({ "row": row, "what": what }));
        json!({
            "imported": !self.dry_run,
            "new": self.merge.new_rows(),
            "corrected": self.merge.corrections(),
            "unchanged": self.merge.unchanged(),
            "corrections": corrections.collect::<Vec<_>>(),
            "passed": passed.collect::<Vec<_>>(),
            "columns": self.mapping.named(self.ledger.columns()),
        })
    }
}
