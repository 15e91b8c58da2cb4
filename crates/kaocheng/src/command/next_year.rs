//! `next-year`: next year's book from last year's.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;

use book::Rolled;

use crate::Outcome;
use crate::arguments::NextYear;
use crate::error::Failure;
use crate::{say, shelf};
use work::files;

/// The file that lists what somebody must look at.
const TODO: &str = "待办.md";

pub(crate) fn run(arguments: &NextYear) -> Result<Outcome, Failure> {
    let folder = &arguments.book;
    let last = shelf::load(folder)?;
    let year = arguments.year.unwrap_or(last.year + 1);
    if year <= last.year {
        let next = last.year + 1;
        return Err(Failure::Said(format!(
            "账本是{}年度的，不能结转到{year}年度。写 --year {next}。",
            last.year
        )));
    }
    let out = &arguments.out;
    let scheme = work::score::scheme(&last, None)?;
    let rolled = last.rolled(year, &scheme);
    files::make_whole(out, |folder| save(&rolled, folder, last.year))?;
    let mut say = say::said();
    writeln!(
        say,
        "已由{}年度结转出 {}（{year}年度）。",
        last.year,
        out.display()
    )?;
    tell(&mut say, &rolled, out)?;
    Ok(Outcome::Clean)
}

/// Writes a book with what is to be done in it, then those of the units in its folder.
fn save(rolled: &Rolled, out: &Path, last: u16) -> Result<(), Failure> {
    let said = |error: book::SaveError| Failure::Said(error.to_string());
    for (path, file) in rolled.book.files().map_err(said)? {
        files::copy(file.as_ref(), &out.join(path))?;
    }
    files::write(&out.join(TODO), todo(rolled, last).as_bytes())?;
    let mut members = rolled.members.iter();
    members.try_for_each(|(folder, member)| save(member, &out.join(folder), last))
}

fn tell(say: &mut impl std::io::Write, rolled: &Rolled, out: &Path) -> std::io::Result<()> {
    for line in &rolled.carried {
        writeln!(say, "带过来：{line}")?;
    }
    for line in &rolled.emptied {
        writeln!(say, "清空了：{line}")?;
    }
    let file = out.join(TODO);
    writeln!(
        say,
        "要看的{}处列在 {}。",
        rolled.todo.len(),
        file.display()
    )?;
    for (folder, member) in &rolled.members {
        writeln!(say, "\n下属“{folder}”也结转了。")?;
        tell(say, member, &out.join(folder))?;
    }
    Ok(())
}

fn todo(rolled: &Rolled, last: u16) -> String {
    let mut text = format!(
        "# {}年度账本待办\n\n由{last}年度账本结转而来。做完一项勾一项，都做完后删去本文件。\n\n",
        rolled.book.year
    );
    for line in &rolled.todo {
        let _ = writeln!(text, "- [ ] {line}");
    }
    text
}
