//! Reports from books: what is composed, edited, drafted and held against its book.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod audit;
mod department;
mod draft;
mod drift;
mod example;
mod monitoring;
mod school;
mod support;
mod template;
mod word;
