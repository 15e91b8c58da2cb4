//! 对比: what two books, or one book on two days, say differently.

use std::path::Path;

use entry::{Change, Content, Operation, diff};
use folder::{Folder, Shelf};

use crate::Failure;
use crate::desk::settled;

/// The change that leads from a book to another one, or from what it was at the end of a day to what it is.
///
/// # Errors
/// When one of them cannot be read, or the log does not reach back to that day.
pub fn compare(book: &Path, with: &str) -> Result<Change, Failure> {
    let shelf = settled(book)?;
    let now = shelf.content()?;
    let other = Path::new(with);
    let (old, new) = match other.exists() {
        true => (now, settled(other)?.content()?),
        false => (on_day(&shelf, with)?, now),
    };
    Ok(diff(&old, &new))
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
