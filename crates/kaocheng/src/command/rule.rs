//! `rule`: prints the rule book.

use std::io::Write as _;

use audit::{RULES, rule};

use crate::Outcome;
use crate::arguments::Rule;
use crate::error::Failure;

pub(crate) fn run(arguments: &Rule) -> Result<Outcome, Failure> {
    let mut out = anstream::stdout().lock();
    match &arguments.code {
        None => {
            for rule in RULES {
                writeln!(
                    out,
                    "{}  {}  {}",
                    rule.code,
                    rule.severity.word(),
                    rule.name()
                )?;
            }
            writeln!(out, "\n“kaocheng rule 编号”查看一条规则的说明。")?;
        }
        Some(code) => {
            let rule = rule(code).ok_or_else(|| {
                Failure::Said(format!(
                    "没有编号为“{code}”的规则。“kaocheng rule”列出全部规则。"
                ))
            })?;
            writeln!(out, "{}", plain(&rule.page()))?;
        }
    }
    Ok(Outcome::Clean)
}

/// The page without the marks of Markdown.
fn plain(page: &str) -> String {
    page.replace("**", "").trim_start_matches("# ").to_owned()
}
