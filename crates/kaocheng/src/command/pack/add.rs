//! Indicators and ledgers of the library, added to a book.

use std::io::Write as _;
use std::path::Path;

use book::{Book, Extension};
use packs::{Library, Pack, Wanted};
use quantity::Decimal;

use super::{known, library};
use crate::Outcome;
use crate::arguments::{PackAdd, PackLedger};
use crate::error::Failure;

pub(super) fn indicator(arguments: &PackAdd) -> Result<Outcome, Failure> {
    let folder = &arguments.book;
    let library = library(Some(&folder.join("packs")))?;
    let (pack, id) = item(&library, &arguments.item)?;
    let model = pack.indicator(id).ok_or_else(|| {
        Failure::Said(format!(
            "指标包“{0}”里没有指标“{id}”。“kaocheng pack show {0} --all”列出全部。",
            pack.name()
        ))
    })?;
    let wanted = Wanted {
        id: arguments.id.clone(),
        target: arguments.target.clone(),
        weight: weight(arguments.weight.as_deref())?,
    };
    let indicator = model
        .fill(&wanted)
        .map_err(|error| Failure::Said(format!("{error}。用 --target 写明目标。")))?;
    let book = Book::load(folder).map_err(Failure::faults(folder))?;
    let mut extension = Extension::default();
    for form in pack.needed(model) {
        if book.ledgers.contains_key(&form.name) {
            continue;
        }
        put(&mut extension, pack, &form.name)?;
    }
    let told = format!(
        "{} {}（{}）",
        indicator.id,
        indicator.name,
        indicator.target.printed(&indicator.unit)
    );
    extension.indicators.push(indicator);
    write(folder, &extension)?;
    let mut out = anstream::stdout().lock();
    writeln!(
        out,
        "已在“{}”的 book.toml 里加上指标 {told}。",
        folder.display()
    )?;
    for name in extension.ledgers.keys() {
        writeln!(out, "已建空台账 ledgers/{name}.csv。")?;
    }
    if wanted.weight.is_zero() {
        writeln!(
            out,
            "分值还是 0，请在 book.toml 里分配，再用 kaocheng lint 核对。"
        )?;
    }
    Ok(Outcome::Clean)
}

pub(super) fn ledger(arguments: &PackLedger) -> Result<Outcome, Failure> {
    let folder = &arguments.book;
    let library = library(Some(&folder.join("packs")))?;
    let (pack, name) = item(&library, &arguments.item)?;
    let mut extension = Extension::default();
    put(&mut extension, pack, name)?;
    write(folder, &extension)?;
    let mut out = anstream::stdout().lock();
    writeln!(
        out,
        "已建空台账 {}。",
        folder.join("ledgers").join(format!("{name}.csv")).display()
    )?;
    Ok(Outcome::Clean)
}

/// The pack and the name within it of `natural-resources/NR-01`.
fn item<'a, 'b>(library: &'a Library, typed: &'b str) -> Result<(&'a Pack, &'b str), Failure> {
    let (pack, name) = typed.split_once('/').ok_or_else(|| {
        Failure::Said(format!("“{typed}”要写成 指标包/编号，例如 common/ZT-03。"))
    })?;
    Ok((known(library, pack)?, name))
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

/// Puts an empty ledger and its definition into what is added.
fn put(extension: &mut Extension, pack: &Pack, name: &str) -> Result<(), Failure> {
    let form = pack.ledger(name).ok_or_else(|| {
        Failure::Said(format!(
            "指标包“{0}”里没有台账“{name}”。“kaocheng pack show {0} --all”列出全部。",
            pack.name()
        ))
    })?;
    let definition = form
        .definition()
        .map_err(|faults| Failure::Said(format!("台账“{name}”的定义有错：{faults}")))?;
    let ledger = definition.ledger();
    extension.ledgers.insert(name.to_owned(), ledger);
    extension.definitions.insert(name.to_owned(), definition);
    Ok(())
}

fn write(folder: &Path, extension: &Extension) -> Result<(), Failure> {
    Book::extend(folder, extension).map_err(|error| match error {
        book::ExtendError::Faults(faults) => Failure::Faults {
            path: folder.to_owned(),
            faults,
        },
        other => Failure::Said(other.to_string()),
    })
}
