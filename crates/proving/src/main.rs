//! `proving --documents 10000 --seed 1`: prints how the auditor does on reports made by chance.

use std::io::{self, Write};
use std::process::ExitCode;
use std::time::Instant;

use proving::{Draw, Found, Tally, Trial, run};

/// What to do.
struct Orders {
    documents: u64,
    seed: u64,
    /// How many failures to print.
    show: usize,
    /// Print only failures whose name contains this.
    only: String,
}

fn main() -> ExitCode {
    match orders().and_then(|orders| prove(&orders).map_err(|error| error.to_string())) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            let _ = writeln!(io::stderr(), "{message}");
            ExitCode::FAILURE
        }
    }
}

fn orders() -> Result<Orders, String> {
    const USAGE: &str = "proving [--documents N] [--seed N] [--show N] [--only WORDS]";
    let mut orders = Orders {
        documents: 1_000,
        seed: 1,
        show: 0,
        only: String::new(),
    };
    let mut arguments = std::env::args().skip(1);
    while let Some(name) = arguments.next() {
        let value = arguments.next().ok_or(USAGE)?;
        let number = || value.parse::<u64>().map_err(|_| USAGE.to_owned());
        match name.as_str() {
            "--documents" => orders.documents = number()?,
            "--seed" => orders.seed = number()?,
            "--show" => orders.show = number()? as usize,
            "--only" => orders.only = value,
            _ => return Err(USAGE.to_owned()),
        }
    }
    Ok(orders)
}

fn prove(orders: &Orders) -> io::Result<()> {
    let started = Instant::now();
    let mut out = io::BufWriter::new(io::stdout().lock());
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
            _ if !outcome.right => failures.push(format!("NOT MENDED {name}: {}", outcome.story)),
            _ => {}
        }
    }
    failures
}
