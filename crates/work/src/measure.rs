//! 统计: figures computed from the ledgers of a book.

use book::{Book, Date, Measure, MeasureError, Measured, Source};
use serde_json::{Value, json};

use crate::told::told_as_value;

/// Measures and what they came to.
#[derive(Debug)]
pub struct Answers(pub Vec<Answer>);

/// A measure and what it came to.
#[derive(Debug)]
pub struct Answer {
    /// The measure.
    pub measure: Measure,
    /// What it came to, or why it cannot be computed.
    pub measured: Result<Measured, MeasureError>,
    /// The files that the rows of each source name.
    pub evidence: Vec<Vec<String>>,
}

/// Computes measures in a unit, or each in its own; as the ledgers are, or were at the end of a day.
pub fn measure(
    mut book: Book,
    measures: &[Measure],
    unit: Option<&str>,
    as_of: Option<Date>,
) -> Answers {
    if let Some(day) = as_of {
        book = book.as_of(day);
    }
    book.foresee(measures);
    let answers = measures.iter().map(|measure| {
        let measured = match unit {
            Some(unit) => book.measure(measure, unit),
            None => book.measure_as_is(measure),
        };
        let sources = measured.iter().flat_map(|measured| &measured.sources);
        let evidence = sources.map(|source| {
            let files = book.attached_to(source).into_iter();
            files.map(str::to_owned).collect()
        });
        Answer {
            measure: measure.clone(),
            evidence: evidence.collect(),
            measured,
        }
    });
    Answers(answers.collect())
}

told_as_value!(Answers);

impl Answers {
    fn value(&self) -> Value {
        self.0.iter().map(value).collect()
    }
}

fn value(answer: &Answer) -> Value {
    let measure = answer.measure.to_string();
    let measured = match &answer.measured {
        Ok(measured) => measured,
        Err(error) => {
            return json!({ "measure": measure, "problem": error.problem, "remedy": error.remedy });
        }
    };
    let sources = measured.sources.iter().enumerate();
    let sources: Vec<_> = sources
        .map(|(at, source)| source_json(source, answer.evidence.get(at)))
        .collect();
    let inputs: Vec<_> = measured
        .inputs
        .iter()
        .map(|(name, value)| json!({ "name": name, "value": value }))
        .collect();
    json!({
        "measure": measure,
        "value": measured.printed(&measured.unit),
        "exact": measured.value.to_string(),
        "unit": measured.unit,
        "formula": measured.formula,
        "inputs": inputs,
        "sources": sources,
    })
}

fn source_json(source: &Source, evidence: Option<&Vec<String>>) -> Value {
    json!({
        "file": source.file(),
        "column": source.column,
        "rows": source.rows.ranges(),
        "count": source.rows.count(),
        "all_named": source.rows.are_all_named(),
        "evidence": evidence,
    })
}
