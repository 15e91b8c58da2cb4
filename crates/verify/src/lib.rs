//! Checks findings again (复核): a second opinion on what an auditor says of a document, by other code than its own.
//!
//! It reads findings as JSON and the text they are about. For each it asks: does the text say what is quoted, at the
//! place named; is each number what it is said to be; can any reading of a claim hold for values the printed numbers can
//! stand for; and would each proposal mend it. Nothing is shared with the auditor but how a printed number is read
//! (`quantity`).

mod claim;
mod count;
mod figure;
mod outcome;
mod polynomial;
mod text;
mod wire;

pub use outcome::{Outcome, Reason};
pub use text::Texts;
pub use wire::{
    Asked, Claim, Factors, Figure, Finding, Order, Precision, Proof, Proposal, Quote, Statement,
    Term,
};
pub use wire::{Audited, ParseError, parse};

/// Checks one finding.
pub fn verify(finding: &Finding, texts: &Texts) -> Outcome {
    let mut reasons = Vec::new();
    if finding.figures.is_empty() {
        reasons.push(Reason::NothingQuoted);
    }
    for quote in finding.figures.iter().chain(&finding.elsewhere) {
        reasons.extend(texts.check(quote).err());
    }
    let Some(proof) = &finding.proof else {
        return Outcome::without_proof(reasons);
    };
    match figure::read_all(proof, texts) {
        Ok(figures) => {
            reasons.extend(figure::differing(finding, proof));
            reasons.extend(claim::refute(finding, proof, &figures, texts));
        }
        Err(more) => reasons.extend(more),
    }
    Outcome::with_proof(reasons)
}
