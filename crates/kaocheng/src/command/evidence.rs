//! `evidence`: lists, checks and registers what proves a book.

use std::io::{self, Write as _};
use std::path::Path;
use std::time::Duration;

use book::{Addition, Date, Inspection};
use indicatif::{ProgressBar, ProgressStyle};

use crate::Outcome;
use crate::arguments::{Action, AddEvidence, Evidence, Format};
use crate::command::check::today;
use crate::error::Failure;
use crate::render::{answer, table};
use crate::{say, shelf};
use work::evidence::{add as add_evidence, inspect as inspect_all, offered};

/// From how many bytes on a bar shows how far reading has come.
const MUCH: u64 = 64 << 20;

pub(crate) fn run(arguments: &Evidence) -> Result<Outcome, Failure> {
    match (&arguments.action, &arguments.book) {
        (Some(Action::Add(add)), _) => register(add),
        (None, Some(folder)) => inspect(arguments, folder),
        (None, None) => Err(Failure::Said("请写明账本的目录。".to_owned())),
    }
}

fn inspect(arguments: &Evidence, folder: &Path) -> Result<Outcome, Failure> {
    let book = shelf::known(folder, arguments.known)?;
    let bar = progress(book.evidence.iter().map(|(_, file)| file.size()));
    let inspected = inspect_all(&book, &mut |bytes| bar.inc(bytes));
    bar.finish_and_clear();
    match arguments.told.format {
        Format::Text => print(&inspected.0)?,
        Format::Json => answer::compact(&inspected)?,
    }
    Ok(match inspected.is_sound() {
        true => Outcome::Clean,
        false => Outcome::Findings,
    })
}

fn register(add: &AddEvidence) -> Result<Outcome, Failure> {
    let folder = &add.book;
    let mut held = shelf::hold(folder)?;
    let day = today();
    let today = Date::new(day.year, day.month, day.day);
    let files = add.files.iter();
    let files = files.map(|path| offered(folder, path, &add.folder));
    let addition = Addition {
        files: files.collect::<Result<_, _>>()?,
        by: add.by.trim().to_owned(),
        date: add
            .date
            .or(today)
            .ok_or_else(|| Failure::Said("系统日期不对，请用 --date 写明登记日期。".to_owned()))?,
        proves: add.proves.clone(),
        note: add.note.clone(),
        replace: add.replace,
    };
    let bar = progress(addition.files.iter().map(|one| one.file.size()));
    let note = shelf::note("evidence add", None);
    let added = add_evidence(&mut held, &addition, &note, &mut |bytes| bar.inc(bytes));
    bar.finish_and_clear();
    let mut out = say::said();
    for one in &added? {
        let entry = &one.entry;
        let proves: Vec<_> = entry.proves.iter().map(ToString::to_string).collect();
        let proves = match proves.is_empty() {
            true => "，还没有写明证明什么".to_owned(),
            false => format!("，证明 {}", proves.join("、")),
        };
        let done = if one.known {
            "已经登记过"
        } else {
            "已登记"
        };
        writeln!(
            out,
            "{done} evidence/{}（{} 字节）{proves}",
            entry.file, entry.size
        )?;
        if let Some(twin) = &one.twin {
            writeln!(out, "提示：与 evidence/{twin} 内容相同")?;
        }
    }
    Ok(Outcome::Clean)
}

/// A bar on the terminal when there is much to read; it stays hidden in the first second.
fn progress(sizes: impl Iterator<Item = io::Result<u64>>) -> ProgressBar {
    let size = sizes.flatten().sum();
    if size < MUCH || say::is_quiet() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(size);
    let style = ProgressStyle::with_template("校验 {bytes}/{total_bytes} {bar:30} 剩余{eta}");
    bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    bar.enable_steady_tick(Duration::from_secs(1));
    bar
}

fn print(inspection: &Inspection) -> Result<(), Failure> {
    let mut out = anstream::stdout().lock();
    let size: u64 = inspection.files.iter().map(|file| file.size).sum();
    let registered = inspection.files.iter().filter(|file| file.entry.is_some());
    writeln!(
        out,
        "佐证 {} 个文件，共 {size} 字节，已登记 {} 个\n",
        inspection.files.len(),
        registered.count()
    )?;
    let mut rows = vec![["文件", "字节", "登记", "SM3", "证明"].map(str::to_owned)];
    for file in &inspection.files {
        let entry = file.entry.as_ref();
        rows.push([
            file.file.clone(),
            file.size.to_string(),
            entry.map_or_else(
                || "未登记".to_owned(),
                |entry| format!("{} {}", entry.date, entry.by),
            ),
            file.digests.sm3.chars().take(12).collect(),
            shortened(&file.proves),
        ]);
    }
    table::write(&mut out, &rows, &[1])?;
    for (place, trouble) in inspection.troubles.iter().enumerate() {
        let gap = if place == 0 { "\n" } else { "" };
        let kind = trouble.kind;
        writeln!(
            out,
            "{gap}{} {} evidence/{}：{}",
            kind.severity(),
            kind.word(),
            trouble.file,
            trouble.message
        )?;
    }
    Ok(())
}

/// How many of the things a file proves are named in the table.
const NAMED: usize = 3;

fn shortened(proves: &[String]) -> String {
    match proves.len() {
        few if few <= NAMED + 1 => proves.join("、"),
        many => format!("{} 等{many}项", proves[..NAMED].join("、")),
    }
}
