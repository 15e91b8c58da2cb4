//! 自评: the score, with the arithmetic of every point.

use askama::Template;
use book::Explanation;
use entry::EntryId;
use work::score::Scored;

use super::head::{Head, TABS, Tab};
use super::overview::{Todo, entry_link};
use super::shelves::Shelved;

/// The score of a book.
#[derive(Template)]
#[template(path = "books/score.html")]
pub(crate) struct Score {
    head: Head,
    tabs: &'static [Tab],
    scheme: String,
    lines: Vec<Line>,
    remarks: Vec<Todo>,
}

/// Points, and why.
struct Line {
    level1: String,
    level2: String,
    name: String,
    link: Option<String>,
    target: String,
    actual: String,
    weight: String,
    points: String,
    lost: bool,
    rule: String,
    inputs: String,
    arithmetic: String,
}

impl Score {
    pub(crate) fn new(book: &Shelved) -> Self {
        let scored = book.scored();
        let head = Head::new(book, &scored, "自评");
        let (scheme, lines, remarks) = match &scored {
            Ok(scored) => {
                let remarks = scored.card.remarks.iter().map(Todo::from);
                (scored.card.scheme.clone(), lines(scored), remarks.collect())
            }
            Err(_) => (String::new(), Vec::new(), Vec::new()),
        };
        Self {
            head,
            tabs: &TABS,
            scheme,
            lines,
            remarks,
        }
    }
}

fn lines(scored: &Scored) -> Vec<Line> {
    let card = &scored.card;
    let execution = card.execution.iter().map(|one| Line {
        level1: "预算执行".to_owned(),
        level2: String::new(),
        name: "预算执行率".to_owned(),
        link: Some("sheet/预算".to_owned()),
        target: format!("{}万元", one.budget),
        actual: format!("{}万元", one.executed),
        weight: one.weight.to_string(),
        points: one.points.to_string(),
        lost: one.points != one.weight,
        rule: one.explanation.rule.clone(),
        inputs: inputs(&one.explanation),
        arithmetic: one.explanation.arithmetic.clone(),
    });
    let indicators = card.indicators.iter().map(|one| Line {
        level1: one.level1.clone(),
        level2: one.level2.clone(),
        name: one.name.clone(),
        link: Some(entry_link(&EntryId::default().inside("指标", &one.id, 1))),
        target: one.target.clone(),
        actual: one.actual.clone().unwrap_or_else(|| "没有填".to_owned()),
        weight: one.weight.to_string(),
        points: one.points.to_string(),
        lost: !one.lost().is_zero(),
        rule: one.explanation.rule.clone(),
        inputs: inputs(&one.explanation),
        arithmetic: one.explanation.arithmetic.clone(),
    });
    execution.chain(indicators).collect()
}

fn inputs(explanation: &Explanation) -> String {
    let inputs = explanation.inputs.iter();
    let inputs: Vec<String> = inputs
        .map(|(name, value)| format!("{name} {value}"))
        .collect();
    inputs.join("，")
}
