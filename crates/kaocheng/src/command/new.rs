//! `new`: writes a starter book.

use std::fmt::Display;
use std::io::{self, BufRead, IsTerminal as _, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use book::Book;
use entry::Blob;

use crate::Outcome;
use crate::arguments::{New, start};
use crate::command::{draft, workbook};
use crate::error::Failure;
use crate::{clock, say, shelf};
use work::{files, like, todo};

pub(crate) fn run(arguments: &New) -> Result<Outcome, Failure> {
    let folder = &arguments.folder;
    if let Some(report) = &arguments.draft {
        return draft::make(report, folder);
    }
    // Last year's performance is evaluated this year.
    let usual = u16::try_from(clock::in_china().year() - 1).unwrap_or(2000);
    if let Some(workbook) = &arguments.from {
        let year = arguments.year.unwrap_or(usual);
        files::make_whole(folder, |draft| {
            workbook::begin(draft, workbook, arguments.unit.as_deref(), year)
        })?;
        next_steps(arguments, None)?;
        return Ok(Outcome::Clean);
    }
    // The model is read before anything is asked.
    let model = arguments.like.as_deref().map(shelf::load).transpose()?;
    let (unit, year) = whose(arguments, usual)?;
    if let Some(model) = &model {
        return like(arguments, model, &unit, year);
    }
    let made = match arguments.members.is_empty() {
        true => Book::starter(&unit, year),
        false => {
            let members = members(folder, &arguments.members)?;
            Book::department_starter(&unit, year, &members)
        }
    };
    let made = made.into_iter();
    let made = made.map(|(path, bytes)| (path, Arc::new(bytes) as Blob));
    files::make_of(folder, made.collect())?;
    next_steps(arguments, Some((&unit, year)))?;
    Ok(Outcome::Clean)
}

/// Writes a book like another.
fn like(arguments: &New, model: &Book, unit: &str, year: u16) -> Result<Outcome, Failure> {
    let refused = |refused| Failure::Said(format!("“{}”{refused}。", model.profile.name));
    let alike = model.like(unit, year).map_err(refused)?;
    files::make_of(&arguments.folder, like::files(model, &alike)?)?;
    let mut out = say::said();
    let (name, book) = (arguments.folder.display(), &alike.book);
    writeln!(
        out,
        "已照{}{}年度的账本建立“{name}”（{unit}，{year}年度）。",
        model.profile.name, model.year
    )?;
    writeln!(
        out,
        "照搬：{}个指标、{}笔预算的名称、{}本台账的表头、{}个满意度调查；完成值、金额、佐证、台账的行都没有带。",
        book.indicators.len(),
        book.budget.len(),
        book.ledgers.len(),
        book.surveys.len()
    )?;
    let file = arguments.folder.join(todo::FILE);
    writeln!(
        out,
        "要填要看的{}处列在 {}。下一步：",
        alike.todo.len(),
        file.display()
    )?;
    by_workbook(&mut out, &name)?;
    Ok(Outcome::Clean)
}

/// How a book is filled in by Excel.
fn by_workbook(out: &mut impl Write, name: &impl Display) -> io::Result<()> {
    writeln!(
        out,
        "  kaocheng book export {name} --out 账本.xlsx   写成工作簿，填好、保存、关闭"
    )?;
    writeln!(
        out,
        "  kaocheng book import {name} 账本.xlsx         导回来"
    )
}

/// The unit and the year as they were typed, or as somebody at a terminal answers.
fn whose(arguments: &New, usual: u16) -> Result<(String, u16), Failure> {
    let stdin = std::io::stdin();
    if arguments.unit.is_none() && stdin.is_terminal() {
        return ask(
            &mut stdin.lock(),
            &mut std::io::stderr(),
            arguments.year,
            usual,
        );
    }
    let unit = arguments.unit.clone();
    Ok((
        unit.unwrap_or_else(|| UNNAMED.to_owned()),
        arguments.year.unwrap_or(usual),
    ))
}

/// The unit of a book whose unit nobody named.
const UNNAMED: &str = "某某单位";

/// Asks for what was not given.
fn ask(
    input: &mut impl BufRead,
    out: &mut impl Write,
    year: Option<u16>,
    usual: u16,
) -> Result<(String, u16), Failure> {
    let unit = answer(input, out, &format!("单位全称（回车：{UNNAMED}）："))?;
    let unit = unit.unwrap_or_else(|| UNNAMED.to_owned());
    if let Some(year) = year {
        return Ok((unit, year));
    }
    loop {
        let Some(typed) = answer(input, out, &format!("评价哪一年度（回车：{usual}）："))?
        else {
            return Ok((unit, usual));
        };
        match start::year(typed.trim_end_matches(['年', '度'])) {
            Ok(year) => return Ok((unit, year)),
            Err(remedy) => writeln!(out, "“{typed}”不是年度，{remedy}。")?,
        }
    }
}

/// What is typed in answer to a question; none where nothing is.
fn answer(
    input: &mut impl BufRead,
    out: &mut impl Write,
    question: &str,
) -> Result<Option<String>, Failure> {
    write!(out, "{question}")?;
    out.flush()?;
    let mut line = String::new();
    input.read_line(&mut line)?;
    let line = line.trim();
    Ok((!line.is_empty()).then(|| line.to_owned()))
}

fn next_steps(arguments: &New, sample: Option<(&str, u16)>) -> Result<(), Failure> {
    let mut out = say::said();
    let name = arguments.folder.display();
    match sample {
        Some((unit, year)) => {
            writeln!(out, "已建立账本“{name}”（{unit}，{year}年度）。")?;
            writeln!(out, "里面是样本，要改成自己的。用 Excel 改：")?;
            by_workbook(&mut out, &name)?;
            writeln!(
                out,
                "也可以直接改 {name}/book.toml 和 ledgers、text 里的内容。然后"
            )?;
        }
        None => {
            writeln!(out, "已由工作簿建立账本“{name}”。下一步：")?;
            writeln!(
                out,
                "  kaocheng ledger new {name} 台账名称 --from 台账.xlsx   加台账"
            )?;
        }
    }
    if !arguments.members.is_empty() {
        writeln!(out, "  kaocheng rollup {name}    看汇总")?;
    }
    writeln!(out, "  kaocheng score {name}     看得分")?;
    writeln!(out, "  kaocheng report {name}    生成报告")?;
    Ok(())
}

/// The folders of the units' books, from that of the department's.
fn members(folder: &Path, members: &[PathBuf]) -> Result<Vec<String>, Failure> {
    let of_member = |member: &PathBuf| {
        let there = member
            .join("book.toml")
            .canonicalize()
            .map_err(Failure::file("没有账本", member))?;
        let there = there.parent().unwrap_or(member);
        let from = std::path::absolute(folder).map_err(Failure::file("无法建立账本", folder))?;
        let way = relative(&from, there);
        match entry::files::way(&way) {
            Some(_) => Ok(way),
            None => Err(Failure::Said(format!(
                "下属单位的账本“{}”要放在部门账本“{}”里或在它旁边。",
                member.display(),
                folder.display()
            ))),
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_given_is_asked_for_until_it_can_be_taken() {
        let mut out = Vec::new();
        let mut typed = "某县卫生健康局\n二〇\n2024年度\n".as_bytes();
        let asked = ask(&mut typed, &mut out, None, 2025).unwrap();
        assert_eq!(asked, ("某县卫生健康局".to_owned(), 2024));
        let out = String::from_utf8(out).unwrap();
        assert!(out.contains("“二〇”不是年度"), "{out}");
        let nothing = ask(&mut "\n\n".as_bytes(), &mut Vec::new(), None, 2025).unwrap();
        assert_eq!(nothing, (UNNAMED.to_owned(), 2025));
    }
}
