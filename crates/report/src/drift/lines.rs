//! Lines and paragraphs of a text file, by bytes.

use std::ops::Range;

/// Where a line begins, counted from 1.
pub(super) fn line_start(text: &str, line: usize) -> Option<usize> {
    let mut starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1));
    starts.nth(line.checked_sub(1)?)
}

/// The end of the lines that make one paragraph with a line.
pub(super) fn end_of_paragraph(text: &str, line: usize) -> Option<usize> {
    let start = line_start(text, line)?;
    let mut end = start;
    for (at, line) in text[start..].split_inclusive('\n').enumerate() {
        let words = line.trim();
        if at > 0 && (words.is_empty() || words.starts_with(['#', '|'])) {
            break;
        }
        end += line.len();
    }
    Some(start + text[start..end].trim_end().len())
}

/// The whole lines a stretch lies in.
pub(super) fn lines_around(text: &str, range: &Range<usize>) -> Range<usize> {
    let start = text[..range.start].rfind('\n').map_or(0, |at| at + 1);
    let end = text[range.end..]
        .find('\n')
        .map_or(text.len(), |at| range.end + at);
    start..end
}
