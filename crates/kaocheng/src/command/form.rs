//! `form`: the standard forms of a book.

use std::io::Write as _;

use document::Day;

use crate::Outcome;
use crate::arguments::{FormKind, StandardForm};
use crate::command::score::scored;
use crate::error::Failure;
use crate::paper::Paper;

pub(crate) fn run(arguments: &StandardForm) -> Result<Outcome, Failure> {
    let folder = &arguments.book;
    let (book, card) = scored(folder, None)?;
    let paper = Paper::new(&arguments.to, &arguments.out, &arguments.fonts);
    let (stem, sheets) = match arguments.kind {
        FormKind::Target => {
            let sheet = report::target_sheet(&book, &card).map_err(Failure::faults(folder))?;
            ("绩效目标申报表", vec![sheet])
        }
        FormKind::Evaluation => {
            let sheets = report::score_sheet(&book, &card).map_err(Failure::faults(folder))?;
            ("自评表", sheets)
        }
    };
    let date = book.evaluation.date.map(|date| Day {
        year: date.year(),
        month: date.month(),
        day: date.day(),
    });
    let mut out = anstream::stdout().lock();
    for written in paper.write(stem, &sheets, date)? {
        writeln!(out, "已写 {}{}", written.path.display(), written.remark)?;
    }
    Ok(Outcome::Clean)
}
