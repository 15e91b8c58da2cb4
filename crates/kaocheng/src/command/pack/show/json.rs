//! Packs, indicators and ledgers for programs.

use book::MethodName;
use packs::{LedgerForm, Model, Pack};
use serde_json::{Map, Value, json};

use super::{Shown, indicators, ledgers};

/// A pack as `pack list` tells it.
pub(super) fn entry(pack: &Pack) -> Value {
    json!({
        "name": pack.name(), "title": pack.title(), "version": pack.version().to_string(),
        "base": pack.base().map(ToString::to_string), "note": pack.note(), "scope": pack.scope(),
        "indicators": pack.indicators().len(), "ledgers": pack.ledgers().len(),
    })
}

/// What `pack show` was asked for; a pack with all or only its own indicators and ledgers.
pub(super) fn of(shown: &Shown<'_>, all: bool) -> Value {
    match shown {
        Shown::Pack(pack) => whole(pack, all),
        Shown::Indicator(model) => indicator(model),
        Shown::Ledger(form) => ledger(form),
    }
}

fn whole(pack: &Pack, all: bool) -> Value {
    let mut told = entry(pack);
    told["basis"] = json!(pack.basis());
    told["indicators"] = indicators(pack, all).map(indicator).collect();
    told["ledgers"] = ledgers(pack, all).map(ledger).collect();
    told
}

fn indicator(model: &Model) -> Value {
    let grounds = model.basis.parts();
    let grounds: Map<String, Value> = grounds
        .map(|(key, text)| (key.to_owned(), json!(text)))
        .collect();
    json!({
        "id": model.id, "first": model.level1, "second": model.level2, "name": model.name,
        "direction": model.direction.word(), "unit": model.unit, "target": model.target,
        "rule": model.rule.map(MethodName::word),
        "measure": model.measure.as_ref().map(ToString::to_string),
        "basis": model.regulations, "grounds": grounds, "pack": model.pack,
    })
}

fn ledger(form: &LedgerForm) -> Value {
    json!({
        "name": form.name, "purpose": form.purpose, "columns": form.header,
        "constraints": form.constraints, "basis": form.basis, "origin": form.origin,
    })
}
