//! Parses the arguments, and says in Chinese what is wrong with them.

use std::error::Error as _;
use std::ffi::OsString;
use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Command, CommandFactory as _, FromArgMatches as _, ValueEnum as _};

use crate::arguments::{Arguments, GROUPS, Output};
use crate::standing::Typed;

/// The help of a command.
const HELP: &str = "{about-with-newline}\n用法：{usage}\n\n{all-args}{after-help}";

/// The arguments, or the exit code after help, version or an error was printed.
pub(crate) fn parse() -> Result<Arguments, ExitCode> {
    let mut program = command();
    program.build();
    let mut typed: Vec<OsString> = std::env::args_os().collect();
    if let Some((at, book)) = Typed::read(&program, &typed).unsaid() {
        typed.insert(at, book);
    }
    let matches = program.try_get_matches_from_mut(&typed);
    let parsed = matches.and_then(|matches| Arguments::from_arg_matches(&matches));
    parsed.map_err(|error| match error.kind() {
        ErrorKind::DisplayHelp
        | ErrorKind::DisplayVersion
        | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            // A closed pipe is no failure.
            let _ = error.print();
            ExitCode::from(if error.use_stderr() { 2 } else { 0 })
        }
        _ => {
            let called = Typed::read(&program, &typed).command;
            anstream::eprintln!(
                "错误：{}\n\n用法：{}\n查看说明：{} --help",
                explained(&error),
                usage(called),
                called.get_bin_name().unwrap_or_default(),
            );
            ExitCode::from(2)
        }
    })
}

/// The program's command with all below it, in Chinese.
pub(crate) fn command() -> Command {
    let command = dressed(Arguments::command());
    let groups = grouped(&command);
    command.help_template(HELP.replace("{all-args}", &format!("{groups}\n选项:\n{{options}}")))
}

fn dressed(command: Command) -> Command {
    let needs_another = command.is_subcommand_required_set();
    command
        .help_template(HELP)
        .disable_help_subcommand(true)
        .subcommand_help_heading("命令")
        .subcommand_value_name("命令")
        .arg_required_else_help(needs_another)
        .mut_subcommands(dressed)
}

/// The commands by what they are for, each with its first words.
fn grouped(command: &Command) -> String {
    let mut told = String::new();
    for &(group, names) in GROUPS {
        told.push_str(&format!("{group}:\n"));
        for name in names {
            let about = command.find_subcommand(name).and_then(Command::get_about);
            let about = about.map(ToString::to_string).unwrap_or_default();
            told.push_str(&format!("  {name:<11}  {about}\n"));
        }
        told.push('\n');
    }
    told.trim_end().to_owned() + "\n"
}

/// How a command is called.
pub(crate) fn usage(command: &Command) -> String {
    command
        .clone()
        .render_usage()
        .to_string()
        .replace("Usage: ", "")
        .replace("[OPTIONS]", "[选项]")
}

/// Whether a format of files was asked for as the form of an answer.
fn is_file_format(argument: &str, value: &str) -> bool {
    argument.starts_with("--format") && Output::from_str(value, true).is_ok()
}

fn explained(error: &clap::Error) -> String {
    let context = |kind| error.get(kind).map(printed).unwrap_or_default();
    let argument = context(ContextKind::InvalidArg);
    let value = context(ContextKind::InvalidValue);
    let said = match error.kind() {
        ErrorKind::UnknownArgument => format!("不认识参数“{argument}”"),
        ErrorKind::InvalidSubcommand => {
            format!("没有“{}”这个命令", context(ContextKind::InvalidSubcommand))
        }
        ErrorKind::MissingRequiredArgument if argument.contains("账本>") => {
            "没有写明账本，这里也不在哪一本账里。请写明账本的目录，或先到账本的目录里".to_owned()
        }
        ErrorKind::MissingRequiredArgument => format!("缺少参数：{argument}"),
        ErrorKind::MissingSubcommand => "请写明要做什么".to_owned(),
        ErrorKind::InvalidValue if is_file_format(&argument, &value) => {
            format!(
                "--format 是答复的形式，可以写：{}；写成文件用 --to {value}",
                context(ContextKind::ValidValue)
            )
        }
        ErrorKind::InvalidValue if value.is_empty() => format!("{argument} 后面要写一个值"),
        ErrorKind::InvalidValue => {
            format!(
                "{argument} 的值“{value}”不对，可以写：{}",
                context(ContextKind::ValidValue)
            )
        }
        ErrorKind::ValueValidation => {
            let range = error.source().map(|range| format!("，{range}"));
            format!("{argument} 的值“{value}”不对{}", range.unwrap_or_default())
        }
        ErrorKind::TooManyValues => format!("{argument} 多写了一个值“{value}”"),
        ErrorKind::ArgumentConflict => format!("{argument} 写了不止一次，或与别的参数冲突"),
        _ => "参数写得不对".to_owned(),
    };
    let suggestion = [
        ContextKind::SuggestedArg,
        ContextKind::SuggestedSubcommand,
        ContextKind::SuggestedValue,
    ]
    .into_iter()
    .find_map(|kind| error.get(kind).map(printed));
    match suggestion {
        Some(suggestion) => format!("{said}。是不是要写“{suggestion}”？"),
        None => format!("{said}。"),
    }
}

fn printed(value: &ContextValue) -> String {
    match value {
        ContextValue::String(text) => text.clone(),
        ContextValue::Strings(texts) => texts.join("、"),
        ContextValue::StyledStr(text) => text.to_string(),
        ContextValue::StyledStrs(texts) => texts
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
            .join("、"),
        ContextValue::Number(number) => number.to_string(),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_stands_in_one_group_of_the_help() {
        let program = command();
        let shown = program.get_subcommands().filter(|one| !one.is_hide_set());
        let mut shown: Vec<&str> = shown.map(Command::get_name).collect();
        let mut grouped: Vec<&str> = GROUPS
            .iter()
            .flat_map(|(_, names)| *names)
            .copied()
            .collect();
        shown.sort_unstable();
        grouped.sort_unstable();
        assert_eq!(shown, grouped);
    }
}
