//! Findings and counts as programs read them, in whatever form.

use audit::{Audit, Finding, State, fingerprint};
use serde::Serialize;

use crate::Read;

/// A finding with the place of its main figure.
#[derive(Serialize)]
pub(crate) struct Placed<'a> {
    #[serde(flatten)]
    finding: &'a Finding,
    line: Option<u32>,
    page: Option<u32>,
    /// What tells it again after the document was edited elsewhere.
    fingerprint: String,
}

impl<'a> Placed<'a> {
    pub(crate) fn of(audit: &Audit, finding: &'a Finding) -> Self {
        Placed {
            finding,
            line: finding.line(),
            page: finding.page(),
            fingerprint: fingerprint(&audit.flat, finding),
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
    pub(crate) suppressed: usize,
    pub(crate) known: usize,
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
    pub(crate) fn of(read: &Read) -> Self {
        let audit = &read.audit;
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
            suppressed: read.aside.suppressed.len(),
            known: read.aside.known,
        }
    }
}

/// A finding that somebody lets stand.
#[derive(Serialize)]
pub(crate) struct LetStand<'a> {
    code: &'static str,
    text: &'a str,
    message: &'a str,
    reason: &'a str,
    by: &'a str,
}

/// The findings that somebody lets stand.
pub(crate) fn let_stand(read: &Read) -> Vec<LetStand<'_>> {
    let suppressed = read.aside.suppressed.iter();
    suppressed
        .map(|one| LetStand {
            code: one.finding.code,
            text: &one.finding.figures[0].text,
            message: &one.finding.message,
            reason: &one.reason,
            by: &one.by,
        })
        .collect()
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
