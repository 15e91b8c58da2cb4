//! 结果应用: what the result means for next year's budget.

use book::Book;
use packs::Library;
use packs::propose::{Advice, Proposal};
use serde_json::{Value, json};

use crate::told::told_as_value;
use crate::{Failure, score};

/// What is proposed for next year.
#[derive(Debug)]
pub struct Proposed {
    /// The unit.
    pub unit: String,
    /// Next year.
    pub year: u16,
    /// The pack whose rules it follows.
    pub pack: String,
    /// Its version.
    pub version: String,
    /// One proposal for each project and for the whole.
    pub proposals: Vec<Proposal>,
}

/// Proposes by the rules of the book's leading pack.
///
/// # Errors
/// When there is no such scheme or pack, or a rule cannot be applied.
pub fn propose(book: Book, named: Option<&str>, library: &Library) -> Result<Proposed, Failure> {
    let scored = score::score(book, named, None)?;
    let book = &scored.book;
    let scheme = score::scheme(book, named)?;
    let pack = library
        .leading(&book.packs)
        .map_err(|unknown| Failure::Said(unknown.to_string()))?;
    let proposals = packs::propose::propose(book, &scheme, &scored.card, pack.uses())
        .map_err(|error| Failure::Said(error.to_string()))?;
    Ok(Proposed {
        unit: book.profile.name.clone(),
        year: book.year + 1,
        pack: pack.name().to_owned(),
        version: pack.version().to_string(),
        proposals,
    })
}

told_as_value!(Proposed);

impl Proposed {
    fn value(&self) -> Value {
        json!({
            "year": self.year, "pack": self.pack, "version": self.version,
            "proposals": self.proposals.iter().map(value).collect::<Vec<_>>(),
        })
    }
}

fn value(one: &Proposal) -> Value {
    let figures: serde_json::Map<String, Value> = one
        .figures
        .iter()
        .map(|(name, value)| (name.clone(), value.clone().into()))
        .collect();
    json!({
        "subject": one.subject, "kind": one.kind, "advice": one.advice.map(Advice::word),
        "rule": one.rule, "condition": one.condition, "reason": one.reason, "basis": one.basis,
        "base": one.base.to_string(), "suggested": one.suggested.map(|next| next.to_string()),
        "figures": figures,
    })
}
