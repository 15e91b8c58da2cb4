//! `ledger`: ledgers in and out of spreadsheets, and as they stood on a past day.

mod import;
mod new;
mod show;

use book::{Book, Ledger};
use settings::suggestion;

use crate::Outcome;
use crate::arguments::{Export, LedgerAction};
use crate::error::Failure;
use crate::out::Out;
use crate::{say, shelf};
use work::files;

pub(crate) fn run(arguments: &crate::arguments::Ledger) -> Result<Outcome, Failure> {
    match &arguments.action {
        LedgerAction::New(new) => new::run(new),
        LedgerAction::Import(import) => import::run(import),
        LedgerAction::Export(export) => write(export),
        LedgerAction::List(list) => show::list(list),
        LedgerAction::Show(show) => show::show(show),
    }
}

fn write(arguments: &Export) -> Result<Outcome, Failure> {
    let book = shelf::known(&arguments.book, arguments.known)?;
    let ledger = named(&book, &arguments.ledger)?;
    let bytes = exchange::export(&arguments.ledger, ledger, arguments.blank)
        .map_err(|error| Failure::Said(error.to_string()))?;
    let target = Out::of(&arguments.out).file(&format!("{}.xlsx", arguments.ledger))?;
    let replaced = files::publish(&target, &bytes)?;
    let rows = match arguments.blank {
        true => 0,
        false => ledger.standing().len(),
    };
    say::wrote(&target, &format!("（{rows}行）{}", replaced.remark()))?;
    Ok(Outcome::Clean)
}

/// The ledger of that name.
fn named<'a>(book: &'a Book, name: &str) -> Result<&'a Ledger, Failure> {
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
