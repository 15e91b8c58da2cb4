//! `book import`: what a workbook changes of a book, all of it or nothing.

use std::io::Write as _;

use exchange::CellFault;
use exchange::workbook::{Removal, Returned, back, origin};
use serde_json::{Value, json};

use super::faults::{SHOWN, add, tell};
use super::merge::{Merged, Sides, VIA};
use crate::Outcome;
use crate::arguments::{Format, WorkbookImport};
use crate::error::Failure;
use crate::render::change;
use crate::{say, shelf};
use work::files;

/// How many entries may go without being asked for.
const MOST_REMOVED: usize = 5;

pub(crate) fn run(arguments: &WorkbookImport) -> Result<Outcome, Failure> {
    let folder = &arguments.book;
    let bytes = files::read("无法读取", &arguments.file)?;
    let unread = |error: exchange::SheetError| {
        Failure::Said(format!("“{}”：{error}", arguments.file.display()))
    };
    let mut held = shelf::hold(folder)?;
    let origin = origin(&bytes).map_err(unread)?;
    let sides = Sides::of(&held, origin.as_ref())?;
    let returned = back(&bytes, &sides.base).map_err(unread)?;
    let mut faults = returned.faults.clone();
    let merged = match sides.merged(&returned) {
        Ok(merged) => merged,
        Err(conflicts) => {
            faults.extend(conflicts);
            return refuse(arguments, &faults);
        }
    };
    if let Some(broken) = shelf::broken_by(&held, &merged.change)? {
        add(&mut faults, &broken, &returned, &merged.new.entries);
    }
    if !faults.is_empty() {
        return refuse(arguments, &faults);
    }
    let many = returned.removed.len() > MOST_REMOVED || returned.removed.iter().any(|one| one.last);
    if many && !arguments.allow_removal {
        anstream::println!("{}", too_many(&returned.removed));
        return Ok(Outcome::Unreadable);
    }
    let done = match arguments.dry_run || merged.change.is_empty() {
        true => None,
        false => {
            let note = shelf::note(VIA, arguments.why.as_deref());
            shelf::publish(&mut held, &merged.change, None, &note)?
        }
    };
    drop(held);
    let seq = done.map(|operation| operation.seq);
    report(arguments, &returned, &merged, &sides, seq)?;
    Ok(match arguments.dry_run {
        true => Outcome::Clean,
        false => still_wrong(arguments),
    })
}

fn still_wrong(arguments: &WorkbookImport) -> Outcome {
    let Some(faults) = shelf::still_wrong(&arguments.book) else {
        return Outcome::Clean;
    };
    anstream::eprintln!("提醒：账本还有错，要改完才能用：\n{faults}");
    Outcome::Findings
}

fn too_many(removed: &[Removal]) -> String {
    let listed = removed.iter().take(SHOWN);
    let lines: Vec<String> = listed
        .map(|one| format!("  {}：{}", one.sheet, one.what))
        .collect();
    let more = match removed.len().saturating_sub(SHOWN) {
        0 => String::new(),
        more => format!("\n  ……另有{more}条"),
    };
    format!(
        "工作簿里没有了{}条，没有改动账本：\n{}{more}\n确实要从账本里删去，加 --allow-removal；不是，请把这些行补回工作簿，或重新导出。",
        removed.len(),
        lines.join("\n")
    )
}

fn refuse(arguments: &WorkbookImport, faults: &[CellFault]) -> Result<Outcome, Failure> {
    match arguments.told.format {
        Format::Text => {
            let mut out = anstream::stdout().lock();
            tell(&mut out, faults)?;
            writeln!(out, "共{}处错误，没有改动账本。", faults.len())?;
        }
        Format::Json => {
            let faults: Vec<Value> = faults.iter().map(fault_json).collect();
            let told = json!({ "imported": false, "faults": faults });
            writeln!(std::io::stdout().lock(), "{told:#}")?;
        }
    }
    Ok(Outcome::Unreadable)
}

fn fault_json(fault: &CellFault) -> Value {
    json!({
        "place": fault.place.to_string(),
        "column": fault.column,
        "value": fault.value,
        "problem": fault.problem,
        "remedy": fault.remedy,
    })
}

fn report(
    arguments: &WorkbookImport,
    returned: &Returned,
    merged: &Merged,
    sides: &Sides,
    seq: Option<u64>,
) -> Result<(), Failure> {
    let change = &merged.change;
    if arguments.told.format == Format::Json {
        let removed = returned.removed.iter().map(|one| one.what.as_str());
        let told = json!({
            "imported": seq.is_some(),
            "operation": seq,
            "change": change,
            "removed": removed.collect::<Vec<_>>(),
            "missing": returned.missing,
            "unused": returned.unused,
            "stale": merged.stale.iter().map(|(at, ..)| at.to_string()).collect::<Vec<_>>(),
        });
        writeln!(std::io::stdout().lock(), "{told:#}")?;
        return Ok(());
    }
    let mut out = say::said();
    if !returned.missing.is_empty() {
        let missing = returned.missing.join("、");
        writeln!(out, "工作簿里没有，账本里的保持不变：{missing}")?;
    }
    if !returned.unused.is_empty() {
        writeln!(out, "没有用到：{}", returned.unused.join("、"))?;
    }
    change::write(&mut out, change)?;
    for (at, said, now) in merged.stale.iter().take(SHOWN) {
        let (said, now) = (said.shown(), now.shown());
        writeln!(
            out,
            "账本后来改过，工作簿里还是导出时的，保持账本的：{at} {now}（工作簿里 {said}）"
        )?;
    }
    if let Some(before) = sides.imported_before() {
        writeln!(
            out,
            "提醒：这份工作簿写出以后，第{before}次操作已经导入过一次；要接着改，最好重新导出一份，在新的里面改"
        )?;
    }
    let count = change.parts().len();
    match seq {
        _ if change.is_empty() => writeln!(out, "没有变化。")?,
        None => writeln!(out, "试算，没有写入：共{count}处改动。")?,
        Some(seq) => writeln!(
            out,
            "已导入：共{count}处改动（第{seq}次操作，撤销：kaocheng undo {}）。",
            arguments.book.display()
        )?,
    }
    Ok(())
}
