//! Figures with how they were computed.

use std::io::{self, Write};

use book::Measured;
use work::measure::Answer;

use super::table;

/// Writes each figure with its formula, its inputs and its rows.
pub(crate) fn write(out: &mut impl Write, answers: &[Answer]) -> io::Result<()> {
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

/// Writes each figure in a line, the measure as it is pasted first.
pub(crate) fn list(out: &mut impl Write, answers: &[Answer]) -> io::Result<()> {
    let mut rows = vec![["统计（照抄）".to_owned(), "现在的值".to_owned()]];
    rows.extend(answers.iter().map(|answer| {
        let value = match &answer.measured {
            Ok(measured) => printed(measured),
            Err(error) => format!("算不出来，{error}"),
        };
        [answer.measure.to_string(), value]
    }));
    table::write(out, &rows, &[1])?;
    writeln!(out, "只数一部分的，在括号里加条件，如 计数(台账 | 列 = 值)")
}

fn write_measured(out: &mut impl Write, answer: &Answer, measured: &Measured) -> io::Result<()> {
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
