//! The coverage ledger (核验底账): what became of every figure, so that nobody takes silence for approval.

use crate::Audit;
use crate::claim::{Verdict, decide};
use crate::figure::Role;
use crate::finding::{Place, Severity};
use crate::known::Known;

/// What became of a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// It is the figure a finding is about.
    Contradicted,
    /// A reading that holds is about it, and no finding.
    Proven,
    /// Nothing the document says relates it to another figure; of it nothing can be said.
    Unrelated,
    /// It is printed so that no number can be read.
    Unread,
}

/// What became of each figure of a document. Codes, line numbers, dates and numbers of documents are no figures.
#[derive(Debug, Clone)]
pub struct Coverage {
    /// Each figure by its index in [`Audit::figures`] with its state, in reading order.
    pub figures: Vec<(usize, State)>,
    /// How many claims hold, rounding included.
    pub held: usize,
    /// What proves each figure of the document, the strongest of several.
    known: Vec<Option<Known>>,
}

impl Audit {
    /// The coverage ledger.
    pub fn coverage(&self) -> Coverage {
        let mut states = vec![State::Unrelated; self.figures.len()];
        let mut known = vec![None; self.figures.len()];
        let mut held = 0;
        for (relation, verdict) in self.relations.iter().zip(&self.verdicts) {
            if !matches!(verdict, Verdict::Holds | Verdict::Rounding) {
                continue;
            }
            held += 1;
            let holds = |verdict: Verdict| verdict <= Verdict::Rounding;
            let readings = relation.readings.iter();
            for reading in readings.filter(|reading| holds(decide(reading, &self.figures))) {
                let figures = reading.figures();
                let by = Some(self.known(relation, &figures));
                for id in figures {
                    states[id] = State::Proven;
                    known[id] = by.max(known[id]);
                }
            }
        }
        for (id, figure) in self.figures.iter().enumerate() {
            if figure.role == Role::Damaged {
                states[id] = State::Unread;
            }
        }
        for id in self.contradicted() {
            states[id] = State::Contradicted;
        }
        let counted = |(id, _): &(usize, State)| self.figures[*id].role != Role::Code;
        Coverage {
            figures: states.into_iter().enumerate().filter(counted).collect(),
            held,
            known,
        }
    }

    /// The figures that findings are about: the first place of each, where it is a figure.
    fn contradicted(&self) -> impl Iterator<Item = usize> {
        let grave = self
            .findings
            .iter()
            .filter(|finding| finding.severity > Severity::Hint);
        let main = grave.filter_map(|finding| finding.figures.first());
        main.filter_map(|place| self.figure_at(place))
    }

    /// The figure a place of a finding quotes.
    fn figure_at(&self, place: &Place) -> Option<usize> {
        let at = self
            .figures
            .partition_point(|figure| figure.start < place.start);
        let figure = self.figures.get(at)?;
        (figure.start == place.start && figure.end == place.end).then_some(at)
    }
}

impl Coverage {
    /// How many figures are in a state.
    pub fn count(&self, state: State) -> usize {
        self.figures
            .iter()
            .filter(|(_, other)| *other == state)
            .count()
    }

    /// What proves a figure, by its index in [`Audit::figures`]: the strongest of what does. `None` for one in another
    /// state.
    pub fn known(&self, figure: usize) -> Option<Known> {
        let at = self.figures.binary_search_by_key(&figure, |(id, _)| *id);
        let state = at.ok().map(|at| self.figures[at].1);
        self.known[figure].filter(|_| state == Some(State::Proven))
    }

    /// How many figures are proven by this and nothing stronger.
    pub fn count_known(&self, known: Known) -> usize {
        let figures = self.figures.iter();
        let proven = figures.filter(|(_, state)| *state == State::Proven);
        proven
            .filter(|(id, _)| self.known[*id] == Some(known))
            .count()
    }
}
