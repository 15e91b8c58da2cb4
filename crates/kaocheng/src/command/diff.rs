//! `diff`: what two books, or one book on two days, say differently.

use std::io::Write as _;
use std::path::Path;

use entry::{Content, Operation, diff};
use folder::{Folder, Shelf};

use crate::Outcome;
use crate::arguments::{Diff, Format};
use crate::error::Failure;
use crate::render::change;

pub(crate) fn run(arguments: &Diff) -> Result<Outcome, Failure> {
    let shelf = settled(&arguments.book)?;
    let now = shelf.content()?;
    let other = Path::new(&arguments.with);
    let (old, new) = match other.exists() {
        true => (now, settled(other)?.content()?),
        false => (on_day(&shelf, &arguments.with)?, now),
    };
    let change = diff(&old, &new);
    match arguments.told.format {
        Format::Json => {
            let told =
                serde_json::to_string_pretty(&change.parts()).map_err(std::io::Error::other)?;
            writeln!(std::io::stdout().lock(), "{told}")?;
        }
        Format::Text => {
            let mut out = anstream::stdout().lock();
            match change.is_empty() {
                true => writeln!(out, "没有不同。")?,
                false => change::write(&mut out, &change)?,
            }
        }
    }
    Ok(match change.is_empty() {
        true => Outcome::Clean,
        false => Outcome::Findings,
    })
}

fn settled(folder: &Path) -> Result<Shelf<Folder>, Failure> {
    let settled = Folder::settled(folder).map_err(Failure::file("无法读取", folder))?;
    Ok(Shelf::new(settled))
}

/// The book as it was at the end of a day.
fn on_day(shelf: &Shelf<Folder>, typed: &str) -> Result<Content, Failure> {
    let day: book::Date = typed.parse().map_err(|_| {
        Failure::Said(format!(
            "“{typed}”不是账本目录，也不是 2026-03-01 这样的日期。"
        ))
    })?;
    let day = day.to_string();
    let log = shelf.log()?;
    let before = |at: &str| at.get(..day.len()).is_some_and(|on| on <= day.as_str());
    let last = log.iter().rfind(|operation| before(&operation.at));
    let last = last.ok_or_else(|| {
        let begun = log.first().map(Operation::minute);
        Failure::Said(match begun {
            Some(begun) => format!("日志从{begun}记起，{day}的样子无从知道。"),
            None => "这本账还没有日志：用命令改动账本时开始记。".to_owned(),
        })
    })?;
    Ok(shelf.content_at(last.seq)?)
}
