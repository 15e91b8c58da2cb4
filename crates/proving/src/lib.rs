//! The proving ground of the auditor: reports made by chance, consistent to the last digit, in varied wording, tables and
//! formats; and errors planted in them one at a time, with the record of what is wrong and where.
//!
//! A report is drawn from a unit's year, written by chapters in one of many wordings, and goes through a
//! file: written by the project's writers, read by its readers, audited. What the text claims of its figures is kept
//! beside it and checked exactly by code that shares nothing with the auditor but `quantity`.

mod catalogue;
mod chapter;
mod claim;
mod dice;
mod draft;
mod figure;
mod file;
mod grammar;
mod made;
mod plant;
mod style;
mod tally;
mod target;
mod trial;
mod world;

pub use file::Form;
pub use plant::Error;
pub use tally::{Row, Tally};
pub use trial::{Clean, Draw, Found, Outcome, Trial, run};
