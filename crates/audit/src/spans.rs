//! Spans (句 › 分句 › 括号): where the sentences, clauses and brackets of a text lie, found once, so that no rule walks
//! through a text by itself.

use std::cell::Cell;
use std::ops::Range;

/// A span asked for reaches no further than this from the place asked about: a text without a single stop must not cost
/// its square.
const REACH: usize = 4096;

/// Brackets deeper than any text nests them on purpose.
const DEEPEST: usize = 16;

/// The spans of a text by their delimiters.
#[derive(Debug, Default)]
pub(crate) struct Spans {
    /// The marks that end sentences.
    stops: Marks,
    /// The marks that end clauses, the stops among them.
    pauses: Marks,
    /// The brackets by their opening: where the inside begins and ends, and the bracket around it.
    brackets: Vec<Bracket>,
}

/// Marks by place.
#[derive(Debug, Default)]
struct Marks {
    all: Vec<Mark>,
    /// The first mark behind the place asked about last: the next place asked about is mostly near.
    last: Cell<usize>,
}

impl Marks {
    /// How many marks end up to a place.
    fn up_to(&self, at: usize) -> usize {
        let passed = |mark: &Mark| mark.end <= at;
        let stands = |next: usize| {
            let before = next.checked_sub(1).map(|before| self.all.get(before));
            before.is_none_or(|before| before.is_some_and(passed))
                && !self.all.get(next).is_some_and(passed)
        };
        let last = self.last.get();
        let near = [last, last + 1].into_iter().find(|next| stands(*next));
        let next = near.unwrap_or_else(|| self.all.partition_point(passed));
        self.last.set(next);
        next
    }
}

#[derive(Debug, Clone, Copy)]
struct Mark {
    start: usize,
    end: usize,
}

#[derive(Debug, Clone, Copy)]
struct Bracket {
    inside: Mark,
    outer: Option<usize>,
}

impl Spans {
    /// Finds the spans of a text; a line end ends a sentence and every bracket.
    pub(crate) fn new(text: &str) -> Self {
        let mut spans = Spans::default();
        let mut open: Vec<usize> = Vec::new();
        for (at, c) in signs(text) {
            let mark = Mark {
                start: at,
                end: at + c.len_utf8(),
            };
            match c {
                '。' | '！' | '？' | '\n' => {
                    spans.stops.all.push(mark);
                    spans.pauses.all.push(mark);
                    while let Some(bracket) = open.pop() {
                        spans.brackets[bracket].inside.end = mark.start;
                    }
                }
                '，' | '；' | '：' | ';' => spans.pauses.all.push(mark),
                '（' | '(' if open.len() < DEEPEST => {
                    spans.brackets.push(Bracket {
                        inside: Mark {
                            start: mark.end,
                            end: text.len(),
                        },
                        outer: open.last().copied(),
                    });
                    open.push(spans.brackets.len() - 1);
                }
                '）' | ')' => {
                    if let Some(bracket) = open.pop() {
                        spans.brackets[bracket].inside.end = mark.start;
                    }
                }
                _ => {}
            }
        }
        spans
    }

    /// The sentence a place lies in, without its stop.
    pub(crate) fn sentence(&self, text: &str, at: usize) -> Range<usize> {
        between(&self.stops, text, at)
    }

    /// The clause a place lies in: from one of ，；：。 to the next.
    pub(crate) fn clause(&self, text: &str, at: usize) -> Range<usize> {
        between(&self.pauses, text, at)
    }

    /// The inside of the innermost bracket around a place.
    pub(crate) fn bracket(&self, at: usize) -> Option<Range<usize>> {
        let next = self
            .brackets
            .partition_point(|bracket| bracket.inside.start <= at);
        let mut index = next.checked_sub(1)?;
        loop {
            let Bracket { inside, outer } = self.brackets[index];
            if at <= inside.end {
                return Some(inside.start..inside.end);
            }
            index = outer?;
        }
    }
}

/// The characters of a text with their places, but for ideographs, which delimit nothing and need not be decoded, and
/// ASCII letters and digits.
pub(crate) fn signs(text: &str) -> impl Iterator<Item = (usize, char)> {
    let bytes = text.as_bytes();
    let mut next = 0;
    std::iter::from_fn(move || {
        loop {
            match *bytes.get(next)? {
                0xE4..=0xE9 => next += 3,
                byte if byte.is_ascii_alphanumeric() => next += 1,
                _ => break,
            }
        }
        let at = next;
        let c = text[at..].chars().next()?;
        next += c.len_utf8();
        Some((at, c))
    })
}

/// The text around a place between two marks, no longer than [`REACH`] to either side.
fn between(marks: &Marks, text: &str, at: usize) -> Range<usize> {
    let next = marks.up_to(at);
    let marks = &marks.all;
    let start = next.checked_sub(1).map_or(0, |last| marks[last].end);
    let end = marks
        .get(next)
        .map_or(text.len(), |mark| mark.start.max(at));
    let near = text.ceil_char_boundary(at.saturating_sub(REACH));
    let far = text.floor_char_boundary(at + REACH);
    start.max(near)..end.min(far)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "收入10万元（其中（税收）6万元），支出8万元；结余2万元。\n下年（见附件";

    #[test]
    fn a_place_lies_in_a_sentence_a_clause_and_a_bracket() {
        let spans = Spans::new(TEXT);
        let at = |word: &str| TEXT.find(word).unwrap_or_else(|| panic!("{word}"));
        let six = at("6万元");
        assert_eq!(
            &TEXT[spans.clause(TEXT, six)],
            "收入10万元（其中（税收）6万元）"
        );
        assert_eq!(&TEXT[spans.clause(TEXT, at("8万元"))], "支出8万元");
        assert_eq!(spans.sentence(TEXT, six), 0..at("。"),);
        let inside = |word: &str| spans.bracket(at(word)).map(|range| &TEXT[range]);
        assert_eq!(inside("6万元"), Some("其中（税收）6万元"));
        assert_eq!(inside("税收"), Some("税收"));
        assert_eq!(inside("8万元"), None);
        assert_eq!(inside("附件"), Some("见附件"));
        assert_eq!(&TEXT[spans.sentence(TEXT, TEXT.len())], "下年（见附件");
    }

    #[test]
    fn a_text_without_a_stop_gives_a_bounded_sentence() {
        let text = "无".repeat(10_000);
        let range = Spans::new(&text).sentence(&text, 15_000);
        assert!(range.len() <= 2 * REACH && range.contains(&15_000));
    }
}
