//! 汇总: how a department's figures come about from those of its units.

use book::{Book, Consolidation, Date, Elimination, Scorecard, Totals, UnitShare};
use serde_json::{Value, json};

use crate::Failure;
use crate::score::{Scored, score};
use crate::told::{percent, remarks, told_as_value};

/// A department's year, with where its figures come from.
#[derive(Debug)]
pub struct Rolled {
    /// The department with its score.
    pub scored: Scored,
    /// Its units, what was eliminated between them, and the sums.
    pub statement: Consolidation,
}

/// Brings the units of a department together, as they are or were at the end of a day; `None` where it has none.
///
/// # Errors
/// When the department cannot be scored.
pub fn rollup(book: Book, as_of: Option<Date>) -> Result<Option<Rolled>, Failure> {
    let scored = score(book, None, as_of)?;
    let statement = scored.book.consolidation();
    Ok(statement.map(|statement| Rolled { scored, statement }))
}

told_as_value!(Rolled);

impl Rolled {
    fn value(&self) -> Value {
        value(&self.scored.book, &self.statement, &self.scored.card)
    }
}

/// Amounts are decimals in text, in 万元.
fn value(book: &Book, statement: &Consolidation, card: &Scorecard) -> Value {
    let units = statement.units.iter().map(|unit| {
        let score = unit.score.as_ref();
        json!({
            "name": unit.name, "folder": unit.folder, "budget": totals_json(unit.totals), "staff": unit.present,
            "score": score.map(|(score, _)| score.to_string()), "grade": score.and_then(|(_, grade)| grade.as_ref()),
        })
    });
    json!({
        "department": book.profile.name,
        "year": book.year,
        "units": units.collect::<Vec<_>>(),
        "sum": totals_json(statement.sum),
        "eliminated": totals_json(statement.eliminated),
        "total": totals_json(statement.total),
        "eliminations": statement.eliminations.iter().map(elimination_json).collect::<Vec<_>>(),
        "indicators": book.shares().iter().map(|one| indicator_json(statement, one)).collect::<Vec<_>>(),
        "remarks": remarks(&card.remarks),
    })
}

fn totals_json(totals: Totals) -> Value {
    json!({
        "initial": totals.initial.to_string(),
        "full_year": totals.full_year().to_string(),
        "executed": totals.executed.to_string(),
        "rate": totals.execution_rate().map(|rate| percent(&rate)),
    })
}

fn elimination_json(one: &Elimination) -> Value {
    let side = |told: &[(String, Totals)]| {
        let entries = told.iter().map(|(account, amounts)| {
            json!({
                "account": account, "budget": amounts.full_year().to_string(), "amount": amounts.executed.to_string(),
            })
        });
        entries.collect::<Vec<_>>()
    };
    json!({
        "matter": one.matter, "of_budget": one.of_budget, "giver": one.giver, "taker": one.taker,
        "given": side(&one.given), "taken": side(&one.taken),
        "eliminated": one.is_agreed(), "standing": one.standing.word(),
    })
}

fn indicator_json(statement: &Consolidation, one: &UnitShare) -> Value {
    let parts = statement.units.iter().zip(&one.parts).map(|(unit, part)| {
        json!({
            "unit": unit.name, "value": part.as_ref().map(|part| part.printed(&one.unit)),
        })
    });
    json!({
        "id": one.id, "name": one.name, "unit": one.unit, "value": one.whole.printed(&one.unit),
        "parts": parts.collect::<Vec<_>>(),
    })
}
