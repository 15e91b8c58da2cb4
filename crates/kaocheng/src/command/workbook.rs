//! `book`: a whole book out to a workbook that people fill in, and back.

mod import;

use std::path::Path;

use crate::Outcome;
use crate::arguments::{Workbook, WorkbookAction, WorkbookExport};
use crate::error::Failure;
use crate::out::Out;
use crate::render::refusal;
use crate::{clock, say, shelf};
use work::files;
use work::workbook::{Start, empty};

/// The scheme that a new book is scored by until somebody names another.
const SCHEME: &str = "caizheng-2020-10";

pub(crate) fn run(arguments: &Workbook) -> Result<Outcome, Failure> {
    match &arguments.action {
        WorkbookAction::Export(export) => self::export(export),
        WorkbookAction::Import(import) => import::run(import),
    }
}

fn export(arguments: &WorkbookExport) -> Result<Outcome, Failure> {
    let target = Out::of(&arguments.out).file("账本.xlsx")?;
    let bytes = match &arguments.book {
        Some(folder) => of_book(folder)?,
        None => empty(&start(None, last_year()))?,
    };
    let replaced = files::publish(&target, &bytes)?;
    let next = match &arguments.book {
        Some(folder) => format!(
            "kaocheng book import {} {}",
            folder.display(),
            target.display()
        ),
        None => format!("kaocheng new 我的账本 --from {}", target.display()),
    };
    say::wrote(&target, &replaced.remark())?;
    writeln!(say::said(), "填好、保存、关闭以后：{next}")?;
    Ok(Outcome::Clean)
}

/// A book as a workbook that knows which state it was written from.
fn of_book(folder: &Path) -> Result<Vec<u8>, Failure> {
    if !folder.join(folder::BOOK).is_file() {
        return Err(Failure::Said(format!(
            "“{}”里没有账本（book.toml）。新建：kaocheng new，或 kaocheng book export --empty --out 账本.xlsx",
            folder.display()
        )));
    }
    let mut held = shelf::hold(folder)?;
    work::workbook::export(&mut held, &shelf::note("book export", None))
}

fn last_year() -> u16 {
    u16::try_from(clock::in_china().year() - 1).unwrap_or_default()
}

const fn start(unit: Option<&str>, year: u16) -> Start<'_> {
    Start {
        year,
        scheme: SCHEME,
        unit,
    }
}

/// Writes a book into an empty folder; `unit` and `year` are taken where the workbook does not say them.
pub(crate) fn begin(
    folder: &Path,
    workbook: &Path,
    unit: Option<&str>,
    year: u16,
) -> Result<(), Failure> {
    let bytes = files::read("无法读取", workbook)?;
    let mut held = shelf::hold(folder)?;
    let (file, note) = (workbook.display().to_string(), shelf::note("new", None));
    let start = start(unit, year);
    match work::workbook::begin(&mut held, (&file, &bytes), &start, &note)? {
        None => Ok(()),
        Some(refused) => Err(Failure::Said(format!(
            "“{file}”里有{}处不对，没有建账本：\n{}",
            refused.0.len(),
            refusal::lines(&refused.0).join("\n")
        ))),
    }
}
