//! A report is audited before it leaves: what it gets wrong is told with the line or the entry of the book to correct.

use audit::{Finding, Profile, Role, Severity, sift};
use document::{Document, Fault, Flat, MarkKind};
use settings::Day;

use crate::compose::{Composed, Source, Trace};

/// The name by which suppressions (免报) know a report of a book.
pub const NAME: &str = "自评报告";

/// What an audit of a composed report found.
#[derive(Debug, Clone)]
pub struct SelfAudit {
    /// What is wrong, by place.
    pub findings: Vec<Found>,
    /// What somebody lets stand, each with the reason.
    pub suppressed: Vec<(Found, String)>,
    /// The rules that failed, of which nothing can be said.
    pub faults: Vec<Fault>,
    /// The user's own relations (关系) that none of the report's figures are about, and that may not be missing.
    pub unbound: Vec<String>,
    /// Where the figures of the report come from.
    pub shares: Shares,
}

/// A finding with where its figures come from.
#[derive(Debug, Clone)]
pub struct Found {
    /// The finding.
    pub finding: Finding,
    /// For each of [`Finding::figures`], where in the book it is to be corrected.
    pub sources: Vec<String>,
}

/// How many of the figures a report prints are computed, typed into the book, or typed into its narrative.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Shares {
    /// Computed from ledgers or from other entries.
    pub computed: usize,
    /// Typed into an entry of the book.
    pub typed: usize,
    /// Digits in the words of the narrative, a template or an entry.
    pub narrative: usize,
}

impl SelfAudit {
    /// Whether nothing stands against calling the report final.
    pub fn is_sound(&self) -> bool {
        let mut findings = self.findings.iter();
        self.faults.is_empty() && findings.all(|found| found.finding.severity < Severity::Error)
    }
}

impl Shares {
    /// All figures.
    pub const fn all(&self) -> usize {
        self.computed + self.typed + self.narrative
    }
}

/// Audits a composed report. Suppressions of the profile count on the day given, for files of any name and for [`NAME`].
pub fn audit(composed: &Composed, profile: &Profile, day: Day) -> SelfAudit {
    let document = &composed.document;
    let audit = audit::check_with(document, profile);
    let found = |finding: Finding| Found {
        sources: finding
            .figures
            .iter()
            .map(|place| source(composed, &audit.flat, place.start))
            .collect(),
        finding,
    };
    let sifted = sift(
        audit.findings.clone(),
        &profile.suppressions,
        &audit.flat,
        NAME,
        day,
    );
    let suppressed = sifted.suppressed.into_iter();
    let relations = profile.relations.iter().zip(audit.bound(profile));
    let unbound = relations.filter(|(own, bound)| !bound && own.dispensable.is_none());
    SelfAudit {
        unbound: unbound.map(|(own, _)| own.name.clone()).collect(),
        findings: sifted.kept.into_iter().map(found).collect(),
        suppressed: suppressed
            .map(|(finding, index)| (found(finding), profile.suppressions[index].reason.clone()))
            .collect(),
        shares: shares(composed, &audit),
        faults: audit.faults,
    }
}

/// Where the characters at an offset of the flat text come from, in words.
fn source(composed: &Composed, flat: &Flat, offset: usize) -> String {
    let generated = || "由程序按账本编排".to_owned();
    let Some(piece) = flat.piece_at(offset) else {
        return generated();
    };
    let Some(trace) = composed.traces.get(piece) else {
        return generated();
    };
    let byte = offset - flat.pieces[piece].start;
    let written = trace.written_at(byte).map(|written| written.told());
    match figure_at(trace, byte) {
        Some(index) => {
            let origin = told(&composed.document, index);
            match written {
                Some(written) => format!("{written} 的 {origin}"),
                None => origin,
            }
        }
        None => written.unwrap_or_else(generated),
    }
}

fn figure_at(trace: &Trace, byte: usize) -> Option<usize> {
    let mut parts = trace.parts.iter();
    parts.find_map(|part| match part.source {
        Source::Figure(index) if part.range.contains(&byte) => Some(index),
        _ => None,
    })
}

/// A figure's name with where it comes from: `“指标.Z01.完成值”（ledgers/执法巡查.csv 第2–33行）`.
pub(crate) fn told(document: &Document, index: usize) -> String {
    let Some(provenance) = document.provenance.get(index) else {
        return String::new();
    };
    let sources = provenance.sources.join("、");
    match sources.is_empty() {
        true => format!("“{}”", provenance.fact),
        false => format!("“{}”（{sources}）", provenance.fact),
    }
}

fn shares(composed: &Composed, audit: &audit::Audit) -> Shares {
    let mut shares = Shares::default();
    for text in composed.document.texts() {
        for mark in &text.marks {
            let digits = text.content[mark.range.clone()].contains(|c: char| c.is_ascii_digit());
            let MarkKind::Figure(index) = mark.kind else {
                continue;
            };
            match composed.document.provenance.get(index) {
                Some(provenance) if digits && provenance.typed => shares.typed += 1,
                Some(_) if digits => shares.computed += 1,
                _ => {}
            }
        }
    }
    let narrative = audit.figures.iter().filter(|figure| {
        let piece = audit.flat.piece_at(figure.start);
        let trace = piece.and_then(|piece| Some((piece, composed.traces.get(piece)?)));
        let printed = trace.is_some_and(|(piece, trace)| {
            let start = audit.flat.pieces[piece].start;
            figure_at(trace, figure.start - start).is_some()
        });
        figure.role != Role::Code && !printed
    });
    shares.narrative = narrative.count();
    shares
}
