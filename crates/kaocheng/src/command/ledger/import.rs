//! `ledger import`: nothing is written while one row is wrong.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::Path;

use book::{
    Book, Cell, Column, ColumnType, Date, Definition, Fate, Fault, Ledger, Merge, MergeError,
    OVERVIEW,
};
use exchange::{CellFault, Incoming, Mapping, Place, Sheet};
use folder::{New, Plain};
use serde_json::{Value, json};
use settings::suggestion;

use super::held;
use crate::Outcome;
use crate::arguments::{Format, Import};
use crate::command::check::today;
use crate::error::Failure;
use crate::shelf;
use work::files;

/// How many corrections and faults are shown one by one.
const SHOWN: usize = 50;

/// A ledger that begins with the import.
pub(super) struct Beginning {
    /// What it looks like.
    pub(super) definition: Definition,
    /// The column of days by which its rows were entered.
    pub(super) entered_by: Option<String>,
}

pub(crate) fn run(arguments: &Import) -> Result<Outcome, Failure> {
    bring(arguments, None)
}

/// Imports a sheet into a ledger, which may begin with it.
pub(super) fn bring(arguments: &Import, beginning: Option<&Beginning>) -> Result<Outcome, Failure> {
    let folder = &arguments.book;
    let mut held = (!arguments.dry_run)
        .then(|| shelf::hold(folder))
        .transpose()?;
    let mut book = Book::read(&Plain::new(folder)).map_err(Failure::faults(folder))?;
    if let Some(beginning) = beginning {
        let definition = beginning.definition.clone();
        book.definitions
            .insert(arguments.ledger.clone(), definition);
    }
    let ledger = ledger(&book, arguments)?;
    if ledger.is_pooled() || (book.is_department() && arguments.ledger == OVERVIEW) {
        let folders: Vec<&str> = book
            .members
            .iter()
            .map(|member| member.folder.as_str())
            .collect();
        return Err(Failure::Said(format!(
            "台账“{}”由下属单位的账本汇成，没有导入任何一行。请导入到单位的账本：{}。",
            arguments.ledger,
            folders.join("、")
        )));
    }
    let sheet = sheet(&arguments.file, arguments.sheet.as_deref())?;
    let mut named = exchange::recall(folder, &arguments.ledger);
    let said: BTreeMap<String, String> = arguments.map.iter().cloned().collect();
    named.extend(said);
    let mapping = mapping(&sheet, &ledger, &named, arguments)?;
    let mut incoming = match exchange::rows(&sheet, &mapping, ledger.columns()) {
        Ok(incoming) => incoming,
        Err(faults) => return refuse(arguments, &faults),
    };
    if let Some(column) = beginning.and_then(|one| one.entered_by.as_deref()) {
        enter_by(column, &ledger, &mut incoming);
    }
    let merge = match ledger.merge(incoming.rows.clone(), registered(arguments)?) {
        Ok(merge) => merge,
        Err(error) => return refuse(arguments, &[refused(&sheet, &incoming, &ledger, error)]),
    };
    let before = ledger.rows().len();
    let mut after = ledger.clone();
    if let Err(problem) = after.apply(&merge) {
        return Err(Failure::Said(format!("{problem}。没有导入任何一行。")));
    }
    book.ledgers.insert(arguments.ledger.clone(), after);
    let faults: Vec<CellFault> = book
        .ledger_faults()
        .into_iter()
        .map(|fault| at_source(&fault, before, &sheet, &incoming, &merge))
        .collect();
    if !faults.is_empty() {
        return refuse(arguments, &faults);
    }
    if let Some(held) = held.as_mut().filter(|_| !merge.changes_nothing()) {
        let file = book.ledger_file(held.store(), &arguments.ledger);
        let (path, bytes) = file.map_err(|error| Failure::Said(error.to_string()))?;
        let mut files = vec![(path, New::Bytes(bytes))];
        let via = match beginning {
            Some(beginning) => {
                let path = format!("definitions/{}.toml", arguments.ledger);
                let text = beginning.definition.source();
                files.push((path, New::Bytes(text.as_bytes().to_vec())));
                "ledger new"
            }
            None => "ledger import",
        };
        shelf::write(held, files, via)?;
    }
    if !arguments.dry_run {
        let columns = mapping.named(ledger.columns());
        exchange::remember(folder, &arguments.ledger, &columns)
            .map_err(Failure::file("无法记下列的对应", folder))?;
    }
    report(arguments, &ledger, &mapping, &incoming, &merge)?;
    Ok(Outcome::Clean)
}

/// The ledger, or an empty one where the book only defines it.
fn ledger(book: &Book, arguments: &Import) -> Result<Ledger, Failure> {
    let name = arguments.ledger.as_str();
    held(book, name)?;
    let defined = || book.definitions.get(name).map(book::Definition::ledger);
    let ledger = book.ledgers.get(name).cloned().or_else(defined);
    ledger.ok_or_else(|| {
        let names = book.ledgers.keys().chain(book.definitions.keys());
        Failure::Said(format!(
            "账本没有台账“{name}”。{}。由这张表新建：kaocheng ledger new {} {name} --from {}；指标库里的用 kaocheng pack ledger 加。",
            suggestion(name, names.map(String::as_str)),
            arguments.book.display(),
            arguments.file.display()
        ))
    })
}

pub(super) fn sheet(path: &Path, wanted: Option<&str>) -> Result<Sheet, Failure> {
    let bytes = files::read("无法读取", path)?;
    exchange::read(&bytes, wanted)
        .map_err(|error| Failure::Said(format!("“{}”：{error}", path.display())))
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
fn mapping(
    sheet: &Sheet,
    ledger: &Ledger,
    named: &BTreeMap<String, String>,
    arguments: &Import,
) -> Result<Mapping, Failure> {
    let said: BTreeMap<String, String> = arguments.map.iter().cloned().collect();
    let unknown = said.keys().find(|name| ledger.column(name).is_none());
    if let Some(name) = unknown {
        let columns = ledger.columns().iter().map(|column| column.name.as_str());
        let hint = suggestion(name, columns);
        return Err(Failure::Said(format!(
            "--map：台账没有“{name}”这一列。{hint}"
        )));
    }
    Mapping::find(sheet, ledger.columns(), named)
        .or_else(|_| Mapping::find(sheet, ledger.columns(), &said))
        .map_err(|error| Failure::Said(format!("“{}”：{error}", arguments.file.display())))
}

fn registered(arguments: &Import) -> Result<Date, Failure> {
    let day = today();
    arguments
        .registered
        .or_else(|| Date::new(day.year, day.month, day.day))
        .ok_or_else(|| Failure::Said("系统日期不对，请用 --registered 写明登记日期。".to_owned()))
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

fn refuse(arguments: &Import, faults: &[CellFault]) -> Result<Outcome, Failure> {
    match arguments.told.format {
        Format::Text => {
            let mut out = anstream::stdout().lock();
            for fault in faults.iter().take(SHOWN) {
                writeln!(out, "错误 {fault}")?;
            }
            if faults.len() > SHOWN {
                writeln!(out, "……另有{}处", faults.len() - SHOWN)?;
            }
            writeln!(out, "共{}处错误，没有导入任何一行。", faults.len())?;
        }
        Format::Json => {
            let faults: Vec<Value> = faults.iter().map(fault_json).collect();
            let told = json!({ "imported": false, "faults": faults });
            writeln!(std::io::stdout().lock(), "{told:#}")?;
        }
    }
    Ok(Outcome::Unreadable)
}

fn fault_json(fault: &CellFault) -> Value {
    json!({
        "place": fault.place.to_string(),
        "sheet": fault.place.sheet,
        "row": fault.place.row,
        "column": fault.column,
        "value": fault.value,
        "problem": fault.problem,
        "remedy": fault.remedy,
    })
}

fn report(
    arguments: &Import,
    ledger: &Ledger,
    mapping: &Mapping,
    incoming: &Incoming,
    merge: &Merge,
) -> Result<(), Failure> {
    let corrections = corrections(ledger, incoming, merge);
    match arguments.told.format {
        Format::Text => {
            let mut out = anstream::stdout().lock();
            let columns = ledger.columns().iter().zip(&mapping.columns);
            for (column, source) in columns {
                let Some(source) = source else { continue };
                if source.head != column.name {
                    let unit = source.unit.as_ref();
                    let unit = unit.map_or_else(String::new, |unit| format!("（按{unit}换算）"));
                    writeln!(out, "列 {} ← {}{unit}", column.name, source.head)?;
                }
            }
            if !mapping.unused.is_empty() {
                writeln!(out, "没有用到的列：{}", mapping.unused.join("、"))?;
            }
            for (row, what) in &incoming.passed {
                writeln!(out, "第{row}行没有导入：{what}")?;
            }
            for correction in corrections.iter().take(SHOWN) {
                writeln!(
                    out,
                    "更正 第{}行 {} {}：{} → {}",
                    correction.row,
                    correction.key,
                    correction.column,
                    correction.before,
                    correction.after
                )?;
            }
            if corrections.len() > SHOWN {
                writeln!(out, "……另有{}格更正", corrections.len() - SHOWN)?;
            }
            let done = match (arguments.dry_run, merge.changes_nothing()) {
                (_, true) => "没有变化",
                (true, false) => "试算，没有写入",
                (false, false) => "已导入",
            };
            writeln!(
                out,
                "{done}：新增{}行，更正{}行，相同{}行",
                merge.new_rows(),
                merge.corrections(),
                merge.unchanged()
            )?;
        }
        Format::Json => {
            let corrections: Vec<Value> = corrections
                .iter()
                .map(|one| {
                    json!({
                        "row": one.row, "key": one.key, "column": one.column,
                        "before": one.before, "after": one.after,
                    })
                })
                .collect();
            let passed: Vec<Value> = incoming
                .passed
                .iter()
                .map(|(row, what)| json!({ "row": row, "what": what }))
                .collect();
            let told = json!({
                "imported": !arguments.dry_run,
                "new": merge.new_rows(),
                "corrected": merge.corrections(),
                "unchanged": merge.unchanged(),
                "corrections": corrections,
                "passed": passed,
                "columns": mapping.named(ledger.columns()),
            });
            writeln!(std::io::stdout().lock(), "{told:#}")?;
        }
    }
    Ok(())
}

/// One cell that a row of the sheet corrects.
struct Correction {
    row: usize,
    key: String,
    column: String,
    before: String,
    after: String,
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
