//! Tables of text for the terminal, where a Chinese character is two columns wide.

use std::io::{self, Write};

use unicode_width::UnicodeWidthStr as _;

/// Writes a table whose first row is its head; the columns in `right` are set to the right.
pub(crate) fn write<R: AsRef<[String]>>(
    out: &mut impl Write,
    rows: &[R],
    right: &[usize],
) -> io::Result<()> {
    let widths = widths(rows);
    let (head, others) = rows.split_at(rows.len().min(1));
    lines(out, head, &widths, right)?;
    let whole = widths.iter().sum::<usize>() + 2 * widths.len().saturating_sub(1);
    writeln!(out, "{}", "─".repeat(whole.div_ceil(2) * 2))?;
    lines(out, others, &widths, right)
}

/// Writes a table without a head.
pub(crate) fn body<R: AsRef<[String]>>(
    out: &mut impl Write,
    rows: &[R],
    right: &[usize],
) -> io::Result<()> {
    lines(out, rows, &widths(rows), right)
}

fn widths<R: AsRef<[String]>>(rows: &[R]) -> Vec<usize> {
    let mut widths = Vec::new();
    for row in rows {
        for (column, cell) in row.as_ref().iter().enumerate() {
            if column == widths.len() {
                widths.push(0);
            }
            widths[column] = cell.width().max(widths[column]);
        }
    }
    widths
}

fn lines<R: AsRef<[String]>>(
    out: &mut impl Write,
    rows: &[R],
    widths: &[usize],
    right: &[usize],
) -> io::Result<()> {
    for row in rows {
        let cells = row
            .as_ref()
            .iter()
            .zip(widths)
            .enumerate()
            .map(|(column, (cell, width))| aligned(cell, *width, right.contains(&column)));
        writeln!(out, "{}", cells.collect::<Vec<_>>().join("  ").trim_end())?;
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
