//! The indicator library from outside: what is shipped, documented, inherited and proposed.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod documented;
mod proposals;
mod shipped;
mod variant;
