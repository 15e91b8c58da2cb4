//! Parses the arguments, and says in Chinese what is wrong with them.

use std::error::Error as _;
use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{CommandFactory as _, Parser as _};

use crate::arguments::Arguments;

/// The arguments, or the exit code after help, version or an error was printed.
pub(crate) fn parse() -> Result<Arguments, ExitCode> {
    Arguments::try_parse().map_err(|error| match error.kind() {
        ErrorKind::DisplayHelp
        | ErrorKind::DisplayVersion
        | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            // A closed pipe is no failure.
            let _ = error.print();
            ExitCode::from(if error.use_stderr() { 2 } else { 0 })
        }
        _ => {
            anstream::eprintln!(
                "错误：{}\n\n用法：{}\n查看说明：kaocheng --help",
                explained(&error),
                usage()
            );
            ExitCode::from(2)
        }
    })
}

fn usage() -> String {
    Arguments::command()
        .render_usage()
        .to_string()
        .replace("Usage: ", "")
        .replace("[OPTIONS]", "[选项]")
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
        ErrorKind::MissingRequiredArgument => format!("缺少参数：{argument}"),
        ErrorKind::MissingSubcommand => "请写明要做什么".to_owned(),
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
