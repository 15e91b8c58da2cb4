//! Books on disk as the command knows them: who changes one, when, and who is told that another is at it.

use std::path::Path;

use book::{Book, Date, Faults};
use folder::{Folder, Note, Shelf};

use crate::arguments::Known;
use crate::clock;
use crate::error::Failure;

pub(crate) use work::desk::load;
use work::undated;

/// A book as it is, or was known at the end of a day; ledgers that cannot be looked back into are told.
pub(crate) fn known(folder: &Path, known: Known) -> Result<Book, Failure> {
    let book = load(folder)?;
    let Some(day) = known.as_of else {
        return Ok(book);
    };
    remind_of_ledgers(&book);
    Ok(book.as_of(day))
}

/// Like [`known`], for a command that prints what was spent: money without a day is told, too.
pub(crate) fn accounted(folder: &Path, known: Known) -> Result<Book, Failure> {
    let book = load(folder)?;
    let Some(day) = known.as_of else {
        return Ok(book);
    };
    remind(&book, day);
    Ok(book.as_of(day))
}

/// Says what of a book is not known for an earlier day and is taken as it is now.
pub(crate) fn remind(book: &Book, day: Date) {
    remind_of_ledgers(book);
    let money = undated::money(book, day);
    if !money.is_empty() {
        anstream::eprintln!(
            "提醒：预算{}的执行数是录入的，没有日期，是账本现有的数，不是截至{}的。改法：建支出台账，写明“执行统计”",
            money.join("、"),
            day.chinese()
        );
    }
}

fn remind_of_ledgers(book: &Book) {
    let ledgers = undated::ledgers(book);
    if !ledgers.is_empty() {
        anstream::eprintln!(
            "提醒：台账{}没有“登记”列，看不回从前，按现有的全部记录算。改法：在表头加一列，如 登记日期:登记",
            ledgers.join("、")
        );
    }
}

/// Keeps others from changing a book; take it before reading what is to be changed.
pub(crate) fn hold(folder: &Path) -> Result<Shelf<Folder>, Failure> {
    work::desk::hold(folder, || {
        anstream::eprintln!("“{}”正由另一个命令改动，等它做完……", folder.display());
    })
}

/// What is wrong in a book after a change; one that was wrong before may be mended step by step.
pub(crate) fn still_wrong(folder: &Path) -> Option<Faults> {
    match load(folder) {
        Err(Failure::Faults { faults, .. }) => Some(faults),
        _ => None,
    }
}

/// Who does it, and when.
pub(crate) fn note(via: &str, why: Option<&str>) -> Note {
    let names = ["KAOCHENG_USER", "USER", "LOGNAME", "USERNAME"];
    let said = names.iter().filter_map(|name| std::env::var(name).ok());
    let by = said
        .map(|name| name.trim().to_owned())
        .find(|name| !name.is_empty());
    Note {
        by: by.unwrap_or_else(|| "未署名".to_owned()),
        on_behalf: None,
        via: via.to_owned(),
        why: why.map(str::to_owned),
        at: now(),
    }
}

/// The time in China.
fn now() -> String {
    let now = clock::in_china();
    let (date, (hour, minute, second)) = (now.date(), now.to_hms());
    format!("{date}T{hour:02}:{minute:02}:{second:02}+08:00")
}
