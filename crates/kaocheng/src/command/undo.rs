//! `undo`: an operation is taken back, which is an operation too.

use std::io::Write as _;

use crate::arguments::Undo;
use crate::error::Failure;
use crate::render::change;
use crate::{Outcome, say, shelf};
use work::undo::{Undone, undo};

pub(crate) fn run(arguments: &Undo) -> Result<Outcome, Failure> {
    let mut held = shelf::hold(&arguments.book)?;
    let note = shelf::note("undo", arguments.why.as_deref());
    let Undone { undone, done } = undo(&mut held, arguments.seq, &note)?;
    let mut out = say::said();
    match done {
        None => writeln!(out, "没有什么可撤销的。")?,
        Some(operation) => {
            writeln!(
                out,
                "已撤销第{}次操作（{}，{}，{}）：",
                undone.seq,
                undone.by,
                undone.minute(),
                undone.via
            )?;
            change::write(&mut out, &operation.change)?;
            writeln!(
                out,
                "要再改回来：kaocheng undo {} {}",
                arguments.book.display(),
                operation.seq
            )?;
        }
    }
    Ok(Outcome::Clean)
}
