//! How an edited report differs from its book, for people and for programs.

use std::io::{self, Write};

use report::{Accepted, Cause, Change, Difference, Drift};

/// Writes what differs, then what was taken over.
pub(crate) fn write(
    out: &mut impl Write,
    drift: &Drift,
    accepted: Option<&Accepted>,
) -> io::Result<()> {
    writeln!(out, "{}\n", heading(drift))?;
    for fault in &drift.faults {
        writeln!(out, "未能读出 {}：{}", fault.place, fault.message)?;
    }
    if !drift.faults.is_empty() {
        writeln!(out, "文件没有读全：下面说“少了”的，可能只是没有读出。\n")?;
    }
    for (index, change) in drift.changes.iter().enumerate() {
        write!(out, "{} ", index + 1)?;
        self::change(out, change)?;
        let left = accepted.and_then(|accepted| {
            let mut left = accepted.left.iter();
            left.find(|left| left.change == index)
        });
        match (accepted, left) {
            (None, _) => {}
            (Some(_), Some(left)) => writeln!(out, "  未写回：{}。", left.reason)?,
            (Some(_), None) => writeln!(out, "  已写回账本。")?,
        }
        writeln!(out)?;
    }
    let (figures, sentences, paragraphs) = counts(drift);
    match drift.changes.is_empty() {
        true if !drift.faults.is_empty() => writeln!(
            out,
            "读到的部分与账本一致：{}个数对得上；没有读到的部分没有对照。",
            drift.agreeing
        )?,
        true => writeln!(out, "与账本一致：{}个数都对得上。", drift.agreeing)?,
        false => writeln!(
            out,
            "与账本不一致的：数{figures}个，话{sentences}句，增删的段落或行{paragraphs}处；其余{}个数都对得上。",
            drift.agreeing
        )?,
    }
    if let Some(accepted) = accepted {
        self::accepted(out, accepted)?;
    } else if !drift.changes.is_empty() {
        writeln!(
            out,
            "改过的话可以用 --accept 写回账本；算出来的数请更正它的来源后重新生成报告。"
        )?;
    }
    Ok(())
}

fn heading(drift: &Drift) -> String {
    let state = match &drift.state {
        Some(state) => format!("报告的状态：{state}"),
        None => "报告没有状态标记".to_owned(),
    };
    let as_of = match &drift.as_of {
        Some(day) => format!("，数据截至{day}"),
        None => String::new(),
    };
    let book = match drift.same_book {
        Some(true) => "，生成以后账本没有变",
        Some(false) => "，生成以后账本变了",
        None => "",
    };
    let marks = match drift.marks {
        0 => "；隐藏标记都不在了，按文字对照".to_owned(),
        marks => format!("；认得{marks}个隐藏标记"),
    };
    format!("{state}{as_of}{book}{marks}。")
}

fn change(out: &mut impl Write, change: &Change) -> io::Result<()> {
    let (place, cause) = (&change.place, cause(change.cause));
    match &change.difference {
        Difference::Figure {
            fact,
            book,
            file,
            origin,
            typed,
        } => {
            let file = if file.is_empty() {
                "（已删）"
            } else {
                file
            };
            let kind = if *typed {
                "录入的数"
            } else {
                "算出的数"
            };
            writeln!(
                out,
                "{place} {kind}“{fact}”：账本是 {book}，文件是 {file}（{cause}）"
            )?;
            writeln!(out, "  来历：{origin}")
        }
        Difference::Words { book, file, origin } => {
            writeln!(out, "{place} 的话不一样（{cause}）")?;
            writeln!(out, "  账本：{book}")?;
            writeln!(out, "  文件：{file}")?;
            self::origin(out, origin.as_deref())
        }
        Difference::Added { file } => {
            writeln!(out, "{place} 是账本里没有的一段或一行（{cause}）")?;
            writeln!(out, "  文件：{file}")
        }
        Difference::Removed { book, origin } => {
            writeln!(out, "{place}少了一段或一行（{cause}）")?;
            writeln!(out, "  账本：{book}")?;
            self::origin(out, origin.as_deref())
        }
    }
}

fn origin(out: &mut impl Write, origin: Option<&str>) -> io::Result<()> {
    match origin {
        Some(origin) => writeln!(out, "  出自：{origin}"),
        None => Ok(()),
    }
}

const fn cause(cause: Cause) -> &'static str {
    match cause {
        Cause::File => "文件改过",
        Cause::Book => "账本后来改了",
        Cause::Both => "账本和文件都改了",
        Cause::Unknown => "标记已丢，不知哪边改的",
    }
}

fn accepted(out: &mut impl Write, accepted: &Accepted) -> io::Result<()> {
    writeln!(out, "\n写回账本的：{}处", accepted.taken)?;
    for (file, line, before, after) in &accepted.lines {
        writeln!(out, "{file} 第{line}行")?;
        for (sign, text) in [('−', before), ('＋', after)] {
            for line in text.lines().filter(|line| !line.trim().is_empty()) {
                writeln!(out, "  {sign} {line}")?;
            }
        }
    }
    Ok(())
}

fn counts(drift: &Drift) -> (usize, usize, usize) {
    let count = |wanted: fn(&Difference) -> bool| {
        let changes = drift.changes.iter();
        changes.filter(|change| wanted(&change.difference)).count()
    };
    let figures = count(|difference| matches!(difference, Difference::Figure { .. }));
    let sentences = count(|difference| matches!(difference, Difference::Words { .. }));
    (
        figures,
        sentences,
        drift.changes.len() - figures - sentences,
    )
}
