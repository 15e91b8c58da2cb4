//! People's spreadsheets.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod hostile;
mod people;
mod proposal;
mod workbook;
