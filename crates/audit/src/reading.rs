//! A document made ready for extraction: its text in paragraphs, with hard line ends inside sentences taken out and what
//! a reader does not see ([`crate::normalize`]).

use std::borrow::Cow;
use std::cell::Cell;
use std::ops::Range;

use document::{Document, Flat, PieceKind};

use crate::figure::Figure;
use crate::normalize::{self, Edit};
use crate::spans::Spans;

/// The text an audit works on, and the way back to the file.
#[derive(Debug)]
pub struct Reading<'f> {
    /// The document as one string with its index.
    pub flat: &'f Flat,
    /// The text in which figures are found: [`Flat::text`] as a reader reads it.
    pub text: Cow<'f, str>,
    /// The paragraphs and cells in order.
    pub paragraphs: Vec<Paragraph>,
    /// The sentences, clauses and brackets of the text.
    spans: Spans,
    /// Where bytes were left out or added: offset in `text`, and by how many bytes the file is ahead of it from there on.
    cuts: Vec<(usize, isize)>,
    /// The column asked for last: its piece, offset and count of characters before it.
    last_column: Cell<(usize, usize, usize)>,
}

/// A paragraph, heading, caption or cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paragraph {
    /// Byte offset of its first character in [`Reading::text`].
    pub start: usize,
    /// Byte offset past its last character.
    pub end: usize,
    /// The first piece of [`Flat::pieces`] it is made of.
    pub piece: usize,
    /// What it is.
    pub kind: PieceKind,
}

impl<'f> Reading<'f> {
    /// Prepares a document; `flat` is its [`Document::flatten`].
    pub fn new(document: &Document, flat: &'f Flat) -> Self {
        let joins = if document.wrapped {
            joins(flat)
        } else {
            Vec::new()
        };
        let mut edits = Vec::new();
        for piece in &flat.pieces {
            normalize::edits(&flat.text[piece.start..piece.end], &mut edits, piece.start);
        }
        if edits.is_empty() && !joins.contains(&true) {
            Self::as_is(flat)
        } else {
            Self::edited(flat, &joins, &edits)
        }
    }

    fn as_is(flat: &'f Flat) -> Self {
        let paragraphs = flat
            .pieces
            .iter()
            .enumerate()
            .map(|(piece, p)| Paragraph {
                start: p.start,
                end: p.end,
                piece,
                kind: p.kind,
            })
            .collect();
        Self {
            flat,
            spans: Spans::new(&flat.text),
            text: Cow::Borrowed(&flat.text),
            paragraphs,
            cuts: Vec::new(),
            last_column: Cell::default(),
        }
    }

    /// The pieces, joined with the one before where `joins` says so, as the edits have them read.
    fn edited(flat: &'f Flat, joins: &[bool], edits: &[Edit]) -> Self {
        let mut copy = Copy {
            flat: &flat.text,
            text: String::with_capacity(flat.text.len()),
            cuts: Vec::new(),
            edits,
        };
        let mut paragraphs: Vec<Paragraph> = Vec::with_capacity(flat.pieces.len());
        for (index, piece) in flat.pieces.iter().enumerate() {
            let join = joins.get(index).is_some_and(|join| *join);
            if !join && index > 0 {
                copy.text.push('\n');
            }
            let start = copy.text.len();
            copy.piece(piece.start, piece.end);
            let end = copy.text.len();
            match paragraphs.last_mut() {
                Some(last) if join => last.end = end,
                _ => paragraphs.push(Paragraph {
                    start,
                    end,
                    piece: index,
                    kind: piece.kind,
                }),
            }
        }
        Self {
            flat,
            spans: Spans::new(&copy.text),
            text: Cow::Owned(copy.text),
            paragraphs,
            cuts: copy.cuts,
            last_column: Cell::default(),
        }
    }

    /// The offset in [`Flat::text`] of an offset in [`Reading::text`].
    pub fn to_flat(&self, offset: usize) -> usize {
        let next = self.cuts.partition_point(|cut| cut.0 <= offset);
        let ahead = next.checked_sub(1).map_or(0, |index| self.cuts[index].1);
        offset.saturating_add_signed(ahead)
    }

    /// Like [`Reading::to_flat`] for the end of a range, which belongs to the character before it.
    pub fn end_to_flat(&self, offset: usize) -> usize {
        if offset == 0 {
            0
        } else {
            self.to_flat(offset - 1) + 1
        }
    }

    /// Turns the offsets of figures into those of [`Flat::text`].
    pub(crate) fn place_in_flat(&self, figures: &mut [Figure]) {
        if self.cuts.is_empty() {
            return;
        }
        // From one place to the next, which is mostly near.
        let mut next = 0;
        let mut to_flat = |offset: usize| {
            while next > 0 && self.cuts[next - 1].0 > offset {
                next -= 1;
            }
            while self.cuts.get(next).is_some_and(|cut| cut.0 <= offset) {
                next += 1;
            }
            let ahead = next.checked_sub(1).map_or(0, |last| self.cuts[last].1);
            offset.saturating_add_signed(ahead)
        };
        for figure in figures {
            figure.label = (to_flat(figure.label.0), to_flat(figure.label.1));
            figure.start = to_flat(figure.start);
            figure.end = figure
                .end
                .checked_sub(1)
                .map_or(0, |last| to_flat(last) + 1);
        }
    }

    /// How many characters of its piece stand before an offset in [`Flat::text`]. Counted from the offset asked for last,
    /// so that many places in one long line do not each count it anew.
    pub(crate) fn column(&self, piece: usize, offset: usize) -> usize {
        let text = &self.flat.text;
        let (last_piece, last, count) = self.last_column.get();
        let (from, count) = if last_piece == piece && last > 0 {
            (last, count)
        } else {
            (self.flat.pieces[piece].start, 0)
        };
        let column = if offset >= from {
            count + text[from..offset].chars().count()
        } else {
            count - text[offset..from].chars().count()
        };
        self.last_column.set((piece, offset, column));
        column
    }

    /// The sentence an offset lies in, without its stop; see [`Spans::sentence`].
    pub fn sentence(&self, at: usize) -> Range<usize> {
        self.spans.sentence(&self.text, at)
    }

    /// The clause an offset lies in; see [`Spans::clause`].
    pub fn clause(&self, at: usize) -> Range<usize> {
        self.spans.clause(&self.text, at)
    }

    /// The inside of the innermost bracket around an offset.
    pub fn bracket(&self, at: usize) -> Option<Range<usize>> {
        self.spans.bracket(at)
    }

    /// The text of a paragraph.
    pub fn text_of(&self, paragraph: usize) -> &str {
        let Paragraph { start, end, .. } = self.paragraphs[paragraph];
        &self.text[start..end]
    }

    /// Where a paragraph stands in [`Reading::text`].
    pub(crate) fn range_of(&self, paragraph: usize) -> Range<usize> {
        let Paragraph { start, end, .. } = self.paragraphs[paragraph];
        start..end
    }

    /// The text of the paragraph a piece is in.
    pub fn text_of_piece(&self, piece: usize) -> &str {
        let next = self.paragraphs.partition_point(|p| p.piece <= piece);
        next.checked_sub(1).map_or("", |last| self.text_of(last))
    }

    /// The paragraph an offset lies in.
    pub fn paragraph_at(&self, offset: usize) -> usize {
        self.paragraphs
            .partition_point(|p| p.start <= offset)
            .saturating_sub(1)
    }
}

/// A text on its way from [`Flat::text`] into [`Reading::text`].
struct Copy<'f> {
    flat: &'f str,
    text: String,
    cuts: Vec<(usize, isize)>,
    /// The edits that are still to come.
    edits: &'f [Edit],
}

impl Copy<'_> {
    /// Copies a piece with its edits.
    fn piece(&mut self, start: usize, end: usize) {
        let mut at = start;
        while let Some((edit, rest)) = self.edits.split_first().filter(|(edit, _)| edit.end <= end)
        {
            self.span(at, edit.start);
            if let Some(c) = edit.with {
                self.cut(edit.start);
                self.text.push(c);
                self.grown(edit.end - edit.start, c.len_utf8());
            }
            at = edit.end;
            self.edits = rest;
        }
        self.span(at, end);
    }

    fn span(&mut self, start: usize, end: usize) {
        if start < end {
            self.cut(start);
            self.text.push_str(&self.flat[start..end]);
        }
    }

    /// Notes that the last character is longer than in the file: all its further bytes stand at the last of the file's.
    fn grown(&mut self, from: usize, to: usize) {
        let start = self.text.len() - to;
        let mut ahead = self.cuts.last().map_or(0, |last| last.1);
        for byte in from..to {
            ahead -= 1;
            self.cuts.push((start + byte, ahead));
        }
    }

    /// Notes by how much the file is ahead from this place on.
    fn cut(&mut self, start: usize) {
        let cut = start as isize - self.text.len() as isize;
        if self.cuts.last().map_or(0, |last| last.1) != cut {
            self.cuts.push((self.text.len(), cut));
        }
    }
}

/// For each piece, whether it goes on with the sentence of the piece before it.
fn joins(flat: &Flat) -> Vec<bool> {
    let width = width(flat);
    (0..flat.pieces.len())
        .map(|piece| piece > 0 && continues(flat, piece, width))
        .collect()
}

/// The width at which lines are broken: that of the widest tenth, in columns.
fn width(flat: &Flat) -> usize {
    let lines = (0..flat.pieces.len()).map(|piece| columns(flat.text_of(piece)));
    let mut lines: Vec<usize> = lines.collect();
    if lines.is_empty() {
        return 0;
    }
    let tenth = lines.len() - lines.len().div_ceil(10);
    *lines.select_nth_unstable(tenth).1
}

/// How many columns a line takes: a Chinese character takes two.
fn columns(line: &str) -> usize {
    line.chars()
        .map(|c| if c < '\u{1100}' { 1 } else { 2 })
        .sum()
}

/// Whether a piece goes on with the sentence of the piece before it.
fn continues(flat: &Flat, piece: usize, width: usize) -> bool {
    let (last, this) = (&flat.pieces[piece - 1], &flat.pieces[piece]);
    if last.kind != PieceKind::Paragraph || this.kind != PieceKind::Paragraph {
        return false;
    }
    let consecutive =
        matches!((last.origin.line, this.origin.line), (Some(a), Some(b)) if b == a + 1);
    let (last, this) = (flat.text_of(piece - 1), flat.text_of(piece));
    if last.ends_with(is_digit) && this.starts_with(is_digit) {
        // Two numbers, unless the line had no room for the whole of one.
        return consecutive && is_full(last, width);
    }
    consecutive && breaks_off(last, width) && goes_on(this)
}

/// Whether a line ends in the middle of a sentence: not at a mark that may end a paragraph, unless the line is full.
fn breaks_off(line: &str, width: usize) -> bool {
    line.chars().next_back().is_some_and(|end| {
        !end.is_whitespace()
            && !"。！？】!?|".contains(end)
            && (!"；：）)”》:;".contains(end) || is_full(line, width))
    })
}

/// Whether a line reaches the width at which lines are broken, but for what was too long to follow.
fn is_full(line: &str, width: usize) -> bool {
    const SLACK: usize = 16;
    columns(line) + SLACK >= width
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit()
}

/// Whether a line can be the middle of a sentence: not indented, not numbered.
fn goes_on(line: &str) -> bool {
    let mut chars = line.chars();
    let Some(first) = chars.next() else {
        return false;
    };
    if first.is_whitespace() || "（(第附#|-*".contains(first) {
        return false;
    }
    let second = chars.find(|c| !c.is_ascii_digit() && !"一二三四五六七八九十".contains(*c));
    let numbered = "一二三四五六七八九十".contains(first) || first.is_ascii_digit();
    !(numbered && second.is_some_and(|c| "、.．是)）".contains(c)) && !line.contains('%'))
}

#[cfg(test)]
mod tests {
    use document::{Limits, read};

    use super::*;

    fn reading_of(text: &str, check: impl Fn(&Reading<'_>)) {
        let document = read("a.txt", text.as_bytes(), &Limits::default()).expect("it is text");
        let flat = document.flatten();
        check(&Reading::new(&document, &flat));
    }

    #[test]
    fn a_place_in_the_reading_is_one_in_the_file() {
        let text =
            "支出\u{200B}較上年增加12\u{200B}345萬元\u{FEFF}，受理321 146件，占9\u{1001B0}8%。";
        reading_of(text, |reading| {
            assert_eq!(
                reading.text,
                "支出较上年增加12345万元，受理321146件，占9.8%。"
            );
            for (read, written) in [
                ("较", "較"),
                ("12345万元", "12\u{200B}345萬元"),
                ("321146件", "321 146件"),
                ("9.8%", "9\u{1001B0}8%"),
            ] {
                let start = reading.text.find(read).expect("it is read");
                let range = reading.to_flat(start)..reading.end_to_flat(start + read.len());
                assert_eq!(&reading.flat.text[range], written);
            }
        });
    }

    #[test]
    fn digits_of_two_lines_are_one_number_only_where_the_line_is_full() {
        let lines = "全年财政拨款支出主要用于教育、医疗和社会保障等民生方面的资金共计3.9\n\
                     8万元，较上年有所增加，主要原因是新增了困难群众救助项目并提高了补助的\n标准。\n123\n456\n";
        reading_of(lines, |reading| {
            assert!(reading.text.contains("共计3.98万元"), "{}", reading.text);
            assert!(reading.text.contains("123\n456"), "{}", reading.text);
        });
    }
}
