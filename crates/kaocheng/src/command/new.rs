//! `new`: writes a starter book.

use std::io::Write as _;

use book::Book;
use time::OffsetDateTime;

use crate::Outcome;
use crate::arguments::New;
use crate::error::Failure;

pub(crate) fn run(arguments: &New) -> Result<Outcome, Failure> {
    let folder = &arguments.folder;
    let taken = folder
        .read_dir()
        .is_ok_and(|mut entries| entries.next().is_some());
    if taken || folder.is_file() {
        return Err(Failure::Said(format!(
            "“{}”已经有内容，没有改动它。请换一个目录名。",
            folder.display()
        )));
    }
    // Last year's performance is evaluated this year.
    let year = arguments
        .year
        .unwrap_or_else(|| u16::try_from(OffsetDateTime::now_utc().year() - 1).unwrap_or(2000));
    Book::new_template(folder, &arguments.unit, year)
        .map_err(|error| Failure::Said(error.to_string()))?;
    let mut out = anstream::stdout().lock();
    let name = folder.display();
    writeln!(
        out,
        "已建立账本“{name}”（{}，{year}年度）。",
        arguments.unit
    )?;
    writeln!(
        out,
        "下一步：改 {name}/book.toml 和 ledgers、text 里的内容，然后"
    )?;
    writeln!(out, "  kaocheng score {name}     看得分")?;
    writeln!(out, "  kaocheng report {name}    生成报告")?;
    Ok(Outcome::Clean)
}
