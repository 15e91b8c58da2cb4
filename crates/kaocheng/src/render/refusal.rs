//! Sheets that are not taken in, told at their cells.

use std::io::Write as _;

use exchange::CellFault;
use work::Refusal;

use crate::error::Failure;

/// How many cells are shown one by one.
pub(crate) const SHOWN: usize = 50;

/// Tells the first of the cells that are wrong, how many there are, and what was done: nothing.
pub(crate) fn tell(refusal: &Refusal, done: &str) -> Result<(), Failure> {
    let mut out = anstream::stdout().lock();
    writeln!(out, "{}", lines(&refusal.0).join("\n"))?;
    writeln!(out, "共{}处错误，{done}", refusal.0.len())?;
    Ok(())
}

/// The first of the cells that are wrong, a line each.
pub(crate) fn lines(faults: &[CellFault]) -> Vec<String> {
    let shown = faults.iter().take(SHOWN);
    let mut lines: Vec<String> = shown.map(|fault| format!("错误 {fault}")).collect();
    if faults.len() > SHOWN {
        lines.push(format!("……另有{}处", faults.len() - SHOWN));
    }
    lines
}
