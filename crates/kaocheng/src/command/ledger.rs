//! `ledger`: ledgers in and out of spreadsheets, and as they stood on a past day.

mod import;
mod show;

use book::{Book, Ledger};
use settings::suggestion;

use crate::Outcome;
use crate::arguments::{Export, LedgerAction};
use crate::error::Failure;
use crate::files;
use crate::shelf;

pub(crate) fn run(arguments: &crate::arguments::Ledger) -> Result<Outcome, Failure> {
    match &arguments.action {
        LedgerAction::Import(import) => import::run(import),
        LedgerAction::Export(export) => write(export),
        LedgerAction::List(list) => show::list(list),
        LedgerAction::Show(show) => show::show(show),
    }
}

fn write(arguments: &Export) -> Result<Outcome, Failure> {
    let folder = &arguments.book;
    let book = shelf::load(folder)?;
    let ledger = named(&book, &arguments.ledger)?;
    let bytes = exchange::export(&arguments.ledger, ledger, arguments.blank)
        .map_err(|error| Failure::Said(error.to_string()))?;
    let replaced = files::publish(&arguments.out, &bytes)?;
    let rows = match arguments.blank {
        true => 0,
        false => ledger.standing().len(),
    };
    anstream::println!(
        "已写 {}（{rows}行）{}",
        arguments.out.display(),
        replaced.remark()
    );
    Ok(Outcome::Clean)
}

/// The ledger of that name.
fn named<'a>(book: &'a Book, name: &str) -> Result<&'a Ledger, Failure> {
    book.ledgers.get(name).ok_or_else(|| {
        let names = book.ledgers.keys().map(String::as_str);
        Failure::Said(format!("账本没有台账“{name}”。{}", suggestion(name, names)))
    })
}
