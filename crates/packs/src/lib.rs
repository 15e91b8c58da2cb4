//! The indicator library: what a kind of unit measures, and by which ledgers, as data.
//!
//! A [`Pack`] is a folder of TOML files: indicators with formula, measure and evidence wanted, ledger definitions, code
//! lists, words for the [`lint`], rules that turn results into a proposal for the budget ([`propose`]), and tests of its
//! own. A pack may stand on a base and state only what differs, so that a province's or a year's variant is data, never
//! code. The [`Library`] holds the packs that ship with the program and those of a book or a user.
//!
//! The form is described in `docs/packs.md`.

mod check;
mod codes;
mod entry;
mod files;
mod indicator;
mod ledger;
mod library;
pub mod lint;
mod merge;
mod pack;
pub mod propose;
mod read;
mod target;
mod trial;
mod version;

pub use check::{Checked, check};
pub use codes::{Code, CodeList};
pub use indicator::{FillError, Model, Wanted};
pub use ledger::LedgerForm;
pub use library::{Library, UnknownPack};
pub use pack::{Base, Pack};
pub use version::Version;
