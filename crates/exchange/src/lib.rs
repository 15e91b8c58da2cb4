//! Ledgers in and out of the spreadsheets people have, and a whole book as a workbook.
//!
//! [`read`] takes the sheet of a workbook or a CSV file as it is, [`Mapping`] finds which of its columns is which of the
//! ledger, [`rows`] reads its rows with every fault at its cell, and the book merges them: nothing is imported while one
//! row is wrong, and the same sheet imported again changes nothing. [`export`] writes a ledger as a form to fill in.
//! [`workbook`] does both for all that is written in a book.

mod certain;
mod export;
mod heads;
mod mapping;
mod memory;
mod proposal;
mod rows;
mod sheet;
pub mod workbook;

pub use export::{ExportError, export};
pub use mapping::{Mapping, MappingError, Source};
pub use memory::{recall, remember};
pub use proposal::{Proposal, Proposed, propose};
pub use rows::{CellFault, Incoming, Place, rows};
pub use sheet::{Line, Raw, Sheet, SheetError, read};
