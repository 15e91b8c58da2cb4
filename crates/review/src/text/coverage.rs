//! What became of every figure, for people.

use std::io::{self, Write};

use audit::{Coverage, State};

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

/// The figures of each state, a line for each place that has some.
pub(super) fn list(out: &mut dyn Write, read: &Read, file: &str) -> io::Result<()> {
    let audit = &read.audit;
    let ledger = audit.coverage();
    for (state, word) in STATES {
        let figures = ledger.figures.iter().filter(|(_, other)| other == state);
        let mut last = String::new();
        let mut count = 0;
        for (id, _) in figures {
            let figure = &audit.figures[*id];
            let place = location(file, &audit.flat, figure.start);
            if count == 0 {
                write!(out, "{word}的数（{}个）", ledger.count(*state))?;
            }
            if place != last {
                write!(out, "\n  {place}：")?;
            } else {
                write!(out, "、")?;
            }
            let printed = &audit.flat.text[figure.start..figure.end];
            write!(out, "{}", printed.replace('\n', ""))?;
            last = place;
            count += 1;
        }
        if count > 0 {
            writeln!(out)?;
        }
    }
    writeln!(out)
}
