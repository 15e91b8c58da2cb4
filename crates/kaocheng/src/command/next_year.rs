//! `next-year`: next year's book from last year's.

use std::io::Write as _;
use std::path::Path;

use book::Rolled;

use crate::Outcome;
use crate::arguments::NextYear;
use crate::error::Failure;
use crate::{say, shelf};
use work::files;
use work::next_year::next_year;
use work::todo;

pub(crate) fn run(arguments: &NextYear) -> Result<Outcome, Failure> {
    let folder = &arguments.book;
    let last = shelf::load(folder)?;
    let next = next_year(&last, arguments.year)?;
    let (rolled, out) = (&next.rolled, &arguments.out);
    files::make_of(out, next.files()?)?;
    let mut say = say::said();
    writeln!(
        say,
        "已由{}年度结转出 {}（{}年度）。",
        last.year,
        out.display(),
        rolled.book.year
    )?;
    tell(&mut say, rolled, out)?;
    Ok(Outcome::Clean)
}

fn tell(say: &mut impl std::io::Write, rolled: &Rolled, out: &Path) -> std::io::Result<()> {
    for line in &rolled.carried {
        writeln!(say, "带过来：{line}")?;
    }
    for line in &rolled.emptied {
        writeln!(say, "清空了：{line}")?;
    }
    let file = out.join(todo::FILE);
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
