//! Findings and counts as programs read them, in whatever form.

use audit::{Audit, Finding, State};
use serde::Serialize;

/// A finding with the place of its main figure.
#[derive(Serialize)]
pub(crate) struct Placed<'a> {
    #[serde(flatten)]
    finding: &'a Finding,
    line: Option<u32>,
    page: Option<u32>,
}

impl<'a> From<&'a Finding> for Placed<'a> {
    fn from(finding: &'a Finding) -> Self {
        Placed {
            finding,
            line: finding.line(),
            page: finding.page(),
        }
    }
}

/// How many relations were judged and hold, and what became of the figures.
#[derive(Default, Serialize)]
pub(crate) struct Counts {
    pub(crate) figures: usize,
    pub(crate) relations: usize,
    pub(crate) held: usize,
    pub(crate) coverage: Covered,
}

/// How many figures are in each state.
#[derive(Default, Serialize)]
pub(crate) struct Covered {
    pub(crate) contradicted: usize,
    pub(crate) proven: usize,
    pub(crate) unrelated: usize,
    pub(crate) unread: usize,
}

impl Counts {
    pub(crate) fn of(audit: &Audit) -> Self {
        let ledger = audit.coverage();
        Self {
            figures: ledger.figures.len(),
            relations: audit.relations.len(),
            held: ledger.held,
            coverage: Covered {
                contradicted: ledger.count(State::Contradicted),
                proven: ledger.count(State::Proven),
                unrelated: ledger.count(State::Unrelated),
                unread: ledger.count(State::Unread),
            },
        }
    }
}

/// A figure with what became of it.
#[derive(Serialize)]
pub(crate) struct Entry<'a> {
    state: &'static str,
    text: &'a str,
    start: usize,
    end: usize,
}

/// Every figure with what became of it, in reading order.
pub(crate) fn ledger(audit: &Audit) -> Vec<Entry<'_>> {
    let figures = audit.coverage().figures.into_iter();
    let entry = |(id, state): (usize, State)| {
        let figure = &audit.figures[id];
        Entry {
            state: state_name(state),
            text: &audit.flat.text[figure.start..figure.end],
            start: figure.start,
            end: figure.end,
        }
    };
    figures.map(entry).collect()
}

/// The name of a state for programs.
pub(crate) fn state_name(state: State) -> &'static str {
    match state {
        State::Contradicted => "contradicted",
        State::Proven => "proven",
        State::Unrelated => "unrelated",
        State::Unread => "unread",
    }
}
