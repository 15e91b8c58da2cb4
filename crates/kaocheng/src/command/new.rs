//! `new`: writes a starter book.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use book::Book;

use crate::Outcome;
use crate::arguments::New;
use crate::clock;
use crate::error::Failure;
use work::files;

pub(crate) fn run(arguments: &New) -> Result<Outcome, Failure> {
    let folder = &arguments.folder;
    // Last year's performance is evaluated this year.
    let year = arguments
        .year
        .unwrap_or_else(|| u16::try_from(clock::in_china().year() - 1).unwrap_or(2000));
    files::make_whole(folder, |draft| {
        let made = match arguments.members.is_empty() {
            true => Book::new_template(draft, &arguments.unit, year),
            false => {
                let members = members(folder, &arguments.members)?;
                Book::new_department(draft, &arguments.unit, year, &members)
            }
        };
        made.map_err(|error| Failure::Said(error.to_string()))
    })?;
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
    if !arguments.members.is_empty() {
        writeln!(out, "  kaocheng rollup {name}    看汇总")?;
    }
    writeln!(out, "  kaocheng score {name}     看得分")?;
    writeln!(out, "  kaocheng report {name}    生成报告")?;
    Ok(Outcome::Clean)
}

/// The folders of the units' books, from that of the department's.
fn members(folder: &Path, members: &[PathBuf]) -> Result<Vec<String>, Failure> {
    let of_member = |member: &PathBuf| {
        let there = member
            .join("book.toml")
            .canonicalize()
            .map_err(Failure::file("没有账本", member))?;
        let there = there.parent().unwrap_or(member);
        std::path::absolute(folder)
            .map(|from| relative(&from, there))
            .map_err(Failure::file("无法建立账本", folder))
    };
    members.iter().map(of_member).collect()
}

/// The way from one folder to another, with `/` between folders. Both are absolute.
fn relative(from: &Path, to: &Path) -> String {
    let from = from.ancestors().find_map(|known| {
        // The folder itself is not there yet.
        let true_path = known.canonicalize().ok()?;
        Some(true_path.join(from.strip_prefix(known).ok()?))
    });
    let from = from.unwrap_or_default();
    let shared = from
        .components()
        .zip(to.components())
        .take_while(|(a, b)| a == b)
        .count();
    let up = from.components().skip(shared).map(|_| "..".to_owned());
    let down = to.components().skip(shared);
    let down = down.map(|part| part.as_os_str().to_string_lossy().into_owned());
    up.chain(down).collect::<Vec<_>>().join("/")
}
