//! The command: arguments in, exit codes out. All else is left to the crates below.

mod apart;
mod arguments;
mod browser;
mod checkpoint;
mod clock;
mod command;
mod convert;
mod error;
mod out;
mod paper;
mod press;
mod render;
mod say;
mod shelf;
mod source;
mod standing;
mod usage;

use std::process::ExitCode;

use arguments::{Arguments, Color, Command};
use error::Failure;

/// What a command ends with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Outcome {
    /// All well.
    Clean,
    /// Something was found.
    Findings,
    /// Something could not be read or done.
    Unreadable,
}

fn main() -> ExitCode {
    if let Some(code) = apart::serve() {
        return code;
    }
    if let Some(code) = server::worker() {
        return code;
    }
    let arguments = match usage::parse() {
        Ok(arguments) => arguments,
        Err(code) => return code,
    };
    match begin(&arguments).and_then(|()| run(&arguments)) {
        Ok(outcome) => ExitCode::from(outcome as u8),
        Err(Failure::BrokenPipe) => ExitCode::SUCCESS,
        Err(failure) => {
            error::report(&failure);
            ExitCode::from(Outcome::Unreadable as u8)
        }
    }
}

/// Settles what holds for every command.
fn begin(arguments: &Arguments) -> Result<(), Failure> {
    match arguments.color {
        Color::Auto => {}
        Color::Always => anstream::ColorChoice::Always.write_global(),
        Color::Never => anstream::ColorChoice::Never.write_global(),
    }
    if arguments.quiet {
        say::less();
    }
    match &arguments.directory {
        Some(folder) => std::env::set_current_dir(folder).map_err(Failure::file("进不去", folder)),
        None => Ok(()),
    }
}

fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    match &arguments.command {
        Command::Check(check) => command::check::run(check),
        Command::Verify(verify) => command::verify::run(verify),
        Command::Rule(rule) => command::rule::run(rule),
        Command::Rollup(rollup) => command::rollup::run(rollup),
        Command::NextYear(next) => command::next_year::run(next),
        Command::Draft(draft) => command::draft::run(draft),
        Command::New(new) => command::new::run(new),
        Command::Score(score) => command::score::run(score),
        Command::Pack(pack) => command::pack::run(pack),
        Command::Lint(lint) => command::lint::run(lint),
        Command::Propose(propose) => command::propose::run(propose),
        Command::Book(book) => command::workbook::run(book),
        Command::Ledger(ledger) => command::ledger::run(ledger),
        Command::Form(form) => command::form::run(form),
        Command::Monitor(monitor) => command::monitor::run(monitor),
        Command::Measure(measure) => command::measure::run(measure),
        Command::Report(report) => command::report::run(report),
        Command::Evidence(evidence) => command::evidence::run(evidence),
        Command::Drift(drift) => command::drift::run(drift),
        Command::Survey(survey) => command::survey::run(survey),
        Command::Watch(watch) => command::watch::run(watch),
        Command::Rectify(rectify) => command::rectify::run(rectify),
        Command::Fields(fields) => command::fields::run(fields),
        Command::Set(set) => command::set::run(set),
        Command::Log(log) => command::log::run(log),
        Command::Undo(undo) => command::undo::run(undo),
        Command::Diff(diff) => command::diff::run(diff),
        #[cfg(feature = "store")]
        Command::Store(store) => command::store::run(store),
        Command::Serve(serve) => command::serve::run(serve),
        Command::Demo(demo) => command::demo::run(demo),
        Command::Help(help) => command::help::run(help),
        Command::Completions(completions) => command::completions::run(completions),
        Command::Man => command::man::run(),
    }
}
