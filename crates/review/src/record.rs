//! Findings and counts as programs read them, in whatever form.

use std::collections::BTreeMap;

use audit::{Audit, Certainty, Claimed, Finding, Known, State, Verdict, fingerprint};
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
    /// How many are proven by what.
    proven_by: BTreeMap<&'static str, usize>,
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
                proven_by: Known::ALL
                    .iter()
                    .map(|known| (known_name(*known), ledger.count_known(*known)))
                    .filter(|(_, count)| *count > 0)
                    .collect(),
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

/// What is told only where it was asked for.
pub(crate) fn asked<T>(is_asked: bool, all: impl FnOnce() -> Vec<T>) -> Vec<T> {
    if is_asked { all() } else { Vec::new() }
}

/// A figure with what became of it.
#[derive(Serialize)]
pub(crate) struct Entry<'a> {
    state: &'static str,
    /// What proves it.
    #[serde(skip_serializing_if = "Option::is_none")]
    known: Option<&'static str>,
    #[serde(flatten)]
    printed: Printed<'a>,
}

/// A figure where it stands in the extracted text.
#[derive(Serialize)]
struct Printed<'a> {
    text: &'a str,
    start: usize,
    end: usize,
}

/// Every figure with what became of it, in reading order.
pub(crate) fn ledger(audit: &Audit) -> Vec<Entry<'_>> {
    let coverage = audit.coverage();
    let entry = |(id, state): &(usize, State)| Entry {
        state: state_name(*state),
        known: coverage.known(*id).map(known_name),
        printed: printed(audit, *id),
    };
    coverage.figures.iter().map(entry).collect()
}

/// A claim with what was made of it.
#[derive(Serialize)]
pub(crate) struct Stated<'a> {
    rule: &'static str,
    kind: &'static str,
    verdict: &'static str,
    certainty: &'static str,
    known: &'static str,
    /// Its figures in the order in which it is told: of a sum the whole first, of a ratio the percentage last.
    figures: Vec<Printed<'a>>,
}

/// Every claim with what was made of it.
pub(crate) fn claims(audit: &Audit) -> Vec<Stated<'_>> {
    let stated = |claimed: Claimed<'_>| Stated {
        rule: claimed.rule,
        kind: claimed.form.kind(),
        verdict: match claimed.verdict {
            Verdict::Holds => "holds",
            Verdict::Rounding => "rounding",
            Verdict::Undecided => "undecided",
            Verdict::Broken => "broken",
        },
        certainty: match claimed.certainty {
            Certainty::Stated => "stated",
            Certainty::Probable => "probable",
            Certainty::Possible => "possible",
        },
        known: known_name(claimed.known),
        figures: claimed
            .form
            .figures()
            .into_iter()
            .map(|id| printed(audit, id))
            .collect(),
    };
    audit.claims().map(stated).collect()
}

fn printed(audit: &Audit, figure: usize) -> Printed<'_> {
    let figure = &audit.figures[figure];
    Printed {
        text: &audit.flat.text[figure.start..figure.end],
        start: figure.start,
        end: figure.end,
    }
}

/// The name of a state for programs.
fn state_name(state: State) -> &'static str {
    match state {
        State::Contradicted => "contradicted",
        State::Proven => "proven",
        State::Unrelated => "unrelated",
        State::Unread => "unread",
    }
}

/// The name for programs of what a claim is known by.
fn known_name(known: Known) -> &'static str {
    match known {
        Known::Arithmetic => "arithmetic",
        Known::Form => "form",
        Known::Words => "words",
        Known::Profile => "profile",
    }
}
