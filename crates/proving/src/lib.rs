//! The proving ground of the auditor: reports made by chance, consistent to the last digit, in varied wording, tables and
//! formats; and errors planted in them one at a time, with the record of what is wrong and where.
//!
//! A report is drawn from a unit's year, written by chapters in one of many wordings, and goes through a
//! file: written by the project's writers, read by its readers, audited. What the text claims of its figures is kept
//! beside it and checked exactly by code that shares nothing with the auditor but `quantity`.
//!
//! Natural text serves thrice: `calibrate` counts in it how often the auditor's readings hold, which is the evidence it accuses
//! by; `slips` fits how likely each correction is to slips planted in it and in made reports; `natural` measures without labels
//! how much of it is read.

mod calibrate;
mod catalogue;
mod chapter;
mod claim;
mod corpus;
mod dice;
mod draft;
mod evaluation;
mod figure;
mod file;
mod grammar;
mod made;
pub mod natural;
mod parallel;
mod plant;
mod rival;
mod slips;
mod style;
mod tally;
mod target;
mod trial;
mod world;

pub use calibrate::{Bin, Check, Rate, Survey, Table};
pub use corpus::{Corpus, Text};
pub use file::Form;
pub use plant::Error;
pub use slips::{Check as SlipCheck, Kind as Slip, Slips};
pub use tally::{Row, Tally};
pub use trial::{Clean, Draw, Found, Outcome, Trial, run};
