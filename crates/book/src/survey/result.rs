//! What a survey found.

use quantity::{Rational, proportion};

use super::valid::Sieve;
use super::{Headline, Invalid, Question, Responses, Survey};
use crate::{Book, Ledger};

/// What a survey found, exactly.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SurveyResult {
    /// 名称
    pub name: String,
    /// 采用
    pub headline: Headline,
    /// 发放数
    pub sent: Option<u64>,
    /// 回收数
    pub returned: u64,
    /// 有效数
    pub valid: u64,
    /// The questionnaires that do not count, by reason.
    pub invalid: Vec<Invalid>,
    /// 回收率 = 回收 ÷ 发放, as a plain ratio.
    pub return_rate: Option<Rational>,
    /// 有效率 = 有效 ÷ 回收, as a plain ratio.
    pub valid_rate: Option<Rational>,
    /// The questions, the main one first; none where only numbers are known.
    pub questions: Vec<QuestionResult>,
    /// The figure the survey stands for, in percent or points.
    pub value: Option<Rational>,
    /// The margin of error at 95 %, in points of percent or of the index, rounded up.
    pub margin: Option<Rational>,
    /// The interval at 95 %, rounded outward: Wilson's for a rate, the mean's for an index.
    pub interval: Option<(Rational, Rational)>,
}

/// The answers to one question, of the valid questionnaires that answered it by the scale.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuestionResult {
    /// 题目
    pub column: String,
    /// 内容
    pub text: Option<String>,
    /// How often each answer of the scale was given.
    pub tally: Vec<(String, u64)>,
    /// How many answered.
    pub answered: u64,
    /// How many of them are satisfied.
    pub satisfied: u64,
    /// 满意率, in percent.
    pub rate: Option<Rational>,
    /// 满意度指数, in points.
    pub index: Option<Rational>,
}

impl Book {
    /// The survey of that name.
    pub fn survey(&self, name: &str) -> Option<&Survey> {
        self.surveys.iter().find(|survey| survey.name == name)
    }
}

impl Survey {
    /// What the survey found, from the book's ledgers. `None` when its ledger or a column of it is not there.
    pub fn result(&self, book: &Book) -> Option<SurveyResult> {
        match &self.responses {
            Responses::Ledger {
                ledger,
                questions,
                validity,
            } => {
                let name = ledger;
                let ledger = book.ledgers.get(name)?;
                let sieve = Sieve::new(self, ledger, questions, validity)?;
                let (valid, invalid) = sieve.part(name, ledger);
                Some(self.counted(ledger, questions, &valid, invalid))
            }
            Responses::Typed {
                returned,
                valid,
                stated,
            } => {
                let value = stated.map(|stated| stated.to_rational());
                let hits = value.as_ref().filter(|_| self.headline == Headline::Rate);
                let hits = hits.and_then(|rate| nearest_hits(rate, *valid));
                Some(SurveyResult {
                    margin: hits
                        .and_then(|hits| proportion::margin(hits, *valid))
                        .map(percent),
                    interval: hits.and_then(|hits| rate_interval(hits, *valid)),
                    value,
                    ..self.numbers(*returned, *valid)
                })
            }
        }
    }

    fn numbers(&self, returned: u64, valid: u64) -> SurveyResult {
        SurveyResult {
            name: self.name.clone(),
            headline: self.headline,
            sent: self.sent,
            returned,
            valid,
            invalid: Vec::new(),
            return_rate: self.sent.and_then(|sent| ratio(returned, sent)),
            valid_rate: ratio(valid, returned),
            questions: Vec::new(),
            value: None,
            margin: None,
            interval: None,
        }
    }

    fn counted(
        &self,
        ledger: &Ledger,
        questions: &[Question],
        valid: &[usize],
        invalid: Vec<Invalid>,
    ) -> SurveyResult {
        let mut results: Vec<_> = questions
            .iter()
            .filter_map(|question| self.question(ledger, question, valid))
            .collect();
        let main = questions.iter().position(|one| one.main).unwrap_or(0);
        results[..=main].rotate_right(1);
        let first = &results[0];
        let (value, margin, interval) = match self.headline {
            Headline::Rate => (
                first.rate.clone(),
                proportion::margin(first.satisfied, first.answered).map(percent),
                rate_interval(first.satisfied, first.answered),
            ),
            Headline::Index => {
                let margin = proportion::margin_of_mean(&self.points(first));
                let interval = first.index.clone().zip(margin.clone());
                let interval = interval.map(|(mean, margin)| self.around(&mean, &margin));
                (first.index.clone(), margin, interval)
            }
        };
        SurveyResult {
            invalid,
            questions: results,
            value,
            margin,
            interval,
            ..self.numbers(ledger.standing().len() as u64, valid.len() as u64)
        }
    }

    fn question(
        &self,
        ledger: &Ledger,
        question: &Question,
        valid: &[usize],
    ) -> Option<QuestionResult> {
        let column = ledger.column(&question.column)?;
        let mut tally: Vec<_> = self
            .scale
            .iter()
            .map(|answer| (answer.word.clone(), 0))
            .collect();
        for row in valid {
            let word = ledger.rows()[*row][column].to_string();
            if let Some((_, times)) = tally.iter_mut().find(|(answer, _)| *answer == word) {
                *times += 1;
            }
        }
        let answered = tally.iter().map(|(_, times)| times).sum();
        let given = self.scale.iter().zip(&tally);
        let satisfied = given.filter(|(answer, _)| answer.satisfied);
        let satisfied = satisfied.map(|(_, (_, times))| times).sum();
        let mut result = QuestionResult {
            column: question.column.clone(),
            text: question.text.clone(),
            tally,
            answered,
            satisfied,
            rate: ratio(satisfied, answered).map(percent),
            index: None,
        };
        let points = self.points(&result);
        let sum: Rational = points
            .iter()
            .map(|(points, times)| points * Rational::from_integer((*times).into()))
            .sum();
        result.index = (answered > 0).then(|| sum / Rational::from_integer(answered.into()));
        Some(result)
    }

    /// Points with how often they were given.
    fn points(&self, question: &QuestionResult) -> Vec<(Rational, u64)> {
        let given = self.scale.iter().zip(&question.tally);
        given
            .map(|(answer, (_, times))| (answer.points.to_rational(), *times))
            .collect()
    }

    /// The interval around a mean, within the ends of the scale.
    fn around(&self, mean: &Rational, margin: &Rational) -> (Rational, Rational) {
        let points = || self.scale.iter().map(|answer| answer.points.to_rational());
        let (low, high) = (mean - margin, mean + margin);
        let low = points().min().map_or(low.clone(), |least| low.max(least));
        let high = points().max().map_or(high.clone(), |most| high.min(most));
        (low, high)
    }
}

impl SurveyResult {
    /// Each number by its name, with its unit: rates in percent. One that is not known has none.
    pub fn numbers(&self) -> Vec<(&'static str, Option<(Rational, &'static str)>)> {
        let count = |count: u64| Some((Rational::from_integer(count.into()), "份"));
        let rate = |rate: &Option<Rational>| rate.clone().map(|rate| (percent(rate), "%"));
        let main = self.questions.first();
        let of = |headline: Headline, of_main: fn(&QuestionResult) -> Option<Rational>| {
            let stated = || self.value.clone().filter(|_| headline == self.headline);
            let value = main.map_or_else(stated, of_main);
            value.map(|value| (value, headline.unit()))
        };
        let unit = self.headline.unit();
        let points = match self.headline {
            Headline::Rate => "个百分点",
            Headline::Index => unit,
        };
        let end = |end: fn(&(Rational, Rational)) -> &Rational| {
            let interval = self.interval.as_ref();
            interval.map(|interval| (end(interval).clone(), unit))
        };
        vec![
            ("发放数", self.sent.and_then(count)),
            ("回收数", count(self.returned)),
            ("有效数", count(self.valid)),
            ("回收率", rate(&self.return_rate)),
            ("有效率", rate(&self.valid_rate)),
            ("满意数", main.and_then(|main| count(main.satisfied))),
            ("满意率", of(Headline::Rate, |main| main.rate.clone())),
            ("满意度指数", of(Headline::Index, |main| main.index.clone())),
            ("误差", self.margin.clone().map(|margin| (margin, points))),
            ("下限", end(|interval| &interval.0)),
            ("上限", end(|interval| &interval.1)),
        ]
    }
}

/// How many of so many are nearest to a rate in percent.
fn nearest_hits(rate: &Rational, answers: u64) -> Option<u64> {
    let hits = rate * Rational::from_integer(answers.into()) / Rational::from_integer(100.into());
    let hits = u64::try_from(hits.round().to_integer()).ok()?;
    (hits <= answers).then_some(hits)
}

fn rate_interval(hits: u64, answers: u64) -> Option<(Rational, Rational)> {
    let (low, high) = proportion::wilson(hits, answers)?;
    Some((percent(low), percent(high)))
}

fn ratio(part: u64, whole: u64) -> Option<Rational> {
    (whole > 0).then(|| Rational::new(part.into(), whole.into()))
}

fn percent(ratio: Rational) -> Rational {
    ratio * Rational::from_integer(100.into())
}
