//! Ledgers too long to be loaded: only measures look at their rows.

use super::files::MOST_BYTES;

/// The most cells of a ledger that is loaded, where each row counts for two more. Each takes some sixty bytes of memory,
/// however short it is.
const MOST_CELLS: usize = 16 << 20;

/// Whether a file of that many bytes is too long to be read into memory.
pub(super) const fn is_too_long(size: u64) -> bool {
    size > MOST_BYTES
}

/// Whether the text of a ledger has more rows than can be held.
pub(super) fn has_too_many_rows(bytes: &[u8]) -> bool {
    let header = bytes.iter().take_while(|byte| **byte != b'\n');
    let columns = 1 + header.filter(|byte| **byte == b',').count();
    let rows = bytes.iter().filter(|byte| **byte == b'\n').count();
    rows.saturating_mul(columns + 2) > MOST_CELLS
}

/// The problem and the remedy where something needs the rows of a ledger that is not loaded.
pub(super) fn too_long(name: &str, what: &str) -> (String, String) {
    let problem = format!("台账“{name}”太长，没有整本读入，不能作{what}");
    (problem, "按年度或类别拆成几本".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_rows_are_counted_by_what_they_take_and_not_by_their_bytes() {
        let rows = |count: usize| {
            [
                b"a:\xe6\x95\xb0\xe5\x80\xbc\n".to_vec(),
                b"1\n".repeat(count),
            ]
            .concat()
        };
        assert!(!has_too_many_rows(&rows(1_000_000)));
        assert!(has_too_many_rows(&rows(6_000_000)));
    }
}
