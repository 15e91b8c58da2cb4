//! The auditor: finds the figures of a document, reads what it claims to hold among them, decides each claim exactly,
//! and says which figure to correct.
//!
//! Extractors (one rule a file, `rules/`) propose relations; one judge decides them all; diagnosis looks at relations
//! that share figures together. Nothing is reported that cannot be shown at a place in the file.

mod account;
mod across;
mod baseline;
mod claim;
mod context;
mod coverage;
mod cue;
mod cue_scan;
mod diagnosis;
mod discovery;
mod evidence;
mod explain;
mod figure;
mod finding;
mod fingerprint;
mod form;
mod guard;
mod indicator;
mod known;
mod list;
mod nominal;
mod normalize;
mod phrase;
mod place;
mod places;
pub mod profile;
mod proof;
mod reading;
mod rules;
mod short_form;
mod signs;
mod slip;
mod spans;
mod strip;
mod suppression;
mod table;
mod table_unit;
mod traditional;
mod window;
mod words;
mod work;
mod year;

use document::{Document, Fault, Flat};

pub use across::{Compared, against};
pub use baseline::Baseline;
pub use claim::{Certainty, Demand, FigureId, Form, Number, Relation, Verdict};
pub use coverage::{Coverage, State};
pub use diagnosis::{Choice, Offer, Traits};
pub use evidence::{Observed, Pattern, survey};
pub use figure::{Figure, Role, Separator};
pub use finding::{Finding, Kind, Place, Proposal, Severity};
pub use fingerprint::fingerprint;
pub use known::{Claimed, Known};
pub use place::address;
pub use profile::Profile;
pub use proof::{Asked, Claim, Factors, Order, Precision, Proof, Stated, Statement, Term};
pub use rules::{RULES, Rule, SECTIONS, rule};
pub use suppression::{Sifted, Stale, Suppression, sift};

use context::{Context, Extract};
use guard::guarded;
use reading::Reading;

/// What an audit found in a document.
#[derive(Debug, Clone)]
pub struct Audit {
    /// The text of the document; the places of findings are offsets in it.
    pub flat: Flat,
    /// The figures, in reading order.
    pub figures: Vec<Figure>,
    /// What the document claims to hold among them.
    pub relations: Vec<Relation>,
    /// The verdict on each relation.
    pub verdicts: Vec<Verdict>,
    /// What is wrong, by place.
    pub findings: Vec<Finding>,
    /// The rules that failed, of which nothing can be said.
    pub faults: Vec<Fault>,
    /// How much was looked at: figures and cells visited, bytes of text searched, terms of relations and bytes of
    /// findings. It grows in proportion to the document, whatever stands in it.
    pub work: u64,
}

impl Audit {
    /// For each relation of the user's own, in the order of the profile it was audited by, whether the document has figures
    /// it is about. Where the rule is switched off, nothing was looked for and nothing is missed.
    pub fn bound(&self, profile: &Profile) -> Vec<bool> {
        let mut bound = vec![!profile.runs(rules::own_relation::CODE); profile.relations.len()];
        for index in self.relations.iter().filter_map(|relation| relation.own) {
            bound[index] = true;
        }
        bound
    }
}

/// Audits a document by the rule book.
pub fn check(document: &Document) -> Audit {
    check_with(document, &Profile::default())
}

/// Audits a document as a user wants it.
pub fn check_with(document: &Document, profile: &Profile) -> Audit {
    work::take();
    let flat = document.flatten();
    let reading = Reading::new(document, &flat);
    let extract = Extract::new(&reading);
    let figures = &extract.figures;
    let context = extract.context(&reading, profile);
    let mut faults = Vec::new();
    let (relations, verdicts) = judged(&context, profile, &mut faults);
    let mut findings = Vec::new();
    let explainer = explain::Explainer {
        told: claim::Told {
            reading: &reading,
            figures,
            quoted: "",
        },
        relations: &relations,
        profile,
        papers: context.papers,
    };
    for diagnosis in diagnosis::diagnose(&relations, &verdicts, figures) {
        findings.extend(explainer.finding(&diagnosis));
    }
    for rule in RULES.iter().filter(|rule| profile.runs(rule.code)) {
        if let Some(inspect) = rule.work.inspects() {
            guarded(rule.code, &mut findings, &mut faults, |findings| {
                inspect(&context, findings);
            });
        }
    }
    for finding in &mut findings {
        finding.severity = profile.severity(finding.code, finding.severity);
        work::look(told(finding));
    }
    findings.sort_by_key(|finding| {
        (
            finding.figures[0].start,
            std::cmp::Reverse(finding.severity),
        )
    });
    let mut figures = extract.figures;
    reading.place_in_flat(&mut figures);
    drop(reading);
    Audit {
        flat,
        figures,
        relations,
        verdicts,
        findings,
        faults,
        work: work::take(),
    }
}

/// What a document claims, each claim with the verdict on it and with what it is worth.
fn judged(
    context: &Context<'_>,
    profile: &Profile,
    faults: &mut Vec<Fault>,
) -> (Vec<Relation>, Vec<Verdict>) {
    let mut relations = Vec::new();
    for rule in RULES.iter().filter(|rule| profile.runs(rule.code)) {
        if let Some(propose) = rule.work.proposes() {
            guarded(rule.code, &mut relations, faults, |relations| {
                let first = relations.len();
                propose(context, relations);
                let found = relations.split_off(first);
                let free =
                    |relation: &Relation| rule.knows_forms() || !context.is_of_a_form(relation);
                relations.extend(found.into_iter().filter(free));
            });
        }
    }
    let verdicts: Vec<Verdict> = relations
        .iter()
        .inspect(|relation| work::look(terms(relation)))
        .map(|relation| claim::judge(relation, context.figures))
        .collect();
    evidence::grade(&mut relations, &verdicts, context.figures);
    (relations, verdicts)
}

/// The corrections a document leaves to choose from, for what in it is broken: which of them are right, whoever spoilt it
/// can say. Offsets of figures are those of the extracted text.
pub fn choices(document: &Document) -> (Flat, Vec<Figure>, Vec<Choice>) {
    let flat = document.flatten();
    let reading = Reading::new(document, &flat);
    let extract = Extract::new(&reading);
    let profile = Profile::default();
    let context = extract.context(&reading, &profile);
    let (relations, verdicts) = judged(&context, &profile, &mut Vec::new());
    let choices = diagnosis::choices(&relations, &verdicts, &extract.figures);
    let mut figures = extract.figures;
    reading.place_in_flat(&mut figures);
    drop(reading);
    (flat, figures, choices)
}

/// How many figures the readings of a relation hold.
fn terms(relation: &Relation) -> usize {
    let readings = relation.readings.iter();
    readings.map(|equation| equation.figures().len()).sum()
}

/// How much a finding says, in bytes.
fn told(finding: &Finding) -> usize {
    let places = finding.figures.iter().map(|place| place.text.len());
    finding.message.len() + finding.arithmetic.len() + places.sum::<usize>()
}
