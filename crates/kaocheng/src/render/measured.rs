//! Figures with how they were computed.

use std::io::{self, Write};

use book::{Measure, MeasureError, Measured, Source};
use serde_json::{Value, json};

/// A measure and what it came to.
pub(crate) struct Answer<'a> {
    pub(crate) measure: &'a Measure,
    pub(crate) measured: Result<Measured, MeasureError>,
    /// The files that the rows of each source name.
    pub(crate) evidence: Vec<Vec<String>>,
}

/// Writes each figure with its formula, its inputs and its rows.
pub(crate) fn write(out: &mut impl Write, answers: &[Answer<'_>]) -> io::Result<()> {
    for (at, answer) in answers.iter().enumerate() {
        if at > 0 {
            writeln!(out)?;
        }
        match &answer.measured {
            Ok(measured) => write_measured(out, answer, measured)?,
            Err(error) => writeln!(out, "{}：算不出来，{error}", answer.measure)?,
        }
    }
    Ok(())
}

fn write_measured(
    out: &mut impl Write,
    answer: &Answer<'_>,
    measured: &Measured,
) -> io::Result<()> {
    writeln!(out, "{} = {}", answer.measure, printed(measured))?;
    writeln!(out, "算法：{}", measured.formula)?;
    let inputs = measured.inputs.iter();
    let inputs: Vec<_> = inputs
        .map(|(name, value)| format!("{name} {value}"))
        .collect();
    writeln!(out, "其中：{}", inputs.join("，"))?;
    for (at, source) in measured.sources.iter().enumerate() {
        writeln!(out, "来源：{} {}", source.file(), source.rows)?;
        if let Some(files) = answer.evidence.get(at).filter(|files| !files.is_empty()) {
            writeln!(out, "佐证：{}", files.join("、"))?;
        }
    }
    Ok(())
}

/// The value with its unit; a day has none.
fn printed(measured: &Measured) -> String {
    let unit = &measured.unit;
    let value = measured.printed(unit);
    match measured.date(unit) {
        Some(_) => value,
        None => format!("{value}{unit}"),
    }
}

pub(crate) fn json(answers: &[Answer<'_>]) -> Value {
    answers.iter().map(answer_json).collect()
}

fn answer_json(answer: &Answer<'_>) -> Value {
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
