//! Printed numbers from outside: what they stand for, and where they are found in text.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod examples;
mod properties;
mod scan;
