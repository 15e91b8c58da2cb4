//! A text of the book and the text of the file that stands for it.

use std::ops::Range;

use super::side::{File, Ours};
use super::words::{New, Old, Stretch, compare, sentences};
use super::{Change, Difference, Drift, Edit, Hunk};

/// Sentences of both sides that differ, with the words to be written otherwise; `None` where they are written nowhere.
struct Sentences {
    old: Range<usize>,
    new: Range<usize>,
    hunks: Vec<Option<Hunk>>,
}

/// Compares two texts that stand for each other, by the numbers of their pieces.
pub(super) fn texts(
    ours: &Ours<'_>,
    file: &File<'_>,
    piece: usize,
    there: usize,
    drift: &mut Drift,
) {
    let figures: Vec<_> = ours.figures(piece).collect();
    let ranges: Vec<Range<usize>> = figures.iter().map(|(range, _)| range.clone()).collect();
    let anchors = file.anchors(there, ours, piece);
    let known = anchors.iter();
    let known: Vec<_> = known
        .map(|anchor| anchor.map(|(range, _)| range.clone()))
        .collect();
    let old = Old {
        text: ours.text(piece),
        figures: &ranges,
    };
    let new = New {
        text: file.text(there),
        known: &known,
    };
    let mut sentence: Option<Sentences> = None;
    drift.agreeing += figures.len();
    for stretch in compare(&old, &new) {
        match stretch {
            Stretch::Figure(index, range) => {
                drift.agreeing -= 1;
                let (book, said) = (&old.text[ranges[index].clone()], &new.text[range]);
                let mark = anchors[index].map(|(_, mark)| mark);
                let cause = file.cause_of_figure(mark, book, said);
                let place = file.place(there);
                let change = ours.figure_change(figures[index].1, book, said, place, cause);
                drift.changes.push(change);
            }
            Stretch::Words(was, is) => {
                let next = Sentences {
                    old: sentences(old.text, &was),
                    new: sentences(new.text, &is),
                    hunks: vec![ours.hunk(piece, &was, &new.text[is])],
                };
                match &mut sentence {
                    Some(open) if open.reaches(&next) => open.extend(next),
                    open => {
                        let done = open.replace(next);
                        drift
                            .changes
                            .extend(done.map(|done| done.change(ours, file, piece, there)));
                    }
                }
            }
        }
    }
    drift
        .changes
        .extend(sentence.map(|last| last.change(ours, file, piece, there)));
}

impl Sentences {
    /// Whether others lie in the same sentence on either side.
    fn reaches(&self, next: &Self) -> bool {
        next.old.start < self.old.end || next.new.start < self.new.end
    }

    fn extend(&mut self, next: Self) {
        self.old.end = self.old.end.max(next.old.end);
        self.new.end = self.new.end.max(next.new.end);
        self.hunks.extend(next.hunks);
    }

    fn change(self, ours: &Ours<'_>, file: &File<'_>, piece: usize, there: usize) -> Change {
        Change {
            place: file.place(there),
            cause: file.cause_of_words(there, ours, piece),
            edit: match self.hunks.into_iter().collect() {
                Some(hunks) => Edit::Replace(hunks),
                None => Edit::None,
            },
            difference: Difference::Words {
                origin: ours.origin(piece, self.old.start),
                book: ours.text(piece)[self.old].to_owned(),
                file: file.text(there)[self.new].to_owned(),
            },
        }
    }
}
