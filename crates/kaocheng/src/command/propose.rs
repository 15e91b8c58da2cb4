//! `propose`: what the result means for next year's budget.

use std::io::{self, Write};

use packs::propose::{Advice, Proposal};
use work::propose::propose;

use crate::Outcome;
use crate::arguments::{Format, Propose};
use crate::command::pack::library;
use crate::error::Failure;
use crate::render::answer;
use crate::shelf;

pub(crate) fn run(arguments: &Propose) -> Result<Outcome, Failure> {
    let folder = &arguments.book;
    let library = library(Some(&folder.join("packs")))?;
    let proposed = propose(
        shelf::accounted(folder, arguments.known)?,
        arguments.scheme.as_deref(),
        &library,
    )?;
    match arguments.told.format {
        Format::Text => {
            let mut out = anstream::stdout().lock();
            writeln!(
                out,
                "{}{}年预算建议（规则：{} {}）",
                proposed.unit, proposed.year, proposed.pack, proposed.version
            )?;
            let mut proposals = proposed.proposals.iter();
            proposals.try_for_each(|one| write(&mut out, one))?;
            writeln!(
                out,
                "\n以上只是建议，供编制下年预算时参考，没有改动账本和预算。"
            )?;
        }
        Format::Json => {
            answer::compact(&proposed)?;
        }
    }
    Ok(Outcome::Clean)
}

fn word(proposal: &Proposal) -> &'static str {
    proposal.advice.map_or("没有建议", Advice::word)
}

fn write(out: &mut impl Write, one: &Proposal) -> io::Result<()> {
    write!(out, "\n{}  {}（{}）", word(one), one.subject, one.kind)?;
    match &one.suggested {
        Some(next) => writeln!(out, "：{} → {next} 万元", one.base)?,
        None => writeln!(out, "：本年年初预算 {} 万元", one.base)?,
    }
    if let (Some(rule), Some(condition)) = (&one.rule, &one.condition) {
        writeln!(out, "    规则：{rule}（{condition}）")?;
    }
    if let Some(reason) = &one.reason {
        let basis = match one.basis.is_empty() {
            true => String::new(),
            false => format!("（{}）", one.basis.join("、")),
        };
        writeln!(out, "    理由：{reason}{basis}")?;
    }
    let figures = one
        .figures
        .iter()
        .map(|(name, value)| format!("{name} {value}"));
    writeln!(out, "    数字：{}", figures.collect::<Vec<_>>().join("，"))
}
