//! The browser that the user prefers.

use std::process::{Command, Stdio};

/// Opens a page. Where there is no browser, the address that is printed must do.
pub(crate) fn open(page: &str) {
    let (program, arguments): (&str, &[&str]) = match () {
        () if cfg!(target_os = "macos") => ("open", &[]),
        () if cfg!(windows) => ("explorer", &[]),
        () => ("xdg-open", &[]),
    };
    let _ = Command::new(program)
        .args(arguments)
        .arg(page)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
}
