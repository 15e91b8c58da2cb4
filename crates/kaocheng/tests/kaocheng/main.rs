//! The program from outside: what it prints, writes and refuses.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod book;
mod check;
mod demo;
mod department;
mod grammar;
mod history;
mod ledger;
mod library;
mod like;
mod lost;
mod many;
mod monitor;
mod mutation;
mod output;
mod own;
mod projects;
mod seed;
mod serve;
mod settings;
#[cfg(feature = "store")]
mod store;
mod support;
mod together;
mod verify;
mod watch;
mod workbook;
