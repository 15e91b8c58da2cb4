//! What is marked in a piece of text: figures by what became of them, and the places of findings.

use std::fmt::Write as _;
use std::ops::Range;

use audit::{Coverage, Finding, Known, Severity, State};
use document::Flat;

use super::{STATES, class, escape};
use crate::Read;
use crate::known::known_word;

/// All marks of a document, by piece and place.
pub(super) struct Marks<'a> {
    flat: &'a Flat,
    findings: &'a [Finding],
    marks: Vec<Mark>,
}

/// A mark on a part of one piece.
#[derive(Clone)]
struct Mark {
    piece: usize,
    range: Range<usize>,
    kind: Kind,
}

#[derive(Clone, Copy)]
enum Kind {
    /// A figure, and what proves it.
    Figure(State, Option<Known>),
    /// A place of a finding: its index, and whether it is the main one.
    Place(usize, bool),
    /// The end of the main place of a finding.
    End(usize),
    /// The start of another place of a finding.
    Start(usize, usize),
}

impl<'a> Marks<'a> {
    pub(super) fn of(read: &'a Read, ledger: &Coverage) -> Self {
        let audit = &read.audit;
        let mut all = Self {
            flat: &audit.flat,
            findings: &audit.findings,
            marks: Vec::new(),
        };
        for (id, state) in &ledger.figures {
            let figure = &audit.figures[*id];
            all.add(
                figure.start..figure.end,
                Kind::Figure(*state, ledger.known(*id)),
            );
        }
        for (index, finding) in audit.findings.iter().enumerate() {
            for (place, figure) in finding.figures.iter().enumerate() {
                all.add(figure.start..figure.end, Kind::Place(index, place == 0));
                if place > 0 {
                    all.add(figure.start..figure.start, Kind::Start(index, place));
                }
            }
            let end = finding.figures[0].end;
            all.add(end..end, Kind::End(index));
        }
        all.marks
            .sort_by_key(|mark| (mark.piece, mark.range.start, mark.range.end));
        all
    }

    /// Adds a mark, cut where it runs over the end of a piece.
    fn add(&mut self, range: Range<usize>, kind: Kind) {
        let Some(mut piece) = self.flat.piece_at(range.start) else {
            return;
        };
        let mut start = range.start;
        while let Some(here) = self.flat.pieces.get(piece) {
            let end = range.end.min(here.end);
            self.marks.push(Mark {
                piece,
                range: start..end,
                kind,
            });
            piece += 1;
            match self.flat.pieces.get(piece) {
                Some(next) if next.start < range.end => start = next.start,
                _ => break,
            }
        }
    }

    /// Writes a piece with its marks.
    pub(super) fn write(&self, piece: usize, out: &mut String) {
        let from = self.marks.partition_point(|mark| mark.piece < piece);
        let past = self.marks.partition_point(|mark| mark.piece <= piece);
        let marks = &self.marks[from..past];
        let whole = &self.flat.pieces[piece];
        let mut cuts: Vec<usize> = marks
            .iter()
            .flat_map(|mark| [mark.range.start, mark.range.end])
            .chain([whole.start, whole.end])
            .collect();
        cuts.sort_unstable();
        cuts.dedup();
        for (index, start) in cuts.iter().enumerate() {
            let ends = marks.iter().filter(|mark| mark.range.end == *start);
            for mark in ends {
                match mark.kind {
                    Kind::End(finding) => self.number(finding, out),
                    Kind::Start(finding, place) => {
                        let _ = write!(out, "<i id=\"q{}-{place}\"></i>", finding + 1);
                    }
                    Kind::Figure(..) | Kind::Place(..) => {}
                }
            }
            if let Some(end) = cuts.get(index + 1) {
                let over = |mark: &&Mark| mark.range.start <= *start && mark.range.end >= *end;
                let over: Vec<&Mark> = marks.iter().filter(over).collect();
                self.segment(*start..*end, &over, out);
            }
        }
    }

    /// Writes a stretch over which the same marks stand.
    fn segment(&self, range: Range<usize>, marks: &[&Mark], out: &mut String) {
        let Some(text) = self.flat.text.get(range.clone()) else {
            return;
        };
        let places = marks.iter().filter_map(|mark| match mark.kind {
            Kind::Place(finding, main) => Some((finding, main)),
            _ => None,
        });
        let places: Vec<(usize, bool)> = places.collect();
        let figure = marks.iter().find_map(|mark| match mark.kind {
            Kind::Figure(state, known) => Some((state, known)),
            _ => None,
        });
        let (state, known) = (figure.map(|one| one.0), figure.and_then(|one| one.1));
        if places.is_empty() && state.is_none() {
            escape(text, out);
            return;
        }
        out.push_str("<span class=\"");
        out.push_str(&self.classes(&places, state));
        out.push('"');
        if !places.is_empty() {
            let numbers: Vec<String> = places.iter().map(|one| (one.0 + 1).to_string()).collect();
            let _ = write!(out, " data-f=\"{}\"", numbers.join(" "));
        }
        if let Some(known) = known {
            let _ = write!(out, " title=\"{}印证\"", known_word(known));
        }
        out.push('>');
        escape(text, out);
        out.push_str("</span>");
    }

    fn classes(&self, places: &[(usize, bool)], state: Option<State>) -> String {
        let mut classes = Vec::new();
        let known = STATES.iter().find(|known| Some(known.0) == state);
        if let Some((_, class, ..)) = known {
            classes.extend(["fig", class]);
        }
        let mains = places.iter().filter(|place| place.1);
        let gravest: Option<Severity> = mains.map(|place| self.findings[place.0].severity).max();
        if let Some(severity) = gravest {
            classes.extend(["found", class(severity)]);
        }
        classes.join(" ")
    }

    /// Writes the number of a finding, which leads to it in the list.
    fn number(&self, finding: usize, out: &mut String) {
        let (number, class) = (finding + 1, class(self.findings[finding].severity));
        let _ = write!(
            out,
            "<a class=\"no {class}\" id=\"p{number}\" href=\"#c{number}\" data-f=\"{number}\">{number}</a>"
        );
    }
}
