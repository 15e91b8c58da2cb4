//! Ctrl-C: the file in hand is finished and what was written is closed; a second one ends at once.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// What shells report of a program that was interrupted.
const INTERRUPTED: i32 = 130;

/// Watches for Ctrl-C from now on where there is more than one file to do; the function tells whether it came.
pub(crate) fn watch(files: usize) -> impl Fn() -> bool {
    let came = Arc::new(AtomicBool::new(false));
    if files > 1 {
        listen(&came);
    }
    move || came.load(Ordering::Relaxed)
}

fn listen(came: &Arc<AtomicBool>) {
    let heard = Arc::clone(came);
    // Where the system has no such signal, the program ends as any other does.
    let _ = ctrlc::set_handler(move || {
        if heard.swap(true, Ordering::Relaxed) {
            std::process::exit(INTERRUPTED);
        }
    });
}
