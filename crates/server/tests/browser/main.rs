//! The pages in a real browser, which reaches no host but this one.
//!
//! Needs Debian's `chromium` and `chromium-driver`, and for the checks of accessibility the file that `KAOCHENG_AXE` names
//! (`axe.min.js` of the npm package axe-core). What is missing is told by name and skipped, unless `KAOCHENG_NO_SKIP` is set.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]
#![allow(clippy::print_stdout, reason = "what is skipped is told")]

mod accessible;
mod audit;
mod books;
mod driver;
mod first;
mod seat;
#[path = "../server/support.rs"]
#[allow(dead_code, reason = "the other tests need more of it")]
mod support;
