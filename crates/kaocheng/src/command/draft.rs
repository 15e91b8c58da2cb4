//! `new --draft`, once `draft`: somebody's report as a book to correct.

use std::io::Write as _;
use std::path::Path;
use std::sync::Arc;

use entry::Blob;
use work::draft::UNPLACED;

use crate::Outcome;
use crate::arguments::Draft;
use crate::error::Failure;
use crate::say;
use crate::source;
use work::files;

pub(crate) fn run(arguments: &Draft) -> Result<Outcome, Failure> {
    make(&arguments.file, &arguments.out)
}

/// Makes a book of a report.
pub(crate) fn make(file: &Path, out: &Path) -> Result<Outcome, Failure> {
    let document = source::read(file)?;
    let name = file.file_stem().map_or_else(
        || "待填".to_owned(),
        |stem| stem.to_string_lossy().into_owned(),
    );
    let day = crate::command::check::today();
    let drafted = work::draft::draft(&document, day.year.saturating_sub(1), &name)?;
    let written = drafted.files.into_iter();
    let written = written.map(|(path, bytes)| (path, Arc::new(bytes) as Blob));
    files::make_of(out, written.collect())?;
    let draft = drafted.draft;
    let mut say = say::said();
    let found = |found: bool| if found { "有" } else { "没有找到" };
    writeln!(
        say,
        "单位 {}，年度 {}",
        draft
            .unit
            .as_ref()
            .map_or("没有找到", |unit| unit.value.as_str()),
        draft
            .year
            .as_ref()
            .map_or("没有找到", |year| year.value.as_str())
    )?;
    writeln!(
        say,
        "职责{}项，人员{}类，资产负债{}项，预算{}，总体目标{}，指标{}个，项目{}个，问题{}个",
        draft.duties.len(),
        draft.staff.len(),
        draft.balance.len(),
        found(draft.budget.is_some()),
        found(draft.objective.is_some()),
        draft.indicators.len(),
        draft.projects.len(),
        draft.problems.len()
    )?;
    writeln!(
        say,
        "抄下{}项；说法不一或待核{}处，没有归入的带数句子{}句，列在 {}",
        draft.entries().len(),
        draft.unsure.len(),
        draft.unplaced.len(),
        out.join(UNPLACED).display()
    )?;
    writeln!(
        say,
        "下一步：改 {}，再 kaocheng score {}",
        out.join("book.toml").display(),
        out.display()
    )?;
    if draft.unread.is_empty() {
        return Ok(Outcome::Clean);
    }
    let mut warn = anstream::stdout().lock();
    for unread in &draft.unread {
        writeln!(warn, "未能读出 {}：{}", unread.place, unread.value)?;
    }
    writeln!(
        warn,
        "报告没有读全，抄下的内容不全，请对照原件补上没有读出的部分。"
    )?;
    Ok(Outcome::Unreadable)
}
