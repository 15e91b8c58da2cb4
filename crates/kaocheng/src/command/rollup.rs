//! `rollup`: how a department's figures come about from those of its units.

use std::io::Write as _;

use document::Day;

use crate::Outcome;
use crate::arguments::{Format, Rollup};
use crate::command::score::scored_as_of;
use crate::error::Failure;
use crate::paper::Paper;
use crate::render::{rollup, scorecard};

pub(crate) fn run(arguments: &Rollup) -> Result<Outcome, Failure> {
    let folder = &arguments.book;
    let (book, card) = scored_as_of(folder, None, arguments.as_of)?;
    let (Some(statement), Some(sheet)) = (book.consolidation(), report::department_sheet(&book))
    else {
        return Err(Failure::Said(format!(
            "“{}”没有下属单位。在 book.toml 里写：\"下属\" = [\"甲单位的账本\", \"乙单位的账本\"]，路径从这个文件夹算起。",
            folder.display()
        )));
    };
    let date = book.evaluation.date.map(|date| Day {
        year: date.year(),
        month: date.month(),
        day: date.day(),
    });
    let paper = Paper::new(&arguments.to, &arguments.folders);
    let written = paper.write("部门汇总表", &[sheet], date)?;
    match arguments.told.format {
        Format::Text => {
            let mut out = anstream::stdout().lock();
            rollup::write(&mut out, &book, &statement, &card)?;
            for file in &written {
                writeln!(out, "已写 {}{}", file.path.display(), file.remark)?;
            }
        }
        Format::Json => {
            let mut out = std::io::stdout().lock();
            writeln!(out, "{:#}", rollup::json(&book, &statement, &card))?;
        }
    }
    Ok(scorecard::outcome(&card))
}
