//! The two sides that are compared: what the book prints, and what the file says.

use std::collections::HashMap;
use std::ops::Range;

use document::{Bookmarked, Flat, PieceKind};

use super::{Cause, Change, Difference, Edit, Hunk, Spot, figure_of};
use crate::audit::told;
use crate::compose::{Composed, Part, Source, Written};
use crate::mark::{Kind, Mark, Marked, marks};

/// What the book prints.
pub(super) struct Ours<'c> {
    composed: &'c Composed,
    pub(super) flat: Flat,
    marks: Vec<Marked>,
    /// The pieces by the key of their marks.
    blocks: HashMap<String, usize>,
}

impl<'c> Ours<'c> {
    pub(super) fn of(composed: &'c Composed) -> Self {
        let marks = marks(composed);
        let keyed = marks.iter().enumerate().filter_map(|(piece, marked)| {
            let block = marked.block.as_ref()?;
            Some((block.key.clone(), piece))
        });
        Self {
            blocks: keyed.collect(),
            flat: composed.document.flatten(),
            composed,
            marks,
        }
    }

    pub(super) fn text(&self, piece: usize) -> &str {
        self.flat.text_of(piece)
    }

    fn parts(&self, piece: usize) -> &[Part] {
        &self.composed.traces[piece].parts
    }

    /// The figures of a piece that are not empty, each with its index in the provenance.
    pub(super) fn figures(&self, piece: usize) -> impl Iterator<Item = (Range<usize>, usize)> {
        self.parts(piece).iter().filter_map(|part| {
            let index = figure_of(&part.source)?;
            (!part.range.is_empty()).then(|| (part.range.clone(), index))
        })
    }

    /// Where the words at a place are written.
    pub(super) fn origin(&self, piece: usize, byte: usize) -> Option<String> {
        let written = self.composed.traces[piece].written_at(byte)?;
        Some(written.told())
    }

    /// Where the last words of a piece are written.
    pub(super) fn written(&self, piece: usize) -> Option<Written> {
        Some(self.ends(piece)?.1)
    }

    /// Where the first and the last words of a piece are written.
    pub(super) fn ends(&self, piece: usize) -> Option<(Written, Written)> {
        let written = |part: &Part| match &part.source {
            Source::Words(written) => Some(written.clone()),
            Source::Figure(_) => None,
        };
        let parts = self.parts(piece);
        let first = parts.iter().find_map(written)?;
        let last = parts.iter().rev().find_map(written)?;
        Some((first, last))
    }

    /// The words to be written otherwise where a stretch of a piece reads otherwise in the file.
    pub(super) fn hunk(&self, piece: usize, stretch: &Range<usize>, new: &str) -> Option<Hunk> {
        let start = self.spot(piece, stretch.start, stretch.is_empty())?;
        let end = match stretch.is_empty() {
            true => start.clone(),
            false => self.spot_before(piece, stretch.end)?,
        };
        Some(Hunk {
            start,
            end,
            new: new.to_owned(),
        })
    }

    /// The spot where words begin at a byte, or end there where that will do.
    fn spot(&self, piece: usize, byte: usize, either: bool) -> Option<Spot> {
        let begins = |part: &&Part| part.range.start <= byte && byte < part.range.end;
        let ends = |part: &&Part| either && part.range.end == byte;
        let words = || self.words(piece);
        let part = words().find(begins).or_else(|| words().find(ends))?;
        self.spot_in(piece, part, byte)
    }

    fn spot_before(&self, piece: usize, byte: usize) -> Option<Spot> {
        let ends = |part: &&Part| part.range.start < byte && byte <= part.range.end;
        let part = self.words(piece).find(ends)?;
        self.spot_in(piece, part, byte)
    }

    fn words(&self, piece: usize) -> impl Iterator<Item = &Part> {
        let parts = self.parts(piece).iter();
        parts.filter(|part| matches!(part.source, Source::Words(_)))
    }

    fn spot_in(&self, piece: usize, part: &Part, byte: usize) -> Option<Spot> {
        let Source::Words(written) = &part.source else {
            return None;
        };
        Some(Spot {
            written: written.clone(),
            words: self.text(piece)[part.range.clone()].to_owned(),
            at: byte - part.range.start,
        })
    }

    pub(super) fn figure_change(
        &self,
        index: usize,
        book: &str,
        file: &str,
        place: String,
        cause: Cause,
    ) -> Change {
        let provenance = &self.composed.document.provenance[index];
        let fact = provenance.fact.clone();
        Change {
            place,
            cause,
            edit: match provenance.typed {
                true => Edit::Figure {
                    fact: fact.clone(),
                    file: file.to_owned(),
                },
                false => Edit::None,
            },
            difference: Difference::Figure {
                fact,
                book: book.to_owned(),
                file: file.to_owned(),
                origin: told(&self.composed.document, index),
                typed: provenance.typed,
            },
        }
    }
}

/// What the file says.
pub(super) struct File<'f> {
    read: &'f Bookmarked,
    pub(super) flat: Flat,
    /// The marks in each piece, in their order.
    marks: Vec<Vec<(Range<usize>, Mark)>>,
    same_book: Option<bool>,
}

/// What a mark in the file says of a figure: where it is, and the mark.
type Anchor<'f> = Option<&'f (Range<usize>, Mark)>;

impl<'f> File<'f> {
    pub(super) fn of(read: &'f Bookmarked, same_book: Option<bool>) -> Self {
        let flat = read.document.flatten();
        let mut marks = vec![Vec::new(); flat.pieces.len()];
        for bookmark in &read.bookmarks {
            if let Some(mark) = Mark::parse(&bookmark.name) {
                marks[bookmark.piece].push((bookmark.range.clone(), mark));
            }
        }
        for marks in &mut marks {
            marks.sort_by_key(|(range, _)| range.start);
        }
        Self {
            read,
            flat,
            marks,
            same_book,
        }
    }

    pub(super) fn text(&self, piece: usize) -> &str {
        self.flat.text_of(piece)
    }

    fn block(&self, piece: usize) -> Option<&Mark> {
        let mut marks = self.marks[piece].iter();
        let block = marks.find(|(_, mark)| mark.kind == Kind::Block)?;
        Some(&block.1)
    }

    /// The piece of the book that a mark says this one is.
    pub(super) fn partner(&self, piece: usize, ours: &Ours<'_>) -> Option<usize> {
        let block = self.block(piece)?;
        ours.blocks.get(&block.key).copied()
    }

    /// For each figure of a piece of the book, where it is in the piece of the file that stands for it.
    pub(super) fn anchors(&self, piece: usize, ours: &Ours<'_>, old: usize) -> Vec<Anchor<'_>> {
        let mut free: Vec<_> = self.marks[piece]
            .iter()
            .filter(|(_, mark)| mark.kind == Kind::Figure)
            .collect();
        let figures = ours.marks[old].figures.iter();
        let anchors = figures.map(|figure| {
            let at = free.iter().position(|(_, mark)| mark.key == figure.key)?;
            Some(free.remove(at))
        });
        anchors.collect()
    }

    /// Where a piece stands, in words.
    pub(super) fn place(&self, piece: usize) -> String {
        let at = self.flat.pieces[piece];
        match at.kind {
            PieceKind::Cell { table, row, column } => {
                format!("表{}第{}行第{}列", table + 1, row + 1, column + 1)
            }
            PieceKind::Margin => "页眉或页脚".to_owned(),
            _ => {
                let texts = self.read.document.texts();
                let line = texts.skip(piece).find_map(|text| text.origin.line);
                format!("第{}段", line.unwrap_or_default())
            }
        }
    }

    pub(super) fn cause_of_figure(&self, mark: Option<&Mark>, book: &str, file: &str) -> Cause {
        match mark {
            _ if self.same_book == Some(true) => Cause::File,
            None => Cause::Unknown,
            Some(mark) if mark.wrote(file) => Cause::Book,
            Some(mark) if mark.wrote(book) => Cause::File,
            Some(_) => Cause::Both,
        }
    }

    pub(super) fn cause_of_words(&self, piece: usize, ours: &Ours<'_>, old: usize) -> Cause {
        match self.block(piece) {
            _ if self.same_book == Some(true) => Cause::File,
            None => Cause::Unknown,
            Some(mark) if mark.wrote(self.text(piece)) => Cause::Book,
            // The same words with the same figures by name: the book did not change them.
            Some(mark) if ours.blocks.get(&mark.key) == Some(&old) => Cause::File,
            Some(_) => Cause::Both,
        }
    }

    /// Why something of the book is not in the file.
    pub(super) fn cause_of_absence(&self) -> Cause {
        match self.same_book {
            Some(true) => Cause::File,
            _ => Cause::Unknown,
        }
    }

    /// Why something in the file is not in the book.
    pub(super) fn cause_of_presence(&self, piece: usize) -> Cause {
        match self.block(piece) {
            _ if self.same_book == Some(true) => Cause::File,
            Some(mark) if mark.wrote(self.text(piece)) => Cause::Book,
            Some(_) => Cause::Both,
            None => Cause::Unknown,
        }
    }
}
