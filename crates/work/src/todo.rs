//! 待办.md: what somebody must fill in or look at in a book that was made of another.

use std::fmt::Write as _;

/// The file that lists it. A report is not final while an item of it is not ticked.
pub const FILE: &str = "待办.md";

/// The list of a book of that year; `from` says what it was made of.
pub(crate) fn list(year: u16, from: &str, items: &[String]) -> String {
    let mut text =
        format!("# {year}年度账本待办\n\n{from}。做完一项勾一项，都做完后删去本文件。\n\n");
    for item in items {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "- [ ] {item}");
    }
    text
}
