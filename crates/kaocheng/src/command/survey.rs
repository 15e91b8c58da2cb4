//! `survey`: what a book's satisfaction surveys found.

use std::io::{self, Write};

use book::survey::QuestionResult;
use book::{Figure, Figures, Remark, Severity};

use crate::Outcome;
use crate::arguments::{self, Format};
use crate::error::Failure;
use crate::render::{answer, table};
use crate::shelf;
use work::survey::{Surveyed, survey};

pub(crate) fn run(arguments: &arguments::Survey) -> Result<Outcome, Failure> {
    let folder = &arguments.book;
    let book = shelf::known(folder, arguments.known)?;
    let surveyed = survey(&book);
    let told = &surveyed.surveys;
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
                write(&mut out, one, &surveyed.figures)?;
            }
        }
        Format::Json => {
            answer::compact(&surveyed)?;
        }
    }
    let wrong = |remark: &Remark| remark.severity == Severity::Error;
    Ok(match told.iter().any(|one| one.remarks.iter().any(wrong)) {
        true => Outcome::Findings,
        false => Outcome::Clean,
    })
}

fn write(out: &mut impl Write, told: &Surveyed, figures: &Figures) -> io::Result<()> {
    let result = &told.result;
    let word = result.headline.word();
    writeln!(out, "满意度调查：{}（采用{word}）\n", result.name)?;
    let printed = |name: &str| told.figure(figures, name).map(printed);
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
        writeln!(out, "{gap}{remark}")?;
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

fn printed(figure: &Figure) -> String {
    format!("{}{}", figure.text, figure.unit)
}
