//! Indicators and ledgers of the library, added to a book.

use std::io::{self, Write};
use std::path::Path;

use book::{Book, Extension};
use folder::{Folder, New, Plain, Shelf};
use packs::{LedgerForm, Library, Pack, Wanted};
use quantity::Decimal;

use super::{known, library};
use crate::Outcome;
use crate::arguments::{PackAdd, PackLedger};
use crate::error::Failure;
use crate::{say, shelf};

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
    let mut held = shelf::hold(folder)?;
    let book = Book::read(&Plain::new(folder)).map_err(Failure::faults(folder))?;
    let mut extension = made(&book, &pack.needed(model))?;
    let told = format!(
        "{} {}（{}）",
        indicator.id,
        indicator.name,
        indicator.target.printed(&indicator.unit)
    );
    extension.indicators.push(indicator);
    extension.project.clone_from(&arguments.project);
    let file = arguments.project.as_ref();
    let file = file.map_or_else(
        || "book.toml".to_owned(),
        |name| format!("projects/{name}.toml"),
    );
    write(&mut held, folder, &extension, "pack add")?;
    let mut out = say::said();
    writeln!(
        out,
        "已在“{}”的 {file} 里加上指标 {told}。",
        folder.display()
    )?;
    tell(&mut out, &extension)?;
    if wanted.weight.is_zero() {
        writeln!(
            out,
            "分值还是 0，请在 {file} 里分配，再用 kaocheng lint 核对。"
        )?;
    }
    Ok(Outcome::Clean)
}

pub(super) fn ledger(arguments: &PackLedger) -> Result<Outcome, Failure> {
    let folder = &arguments.book;
    let library = library(Some(&folder.join("packs")))?;
    let (pack, name) = item(&library, &arguments.item)?;
    let form = pack.ledger(name).ok_or_else(|| {
        Failure::Said(format!(
            "指标包“{0}”里没有台账“{name}”。“kaocheng pack show {0} --all”列出全部。",
            pack.name()
        ))
    })?;
    let mut held = shelf::hold(folder)?;
    let book = Book::read(&Plain::new(folder)).map_err(Failure::faults(folder))?;
    if book.has_ledger(name) {
        return Err(Failure::Said(format!(
            "账本里已经有台账“{name}”，没有改动它。"
        )));
    }
    let extension = made(&book, &pack.with_referred(vec![form]))?;
    write(&mut held, folder, &extension, "pack ledger")?;
    tell(&mut say::said(), &extension)?;
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

/// The ledgers that the book does not have, empty, with their definitions.
fn made(book: &Book, forms: &[&LedgerForm]) -> Result<Extension, Failure> {
    let mut extension = Extension::default();
    let missing = |form: &&&LedgerForm| !book.has_ledger(&form.name);
    for form in forms.iter().filter(missing) {
        let name = form.name.clone();
        let definition = match book.definitions.get(&name) {
            Some(own) => own.clone(),
            None => form
                .definition()
                .map_err(|faults| Failure::Said(format!("台账“{name}”的定义有错：{faults}")))?,
        };
        extension.ledgers.insert(name.clone(), definition.ledger());
        if !book.definitions.contains_key(&name) {
            extension.definitions.insert(name, definition);
        }
    }
    Ok(extension)
}

fn tell(out: &mut impl Write, extension: &Extension) -> io::Result<()> {
    for name in extension.ledgers.keys() {
        writeln!(out, "已建空台账 ledgers/{name}.csv。")?;
    }
    Ok(())
}

fn write(
    held: &mut Shelf<Folder>,
    folder: &Path,
    extension: &Extension,
    via: &str,
) -> Result<(), Failure> {
    let files = Book::extended(held.store(), extension).map_err(|error| match error {
        book::ExtendError::Faults(faults) => Failure::Faults {
            path: folder.to_owned(),
            faults,
        },
        other => Failure::Said(other.to_string()),
    })?;
    let files = files.into_iter();
    let files = files.map(|(path, bytes)| (path, New::Bytes(bytes)));
    shelf::write(held, files.collect(), via)
}
