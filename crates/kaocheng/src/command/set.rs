//! `set`: one field of a book.

use std::io::Write as _;

use crate::arguments::Set;
use crate::error::Failure;
use crate::render::change;
use crate::{Outcome, say, shelf};
use work::set::set;

pub(crate) fn run(arguments: &Set) -> Result<Outcome, Failure> {
    let folder = &arguments.book;
    let mut held = shelf::hold(folder)?;
    let note = shelf::note("set", arguments.why.as_deref());
    let values = (!arguments.clear).then_some(arguments.values.as_slice());
    let done = set(&mut held, &arguments.at, values, &note)?;
    let mut out = say::said();
    match done {
        None => writeln!(out, "已经是这样，没有改动。")?,
        Some(operation) => {
            writeln!(out, "已改（第{}次操作）：", operation.seq)?;
            change::write(&mut out, &operation.change)?;
        }
    }
    drop(held);
    let Some(faults) = shelf::still_wrong(folder) else {
        return Ok(Outcome::Clean);
    };
    anstream::println!("提醒：账本还有错，要改完才能用：\n{faults}");
    Ok(Outcome::Findings)
}
