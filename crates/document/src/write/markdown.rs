//! GitHub flavoured Markdown.

use std::ops::Range;

use super::grid::{Grid, Slot};
use super::runs::{lines, runs};
use crate::model::{Align, Block, Cell, Document, MarkKind, Table, Text};

/// Writes a document as GitHub flavoured Markdown.
///
/// Reading the result back gives the same texts. A spanning cell leaves the places it covers empty. A picture is its
/// caption only: the numbers it draws stand in the text already. Page breaks have no counterpart.
pub fn markdown(document: &Document) -> String {
    let mut out = String::new();
    for text in &document.margins {
        paragraph(&guarded(inline(text)), &mut out);
    }
    for block in &document.blocks {
        match block {
            Block::Heading { level, text } => {
                let marks = "#".repeat(usize::from(*level).min(5) + 1);
                paragraph(&format!("{marks} {}", inline(text)), &mut out);
            }
            Block::Paragraph(text) => paragraph(&guarded(inline(text)), &mut out),
            Block::Table(table) => write_table(table, &mut out),
            Block::Picture(picture) => {
                if let Some(caption) = &picture.caption {
                    paragraph(&emphasised(&caption.content, "*"), &mut out);
                }
            }
            Block::Above { .. } | Block::Annexes(_) | Block::Closing { .. } | Block::Annex(_) => {
                for text in block.texts() {
                    paragraph(&guarded(inline(text)), &mut out);
                }
            }
            Block::NewPage { .. } => {}
        }
    }
    out
}

fn paragraph(line: &str, out: &mut String) {
    if line.is_empty() {
        return;
    }
    if !out.is_empty() {
        out.push('\n');
    }
    out.push_str(line);
    out.push('\n');
}

fn write_table(table: &Table, out: &mut String) {
    if let Some(caption) = &table.caption {
        paragraph(&emphasised(&caption.content, "**"), out);
    }
    let grid = Grid::of(&table.rows);
    if grid.columns == 0 {
        return;
    }
    out.push('\n');
    for (index, row) in grid.rows.iter().enumerate() {
        out.push('|');
        for slot in row {
            if let Slot::Cell { cell, .. } = slot {
                out.push(' ');
                out.push_str(&inline(&cell.text));
            }
            out.push_str(&" |".repeat(slot.span()));
        }
        out.push('\n');
        if index == 0 {
            out.push('|');
            out.extend(
                (0..grid.columns).map(|column| rule(alignment(&grid, table.head().end, column))),
            );
            out.push('\n');
        }
    }
}

fn rule(align: Align) -> &'static str {
    match align {
        Align::Left => " --- |",
        Align::Center => " :---: |",
        Align::Right => " ---: |",
    }
}

/// Markdown aligns columns, not cells: the first body cell that fills just this column decides.
fn alignment(grid: &Grid<'_, Cell>, header_rows: usize, column: usize) -> Align {
    grid.rows
        .iter()
        .skip(header_rows.max(1))
        .find_map(|row| {
            let mut at = 0;
            row.iter().find_map(|slot| {
                let here = at == column;
                at += slot.span();
                match slot {
                    Slot::Cell { cell, span: 1, .. } if here => Some(cell.align),
                    _ => None,
                }
            })
        })
        .unwrap_or_default()
}

fn inline(text: &Text) -> String {
    let line = |range: Range<usize>| -> String {
        runs(text, range)
            .into_iter()
            .map(|run| match run.mark {
                Some(MarkKind::Strong) => emphasised(run.content, "**"),
                _ => escaped(run.content),
            })
            .collect()
    };
    lines(text).map(line).collect::<Vec<_>>().join("<br>")
}

/// Emphasis over the words of a text. Punctuation and space at its ends stay outside, because beside Chinese
/// characters CommonMark does not take a mark next to punctuation for emphasis.
fn emphasised(content: &str, mark: &str) -> String {
    let words = content.trim_matches(|c: char| !c.is_alphanumeric());
    if words.is_empty() {
        return escaped(content);
    }
    let start = content.len()
        - content
            .trim_start_matches(|c: char| !c.is_alphanumeric())
            .len();
    let end = start + words.len();
    format!(
        "{}{mark}{}{mark}{}",
        escaped(&content[..start]),
        escaped(words),
        escaped(&content[end..])
    )
}

fn escaped(content: &str) -> String {
    let mut out = String::with_capacity(content.len());
    for character in content.chars() {
        match character {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '&' | '~' | '|' | '$' => {
                out.extend(['\\', character])
            }
            '\r' | '\n' => out.push(' '),
            _ => out.push(character),
        }
    }
    out
}

/// Keeps the start of a paragraph from being read as a list, a heading, a quotation or a rule.
fn guarded(mut line: String) -> String {
    let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
    line.drain(..indent);
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let at = match line.as_bytes().get(digits) {
        Some(b'.' | b')') if (1..=9).contains(&digits) && ends_marker(&line, digits + 1) => digits,
        Some(b'#' | b'>' | b'-' | b'+' | b'=') if digits == 0 => 0,
        _ => return line,
    };
    line.insert(at, '\\');
    line
}

fn ends_marker(line: &str, at: usize) -> bool {
    matches!(line.as_bytes().get(at), None | Some(b' ' | b'\t'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paragraph_stays_a_paragraph() {
        for (text, printed) in [
            ("1. 加强管理", "1\\. 加强管理"),
            ("1.加强管理", "1.加强管理"),
            ("2022年", "2022年"),
            ("-5.2%的降幅", "\\-5.2%的降幅"),
            ("# 号", "\\# 号"),
            ("a_b*c|d<e&f", "a\\_b\\*c\\|d\\<e\\&f"),
        ] {
            let document = Document {
                blocks: vec![Block::Paragraph(Text::plain(text))],
                ..Document::default()
            };
            assert_eq!(markdown(&document), format!("{printed}\n"));
        }
    }

    #[test]
    fn emphasis_leaves_punctuation_outside() {
        assert_eq!(emphasised("“执行率”：", "**"), "“**执行率**”：");
        assert_eq!(emphasised("——", "**"), "——");
    }
}
