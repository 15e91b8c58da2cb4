//! The server from outside: what it answers, refuses and withstands.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod api;
mod books;
mod connection;
mod hostile;
mod limits;
mod page;
mod support;
