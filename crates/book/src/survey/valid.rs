//! Which questionnaires count.

use std::collections::{BTreeMap, BTreeSet};

use super::{Question, Survey, Validity};
use crate::{Cell, Ledger, Row, Rows, Source};
use quantity::Rational;

/// Questionnaires that do not count, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invalid {
    /// The reason, in Chinese.
    pub reason: String,
    /// The rows of the ledger; of a department's those of each unit.
    pub sources: Vec<Source>,
}

/// The reasons in the order in which they are tried; a questionnaire has the first that fits.
const MARKED: &str = "标明无效";
const UNANSWERED: &str = "主要题没有作答";
const OFF_SCALE: &str = "主要题的答案不在量表里";
const REPEATED: &str = "同一编号重复，只计第一份";
const UNTIMELY: &str = "不在调查期间";
const INCOMPLETE: &str = "作答的题太少";
const STRAIGHT: &str = "各题答案全同";

/// Parts the rows of a ledger into those that count and those that do not.
pub(crate) struct Sieve<'a> {
    survey: &'a Survey,
    main: usize,
    questions: Vec<usize>,
    validity: &'a Validity,
    marked: Option<usize>,
    id: Option<usize>,
    /// The unit of a row where several units' are put together: ids are a unit's own.
    unit: Option<usize>,
    date: Option<usize>,
}

impl<'a> Sieve<'a> {
    /// `None` when the ledger lacks a column; loading reports that.
    pub(crate) fn new(
        survey: &'a Survey,
        ledger: &Ledger,
        questions: &[Question],
        validity: &'a Validity,
    ) -> Option<Self> {
        let columns = questions.iter().map(|one| ledger.column(&one.column));
        let columns = columns.collect::<Option<Vec<_>>>()?;
        let main = questions.iter().position(|one| one.main).unwrap_or(0);
        let column = |name: &Option<String>| match name {
            Some(name) => ledger.column(name).map(Some),
            None => Some(None),
        };
        Some(Self {
            survey,
            main: *columns.get(main)?,
            questions: columns,
            marked: column(&validity.marked)?,
            id: column(&validity.id)?,
            unit: ledger.is_pooled().then_some(0),
            date: column(&validity.date)?,
            validity,
        })
    }

    /// The indexes of the rows that count, and the others by reason.
    pub(crate) fn part(&self, name: &str, ledger: &Ledger) -> (Vec<usize>, Vec<Invalid>) {
        let mut seen = BTreeSet::new();
        let mut valid = Vec::new();
        let mut invalid: BTreeMap<&str, Rows> = BTreeMap::new();
        for (at, row) in ledger.standing_rows() {
            match self.fault(row, &mut seen) {
                None => valid.push(at),
                Some(reason) => invalid.entry(reason).or_default().push(at),
            }
        }
        let invalid = invalid.into_iter().map(|(reason, rows)| Invalid {
            reason: reason.to_owned(),
            sources: ledger.by_unit(Source {
                unit: None,
                ledger: name.to_owned(),
                column: None,
                rows,
            }),
        });
        (valid, invalid.collect())
    }

    fn fault(
        &self,
        row: &Row,
        seen: &mut BTreeSet<(String, Option<String>)>,
    ) -> Option<&'static str> {
        if let Some(id) = self.id {
            let id = row[id].to_string();
            let unit = self.unit.map(|unit| row[unit].to_string());
            if !id.is_empty() && !seen.insert((id, unit)) {
                return Some(REPEATED);
            }
        }
        let marked = self.marked.map(|column| &row[column]);
        if marked.is_some_and(|mark| *mark != Cell::YesNo(true)) {
            return Some(MARKED);
        }
        let main = &row[self.main];
        if *main == Cell::Empty {
            return Some(UNANSWERED);
        }
        if self.survey.answer(&main.to_string()).is_none() {
            return Some(OFF_SCALE);
        }
        if self.is_untimely(row) {
            return Some(UNTIMELY);
        }
        if self.is_incomplete(row) {
            return Some(INCOMPLETE);
        }
        self.is_straight(row).then_some(STRAIGHT)
    }

    fn is_untimely(&self, row: &Row) -> bool {
        match self.date.map(|column| &row[column]) {
            None => false,
            Some(Cell::Date(date)) => {
                let early = self.survey.from.is_some_and(|from| *date < from);
                early || self.survey.to.is_some_and(|to| *date > to)
            }
            Some(_) => true,
        }
    }

    fn is_incomplete(&self, row: &Row) -> bool {
        let Some(least) = self.validity.answered else {
            return false;
        };
        let answered = self.answers(row).count();
        let share = Rational::new((answered * 100).into(), self.questions.len().into());
        share < least.to_rational()
    }

    fn is_straight(&self, row: &Row) -> bool {
        let Some(from) = self.validity.straight else {
            return false;
        };
        let mut answers = self.answers(row);
        let Some(first) = answers.next() else {
            return false;
        };
        let mut same = 1;
        for answer in answers {
            if answer != first {
                return false;
            }
            same += 1;
        }
        same >= from
    }

    fn answers<'b>(&'b self, row: &'b Row) -> impl Iterator<Item = &'b Cell> {
        let cells = self.questions.iter().map(|column| &row[*column]);
        cells.filter(|cell| **cell != Cell::Empty)
    }
}
