//! 指标库: indicators and ledgers of the library, added to a book.

use book::{Book, ExtendError, Extension, Indicator};
use folder::{New, Note, Shelf, Store};
use packs::{LedgerForm, Library, Pack, Wanted};
use serde_json::{Value, json};

use crate::told::told_as_value;
use crate::{Failure, desk};

/// What was added.
#[derive(Debug)]
pub struct Added {
    /// The indicator.
    pub indicator: Option<Indicator>,
    /// The file of the book that it is in.
    pub file: Option<String>,
    /// Ledgers that were made, empty.
    pub ledgers: Vec<String>,
}

told_as_value!(Added);

impl Added {
    fn value(&self) -> Value {
        json!({
            "indicator": self.indicator.as_ref().map(|one| &one.id),
            "file": self.file,
            "ledgers": self.ledgers,
        })
    }
}

/// Adds the indicator of `pack/编号` to a book or to one of its projects, and the ledgers it needs.
///
/// # Errors
/// When the library has no such indicator, or the book could not be read with it.
pub fn add_indicator(
    shelf: &mut Shelf<impl Store>,
    library: &Library,
    (item, wanted): (&str, &Wanted),
    project: Option<&str>,
    note: &Note,
) -> Result<Added, Failure> {
    let (pack, id) = self::item(library, item)?;
    let model = pack.indicator(id).ok_or_else(|| {
        Failure::Said(format!(
            "指标包“{0}”里没有指标“{id}”。“kaocheng pack show {0} --all”列出全部。",
            pack.name()
        ))
    })?;
    let indicator = model
        .fill(wanted)
        .map_err(|error| Failure::Said(format!("{error}。用 --target 写明目标。")))?;
    let book = desk::of(shelf)?;
    let mut extension = made(&book, &pack.needed(model))?;
    extension.indicators.push(indicator.clone());
    extension.project = project.map(str::to_owned);
    write(shelf, &extension, note)?;
    let file = match project {
        Some(name) => format!("projects/{name}.toml"),
        None => folder::BOOK.to_owned(),
    };
    Ok(Added {
        indicator: Some(indicator),
        file: Some(file),
        ledgers: extension.ledgers.into_keys().collect(),
    })
}

/// Adds the ledger of `pack/名称` to a book, empty, and those that it refers to.
///
/// # Errors
/// When the library has no such ledger, or the book has it already.
pub fn add_ledger(
    shelf: &mut Shelf<impl Store>,
    library: &Library,
    item: &str,
    note: &Note,
) -> Result<Added, Failure> {
    let (pack, name) = self::item(library, item)?;
    let form = pack.ledger(name).ok_or_else(|| {
        Failure::Said(format!(
            "指标包“{0}”里没有台账“{name}”。“kaocheng pack show {0} --all”列出全部。",
            pack.name()
        ))
    })?;
    let book = desk::of(shelf)?;
    if book.has_ledger(name) {
        return Err(Failure::Said(format!(
            "账本里已经有台账“{name}”，没有改动它。"
        )));
    }
    let extension = made(&book, &pack.with_referred(vec![form]))?;
    write(shelf, &extension, note)?;
    Ok(Added {
        indicator: None,
        file: None,
        ledgers: extension.ledgers.into_keys().collect(),
    })
}

/// The pack of that name.
///
/// # Errors
/// When the library has none.
pub fn named<'a>(library: &'a Library, name: &str) -> Result<&'a Pack, Failure> {
    library
        .known(name)
        .map_err(|unknown| Failure::Said(format!("{unknown}。“kaocheng pack list”列出全部。")))
}

/// The pack and the name within it of `natural-resources/NR-01`.
fn item<'a, 'b>(library: &'a Library, typed: &'b str) -> Result<(&'a Pack, &'b str), Failure> {
    let (pack, name) = typed.split_once('/').ok_or_else(|| {
        Failure::Said(format!("“{typed}”要写成 指标包/编号，例如 common/ZT-03。"))
    })?;
    Ok((named(library, pack)?, name))
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

fn write(shelf: &mut Shelf<impl Store>, extension: &Extension, note: &Note) -> Result<(), Failure> {
    let files = Book::extended(shelf.store(), extension).map_err(|error| match error {
        ExtendError::Faults(faults) => Failure::Faults {
            path: desk::name(shelf).into(),
            faults,
        },
        other => Failure::Said(other.to_string()),
    })?;
    let files = files.into_iter();
    let files = files.map(|(path, bytes)| (path, New::Bytes(bytes)));
    desk::write(shelf, files.collect(), note)
}
