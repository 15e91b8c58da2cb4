//! Reads a table cell that is one number.

use crate::approximation::{after, before};
use crate::{Decimal, Found, Quantity, scan};

/// The quantity that a whole table cell is; `None` when it is anything else, or empty, or a dash.
///
/// Reads what [`scan()`] reads, with its approximating words, and a negative in brackets:
/// `(12.30)`. A short whole number in brackets, `（3）`, is an item number and no quantity.
pub fn parse_cell(text: &str) -> Option<Quantity> {
    let cell = text.trim();
    match bracketed(cell) {
        Some(inner) => {
            let found = whole(inner)?;
            let value = found.quantity.value;
            let item = value.scale() == 0 && value < Decimal::HUNDRED && !found.grouped;
            (!item).then_some(Quantity {
                value: -value.abs(),
                ..found.quantity
            })
        }
        None => whole(cell).map(|found| found.quantity),
    }
}

fn bracketed(cell: &str) -> Option<&str> {
    let inner = cell
        .strip_prefix('(')
        .and_then(|rest| rest.strip_suffix(')'))
        .or_else(|| cell.strip_prefix('（')?.strip_suffix('）'))?;
    Some(inner.trim())
}

/// The sound number that is all of `cell`.
fn whole(cell: &str) -> Option<Found> {
    let found = scan(cell).next()?;
    let head = &cell[..found.start];
    let word_start = before(head).map_or(head.len(), |(_, start)| start);
    let tail = &cell[found.end..];
    let word_end = after(tail).map_or(0, |(_, length)| length);
    (word_start == 0 && word_end == tail.len() && !found.damaged).then_some(found)
}
