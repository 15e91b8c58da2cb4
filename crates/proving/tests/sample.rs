//! A small sample of the proving ground, so that the project's tests notice when the auditor starts to see ghosts.

use proving::{Draw, run};

fn sample(documents: u64) -> impl Iterator<Item = proving::Trial> {
    (0..documents).map(|document| run(Draw { seed: 77, document }))
}

#[test]
fn every_file_is_read_back_as_it_was_written() {
    for trial in sample(100) {
        assert_eq!(trial.clean.unread, None, "document {}", trial.draw.document);
    }
}

#[test]
fn one_seed_makes_one_document() {
    let stories = |_| -> Vec<String> {
        let outcomes = sample(20).filter_map(|trial| trial.planted);
        outcomes.map(|outcome| outcome.story).collect()
    };
    assert_eq!(stories(1), stories(2));
}

#[test]
fn a_consistent_report_raises_no_error() {
    for trial in sample(200) {
        assert!(
            trial.clean.errors.is_empty(),
            "document {}: {:?}",
            trial.draw.document,
            trial.clean.errors
        );
    }
}
