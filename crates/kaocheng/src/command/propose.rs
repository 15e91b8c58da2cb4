//! `propose`: what the result means for next year's budget.

use std::io::{self, Write};

use packs::propose::{Advice, Proposal, propose};
use serde_json::json;

use crate::Outcome;
use crate::arguments::{Format, Propose};
use crate::command::pack::library;
use crate::command::score::{chosen, scored};
use crate::error::Failure;

pub(crate) fn run(arguments: &Propose) -> Result<Outcome, Failure> {
    let folder = &arguments.book;
    let (book, card) = scored(folder, arguments.scheme.as_deref())?;
    let scheme = chosen(&book, arguments.scheme.as_deref())?;
    let library = library(Some(&folder.join("packs")))?;
    let pack = library
        .leading(&book.packs)
        .map_err(|unknown| Failure::Said(unknown.to_string()))?;
    let proposals = propose(&book, &scheme, &card, pack.uses())
        .map_err(|error| Failure::Said(error.to_string()))?;
    match arguments.told.format {
        Format::Text => {
            let mut out = anstream::stdout().lock();
            let (unit, next) = (&book.profile.name, book.year + 1);
            writeln!(
                out,
                "{unit}{next}年预算建议（规则：{} {}）",
                pack.name(),
                pack.version()
            )?;
            proposals.iter().try_for_each(|one| write(&mut out, one))?;
            writeln!(
                out,
                "\n以上只是建议，供编制下年预算时参考，没有改动账本和预算。"
            )?;
        }
        Format::Json => {
            let proposals: Vec<_> = proposals.iter().map(value).collect();
            let whole = json!({
                "year": book.year + 1, "pack": pack.name(), "version": pack.version().to_string(),
                "proposals": proposals,
            });
            writeln!(io::stdout().lock(), "{whole}")?;
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

fn value(one: &Proposal) -> serde_json::Value {
    let figures: serde_json::Map<String, serde_json::Value> = one
        .figures
        .iter()
        .map(|(name, value)| (name.clone(), value.clone().into()))
        .collect();
    json!({
        "subject": one.subject, "kind": one.kind, "advice": one.advice.map(Advice::word),
        "rule": one.rule, "condition": one.condition, "reason": one.reason, "basis": one.basis,
        "base": one.base.to_string(), "suggested": one.suggested.map(|next| next.to_string()),
        "figures": figures,
    })
}
