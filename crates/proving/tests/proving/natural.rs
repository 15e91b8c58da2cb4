//! How the auditor reads natural text, where a corpus lies beside the project.

use std::path::PathBuf;

use proving::Corpus;
use proving::natural::{Tally, measure};

/// What must not be missed, in parts per thousand: below it the auditor has become worse at reading natural text.
struct Floor {
    /// Relations that are read, at least.
    read: usize,
    /// Planted digits that an error names, at least.
    planted: usize,
    /// Errors on the texts as they stand, in a thousand texts, at most.
    alarms: usize,
}

const FLOOR: Floor = Floor {
    read: 920,
    planted: 660,
    alarms: 4,
};

#[test]
fn natural_text_is_read() {
    let passages = beside_the_project("shared/natural/passages.jsonl");
    if !passages.is_file() {
        eprintln!(
            "skipped: natural_text_is_read, for there is no {}",
            passages.display()
        );
        return;
    }
    let corpus = Corpus::read(&[passages]).unwrap();
    let mut tally = Tally::default();
    for measured in measure(&corpus, Some(1)) {
        tally.add(&measured.unwrap());
    }
    let (reach, planting) = (tally.relations(), tally.plantings());
    let told = format!("{}\n{}\n\n{tally}", Tally::HEAD, tally.row("all"));
    assert!(
        reach.there >= 500 && planting.planted >= 300,
        "the measure sees too little\n{told}"
    );
    assert!(reach.read * 1000 >= reach.there * FLOOR.read, "{told}");
    assert!(
        planting.errors * 1000 >= planting.planted * FLOOR.planted,
        "{told}"
    );
    assert!(tally.errors * 1000 <= tally.texts * FLOOR.alarms, "{told}");
}

/// Where a file of a folder beside the workspace would be.
fn beside_the_project(name: &str) -> PathBuf {
    let workspace = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..");
    workspace.join("..").join(name)
}
