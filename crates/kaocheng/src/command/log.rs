//! `log`: who changed what in a book, when and why.

use std::io::Write as _;

use entry::Operation;
use folder::{Folder, Shelf};

use crate::Outcome;
use crate::arguments::{Format, Log};
use crate::error::Failure;
use crate::render::change;

pub(crate) fn run(arguments: &Log) -> Result<Outcome, Failure> {
    let folder = &arguments.book;
    let settled = Folder::settled(folder).map_err(Failure::file("无法读取", folder))?;
    let shelf = Shelf::new(settled);
    let log = match shelf.log() {
        Err(folder::Refused::Broken(broken)) if arguments.verify => {
            writeln!(anstream::stdout().lock(), "{broken}。")?;
            return Ok(Outcome::Findings);
        }
        log => log?,
    };
    if arguments.verify {
        return verify(&shelf, &log);
    }
    let wanted = |operation: &&Operation| {
        let field = arguments.field.as_ref();
        field.is_none_or(|at| operation.change.concerns(at))
    };
    let newest = log.iter().rev().filter(wanted);
    let shown: Vec<&Operation> = newest.take(arguments.limit.unwrap_or(usize::MAX)).collect();
    match arguments.told.format {
        Format::Json => {
            let all = serde_json::to_string_pretty(&shown).map_err(std::io::Error::other)?;
            writeln!(std::io::stdout().lock(), "{all}")?;
        }
        Format::Text => {
            let mut out = anstream::stdout().lock();
            if shown.is_empty() {
                writeln!(
                    out,
                    "日志里没有{}改动。",
                    arguments
                        .field
                        .as_ref()
                        .map_or(String::new(), |at| format!("“{at}”的"))
                )?;
            }
            for operation in shown {
                change::operation(&mut out, operation, arguments.field.as_ref())?;
            }
        }
    }
    Ok(Outcome::Clean)
}

/// Whether the log holds together and the book is what it says last.
fn verify(shelf: &Shelf<Folder>, log: &[Operation]) -> Result<Outcome, Failure> {
    let mut out = anstream::stdout().lock();
    let Some(last) = log.last() else {
        writeln!(out, "还没有日志：用命令改动账本时开始记。")?;
        return Ok(Outcome::Clean);
    };
    writeln!(
        out,
        "日志完整：{}次操作首尾相接，最后一次于{}。",
        log.len(),
        last.minute()
    )?;
    let edited = shelf.edited_by_hand()?;
    if !edited.is_empty() {
        writeln!(
            out,
            "此后手工改过 {}，下次用命令改动账本时记入日志。",
            edited.join("、")
        )?;
    } else if shelf.state()? != last.state {
        writeln!(out, "账本与日志最后所记的不一致，日志末尾可能被删过。")?;
        return Ok(Outcome::Findings);
    } else {
        writeln!(out, "账本正是日志最后所记的样子。")?;
    }
    Ok(Outcome::Clean)
}
