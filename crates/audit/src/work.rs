//! Work (工作量): how much an audit looks at. It is counted and not timed, so that a test can tell growth from noise.
//!
//! One unit is a figure or cell visited, a byte of text searched, a term of a relation, or a byte of a finding. What is
//! looked at again counts again.

use std::cell::Cell;

thread_local! {
    static DONE: Cell<u64> = const { Cell::new(0) };
}

/// Counts what is looked at now.
pub(crate) fn look(amount: usize) {
    DONE.set(DONE.get() + amount as u64);
}

/// What has been looked at on this thread since it was asked last.
pub(crate) fn take() -> u64 {
    DONE.take()
}
