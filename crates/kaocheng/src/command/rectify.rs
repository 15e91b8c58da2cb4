//! `rectify`: what became of the problems of a book.

use std::io::{self, Write};

use book::rectification::{Item, Tally};
use book::{Book, Date, Rectification, Remark, Severity, score};
use document::Day;

use crate::Outcome;
use crate::arguments::{Format, Rectify};
use crate::command::check::today;
use crate::command::report::Written;
use crate::error::Failure;
use crate::paper::Paper;
use crate::render::{answer, table};
use crate::{say, shelf};
use work::rectify::{rate, rectify};

pub(crate) fn run(arguments: &Rectify) -> Result<Outcome, Failure> {
    let folder = &arguments.book;
    let book = shelf::load(folder)?;
    let day = today();
    let as_of = arguments
        .as_of
        .or_else(|| Date::new(day.year, day.month, day.day));
    let last = arguments.last.as_deref().map(shelf::load).transpose()?;
    let rectified = rectify(&book, as_of, last.as_ref());
    let list = &rectified.0;
    let written = write_forms(arguments, &book, list)?;
    match arguments.told.format {
        Format::Text => {
            let mut out = anstream::stdout().lock();
            print(&mut out, &book, list)?;
            for one in written {
                say::wrote(&one.path, &one.remark)?;
            }
        }
        Format::Json => answer::compact(&rectified)?,
    }
    let found = |remark: &Remark| remark.severity > Severity::Hint;
    Ok(match list.remarks.iter().any(found) {
        true => Outcome::Findings,
        false => Outcome::Clean,
    })
}

fn write_forms(
    arguments: &Rectify,
    book: &Book,
    list: &Rectification,
) -> Result<Vec<Written>, Failure> {
    if arguments.to.is_empty() {
        return Ok(Vec::new());
    }
    let card = score(book, &work::score::scheme(book, None)?);
    let sheet =
        report::rectification_form(book, &card, list).map_err(Failure::faults(&arguments.book))?;
    let date = list.as_of.map(|day| Day {
        year: day.year(),
        month: day.month(),
        day: day.day(),
    });
    Paper::new(&arguments.to, &arguments.folders).write("整改台账", &[sheet], date)
}

fn print(out: &mut impl Write, book: &Book, list: &Rectification) -> io::Result<()> {
    let day = list.as_of.map(|day| format!("，截至 {day}"));
    writeln!(
        out,
        "{}{}年度整改情况{}\n",
        book.profile.name,
        book.year,
        day.unwrap_or_default()
    )?;
    let heads = [
        "来源",
        "总数",
        "已完成",
        "整改中",
        "未整改",
        "无法整改",
        "整改率",
        "逾期",
        "30天内到期",
    ];
    let mut rows = vec![heads.map(str::to_owned)];
    let sources = list.by_source();
    rows.extend(sources.iter().map(|(source, tally)| row(source, tally)));
    if sources.len() != 1 {
        rows.push(row("合计", &list.tally()));
    }
    table::write(out, &rows, &[1, 2, 3, 4, 5, 6, 7, 8])?;
    let open: Vec<_> = list
        .items
        .iter()
        .filter(|item| item.stage().is_open())
        .collect();
    for (place, item) in open.iter().enumerate() {
        let gap = if place == 0 { "\n" } else { "" };
        writeln!(out, "{gap}{}", open_line(item))?;
    }
    for (place, remark) in gathered(&list.remarks).iter().enumerate() {
        let gap = if place == 0 { "\n" } else { "" };
        writeln!(out, "{gap}{remark}")?;
    }
    Ok(())
}

/// How many problems of which the same is said are named.
const NAMED: usize = 3;

/// One line for all problems of which the same is said.
fn gathered(remarks: &[Remark]) -> Vec<String> {
    let mut lines: Vec<(&Remark, Vec<&str>)> = Vec::new();
    for remark in remarks {
        let same = |line: &&mut (&Remark, Vec<&str>)| {
            (line.0.kind, &line.0.message) == (remark.kind, &remark.message)
        };
        match lines.iter_mut().find(same) {
            Some((_, subjects)) => subjects.push(&remark.subject),
            None => lines.push((remark, vec![&remark.subject])),
        }
    }
    let lines = lines.into_iter().map(|(remark, subjects)| {
        let named = subjects[..subjects.len().min(NAMED)].join("、");
        let more = match subjects.len() {
            few if few <= NAMED => String::new(),
            many => format!(" 等{many}个"),
        };
        format!(
            "{} {} {named}{more}：{}",
            remark.severity,
            remark.code(),
            remark.message
        )
    });
    lines.collect()
}

fn row(source: &str, tally: &Tally) -> [String; 9] {
    let counts = [
        tally.found,
        tally.done,
        tally.underway,
        tally.not_begun,
        tally.impossible,
    ];
    let [found, done, underway, not_begun, impossible] = counts.map(|count| count.to_string());
    [
        source.to_owned(),
        found,
        done,
        underway,
        not_begun,
        impossible,
        rate(tally).map_or_else(String::new, |rate| format!("{rate}%")),
        tally.overdue.to_string(),
        tally.due_soon.to_string(),
    ]
}

fn open_line(item: &Item) -> String {
    let problem = &item.problem;
    let reason = problem.follow_up.left.as_ref().or(problem.cause.as_ref());
    let parts = [
        Some(format!(
            "{} {}：{}",
            item.stage().word(),
            item.name(),
            problem.text
        )),
        reason.map(|reason| format!("原因：{reason}")),
        problem
            .remedy
            .as_ref()
            .map(|measure| format!("措施：{measure}")),
        problem
            .owner
            .as_ref()
            .map(|owner| format!("责任人：{owner}")),
        problem.deadline.map(|deadline| format!("期限：{deadline}")),
    ];
    let parts = parts.into_iter().flatten();
    let parts: Vec<_> = parts
        .map(|part| part.trim_end_matches('。').to_owned())
        .collect();
    parts.join("；")
}
