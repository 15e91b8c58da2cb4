//! `survey`: what a book's satisfaction surveys found.

use std::io::{self, Write};

use book::survey::{QuestionResult, SurveyResult};
use book::{Figure, Figures, Remark, Severity};
use serde_json::{Value, json};

use crate::Outcome;
use crate::arguments::{Format, Survey};
use crate::error::Failure;
use crate::render::table;
use crate::shelf;

/// A survey with what it found and what is to be mended in it.
struct Told<'a> {
    survey: &'a book::Survey,
    result: SurveyResult,
    remarks: Vec<Remark>,
}

pub(crate) fn run(arguments: &Survey) -> Result<Outcome, Failure> {
    let folder = &arguments.book;
    let book = shelf::load(folder)?;
    let figures = Figures::of(&book);
    let told: Vec<_> = book
        .surveys
        .iter()
        .filter_map(|survey| {
            Some(Told {
                survey,
                result: survey.result(&book)?,
                remarks: survey.check(&book),
            })
        })
        .collect();
    match arguments.told.format {
        Format::Text => {
            let mut out = anstream::stdout().lock();
            if told.is_empty() {
                writeln!(out, "账本里没有满意度调查（[[\"满意度调查\"]]）。")?;
            }
            for (place, one) in told.iter().enumerate() {
                if place > 0 {
                    writeln!(out)?;
                }
                write(&mut out, one, &figures)?;
            }
        }
        Format::Json => {
            let all: Vec<_> = told.iter().map(|one| json(one, &figures)).collect();
            writeln!(io::stdout().lock(), "{}", Value::from(all))?;
        }
    }
    let wrong = |remark: &Remark| remark.severity == Severity::Error;
    Ok(match told.iter().any(|one| one.remarks.iter().any(wrong)) {
        true => Outcome::Findings,
        false => Outcome::Clean,
    })
}

fn write(out: &mut impl Write, told: &Told<'_>, figures: &Figures) -> io::Result<()> {
    let result = &told.result;
    let word = result.headline.word();
    writeln!(out, "满意度调查：{}（采用{word}）\n", result.name)?;
    let printed = |name: &str| figure(told, figures, name).map(printed);
    let known = |name: &'static str| Some(format!("{name} {}", printed(name)?));
    let line = |names: &[&'static str]| {
        let known: Vec<_> = names.iter().filter_map(|name| known(name)).collect();
        known.join("，")
    };
    writeln!(
        out,
        "  {}",
        line(&["发放数", "回收数", "有效数", "回收率", "有效率"])
    )?;
    for invalid in &result.invalid {
        let count: usize = invalid
            .sources
            .iter()
            .map(|source| source.rows.count())
            .sum();
        let places = invalid.sources.iter().map(|source| match &source.unit {
            Some(folder) => format!("{folder} {}", source.rows),
            None => source.rows.to_string(),
        });
        let places = places.collect::<Vec<_>>().join("；");
        writeln!(out, "  无效 {count} 份：{}（{places}）", invalid.reason)?;
    }
    writeln!(out, "  {}", line(&["满意数", "满意率", "满意度指数"]))?;
    if let (Some(low), Some(high)) = (printed("下限"), printed("上限")) {
        let margin = printed("误差").unwrap_or_default();
        writeln!(out, "  {word}的95%置信区间 {low} 至 {high}，误差 ±{margin}")?;
    }
    if !result.questions.is_empty() {
        writeln!(out)?;
        table::write(out, &rows(&result.questions), &[2, 3, 4])?;
    }
    for (place, remark) in told.remarks.iter().enumerate() {
        let gap = if place == 0 { "\n" } else { "" };
        writeln!(
            out,
            "{gap}{} {}：{}",
            remark.severity, remark.subject, remark.message
        )?;
    }
    Ok(())
}

fn rows(questions: &[QuestionResult]) -> Vec<[String; 5]> {
    let head = ["题目", "各档人数", "作答", "满意率", "满意度指数"].map(str::to_owned);
    let row = |question: &QuestionResult| {
        let tally = question.tally.iter();
        let tally: Vec<_> = tally
            .map(|(word, times)| format!("{word} {times}"))
            .collect();
        [
            question.column.clone(),
            tally.join("，"),
            question.answered.to_string(),
            hundredths(question.rate.as_ref(), "%"),
            hundredths(question.index.as_ref(), "分"),
        ]
    };
    std::iter::once(head)
        .chain(questions.iter().map(row))
        .collect()
}

fn hundredths(value: Option<&quantity::Rational>, unit: &str) -> String {
    value.map_or_else(String::new, |value| {
        format!("{}{unit}", quantity::Decimal::round(value, 2))
    })
}

fn figure<'a>(told: &Told<'_>, figures: &'a Figures, name: &str) -> Option<&'a Figure> {
    figures
        .get(&format!("调查.{}.{name}", told.survey.name))
        .ok()
}

fn printed(figure: &Figure) -> String {
    format!("{}{}", figure.text, figure.unit)
}

fn json(told: &Told<'_>, figures: &Figures) -> Value {
    let result = &told.result;
    let names = result.numbers();
    let numbers: serde_json::Map<_, _> = names
        .iter()
        .map(|(name, _)| {
            let text = figure(told, figures, name).map(|figure| figure.text.clone());
            ((*name).to_owned(), Value::from(text))
        })
        .collect();
    let questions = result.questions.iter().map(|question| {
        let tally = question.tally.iter();
        let tally: serde_json::Map<_, _> = tally
            .map(|(word, times)| (word.clone(), Value::from(*times)))
            .collect();
        json!({
            "column": question.column, "text": question.text, "tally": tally,
            "answered": question.answered, "satisfied": question.satisfied,
        })
    });
    json!({
        "name": result.name,
        "headline": result.headline.word(),
        "numbers": numbers,
        "invalid": result.invalid.iter().map(|one| json!({
            "reason": one.reason, "rows": one.sources.iter().map(|source| json!({
                "unit": source.unit, "rows": source.rows.ranges(),
            })).collect::<Vec<_>>(),
        })).collect::<Vec<_>>(),
        "questions": questions.collect::<Vec<_>>(),
        "remarks": told.remarks.iter().map(|remark| json!({
            "severity": remark.severity.to_string(), "message": remark.message,
        })).collect::<Vec<_>>(),
    })
}
