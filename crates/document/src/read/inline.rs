//! Text in the making: characters with their marks, cut into lines at the end.

use std::ops::Range;

use crate::model::{Mark, MarkKind, Origin, Text};

/// Characters of a paragraph as a reader meets them. A line end in them is a break the author made.
#[derive(Debug, Default)]
pub(super) struct Inline {
    content: String,
    marks: Vec<Mark>,
}

impl Inline {
    /// Adds characters. Line ends and control characters in them become spaces; what has no width, as the soft hyphen, is
    /// left out, lest it part a figure.
    pub(super) fn push(&mut self, text: &str, strong: bool) {
        self.push_marked(text, strong.then_some(MarkKind::Strong));
    }

    /// Adds characters with a mark on them, as [`Inline::push`] does.
    pub(super) fn push_marked(&mut self, text: &str, kind: Option<MarkKind>) {
        let start = self.content.len();
        let special = |c: char| (c.is_control() && c != '\t') || is_void(c);
        let mut rest = text;
        while let Some(at) = rest.find(special) {
            self.content.push_str(&rest[..at]);
            let after = rest[at..].trim_start_matches(special);
            if rest[at..rest.len() - after.len()].contains(char::is_control) {
                self.content.push(' ');
            }
            rest = after;
        }
        self.content.push_str(rest);
        if let Some(kind) = kind {
            self.mark(start..self.content.len(), kind);
        }
    }

    /// Adds what another holds.
    pub(super) fn append(&mut self, other: Self) {
        let shift = self.content.len();
        self.content.push_str(&other.content);
        for mark in other.marks {
            self.mark(mark.range.start + shift..mark.range.end + shift, mark.kind);
        }
    }

    /// Ends the line.
    pub(super) fn break_line(&mut self) {
        self.content.push('\n');
    }

    /// Adds a text after what is there, on a line of its own.
    pub(super) fn push_text(&mut self, text: &Text) {
        if !self.content.is_empty() {
            self.break_line();
        }
        self.append(Self {
            content: text.content.clone(),
            marks: text.marks.clone(),
        });
    }

    /// Whether nothing visible is there yet.
    pub(super) fn is_blank(&self) -> bool {
        self.content.trim().is_empty()
    }

    pub(super) fn content(&self) -> &str {
        &self.content
    }

    /// Whether the last character is set in bold.
    pub(super) fn ends_strong(&self) -> bool {
        self.marks
            .last()
            .is_some_and(|mark| mark.range.end == self.content.len())
    }

    fn mark(&mut self, range: Range<usize>, kind: MarkKind) {
        match self.marks.last_mut() {
            _ if range.is_empty() => {}
            Some(last) if last.range.end == range.start && last.kind == kind => {
                last.range.end = range.end;
            }
            _ => self.marks.push(Mark { range, kind }),
        }
    }

    /// The lines that are not blank, without the white space at their ends.
    pub(super) fn lines(self, origin: Origin) -> Vec<Text> {
        let Self { content, marks } = self;
        if !content.contains('\n') {
            return content_of(content, marks, origin).into_iter().collect();
        }
        let mut start = 0;
        let mut lines = Vec::new();
        for line in content.split_inclusive('\n') {
            let range = start..start + line.len();
            start = range.end;
            lines.extend(content_of(line.to_owned(), cut(&marks, &range), origin));
        }
        lines
    }

    /// All lines run together, as the lines of a title are.
    pub(super) fn run_on(self, origin: Origin) -> Option<Text> {
        let mut whole = Self::default();
        for Text { content, marks, .. } in self.lines(origin) {
            let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
            if latin(whole.content.chars().next_back()) && latin(content.chars().next()) {
                whole.content.push(' ');
            }
            whole.append(Self { content, marks });
        }
        content_of(whole.content, whole.marks, origin)
    }

    /// All lines as one text, which is what a cell holds.
    pub(super) fn joined(self, origin: Origin) -> Text {
        let mut whole = Self::default();
        for line in self.lines(origin) {
            whole.push_text(&line);
        }
        Text {
            content: whole.content,
            marks: whole.marks,
            origin,
        }
    }
}

/// Characters that mark a place and show nothing: soft hyphen, zero-width space, word joiner, byte order mark.
fn is_void(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}' | '\u{2060}' | '\u{FEFF}')
}

fn content_of(mut content: String, mut marks: Vec<Mark>, origin: Origin) -> Option<Text> {
    content.truncate(content.trim_end().len());
    marks.retain_mut(|mark| {
        mark.range.end = mark.range.end.min(content.len());
        !mark.range.is_empty()
    });
    (!content.is_empty()).then_some(Text {
        content,
        marks,
        origin,
    })
}

/// The marks within a range, counted from its start.
fn cut(marks: &[Mark], range: &Range<usize>) -> Vec<Mark> {
    let first = marks.partition_point(|mark| mark.range.end <= range.start);
    marks[first..]
        .iter()
        .take_while(|mark| mark.range.start < range.end)
        .map(|mark| Mark {
            range: mark.range.start.max(range.start) - range.start
                ..mark.range.end.min(range.end) - range.start,
            kind: mark.kind.clone(),
        })
        .collect()
}

/// What stands between two characters that a line end in the source parts: nothing in Chinese, a space elsewhere.
pub(super) fn joint(before: Option<char>, after: Option<char>) -> &'static str {
    let wide = |c: Option<char>| {
        c.is_some_and(|c| matches!(c, '\u{2E80}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF00}'..='\u{FF60}'))
    };
    if wide(before) && wide(after) { "" } else { " " }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_follow_their_lines() {
        let mut inline = Inline::default();
        inline.push("甲 ", false);
        inline.push("12\u{b}万元", true);
        inline.break_line();
        inline.push("乙", true);
        inline.push("丙  ", false);
        let lines = inline.lines(Origin::default());
        let strong: Vec<&str> = lines
            .iter()
            .flat_map(|l| l.marks.iter().map(|m| &l.content[m.range.clone()]))
            .collect();
        assert_eq!(strong, ["12 万元", "乙"]);
        assert_eq!(lines[1].content, "乙丙");
    }
}
