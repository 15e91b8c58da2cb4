//! The whole audit on any text: it ends, every place is a place of the text, and the ledger counts every figure once.
#![no_main]

use document::{Limits, read};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let Ok(document) = read("f.md", text.as_bytes(), &Limits::default()) else {
        return;
    };
    let audit = audit::check(&document);
    assert!(audit.faults.is_empty());
    for finding in &audit.findings {
        assert!(!finding.figures.is_empty());
        for place in &finding.figures {
            assert!(audit.flat.text.get(place.start..place.end).is_some());
        }
    }
    assert!(audit.coverage().figures.len() <= audit.figures.len());
});
