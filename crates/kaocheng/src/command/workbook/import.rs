//! `book import`: what a workbook changes of a book, all of it or nothing.

use std::io::Write as _;

use exchange::workbook::Removal;
use work::files;
use work::workbook::{Answer, Request, Taken};

use crate::Outcome;
use crate::arguments::{Format, WorkbookImport};
use crate::error::Failure;
use crate::render::{answer, change, refusal};
use crate::{say, shelf};

/// How many entries are shown one by one.
const SHOWN: usize = refusal::SHOWN;

pub(crate) fn run(arguments: &WorkbookImport) -> Result<Outcome, Failure> {
    let bytes = files::read("无法读取", &arguments.file)?;
    let mut held = shelf::hold(&arguments.book)?;
    let request = Request {
        file: &arguments.file.display().to_string(),
        bytes: &bytes,
        dry_run: arguments.dry_run,
        allow_removal: arguments.allow_removal,
    };
    let note = shelf::note("book import", arguments.why.as_deref());
    let answer = work::workbook::import(&mut held, &request, &note)?;
    drop(held);
    let json = arguments.told.format == Format::Json;
    if json {
        answer::indented(&answer)?;
    }
    match &answer {
        Answer::Refused(refused) => {
            if !json {
                refusal::tell(refused, "没有改动账本。")?;
            }
            Ok(Outcome::Unreadable)
        }
        Answer::TooMany(removed) => {
            if !json {
                anstream::println!("{}", too_many(removed));
            }
            Ok(Outcome::Unreadable)
        }
        Answer::Taken(taken) => {
            if !json {
                tell(arguments, taken)?;
            }
            Ok(match arguments.dry_run {
                true => Outcome::Clean,
                false => still_wrong(arguments),
            })
        }
    }
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

fn tell(arguments: &WorkbookImport, taken: &Taken) -> Result<(), Failure> {
    let mut out = say::said();
    if !taken.missing.is_empty() {
        let missing = taken.missing.join("、");
        writeln!(out, "工作簿里没有，账本里的保持不变：{missing}")?;
    }
    if !taken.unused.is_empty() {
        writeln!(out, "没有用到：{}", taken.unused.join("、"))?;
    }
    change::write(&mut out, &taken.change)?;
    for (at, said, now) in taken.stale.iter().take(SHOWN) {
        let (said, now) = (said.shown(), now.shown());
        writeln!(
            out,
            "账本后来改过，工作簿里还是导出时的，保持账本的：{at} {now}（工作簿里 {said}）"
        )?;
    }
    if let Some(before) = taken.imported_before {
        writeln!(
            out,
            "提醒：这份工作簿写出以后，第{before}次操作已经导入过一次；要接着改，最好重新导出一份，在新的里面改"
        )?;
    }
    let count = taken.change.parts().len();
    match taken.operation {
        _ if taken.change.is_empty() => writeln!(out, "没有变化。")?,
        None => writeln!(out, "试算，没有写入：共{count}处改动。")?,
        Some(seq) => writeln!(
            out,
            "已导入：共{count}处改动（第{seq}次操作，撤销：kaocheng undo {}）。",
            arguments.book.display()
        )?,
    }
    Ok(())
}
