//! The auditor, seen from outside: its rules, the forms and accounts made for it, and how much it works.

#![allow(clippy::unwrap_used, reason = "a test that cannot run has failed")]

mod accounts;
mod accused;
mod bounded;
mod coverage;
mod forms;
mod judgement;
mod lines;
mod made_accounts;
mod profile;
mod rule_book;
mod rules;
