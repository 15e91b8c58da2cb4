//! `man`: the page for the command of that name, of the same table of arguments as the help.

use std::io::{self, Write as _};

use clap::{Arg, Command};
use roff::{Roff, bold, roman};

use crate::arguments::GROUPS;
use crate::error::Failure;
use crate::{Outcome, usage};

pub(crate) fn run() -> Result<Outcome, Failure> {
    let mut program = usage::command();
    program.build();
    io::stdout().lock().write_all(page(&program).as_bytes())?;
    Ok(Outcome::Clean)
}

fn page(program: &Command) -> String {
    let mut page = Roff::new();
    let version = format!("kaocheng {}", program.get_version().unwrap_or_default());
    page.control("TH", ["KAOCHENG", "1", "", version.as_str(), "考成"]);
    page.control("SH", ["名称"]);
    page.text([roman(format!("kaocheng - {}", about(program)))]);
    page.control("SH", ["用法"]);
    page.text([bold(usage::usage(program))]);
    options(&mut page, program.get_arguments());
    for &(group, names) in GROUPS {
        page.control("SH", [group]);
        for name in names {
            if let Some(command) = program.find_subcommand(name) {
                section(&mut page, command);
            }
        }
    }
    page.control("SH", ["说明"]);
    lines(&mut page, program.get_after_help());
    page.render()
}

/// A command, then those below it.
fn section(page: &mut Roff, command: &Command) {
    let usage = usage::usage(command);
    page.control("SS", [usage.lines().next().unwrap_or_default()]);
    page.text([roman(about(command))]);
    // What holds for every command is told once.
    let own = command.get_arguments().filter(|one| !one.is_global_set());
    options(page, own);
    lines(page, command.get_after_help());
    for below in command.get_subcommands() {
        section(page, below);
    }
}

fn about(command: &Command) -> String {
    command
        .get_about()
        .map(ToString::to_string)
        .unwrap_or_default()
}

fn options<'a>(page: &mut Roff, arguments: impl Iterator<Item = &'a Arg>) {
    for one in arguments.filter(|one| !one.is_hide_set()) {
        let called = match (one.get_short(), one.get_long()) {
            (Some(short), Some(_)) => format!("-{short}, {one}"),
            _ => one.to_string(),
        };
        page.control("TP", []);
        page.text([bold(called)]);
        let help = one.get_help().map(ToString::to_string);
        page.text([roman(help.unwrap_or_default())]);
    }
}

/// Text whose lines stay as they are.
fn lines(page: &mut Roff, text: Option<&clap::builder::StyledStr>) {
    let Some(text) = text else { return };
    page.control("PP", []);
    page.control("nf", []);
    for line in text.to_string().lines() {
        page.text([roman(line)]);
    }
    page.control("fi", []);
}
