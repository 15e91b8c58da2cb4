//! Facts of two documents that are the same, and whether they agree.

use std::collections::HashMap;

use super::Pair;
use super::fact::{Fact, Key, Told, facts};
use crate::claim::{FigureId, Form, Verdict, decide};
use crate::context::Context;
use crate::figure::Figure;

/// A fact that the two documents give differently.
#[derive(Debug, Clone)]
pub(crate) struct Agreement {
    /// What it is.
    pub(crate) key: Key,
    /// How this document tells it.
    pub(crate) here: Told,
    /// The figure of the other document.
    pub(crate) there: FigureId,
    /// Whether this document tells it of the year before its own.
    pub(crate) prior: bool,
}

/// The facts that cannot be the same number, each once.
pub(crate) fn agreements(pair: &Pair<'_>) -> Vec<Agreement> {
    let there = settled(pair.other, &facts(pair.other));
    let mut seen: Vec<Key> = Vec::new();
    let mut found = Vec::new();
    for fact in &facts(pair.this) {
        let Some(other) = there.get(&fact.key).and_then(|one| one.in_scope(fact)) else {
            continue;
        };
        let differs = conflict(pair, fact.told, other) == Some(Verdict::Broken);
        if differs && !seen.contains(&fact.key) {
            seen.push(fact.key.clone());
            found.push(Agreement {
                key: fact.key.clone(),
                here: fact.told,
                there: other,
                prior: fact.prior,
            });
        }
    }
    // Where this document itself is of two minds, which one is wrong is not for the other to say.
    let own = settled(pair.this, &facts(pair.this));
    found.retain(|one| match one.here {
        Told::Figure(id) => own
            .get(&one.key)
            .is_some_and(|known| known.figures().any(|f| f == id)),
        Told::Before { .. } => !own.contains_key(&one.key),
    });
    found
}

/// What a document says of a fact, when it is of one mind.
#[derive(Debug, Default)]
struct Settled {
    /// The figures, each with the table of an account it belongs to.
    told: Vec<(Option<crate::account::Form>, FigureId)>,
}

impl Settled {
    fn figures(&self) -> impl Iterator<Item = FigureId> + '_ {
        self.told.iter().map(|(_, id)| *id)
    }

    /// The figure to hold a fact against: that of the same table where both tell which.
    fn in_scope(&self, fact: &Fact) -> Option<FigureId> {
        let same = |scope: &Option<crate::account::Form>| {
            scope.is_none() || fact.scope.is_none() || *scope == fact.scope
        };
        self.told
            .iter()
            .find(|(scope, _)| same(scope))
            .map(|(_, id)| *id)
    }
}

/// The facts that a document tells as figures, and always alike.
fn settled(context: &Context<'_>, facts: &[Fact]) -> HashMap<Key, Settled> {
    let mut settled: HashMap<Key, Settled> = HashMap::new();
    let mut torn: Vec<&Key> = Vec::new();
    for fact in facts {
        let Told::Figure(id) = fact.told else {
            continue;
        };
        let known = settled.entry(fact.key.clone()).or_default();
        let alike = known.figures().all(|other| {
            let figures = [context.figures[other], context.figures[id]];
            figures[0].same_kind(&figures[1]) && equal(&figures) != Verdict::Broken
        });
        if alike {
            known.told.push((fact.scope, id));
        } else {
            torn.push(&fact.key);
        }
    }
    for key in torn {
        settled.remove(key);
    }
    settled
}

/// Whether two figures can be one number.
fn equal(figures: &[Figure; 2]) -> Verdict {
    decide(&Form::total(0, [1]), figures)
}

/// What the judge says of a fact here and its figure there; `None` when the two are not of a kind.
fn conflict(pair: &Pair<'_>, here: Told, there: FigureId) -> Option<Verdict> {
    let other = pair.other.figures[there];
    let this = |id: FigureId| pair.this.figures[id];
    if !this(here.main()).same_kind(&other) {
        return None;
    }
    Some(match here {
        Told::Figure(id) => equal(&[this(id), other]),
        Told::Before { now, change } => {
            let figures = [this(now), this(change.1), other];
            let equation = Form::sum([(-1, 0), (change.0, 1), (1, 2)]);
            decide(&equation, &figures)
        }
    })
}
