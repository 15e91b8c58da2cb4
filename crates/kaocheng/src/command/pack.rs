//! `pack`: the indicator library.

mod add;
mod show;

use std::io::Write as _;
use std::path::Path;

use packs::{Library, check};
use work::pack::named;

use crate::Outcome;
use crate::arguments::{Pack as Arguments, PackCommand};
use crate::error::Failure;

pub(crate) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    match &arguments.command {
        PackCommand::List(list) => show::list(list),
        PackCommand::Show(shown) => show::show(shown),
        PackCommand::Check(checked) => checking(&checked.pack),
        PackCommand::Add(add) => add::indicator(add),
        PackCommand::Ledger(ledger) => add::ledger(ledger),
    }
}

/// The shipped packs, and those in a folder.
pub(crate) fn library(folder: Option<&Path>) -> Result<Library, Failure> {
    match folder {
        Some(folder) => Library::with_folder(folder).map_err(Failure::faults(folder)),
        None => Library::shipped().map_err(Failure::faults(Path::new("指标库"))),
    }
}

fn checking(name: &str) -> Result<Outcome, Failure> {
    let folder = Path::new(name);
    let (library, name) = match folder.is_dir() {
        true => Library::with_pack(folder).map_err(Failure::faults(folder))?,
        false => (library(None)?, name.to_owned()),
    };
    let pack = named(&library, &name)?;
    let checked = check(pack);
    let mut out = anstream::stdout().lock();
    for fault in &checked.faults {
        writeln!(out, "{fault}")?;
    }
    writeln!(
        out,
        "指标包“{name}”{} 版：指标 {}（其中由台账统计 {}），台账 {}，自带测试 {}，{}。",
        pack.version(),
        checked.indicators,
        checked.measured,
        checked.ledgers,
        checked.trials,
        match checked.faults.len() {
            0 => "没有错误".to_owned(),
            count => format!("错误 {count} 处"),
        }
    )?;
    Ok(if checked.faults.is_empty() {
        Outcome::Clean
    } else {
        Outcome::Findings
    })
}
