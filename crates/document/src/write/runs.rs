//! A text cut where its marks begin and end.

use std::ops::Range;

use crate::model::{MarkKind, Text};

/// A stretch of text under one mark or none.
pub(super) struct Run<'a> {
    pub(super) content: &'a str,
    pub(super) mark: Option<&'a MarkKind>,
}

/// The lines of a text as byte ranges; a cell has one line a paragraph, any other text just one.
pub(super) fn lines(text: &Text) -> impl Iterator<Item = Range<usize>> {
    let mut start = 0;
    text.content.split('\n').map(move |line| {
        let range = start..start + line.len();
        start = range.end + 1;
        range
    })
}

/// The runs within a part of a text. A mark that does not fit the text is passed over.
pub(super) fn runs(text: &Text, part: Range<usize>) -> Vec<Run<'_>> {
    let mut runs = Vec::new();
    let mut done = part.start;
    let mut push = |range: Range<usize>, mark| {
        if let Some(content) = text
            .content
            .get(range)
            .filter(|content| !content.is_empty())
        {
            runs.push(Run { content, mark });
        }
    };
    for mark in &text.marks {
        let (start, end) = (mark.range.start.max(done), mark.range.end.min(part.end));
        if start >= end
            || !text.content.is_char_boundary(start)
            || !text.content.is_char_boundary(end)
        {
            continue;
        }
        push(done..start, None);
        push(start..end, Some(&mark.kind));
        done = end;
    }
    push(done..part.end, None);
    runs
}

/// Appends text to XML or HTML: markup escaped, characters that XML cannot hold left out.
pub(super) fn escape(content: &str, out: &mut String) {
    for character in content.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' => out.push(character),
            '\0'..='\x1f' | '\u{fffe}' | '\u{ffff}' => {}
            _ => out.push(character),
        }
    }
}

/// [`escape`] into a string of its own.
pub(crate) fn escaped(content: &str) -> String {
    let mut out = String::with_capacity(content.len());
    escape(content, &mut out);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Mark;

    #[test]
    fn runs_cover_the_text_whatever_the_marks() {
        let mut text = Text::plain("执行率98.19%，\n良好");
        for range in [9..15, 12..20, 1..40, 0..2, 17..18] {
            text.marks.push(Mark {
                range,
                kind: MarkKind::Strong,
            });
        }
        let joined: Vec<String> = lines(&text)
            .map(|line| runs(&text, line).iter().map(|run| run.content).collect())
            .collect();
        assert_eq!(joined.join("\n"), text.content);
    }

    #[test]
    fn markup_and_control_characters_never_reach_the_file() {
        assert_eq!(escaped("a<b>&\"\u{0}\u{8}c"), "a&lt;b&gt;&amp;&quot;c");
    }
}
