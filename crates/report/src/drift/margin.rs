//! Headers and footers of the book and those of the file.

use std::ops::Range;

use document::Document;

use super::side::{File, Ours};
use super::unit::{Unit, without_digits};
use super::{Drift, paragraph};
use crate::compose::Composed;

/// Headers and footers of the book; the file may have others, which are nobody's business.
pub(super) fn texts(
    ours: &Ours<'_>,
    file: &File<'_>,
    (composed, read): (&Composed, &Document),
    drift: &mut Drift,
) {
    for piece in pieces(&composed.document) {
        let words = ours.text(piece);
        let same = |there: &usize| file.text(*there) == words;
        let like = |there: &usize| without_digits(file.text(*there)) == without_digits(words);
        let there = pieces(read).find(same);
        match there.or_else(|| pieces(read).find(like)) {
            Some(there) => paragraph::texts(ours, file, piece, there, drift),
            None => {
                let place = "页眉或页脚".to_owned();
                super::removed(ours, file, Unit::Paragraph(piece), place, drift);
            }
        }
    }
}

/// The pieces of headers and footers, which follow all others.
fn pieces(document: &Document) -> Range<usize> {
    let pieces = document.texts().count();
    pieces - document.margins.len()..pieces
}
