//! 满意度: the mean score of the answers to a question.

use std::fmt;

use num_traits::Zero;
use quantity::{Decimal, Rational};

use super::cells::Cells;
use super::evaluate::Outcome;
use super::function::Statistic;
use super::parse::Parser;
use super::table::Table;
use super::token::quoted;
use super::total::{Demand, Total};
use super::{Comparison, Condition, MeasureError, Nature, ParseMeasureError};
use crate::ledger::ColumnType;

/// The scores that answers of five grades have in satisfaction surveys.
const FIVE_GRADES: [(&str, i128); 5] = [
    ("很满意", 100),
    ("满意", 80),
    ("基本满意", 60),
    ("不满意", 30),
    ("很不满意", 0),
];

/// The scores of all valid answers ÷ their number. An empty cell is no valid answer; an answer
/// without a score is an error.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Survey {
    /// The answers.
    pub cells: Cells,
    /// What each answer scores, where it is not the usual scale.
    pub scale: Option<Vec<(String, Decimal)>>,
}

impl Survey {
    /// The word before a scale.
    const SCALE: &str = "分值";

    pub(crate) fn read(parser: &mut Parser) -> Result<Self, ParseMeasureError> {
        let (ledger, column) = parser.column()?;
        let mut survey = Self {
            cells: Cells {
                ledger,
                column,
                filter: super::Filter::default(),
            },
            scale: None,
        };
        if parser.takes('|') {
            if !parser.announces(Self::SCALE) {
                survey.cells.filter = parser.filter()?;
                if !parser.takes('|') {
                    return Ok(survey);
                }
            }
            survey.scale = Some(Self::read_scale(parser)?);
        }
        Ok(survey)
    }

    fn read_scale(parser: &mut Parser) -> Result<Vec<(String, Decimal)>, ParseMeasureError> {
        if !parser.takes_word(Self::SCALE) {
            return Err(parser.error("这里缺少“分值”", "写成 | 分值 很满意 = 100, 满意 = 80"));
        }
        let mut scale: Vec<(String, Decimal)> = Vec::new();
        loop {
            let answer = parser.value()?;
            if scale.iter().any(|(other, _)| *other == answer) {
                let problem = format!("“{answer}”给了两次分值");
                return Err(parser.error(&problem, "只留一个"));
            }
            parser.mark('=')?;
            scale.push((answer, parser.decimal()?));
            if !parser.takes(',') {
                return Ok(scale);
            }
        }
    }

    fn scale(&self) -> Vec<(String, Decimal)> {
        let usual = || {
            let grades = FIVE_GRADES.iter();
            let grades = grades.map(|(word, score)| ((*word).to_owned(), Decimal::new(*score, 0)));
            grades.collect()
        };
        self.scale.clone().unwrap_or_else(usual)
    }

    /// The grades that the column can hold.
    fn grades(&self, table: &Table<'_>) -> Result<Vec<(String, Decimal)>, MeasureError> {
        let (_, column) = self.cells.find(table)?;
        let scale = self.scale();
        match &column.kind {
            ColumnType::Text => Ok(scale),
            ColumnType::Choice(words) => {
                let held = scale.into_iter().filter(|(word, _)| words.contains(word));
                Ok(held.collect())
            }
            kind => {
                let problem = format!("“{}”列是{kind}，不是问卷的选项", column.name);
                let remedy = "换成 枚举 或 文本 列；列里本来就是分数的，用 平均(…)";
                Err(MeasureError::new(&column.name, problem, remedy))
            }
        }
    }

    fn answered(&self, comparison: Comparison, answer: &str) -> Condition {
        Condition::Compare(self.cells.column.clone(), comparison, answer.to_owned())
    }

    fn unscored(&self, rows: &Total) -> MeasureError {
        MeasureError {
            by_rows: true,
            ..MeasureError::new(
                &self.cells.column,
                format!("“{}”列有没有分值的选项：{}", self.cells.column, rows.rows),
                "在条件里排除，或写明 | 分值 选项 = 分数",
            )
        }
    }
}

impl Statistic for Survey {
    fn ledger(&self) -> &str {
        &self.cells.ledger
    }

    /// One for each grade, then the empty cells, the answers without a score, and all answers.
    fn demands(&self, table: &Table<'_>) -> Result<Vec<Demand>, MeasureError> {
        let grades = self.grades(table)?;
        let filter = &self.cells.filter;
        let column = || self.cells.column.clone();
        let mut demands: Vec<_> = grades
            .iter()
            .map(|(grade, _)| Demand::rows(filter.and([self.answered(Comparison::Equal, grade)])))
            .collect();
        let others = grades
            .iter()
            .map(|(grade, _)| self.answered(Comparison::Unequal, grade));
        let filled = || std::iter::once(Condition::Filled(column()));
        demands.push(Demand::rows(filter.and([Condition::Empty(column())])));
        demands.push(Demand::rows(filter.and(filled().chain(others))));
        demands.push(Demand::rows(filter.and(filled())));
        Ok(demands)
    }

    fn outcome(&self, table: &Table<'_>, totals: &[Total]) -> Result<Outcome, MeasureError> {
        let (_, column) = self.cells.find(table)?;
        let grades = self.grades(table)?;
        let (answers, rest) = totals.split_at(grades.len());
        let [empty, unscored, valid] = rest else {
            return Err(self.cells.nothing(table));
        };
        if unscored.count() > 0 {
            return Err(self.unscored(unscored));
        }
        if valid.count() == 0 {
            return Err(self.cells.nothing(table));
        }
        let mut score = Rational::zero();
        let mut inputs = Vec::new();
        for ((grade, points), total) in grades.iter().zip(answers) {
            let count = total.count();
            score += points.to_rational() * Rational::from_integer(count.into());
            inputs.push((format!("{grade}（{points}分）"), count.to_string()));
        }
        inputs.push(("有效份数".to_owned(), valid.count().to_string()));
        if empty.count() > 0 {
            inputs.push(("没有作答（不计）".to_owned(), empty.count().to_string()));
        }
        Ok(Outcome {
            value: score / Rational::from_integer(valid.count().into()),
            nature: Nature::Score,
            places: None,
            formula: format!("{}各选项分值之和 ÷ 有效份数", self.cells.in_words(table)),
            inputs,
            sources: vec![valid.source(table, Some(column))],
        })
    }
}

impl fmt::Display for Survey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "满意度({}", self.cells)?;
        if let Some(scale) = &self.scale {
            let scale = scale
                .iter()
                .map(|(answer, score)| format!("{} = {score}", quoted(answer)));
            let scale: Vec<_> = scale.collect();
            write!(f, " | {} {}", Self::SCALE, scale.join(", "))?;
        }
        f.write_str(")")
    }
}
