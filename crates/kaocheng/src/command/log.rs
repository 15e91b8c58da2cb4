//! `log`: who changed what in a book, when and why.

use std::io::Write as _;

use entry::Unproven;
use folder::{Folder, Shelf, Store as _};

use crate::arguments::{Format, Log};
use crate::error::Failure;
use crate::render::{answer, change};
use crate::{Outcome, checkpoint};
use work::desk::settled;
use work::log::{Verified, operations, verify};

pub(crate) fn run(arguments: &Log) -> Result<Outcome, Failure> {
    let shelf = settled(&arguments.book)?;
    if arguments.verify {
        let told = tell(&verify(&shelf)?)?;
        return Ok(told.max(proven(arguments, &shelf)?));
    }
    let field = arguments.field.as_ref();
    let shown = operations(&shelf, field, arguments.limit)?;
    match arguments.told.format {
        Format::Json => {
            answer::indented(&shown)?;
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
            for operation in &shown {
                change::operation(&mut out, operation, arguments.field.as_ref())?;
            }
        }
    }
    Ok(Outcome::Clean)
}

/// Whether the log still leads to what a checkpoint says, where one is given.
fn proven(arguments: &Log, shelf: &Shelf<Folder>) -> Result<Outcome, Failure> {
    let Some(file) = &arguments.checkpoint else {
        return Ok(Outcome::Clean);
    };
    let checkpoint = checkpoint::read(file)?;
    let name = match &arguments.name {
        Some(name) => name.clone(),
        None => work::desk::name(shelf),
    };
    let log = shelf.store().log();
    let log = log.map_err(Failure::file("无法读取", &arguments.book))?;
    let mut out = anstream::stdout().lock();
    match checkpoint.proves(&name, &log) {
        Ok(operations) => {
            let at = &checkpoint.at;
            writeln!(
                out,
                "与{at}的检查点相符：“{name}”前{operations}次操作没有被改写过。"
            )?;
            Ok(Outcome::Clean)
        }
        Err(Unproven::Absent(_)) => Err(Failure::Said(format!(
            "检查点里没有“{name}”：用 --name 写明账本在数据库里的名称。"
        ))),
        Err(told) => {
            writeln!(out, "{told}。")?;
            Ok(Outcome::Findings)
        }
    }
}

fn tell(verified: &Verified) -> Result<Outcome, Failure> {
    let mut out = anstream::stdout().lock();
    if let Verified::Whole {
        operations, last, ..
    } = verified
    {
        writeln!(
            out,
            "日志完整：{operations}次操作首尾相接，最后一次于{last}。"
        )?;
    }
    match verified {
        Verified::Empty => writeln!(out, "还没有日志：用命令改动账本时开始记。")?,
        Verified::Broken(broken) => writeln!(out, "{broken}。")?,
        Verified::Whole { edited, .. } if !edited.is_empty() => writeln!(
            out,
            "此后手工改过 {}，下次用命令改动账本时记入日志。",
            edited.join("、")
        )?,
        Verified::Whole { same: false, .. } => {
            writeln!(out, "账本与日志最后所记的不一致，日志末尾可能被删过。")?;
        }
        Verified::Whole { .. } => writeln!(out, "账本正是日志最后所记的样子。")?,
    }
    Ok(match verified.is_sound() {
        true => Outcome::Clean,
        false => Outcome::Findings,
    })
}
