//! What became of every figure, for people.

use std::io::{self, Write};

use audit::{Coverage, State};

use crate::known::{known_counts, known_meaning, known_word};
use crate::{Read, location};

/// The states in the order in which they are told, with the words for them.
const STATES: &[(State, &str)] = &[
    (State::Contradicted, "矛盾"),
    (State::Proven, "印证"),
    (State::Unrelated, "未印证"),
    (State::Unread, "读不出"),
];

/// The counts in one line.
pub(super) fn line(ledger: &Coverage) -> String {
    let mut said = format!("看到{}个数", ledger.figures.len());
    for (state, word) in STATES {
        let count = ledger.count(*state);
        if count > 0 {
            said.push_str(&format!("，{word}{count}个"));
        }
    }
    said
}

/// The figures of each state, a line for each place that has some; those that are proven by what proves them.
pub(super) fn list(out: &mut dyn Write, read: &Read, file: &str) -> io::Result<()> {
    let ledger = read.audit.coverage();
    for (state, word) in STATES {
        let count = ledger.count(*state);
        if count == 0 {
            continue;
        }
        writeln!(out, "{word}的数（{count}个）")?;
        let figures = ledger.figures.iter().filter(|(_, other)| other == state);
        let figures: Vec<usize> = figures.map(|(id, _)| *id).collect();
        if *state != State::Proven {
            places(out, read, file, &figures)?;
            continue;
        }
        for (known, count) in known_counts(&ledger) {
            let (word, meaning) = (known_word(known), known_meaning(known));
            writeln!(out, " {word}（{count}个）：{meaning}")?;
            let by_it = figures
                .iter()
                .filter(|id| ledger.known(**id) == Some(known));
            places(out, read, file, &by_it.copied().collect::<Vec<_>>())?;
        }
    }
    writeln!(out)
}

/// Some figures, those of one place in one line.
fn places(out: &mut dyn Write, read: &Read, file: &str, figures: &[usize]) -> io::Result<()> {
    let audit = &read.audit;
    let placed = figures.iter().map(|id| {
        let figure = &audit.figures[*id];
        let printed = audit.flat.text[figure.start..figure.end].replace('\n', "");
        (location(file, &audit.flat, figure.start), printed)
    });
    let placed: Vec<(String, String)> = placed.collect();
    for together in placed.chunk_by(|one, other| one.0 == other.0) {
        let printed: Vec<&str> = together.iter().map(|one| one.1.as_str()).collect();
        let place = crate::plain(&together[0].0);
        writeln!(out, "  {place}：{}", printed.join("、"))?;
    }
    Ok(())
}
