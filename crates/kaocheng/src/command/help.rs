//! `help`: the manuals, without a network.

use std::io::{self, IsTerminal as _, Write};
use std::process::{Command, Stdio};

use settings::nearest;
use unicode_width::UnicodeWidthStr as _;

use crate::arguments::Help;
use crate::error::Failure;
use crate::render::manual;
use crate::{Outcome, usage};

/// The manuals: name and text in Markdown.
const MANUALS: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/manuals.rs"));

pub(crate) fn run(arguments: &Help) -> Result<Outcome, Failure> {
    let Some(topic) = &arguments.topic else {
        list(&mut anstream::stdout().lock())?;
        return Ok(Outcome::Clean);
    };
    let mut manuals = MANUALS.iter();
    if let Some((_, text)) = manuals.find(|(name, text)| name == topic || title(text) == topic) {
        let mut page = Vec::new();
        manual::write(&mut page, text)?;
        show(&page)?;
        return Ok(Outcome::Clean);
    }
    let mut program = usage::command();
    program.build();
    if let Some(command) = program.find_subcommand(topic) {
        let help = command.clone().render_help();
        writeln!(anstream::stdout(), "{}", help.ansi())?;
        return Ok(Outcome::Clean);
    }
    let names = MANUALS.iter().map(|(name, _)| *name);
    let names = names.chain(program.get_subcommands().map(clap::Command::get_name));
    let meant = nearest(topic, names).map(|name| format!("是不是“{name}”？"));
    Err(Failure::Said(format!(
        "没有“{topic}”这篇手册，也没有这个命令。{}“kaocheng help”列出全部手册。",
        meant.unwrap_or_default()
    )))
}

fn list(out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "手册（kaocheng help 名称）：\n")?;
    let widest = MANUALS.iter().map(|(name, _)| name.width()).max();
    for (name, text) in MANUALS {
        let gap = " ".repeat(widest.unwrap_or(0) - name.width());
        writeln!(out, "  {name}{gap}  {}", title(text))?;
    }
    writeln!(
        out,
        "\n“kaocheng --help”列出全部命令，“kaocheng 命令 --help”或“kaocheng help 命令”看一个命令怎么用，\
         “kaocheng rule”是审核规则。"
    )
}

/// The first heading.
fn title(text: &str) -> &str {
    let mut lines = text.lines();
    let heading = lines.find_map(|line| line.strip_prefix("# "));
    heading.unwrap_or_default().trim()
}

/// Shows a page: in a pager on a terminal, where there is one, or else as it is.
fn show(page: &[u8]) -> io::Result<()> {
    let terminal = io::stdout().is_terminal();
    if !(terminal && paged(page).is_ok()) {
        anstream::stdout().write_all(page)?;
    }
    Ok(())
}

/// An error only where no pager could be started.
fn paged(page: &[u8]) -> io::Result<()> {
    let said = std::env::var("PAGER").ok();
    let said = said.filter(|said| !said.trim().is_empty());
    let mut words = said.as_deref().unwrap_or("less").split_whitespace();
    let mut pager = Command::new(words.next().unwrap_or("less"))
        .args(words)
        .env("LESS", "-FRX")
        .env("LESSCHARSET", "utf-8")
        .stdin(Stdio::piped())
        .spawn()?;
    if let Some(mut pipe) = pager.stdin.take() {
        // Who leaves the pager early has read enough.
        let _ = pipe.write_all(page);
    }
    // How it ended is its own affair.
    let _ = pager.wait();
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_manual_has_a_title_of_its_own() {
        let mut titles: Vec<&str> = MANUALS.iter().map(|(_, text)| title(text)).collect();
        assert!(!titles.is_empty() && titles.iter().all(|title| !title.is_empty()));
        titles.sort_unstable();
        titles.dedup();
        assert_eq!(titles.len(), MANUALS.len());
    }
}
