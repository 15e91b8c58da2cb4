//! Files of settings written by people: TOML read key by key, every fault told with its line and its remedy.
//!
//! A key nobody asked for is a fault that names the nearest known one. Bare Chinese keys, which standard TOML does not
//! have, are taken as if they were quoted. Nothing here reads a file: the text comes from the caller.

mod fault;
mod kind;
mod nearest;
mod source;
mod syntax;
mod table;

pub use fault::{Fault, Faults};
pub use kind::{DAY, Day, NAME, TEXT, YES_NO, choice, nothing, only_number};
pub use nearest::{nearest, suggestion};
pub use source::{Log, Source};
pub use table::{Kind, Table, Value, read};
