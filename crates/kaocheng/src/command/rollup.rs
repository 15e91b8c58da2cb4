//! `rollup`: how a department's figures come about from those of its units.

use document::Day;

use crate::Outcome;
use crate::arguments::{Format, Rollup};
use crate::error::Failure;
use crate::paper::Paper;
use crate::render::{answer, rollup as render, scorecard};
use crate::{say, shelf};
use work::rollup::rollup;
use work::score::Scored;

pub(crate) fn run(arguments: &Rollup) -> Result<Outcome, Failure> {
    let folder = &arguments.book;
    let rolled = rollup(shelf::accounted(folder, arguments.known)?, None)?;
    let sheet = rolled
        .as_ref()
        .and_then(|rolled| report::department_sheet(&rolled.scored.book));
    let (Some(rolled), Some(sheet)) = (rolled, sheet) else {
        return Err(Failure::Said(format!(
            "“{}”没有下属单位。在 book.toml 里写：\"下属\" = [\"甲单位的账本\", \"乙单位的账本\"]，路径从这个文件夹算起。",
            folder.display()
        )));
    };
    let Scored { book, card } = &rolled.scored;
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
            render::write(&mut out, book, &rolled.statement, card)?;
            for file in &written {
                say::wrote(&file.path, &file.remark)?;
            }
        }
        Format::Json => answer::indented(&rolled)?,
    }
    Ok(scorecard::outcome(card))
}
