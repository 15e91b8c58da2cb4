//! What a claim is known by (凭据): by its arithmetic, by the form its figures stand in, by words, or because a user asks
//! for it.

use crate::Audit;
use crate::claim::{Certainty, FigureId, Form, Relation, Verdict, decide};
use document::PieceKind;

/// What a claim is known by, the strongest last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Known {
    /// A user's own relation asks for it.
    Profile,
    /// The words around its figures say it.
    Words,
    /// The place of its figures says it: rows and columns of a table, boxes of a form, lines of an account.
    Form,
    /// Its figures fit so exactly that chance cannot have made it, whatever is said of them.
    Arithmetic,
}

impl Known {
    /// All of them, the strongest first.
    pub const ALL: [Known; 4] = [Known::Arithmetic, Known::Form, Known::Words, Known::Profile];
}

/// A claim of a document and what was made of it.
#[derive(Debug, Clone, Copy)]
pub struct Claimed<'a> {
    /// The rule that read it.
    pub rule: &'static str,
    /// The reading that decides: one that holds, or where none does, the likeliest.
    pub form: &'a Form,
    /// Whether it holds.
    pub verdict: Verdict,
    /// How sure it is that it was meant. What is broken and no more than possible is a reading in doubt, and not told.
    pub certainty: Certainty,
    /// What it is known by.
    pub known: Known,
}

impl Audit {
    /// What the document claims to hold among its figures, in the order in which the rules read it.
    pub fn claims(&self) -> impl Iterator<Item = Claimed<'_>> {
        let judged = self.relations.iter().zip(&self.verdicts);
        judged.filter_map(|(relation, verdict)| {
            let readings = relation.readings.iter();
            let form = readings.min_by_key(|form| decide(form, &self.figures))?;
            Some(Claimed {
                rule: relation.code,
                form,
                verdict: *verdict,
                certainty: relation.certainty,
                known: self.known(relation, &form.figures()),
            })
        })
    }

    /// What a reading of a relation about these figures is known by. Figures in several cells are related by the shape of
    /// their table, figures in one cell or none by words.
    pub(crate) fn known(&self, relation: &Relation, figures: &[FigureId]) -> Known {
        if relation.proven {
            return Known::Arithmetic;
        }
        if relation.own.is_some() {
            return Known::Profile;
        }
        let piece = |id: &FigureId| self.flat.piece_at(self.figures[*id].start);
        let is_cell = |piece: usize| {
            let kind = self.flat.pieces[piece].kind;
            matches!(kind, PieceKind::Cell { .. })
        };
        let first = figures.first().and_then(piece);
        let (mut in_cell, mut apart) = (first.is_some_and(is_cell), false);
        for piece in figures.iter().skip(1).map(piece) {
            in_cell |= piece.is_some_and(is_cell);
            apart |= piece != first;
            if in_cell && apart {
                return Known::Form;
            }
        }
        Known::Words
    }
}
