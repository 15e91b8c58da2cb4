//! A small sample of the proving ground, so that the project's tests notice when the auditor starts to see ghosts.

use proving::{Draw, Tally, run};

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

/// Of a hundred planted errors, how many must be found at their figure: as errors, and with the warnings.
const FOUND_AS_ERROR: usize = 70;
const FOUND: usize = 78;

#[test]
fn planted_errors_are_found_at_their_figures() {
    let mut tally = Tally::default();
    sample(200).for_each(|trial| tally.add(&trial));
    let all = tally.total();
    assert!(all.planted >= 150, "{tally}");
    assert!(all.errors * 100 >= all.planted * FOUND_AS_ERROR, "{tally}");
    assert!(
        (all.errors + all.warnings) * 100 >= all.planted * FOUND,
        "{tally}"
    );
}

#[test]
fn what_consistent_reports_claim_is_read() {
    let (mut claims, mut relations) = (0, 0);
    for trial in sample(100) {
        claims += trial.claims;
        relations += trial.clean.relations;
    }
    assert!(
        relations * 2 >= claims,
        "{relations} relations for {claims} claims"
    );
}
