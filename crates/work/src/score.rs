//! 评分: a book with its score, by a scheme.

use std::cmp::Reverse;
use std::fs;
use std::path::Path;

use book::{Book, Date, Explanation, Scheme, Scorecard, Severity};
use serde_json::{Value, json};

use crate::told::{remarks, told_as_value};
use crate::{Failure, projects};

/// A book with its score; what is incomplete or contradicts itself in the book is among the remarks.
#[derive(Debug)]
pub struct Scored {
    /// The book, as it was looked at.
    pub book: Book,
    /// Points, with the reason of each.
    pub card: Scorecard,
}

/// Scores a book as it is, or as it was known at the end of a day; by the scheme named or else by its own.
///
/// # Errors
/// When there is no such scheme.
pub fn score(mut book: Book, named: Option<&str>, as_of: Option<Date>) -> Result<Scored, Failure> {
    if let Some(day) = as_of {
        book = book.as_of(day);
    }
    let scheme = scheme(&book, named)?;
    projects::verify(&mut book, &scheme);
    let mut card = book::score(&book, &scheme);
    card.remarks.extend(book.check(&scheme));
    card.remarks.sort_by_key(|remark| Reverse(remark.severity));
    card.remarks.dedup();
    Ok(Scored { book, card })
}

/// Whether nothing in it keeps the book from being handed in.
pub fn is_sound(card: &Scorecard) -> bool {
    let mut remarks = card.remarks.iter();
    remarks.all(|remark| remark.severity != Severity::Error)
}

/// The scheme (评分方案) the user names, the book's own, shipped or in a file; otherwise the one the book names.
///
/// # Errors
/// When there is none of that name, or its file is wrong.
pub fn scheme(book: &Book, named: Option<&str>) -> Result<Scheme, Failure> {
    let Some(named) = named else {
        return book.scoring_scheme().ok_or_else(|| {
            Failure::Said(format!(
                "账本没有写明可用的评分方案。请用 --scheme 指定，自带的有：{}。",
                shipped()
            ))
        });
    };
    let own = book.schemes.get(named).cloned();
    if let Some(scheme) = own.or_else(|| Scheme::shipped(named)) {
        return Ok(scheme);
    }
    let path = Path::new(named);
    if !path.exists() {
        return Err(Failure::Said(format!(
            "没有名为“{named}”的评分方案，也没有这个文件。自带的有：{}。",
            shipped()
        )));
    }
    let text = fs::read_to_string(path).map_err(Failure::file("无法读取评分方案", path))?;
    let name = path.file_stem().map_or_else(
        || named.to_owned(),
        |stem| stem.to_string_lossy().into_owned(),
    );
    Scheme::parse(&name, &text).map_err(Failure::faults(path))
}

fn shipped() -> String {
    Scheme::shipped_names().collect::<Vec<_>>().join("、")
}

told_as_value!(Scored);

impl Scored {
    fn value(&self) -> Value {
        card_value(&self.card)
    }
}

/// A score for programs; points are decimals in text.
pub(crate) fn card_value(card: &Scorecard) -> Value {
    let indicators: Vec<Value> = card
        .indicators
        .iter()
        .map(|item| {
            json!({
                "id": item.id, "first": item.level1, "second": item.level2, "name": item.name,
                "target": item.target, "actual": item.actual,
                "weight": item.weight.to_string(), "points": item.points.to_string(),
                "explanation": explanation(&item.explanation),
            })
        })
        .collect();
    json!({
        "scheme": card.scheme,
        "total": card.total.to_string(),
        "full": card.full.to_string(),
        "grade": card.grade.as_ref().map(|grade| &grade.name),
        "execution": card.execution.as_ref().map(|execution| json!({
            "budget": execution.budget.to_string(), "executed": execution.executed.to_string(),
            "weight": execution.weight.to_string(), "points": execution.points.to_string(),
            "explanation": explanation(&execution.explanation),
        })),
        "indicators": indicators,
        "remarks": remarks(&card.remarks),
    })
}

fn explanation(explanation: &Explanation) -> Value {
    json!({ "rule": explanation.rule, "inputs": explanation.inputs, "arithmetic": explanation.arithmetic })
}
