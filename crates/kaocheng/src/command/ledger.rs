//! `ledger`: ledgers in and out of spreadsheets, and as they stood on a past day.

mod import;
mod new;
mod show;

use crate::Outcome;
use crate::arguments::{Export, LedgerAction};
use crate::error::Failure;
use crate::out::Out;
use crate::{say, shelf};
use work::files;
use work::ledger::named;

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
