//! Tables of text for the terminal, where a Chinese character is two columns wide.

use std::io::{self, Write};

use unicode_width::UnicodeWidthStr as _;

/// Writes a table whose first row is its head; the columns in `right` are set to the right.
pub(crate) fn write<const N: usize>(
    out: &mut impl Write,
    rows: &[[String; N]],
    right: &[usize],
) -> io::Result<()> {
    let width = |column: usize| rows.iter().map(|row| row[column].width()).max();
    let widths: Vec<usize> = (0..N).map(|column| width(column).unwrap_or(0)).collect();
    for (place, row) in rows.iter().enumerate() {
        let cells = row
            .iter()
            .zip(&widths)
            .enumerate()
            .map(|(column, (cell, width))| aligned(cell, *width, right.contains(&column)));
        writeln!(out, "{}", cells.collect::<Vec<_>>().join("  ").trim_end())?;
        if place == 0 {
            let whole = widths.iter().sum::<usize>() + 2 * N.saturating_sub(1);
            writeln!(out, "{}", "─".repeat(whole.div_ceil(2) * 2))?;
        }
    }
    Ok(())
}

fn aligned(cell: &str, width: usize, right: bool) -> String {
    let gap = " ".repeat(width.saturating_sub(cell.width()));
    match right {
        true => format!("{gap}{cell}"),
        false => format!("{cell}{gap}"),
    }
}
