//! Highlights in PDF files.

use document::annotate::{AnnotateError, Note, Severity, pdf};
use document::{Limits, read};

use crate::read::printed::{Sheet, file, file_with_stream, objects};

fn sheets() -> [Sheet; 2] {
    [
        Sheet::default().text(72.0, 100.0, 12.0, "收入总计2995.39万元"),
        Sheet::default()
            .entries("/Rotate 90/Annots[<</Type/Annot/Subtype/Link/Rect[0 0 9 9]>>]")
            .text(72.0, 100.0, 12.0, "支出总计2995.93万元"),
    ]
}

/// Notes on each place that says something.
fn notes(bytes: &[u8], quote: &str) -> Vec<Note> {
    let flat = read("a.pdf", bytes, &Limits::default()).unwrap().flatten();
    flat.pieces
        .iter()
        .filter_map(|piece| {
            let start = flat.text[piece.start..piece.end].find(quote)?;
            Some(Note {
                origin: piece.origin,
                range: start..start + quote.len(),
                quote: quote.to_owned(),
                message: "与表一不符".to_owned(),
                severity: Severity::Error,
            })
        })
        .collect()
}

#[test]
fn highlights_follow_the_file_they_are_about() {
    let objects = objects(&sheets());
    for whole in [file(&objects, ""), file_with_stream(&objects)] {
        let notes = [notes(&whole, "2995.39"), notes(&whole, "2995.93")].concat();
        let annotated = pdf(&whole, &notes, "审核").unwrap();
        assert!(annotated.unplaced.is_empty());
        assert!(annotated.bytes.starts_with(&whole));
        let added = String::from_utf8_lossy(&annotated.bytes[whole.len()..]).into_owned();
        // Four characters of 12 points, then six digits and a point of 6 from the left edge, upright and turned alike.
        let place = "/Subtype/Highlight/Rect[120.00 740.20 162.00 752.20]";
        assert_eq!(added.matches(place).count(), 2, "{added}");
        assert_eq!(added.matches("/Subtype/Link").count(), 1);
        let before = read("a.pdf", &whole, &Limits::default()).unwrap();
        let after = read("a.pdf", &annotated.bytes, &Limits::default()).unwrap();
        assert_eq!(before, after);
        // What was annotated can be annotated again.
        let again = pdf(&annotated.bytes, &notes[..1], "复核").unwrap();
        assert!(again.bytes.starts_with(&annotated.bytes));
        assert_eq!(
            read("a.pdf", &again.bytes, &Limits::default()).unwrap(),
            before
        );
    }
}

#[test]
fn a_note_on_other_words_is_left_out() {
    let whole = file(&objects(&sheets()), "");
    let mut notes = notes(&whole, "2995.39");
    notes[0].quote = "2995.38".to_owned();
    let annotated = pdf(&whole, &notes, "审核").unwrap();
    assert_eq!(annotated.unplaced.len(), 1);
    assert_eq!(annotated.bytes, whole);
    assert!(matches!(
        pdf(b"%PDF-1.7", &[], "审核"),
        Err(AnnotateError::Read(_))
    ));
}
