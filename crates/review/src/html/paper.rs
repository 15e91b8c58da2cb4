//! The document itself, as on paper.

use std::fmt::Write as _;

use audit::Coverage;
use document::{Flat, Grid, PieceKind};

use super::marks::Marks;
use crate::Read;

/// Writes the document, each piece with its marks.
pub(super) fn write(read: &Read, ledger: &Coverage, out: &mut String) {
    let flat = &read.audit.flat;
    let marks = Marks::of(read, ledger);
    let mut page = None;
    let mut piece = 0;
    while let Some(here) = flat.pieces.get(piece) {
        if here.origin.page.is_some() && here.origin.page != page {
            page = here.origin.page;
            let number = page.unwrap_or_default();
            let _ = writeln!(out, "<div class=\"page\"><span>第{number}页</span></div>");
        }
        if let PieceKind::Cell { table, .. } = here.kind {
            let inside =
                |kind| matches!(kind, PieceKind::Cell { table: other, .. } if other == table);
            let length = flat.pieces[piece..]
                .iter()
                .take_while(|one| inside(one.kind))
                .count();
            write_table(flat, &flat.tables[table as usize], &marks, out);
            piece += length;
            page = flat.pieces[piece - 1].origin.page;
            continue;
        }
        let tag = match here.kind {
            PieceKind::Heading(level) => format!("h{}", (level + 2).min(6)),
            _ => "p".to_owned(),
        };
        let class = match here.kind {
            PieceKind::Caption => " class=\"caption\"",
            PieceKind::Margin => " class=\"margin\"",
            _ => "",
        };
        let _ = write!(out, "<{tag}{class}>");
        marks.write(piece, out);
        let _ = writeln!(out, "</{tag}>");
        piece += 1;
    }
}

fn write_table(flat: &Flat, grid: &Grid, marks: &Marks<'_>, out: &mut String) {
    out.push_str("<div class=\"table\"><table>\n");
    for row in 0..grid.rows {
        out.push_str("<tr>");
        for column in 0..grid.columns {
            let Some(piece) = grid.at(row, column) else {
                out.push_str("<td></td>");
                continue;
            };
            if let PieceKind::Cell {
                row: top,
                column: left,
                ..
            } = flat.pieces[piece].kind
                && (top as usize, left as usize) == (row, column)
            {
                write_cell(flat, grid, (row, column), piece, marks, out);
            }
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</table></div>\n");
}

fn write_cell(
    flat: &Flat,
    grid: &Grid,
    (row, column): (usize, usize),
    piece: usize,
    marks: &Marks<'_>,
    out: &mut String,
) {
    let covers = |row, column| grid.at(row, column) == Some(piece);
    let across = (column..grid.columns)
        .take_while(|column| covers(row, *column))
        .count();
    let down = (row..grid.rows)
        .take_while(|row| covers(*row, column))
        .count();
    let tag = if row < grid.header_rows { "th" } else { "td" };
    let _ = write!(out, "<{tag}");
    for (name, span) in [("colspan", across), ("rowspan", down)] {
        if span > 1 {
            let _ = write!(out, " {name}=\"{span}\"");
        }
    }
    if is_number(flat.text_of(piece)) {
        out.push_str(" class=\"num\"");
    }
    out.push('>');
    marks.write(piece, out);
    let _ = write!(out, "</{tag}>");
}

/// Whether a cell holds nothing but a number, and so is set to the right.
fn is_number(text: &str) -> bool {
    let sign = |c: char| c.is_ascii_digit() || ".,，-－−+%‰ ".contains(c);
    text.chars().any(|c| c.is_ascii_digit()) && text.chars().all(sign)
}
