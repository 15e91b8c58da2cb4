//! What a claim is known by, in words.

use audit::{Coverage, Known};

/// The word for it.
pub(crate) fn known_word(known: Known) -> &'static str {
    match known {
        Known::Arithmetic => "算术",
        Known::Form => "表格",
        Known::Words => "文字",
        Known::Profile => "自定",
    }
}

/// What it means that a figure is proven so.
pub(crate) fn known_meaning(known: Known) -> &'static str {
    match known {
        Known::Arithmetic => "与别的数恰好相符，凑巧的可能不足百分之一",
        Known::Form => "按表格的行列，与别的数相符",
        Known::Words => "按文字所述，与别的数相符",
        Known::Profile => "按自定义的关系，与别的数相符",
    }
}

/// How many figures are proven by what, the strongest first; nothing where none is.
pub(crate) fn known_counts(ledger: &Coverage) -> impl Iterator<Item = (Known, usize)> + '_ {
    let counts = Known::ALL
        .iter()
        .map(|known| (*known, ledger.count_known(*known)));
    counts.filter(|(_, count)| *count > 0)
}
