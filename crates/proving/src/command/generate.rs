//! `proving generate`: prints how the auditor does on reports made by chance.

use std::io::{self, Write};
use std::time::Instant;

use proving::{Draw, Found, Tally, Trial, run};

use super::Arguments;

/// What to do.
struct Orders {
    documents: u64,
    seed: u64,
    /// How many failures to print.
    show: usize,
    /// Print only failures whose name contains this.
    only: String,
}

pub(crate) fn run_with(mut arguments: Arguments, out: &mut impl Write) -> Result<(), String> {
    let orders = Orders {
        documents: arguments.number("--documents")?.unwrap_or(1_000),
        seed: arguments.number("--seed")?.unwrap_or(1),
        show: arguments.number("--show")?.unwrap_or(0) as usize,
        only: arguments.value("--only")?.unwrap_or_default(),
    };
    arguments.done()?;
    prove(&orders, out).map_err(|error| error.to_string())
}

fn prove(orders: &Orders, out: &mut impl Write) -> io::Result<()> {
    let started = Instant::now();
    let mut tally = Tally::default();
    let mut shown = 0;
    for document in 0..orders.documents {
        let trial = run(Draw {
            seed: orders.seed,
            document,
        });
        tally.add(&trial);
        for failure in failures(&trial) {
            if shown < orders.show && failure.contains(&orders.only) {
                writeln!(out, "#{document} {} {failure}\n", trial.form.name())?;
                shown += 1;
            }
        }
    }
    write!(out, "{tally}")?;
    let seconds = started.elapsed().as_millis();
    writeln!(out, "\n{seconds} ms for {} audits", 2 * tally.documents)
}

/// What went wrong in a trial, in words.
fn failures(trial: &Trial) -> Vec<String> {
    let mut failures = Vec::new();
    failures.extend(
        trial
            .clean
            .unread
            .iter()
            .map(|what| format!("UNREAD {}: {what}", trial.form.name())),
    );
    failures.extend(
        trial
            .clean
            .errors
            .iter()
            .map(|what| format!("FALSE ALARM: {what}")),
    );
    failures.extend(
        trial
            .clean
            .warnings
            .iter()
            .map(|what| format!("FALSE WARNING: {what}")),
    );
    if let Some(outcome) = &trial.planted {
        let name = outcome.error.name();
        match outcome.found {
            Found::Not => failures.push(format!("MISSED {name}: {}", outcome.story)),
            Found::Elsewhere => failures.push(format!("MISPLACED {name}: {}", outcome.story)),
            _ if outcome.open && (outcome.right || outcome.relation) => {}
            _ if !outcome.right => failures.push(format!("NOT MENDED {name}: {}", outcome.story)),
            _ => {}
        }
    }
    failures
}
