//! `book`: a whole book out to a workbook that people fill in, and back.

mod begin;
mod faults;
mod import;
mod merge;

use std::path::Path;

use entry::{Content, Entries, Fields, Value};
use exchange::workbook::{Origin, write};

use crate::Outcome;
use crate::arguments::{Workbook, WorkbookAction, WorkbookExport};
use crate::error::Failure;
use crate::out::Out;
use crate::{clock, say, shelf};
use work::files;

pub(crate) use begin::begin;

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
        None => {
            write("绩效账本", &empty(), None).map_err(|error| Failure::Said(error.to_string()))?
        }
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
    held.take_in(&shelf::note("book export", None))?;
    let log = held.log()?;
    let origin = log.last().map(|last| Origin {
        seq: last.seq,
        state: last.state.clone(),
    });
    let content = held.content()?;
    let name = content
        .entries
        .get(&entry::EntryId::default().inside("单位", "", 1));
    let name = name.and_then(|unit| unit.get("名称")).map(Value::shown);
    let title = format!("{}绩效账本", name.unwrap_or_default());
    write(&title, &content, origin.as_ref()).map_err(|error| Failure::Said(error.to_string()))
}

/// What an empty workbook says already.
fn empty() -> Content {
    let mut entries = Entries::default();
    let year = Value::Number((clock::in_china().year() - 1).to_string());
    let scheme = Value::Text(SCHEME.to_owned());
    let said = [("年度", year), ("评分方案", scheme)];
    let fields: Fields = said.map(|(key, value)| (key.to_owned(), value)).into();
    entries.set_root(fields);
    Content {
        entries,
        ..Content::default()
    }
}
