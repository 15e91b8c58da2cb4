//! 满意度调查: what the surveys of a book found.

use book::survey::SurveyResult;
use book::{Book, Figure, Figures, Remark};
use serde_json::{Value, json};

use crate::told::{remarks, told_as_value};

/// The surveys of a book.
#[derive(Debug)]
pub struct Surveys {
    /// Each survey with answers.
    pub surveys: Vec<Surveyed>,
    /// The figures of the book, as reports print them.
    pub figures: Figures,
}

/// A survey with what it found and what is to be mended in it.
#[derive(Debug)]
pub struct Surveyed {
    /// 名称
    pub name: String,
    /// What it found.
    pub result: SurveyResult,
    /// What is to be mended.
    pub remarks: Vec<Remark>,
}

/// What the surveys of a book found.
pub fn survey(book: &Book) -> Surveys {
    let surveys = book.surveys.iter().filter_map(|survey| {
        Some(Surveyed {
            name: survey.name.clone(),
            result: survey.result(book)?,
            remarks: survey.check(book),
        })
    });
    Surveys {
        surveys: surveys.collect(),
        figures: Figures::of(book),
    }
}

impl Surveyed {
    /// A number of the survey by its name, such as 满意率.
    pub fn figure<'a>(&self, figures: &'a Figures, name: &str) -> Option<&'a Figure> {
        figures.get(&format!("调查.{}.{name}", self.name)).ok()
    }
}

told_as_value!(Surveys);

impl Surveys {
    fn value(&self) -> Value {
        let all = self.surveys.iter();
        all.map(|one| value(one, &self.figures)).collect()
    }
}

fn value(told: &Surveyed, figures: &Figures) -> Value {
    let result = &told.result;
    let names = result.numbers();
    let numbers: serde_json::Map<_, _> = names
        .iter()
        .map(|(name, _)| {
            let text = told.figure(figures, name).map(|figure| figure.text.clone());
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
        "remarks": remarks(&told.remarks),
    })
}
