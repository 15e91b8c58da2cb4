//! 台账: rows of people's sheets taken in, and ledgers that begin with one.

mod begin;
mod import;

use book::{Book, Ledger};
use exchange::Sheet;
use settings::suggestion;

use crate::Failure;

pub use begin::{Beginning, Said, begin};
pub use import::{Answer, Correction, Imported, Request, import};

/// The sheet that is wanted of a file of people's.
///
/// # Errors
/// When it is no sheet, or there is none of that name; `file` is what it is called.
pub fn sheet(file: &str, bytes: &[u8], wanted: Option<&str>) -> Result<Sheet, Failure> {
    exchange::read(bytes, wanted).map_err(|error| Failure::Said(format!("“{file}”：{error}")))
}

/// The ledger of that name, whose rows are all there.
///
/// # Errors
/// When there is none, or it is too long to be loaded.
pub fn named<'a>(book: &'a Book, name: &str) -> Result<&'a Ledger, Failure> {
    held(book, name)?;
    book.ledgers.get(name).ok_or_else(|| {
        let names = book.ledgers.keys().map(String::as_str);
        Failure::Said(format!("账本没有台账“{name}”。{}", suggestion(name, names)))
    })
}

/// Refuses a ledger too long to be loaded: its rows can be measured, and neither shown nor brought together with others.
fn held(book: &Book, name: &str) -> Result<(), Failure> {
    match book.long_ledgers.get(name) {
        None => Ok(()),
        Some(ledger) => Err(Failure::Said(format!(
            "台账“{name}”太长（{} MB），没有整本读入，只能统计（kaocheng measure），不能列出、导入或导出。改法：按年度或类别拆成几本。",
            ledger.bytes().div_ceil(1 << 20)
        ))),
    }
}
