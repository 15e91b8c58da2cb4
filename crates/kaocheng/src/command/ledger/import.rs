//! `ledger import`: nothing is written while one row is wrong.

use std::io::Write as _;

use book::Date;
use folder::{Folder, Shelf};
use work::ledger::{Answer, Beginning, Imported, Request};
use work::{desk, files};

use crate::Outcome;
use crate::arguments::{Format, Import};
use crate::command::check::today;
use crate::error::Failure;
use crate::render::{answer, refusal};
use crate::shelf;

/// How many corrections are shown one by one.
const SHOWN: usize = 50;

pub(crate) fn run(arguments: &Import) -> Result<Outcome, Failure> {
    bring(arguments, None)
}

/// Imports a sheet into a ledger, which may begin with it.
pub(super) fn bring(arguments: &Import, beginning: Option<&Beginning>) -> Result<Outcome, Failure> {
    let folder = &arguments.book;
    let mut held = shelf_of(arguments)?;
    let bytes = files::read("无法读取", &arguments.file)?;
    let request = Request {
        ledger: &arguments.ledger,
        file: &arguments.file.display().to_string(),
        bytes: &bytes,
        sheet: arguments.sheet.as_deref(),
        said: arguments.map.iter().cloned().collect(),
        remembered: exchange::recall(folder, &arguments.ledger),
        registered: registered(arguments)?,
        dry_run: arguments.dry_run,
        beginning,
    };
    let via = match beginning {
        Some(_) => "ledger new",
        None => "ledger import",
    };
    let answer = work::ledger::import(&mut held, &request, &shelf::note(via, None))?;
    if arguments.told.format == Format::Json {
        answer::indented(&answer)?;
    }
    match &answer {
        Answer::Refused(refused) => {
            if arguments.told.format == Format::Text {
                refusal::tell(refused, "没有导入任何一行。")?;
            }
            Ok(Outcome::Unreadable)
        }
        Answer::Imported(imported) => {
            if !arguments.dry_run {
                let columns = imported.mapping.named(imported.ledger.columns());
                exchange::remember(folder, &arguments.ledger, &columns)
                    .map_err(Failure::file("无法记下列的对应", folder))?;
            }
            if arguments.told.format == Format::Text {
                tell(imported)?;
            }
            Ok(Outcome::Clean)
        }
    }
}

/// The book, which is only looked at where the import is tried.
fn shelf_of(arguments: &Import) -> Result<Shelf<Folder>, Failure> {
    match arguments.dry_run {
        true => desk::settled(&arguments.book),
        false => shelf::hold(&arguments.book),
    }
}

fn registered(arguments: &Import) -> Result<Date, Failure> {
    let day = today();
    arguments
        .registered
        .or_else(|| Date::new(day.year, day.month, day.day))
        .ok_or_else(|| Failure::Said("系统日期不对，请用 --registered 写明登记日期。".to_owned()))
}

fn tell(imported: &Imported) -> Result<(), Failure> {
    let (mapping, merge) = (&imported.mapping, &imported.merge);
    let mut out = anstream::stdout().lock();
    let columns = imported.ledger.columns().iter().zip(&mapping.columns);
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
    for (row, what) in &imported.incoming.passed {
        writeln!(out, "第{row}行没有导入：{what}")?;
    }
    for correction in imported.corrections.iter().take(SHOWN) {
        writeln!(
            out,
            "更正 第{}行 {} {}：{} → {}",
            correction.row, correction.key, correction.column, correction.before, correction.after
        )?;
    }
    if imported.corrections.len() > SHOWN {
        let more = imported.corrections.len() - SHOWN;
        writeln!(out, "……另有{more}格更正")?;
    }
    let done = match (imported.dry_run, merge.changes_nothing()) {
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
    Ok(())
}
