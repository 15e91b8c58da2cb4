//! What a command says of its own doing: what it wrote, what to do next. Who asks for little (`--quiet`) is not told; answers,
//! warnings and errors are not said this way.

use std::io::{self, Write};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

static LESS: AtomicBool = AtomicBool::new(false);

/// Says nothing from now on.
pub(crate) fn less() {
    LESS.store(true, Ordering::Relaxed);
}

/// Whether nothing is said.
pub(crate) fn is_quiet() -> bool {
    LESS.load(Ordering::Relaxed)
}

/// Where it is said.
pub(crate) fn said() -> Box<dyn Write> {
    match is_quiet() {
        true => Box::new(io::sink()),
        false => Box::new(anstream::stdout()),
    }
}

/// Says that a file is written, with what the user should know of it; warnings, on lines
/// of their own, also to who asks for little.
pub(crate) fn wrote(path: &Path, remark: &str) -> io::Result<()> {
    let path = path.display();
    match (is_quiet(), remark.split_once('\n')) {
        (false, _) => writeln!(anstream::stdout(), "已写 {path}{remark}"),
        (true, Some((_, warnings))) => writeln!(anstream::stdout(), "{path}\n{warnings}"),
        (true, None) => Ok(()),
    }
}
