//! `proving generate --documents 10000 --seed 1` prints how the auditor does on reports made by chance; `calibrate` counts how
//! often its readings hold in natural text; `slips` fits how likely each correction is; `natural` measures how it reads such text.

mod command;

use std::io::{self, Write};
use std::process::ExitCode;

use command::{Arguments, calibrate, generate, natural, slips};

const USAGE: &str = "\
proving [generate] [--documents N] [--seed N] [--show N] [--only WORDS]
proving calibrate --corpus DIR|FILE.jsonl … [--date YYYY-MM-DD] [--out FILE] [--check]
proving slips --corpus DIR|FILE.jsonl … [--documents N] [--seed N] [--date YYYY-MM-DD] [--out FILE] [--check]
proving natural --corpus DIR|FILE.jsonl … [--plant] [--seed N] [--show N]";

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            let _ = writeln!(io::stderr(), "{message}\n\n{USAGE}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), String> {
    let mut arguments = Arguments::new(std::env::args().skip(1));
    let mut out = io::BufWriter::new(io::stdout().lock());
    match arguments.command().as_deref() {
        None | Some("generate") => generate::run_with(arguments, &mut out)?,
        Some("calibrate") => calibrate::run_with(arguments, &mut out)?,
        Some("slips") => slips::run_with(arguments, &mut out)?,
        Some("natural") => natural::run_with(arguments, &mut out)?,
        Some(other) => return Err(format!("{other}: no such command")),
    }
    out.flush().map_err(|error| error.to_string())
}
