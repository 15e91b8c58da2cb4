//! What is done with a book: one use case a file, asked once and answered once, whoever asks.
//!
//! Each takes a book (or the shelf it stands on) and what is wanted of it, and gives an answer that serialises: the command
//! line prints it, `--format json` is it, a page shows it. Nothing here prints, reads the environment or the clock.

pub mod desk;
pub mod diff;
pub mod draft;
pub mod drift;
pub mod evidence;
mod failure;
pub mod files;
pub mod fill;
mod layout;
pub mod ledger;
pub mod like;
pub mod lint;
pub mod log;
pub mod measure;
pub mod monitor;
pub mod next_year;
mod obstacle;
pub mod pack;
pub mod print;
pub mod projects;
pub mod propose;
pub mod ready;
pub mod rectify;
mod refusal;
pub mod report;
pub mod rollup;
pub mod score;
pub mod set;
pub mod survey;
pub mod todo;
mod told;
pub mod undated;
pub mod undo;
pub mod workbook;

pub use failure::Failure;
pub use layout::{Laid, Layout};
pub use obstacle::Obstacle;
pub use refusal::Refusal;
pub use told::{number, percent};
