//! Books in a database, on each engine.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

#[path = "../../../folder/tests/books/mod.rs"]
mod books;
mod cluster;
mod kept;
mod laws;
mod tampered;
mod trips;
