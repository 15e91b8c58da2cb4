//! 按时率: which part of what was due was done in time.

use std::fmt;

use quantity::Rational;

use super::evaluate::Outcome;
use super::function::Statistic;
use super::parse::Parser;
use super::table::Table;
use super::total::{Demand, Total};
use super::{Comparison, Condition, Filter, MeasureError, Nature, ParseMeasureError};

/// Rows done in time ÷ rows done or due, by the end of the day the book is judged on.
///
/// Done by that day and not after the deadline is in time. Done after the deadline, or not done by
/// that day though the deadline is that day or before it, is late. Not done and not yet due is in
/// neither, and neither is a row without a deadline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OnTime {
    /// The ledger.
    pub ledger: String,
    /// The column of dates of completion; empty where a thing is not done.
    pub done: String,
    /// The column of deadlines.
    pub due: String,
    /// The conditions.
    pub filter: Filter,
}

impl OnTime {
    pub(crate) fn read(parser: &mut Parser) -> Result<Self, ParseMeasureError> {
        let (ledger, done) = parser.column()?;
        parser.mark('≤')?;
        let due = parser.word("期限列", "写成 按时率(台账.完成列 ≤ 期限列)")?;
        let filter = parser.optional_filter()?;
        Ok(Self {
            ledger,
            done,
            due,
            filter,
        })
    }

    /// The rows that satisfy these conditions as well.
    fn rows(&self, conditions: impl IntoIterator<Item = Condition>) -> Demand {
        Demand::rows(self.filter.and(conditions))
    }
}

impl Statistic for OnTime {
    fn ledger(&self) -> &str {
        &self.ledger
    }

    fn demands(&self, table: &Table<'_>) -> Result<Vec<Demand>, MeasureError> {
        for name in [&self.done, &self.due] {
            let (_, column) = table.column(name)?;
            if !column.kind.is_date() {
                let problem = format!("“{name}”列是{}，不是日期，看不出是否按时", column.kind);
                return Err(MeasureError::new(name, problem, "换成日期列"));
            }
        }
        let today = table.calendar.date.to_string();
        let compare = |column: &str, comparison, value: &str| {
            Condition::Compare(column.to_owned(), comparison, value.to_owned())
        };
        let done = || compare(&self.done, Comparison::AtMost, &today);
        let undone = || {
            Condition::Either(vec![
                Filter(vec![Condition::Empty(self.done.clone())]),
                Filter(vec![compare(&self.done, Comparison::Greater, &today)]),
            ])
        };
        let after = Filter(vec![
            done(),
            compare(&self.done, Comparison::Greater, &self.due),
        ]);
        let overdue = Filter(vec![
            undone(),
            compare(&self.due, Comparison::AtMost, &today),
        ]);
        Ok(vec![
            self.rows([done(), compare(&self.done, Comparison::AtMost, &self.due)]),
            self.rows([Condition::Either(vec![after, overdue])]),
            self.rows([undone(), compare(&self.due, Comparison::Greater, &today)]),
            self.rows([Condition::Empty(self.due.clone())]),
        ])
    }

    fn outcome(&self, table: &Table<'_>, totals: &[Total]) -> Result<Outcome, MeasureError> {
        let (in_time, late) = (totals[0].count(), totals[1].count());
        let rows = table.rows_in_words(&self.filter);
        if in_time + late == 0 {
            return Err(MeasureError::zero_base(&format!(
                "{rows}已完成或已到期的行数"
            )));
        }
        let (done, due) = (&self.done, &self.due);
        let mut inputs = vec![
            ("按时的行数".to_owned(), in_time.to_string()),
            ("逾期的行数".to_owned(), late.to_string()),
        ];
        for (name, left_out) in [("未到期", &totals[2]), ("没有期限", &totals[3])] {
            if left_out.count() > 0 {
                let name = format!("{name}的行数（不计）");
                inputs.push((name, left_out.count().to_string()));
            }
        }
        Ok(Outcome {
            value: Rational::new(in_time.into(), (in_time + late).into()),
            nature: Nature::Ratio,
            places: None,
            formula: format!(
                "{rows}，截至{}，“{done}”不晚于“{due}”的行数 ÷ 已完成或已到期的行数",
                table.calendar.date
            ),
            inputs,
            sources: totals[..2]
                .iter()
                .map(|total| total.source(table, None))
                .collect(),
        })
    }
}

impl fmt::Display for OnTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "按时率({}.{} ≤ {}", self.ledger, self.done, self.due)?;
        if !self.filter.is_empty() {
            write!(f, " | {}", self.filter)?;
        }
        f.write_str(")")
    }
}
