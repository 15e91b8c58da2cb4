//! Answers for programs: what a use case answers, as JSON.

use std::io::{self, Write as _};

use serde::Serialize;

/// On one line.
pub(crate) fn compact(answer: &impl Serialize) -> io::Result<()> {
    let told = serde_json::to_string(answer)?;
    writeln!(io::stdout().lock(), "{told}")
}

/// Indented, for those that are read by people, too.
pub(crate) fn indented(answer: &impl Serialize) -> io::Result<()> {
    let told = serde_json::to_string_pretty(answer)?;
    writeln!(io::stdout().lock(), "{told}")
}
