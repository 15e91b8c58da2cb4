//! Plain text: a paragraph a line.

use super::encoding::{Decoded, decode};
use super::error::ReadError;
use super::limits::Limits;
use super::outline::infer_headings;
use super::story::Story;
use crate::model::{Block, Document, Origin, Text};

/// Reads plain text. Each line that is not blank is a paragraph; a form feed starts a new page.
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Document, ReadError> {
    let Decoded { text, faults } = decode(bytes, None)?;
    let mut story = Story::new(limits);
    story.faults(faults);
    let mut page = memchr::memchr(b'\x0C', text.as_bytes()).map(|_| 1);
    for (line, number) in lines(&text).zip(1..) {
        page = page.map(|page| page + line.matches('\x0C').count() as u32);
        let content = line.trim_end().trim_start_matches('\x0C');
        if content.trim_start().is_empty() {
            continue;
        }
        let origin = Origin {
            line: Some(number),
            page,
            ..Origin::default()
        };
        story.push(Block::Paragraph(Text::at(content, origin)));
        if story.is_full() {
            break;
        }
    }
    let mut document = story.finish();
    document.wrapped = is_wrapped(&text);
    infer_headings(&mut document.blocks);
    Ok(document)
}

/// The lines of a text without their ends, be these LF, CR LF or, in a text without any LF, CR.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    let bytes = text.as_bytes();
    let end = if memchr::memchr(b'\n', bytes).is_some() {
        b'\n'
    } else {
        b'\r'
    };
    let mut start = 0;
    memchr::memchr_iter(end, bytes)
        .chain(std::iter::once(bytes.len()))
        .map(move |at| &text[std::mem::replace(&mut start, at + 1).min(at)..at])
}

/// Whether lines were broken at a width rather than at the ends of paragraphs: none is wider than a page, and of the long
/// ones a good part stops inside a sentence that the next line goes on with.
fn is_wrapped(text: &str) -> bool {
    const SAMPLE: usize = 2000;
    const WIDEST: usize = 160;
    const LONG: usize = 40;
    const SLACK: usize = 16;
    let mut long: Vec<(usize, bool, bool)> = Vec::new();
    let mut torn = false;
    let mut sample = lines(text).take(SAMPLE).peekable();
    while let Some(line) = sample.next() {
        let line = line.trim_end();
        if line.len() > WIDEST * 2 {
            return false;
        }
        let columns: usize = line
            .chars()
            .map(|c| if c < '\u{1100}' { 1 } else { 2 })
            .sum();
        if columns > WIDEST {
            return false;
        }
        if columns >= LONG && sample.peek().is_some_and(|next| is_torn(line, next)) {
            torn = true;
        }
        if columns >= LONG {
            let followed = sample.peek().is_some_and(|next| !next.trim().is_empty());
            let open = followed && !line.contains('\t');
            let ends = |marks: &str| line.ends_with(|c| marks.contains(c));
            let broken = open && !ends("。；：！？）)”》】:;!?|");
            long.push((columns, broken, open && !ends("。！？】!?|")));
        }
    }
    let broken = long.iter().filter(|line| line.1).count();
    // Short paragraphs leave few broken lines, but those are all full.
    let widest = long.iter().map(|line| line.0).max().unwrap_or(0);
    let full = |line: &&(usize, bool, bool)| line.0 + SLACK >= widest;
    let open = long.iter().filter(full).filter(|line| line.2).count();
    let only_full = open > 1 && long.iter().filter(|line| line.1).all(|line| full(&line));
    torn || broken > 0 && (broken * 4 >= long.len() || only_full)
}

/// Whether a line end parts what no paragraph end does: a number from its unit, words from the comma behind them.
fn is_torn(line: &str, next: &str) -> bool {
    const UNITS: &[&str] = &[
        "万元", "亿元", "元", "个", "人", "件", "户", "项", "亩", "公里", "年", "月", "日",
    ];
    next.starts_with(['，', '。', '、', '；', '）', '％', '%'])
        || line.ends_with(|c: char| c.is_ascii_digit())
            && UNITS.iter().any(|unit| next.starts_with(unit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_line_end() {
        assert_eq!(
            lines("a\r\nb\n\nc").collect::<Vec<_>>(),
            ["a\r", "b", "", "c"]
        );
        assert_eq!(lines("a\rb").collect::<Vec<_>>(), ["a", "b"]);
        assert_eq!(lines("").collect::<Vec<_>>(), [""]);
        assert_eq!(lines("a\n").collect::<Vec<_>>(), ["a", ""]);
    }

    #[test]
    fn a_paragraph_on_each_line_is_not_wrapped() {
        let paragraph =
            "资产4288.85万元，其中流动资产4225.92万元，占比98.53%，主要为当年货币资金余额。";
        assert!(!is_wrapped(&format!(
            "部门资产情况\n{paragraph}\n{paragraph}\n"
        )));
        let wrapped =
            "资产4288.85万元，其中流动资产4225.92万元，占比98.53%，主\n要为当年货币资金余额。";
        assert!(is_wrapped(wrapped));
    }
}
