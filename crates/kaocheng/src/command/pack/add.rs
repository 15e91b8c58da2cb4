//! Indicators and ledgers of the library, added to a book.

use std::io::{self, Write};

use packs::Wanted;
use quantity::Decimal;
use work::pack::Added;

use super::library;
use crate::Outcome;
use crate::arguments::{PackAdd, PackLedger};
use crate::error::Failure;
use crate::{say, shelf};

pub(super) fn indicator(arguments: &PackAdd) -> Result<Outcome, Failure> {
    let folder = &arguments.book;
    let library = library(Some(&folder.join("packs")))?;
    let wanted = Wanted {
        id: arguments.id.clone(),
        target: arguments.target.clone(),
        weight: weight(arguments.weight.as_deref())?,
    };
    let mut held = shelf::hold(folder)?;
    let added = work::pack::add_indicator(
        &mut held,
        &library,
        (&arguments.item, &wanted),
        arguments.project.as_deref(),
        &shelf::note("pack add", None),
    )?;
    let mut out = say::said();
    let file = added.file.as_deref().unwrap_or_default();
    if let Some(indicator) = &added.indicator {
        writeln!(
            out,
            "已在“{}”的 {file} 里加上指标 {} {}（{}）。",
            folder.display(),
            indicator.id,
            indicator.name,
            indicator.target.printed(&indicator.unit)
        )?;
    }
    tell(&mut out, &added)?;
    if wanted.weight.is_zero() {
        writeln!(
            out,
            "分值还是 0，请在 {file} 里分配，再用 kaocheng lint 核对。"
        )?;
    }
    Ok(Outcome::Clean)
}

pub(super) fn ledger(arguments: &PackLedger) -> Result<Outcome, Failure> {
    let library = library(Some(&arguments.book.join("packs")))?;
    let mut held = shelf::hold(&arguments.book)?;
    let note = shelf::note("pack ledger", None);
    let added = work::pack::add_ledger(&mut held, &library, &arguments.item, &note)?;
    tell(&mut say::said(), &added)?;
    Ok(Outcome::Clean)
}

fn weight(typed: Option<&str>) -> Result<Decimal, Failure> {
    let Some(typed) = typed else {
        return Ok(Decimal::ZERO);
    };
    typed
        .parse()
        .ok()
        .filter(|weight: &Decimal| !weight.is_negative())
        .ok_or_else(|| Failure::Said(format!("分值“{typed}”不是一个不为负的数。")))
}

fn tell(out: &mut impl Write, added: &Added) -> io::Result<()> {
    for name in &added.ledgers {
        writeln!(out, "已建空台账 ledgers/{name}.csv。")?;
    }
    Ok(())
}
