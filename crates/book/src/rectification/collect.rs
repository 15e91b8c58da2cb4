//! All problems of a book on a day: those of `book.toml`, and those of its rectification ledgers.

use super::{Field, FollowUp, Item, LEDGER, Rectification, RectificationLedger, Stage};
use crate::{Book, Cell, Date, Figures, Ledger, Problem, Row};

/// From how many days before its deadline a problem is soon due.
const SOON: i64 = 30;

impl Book {
    /// The problems as they were known at the end of a day; without one, everything the book says.
    ///
    /// A problem found later is left out, one done later is not done yet. Rows entered in a ledger later are not there.
    /// What is overdue is told of a day only.
    ///
    /// Figures that the words of `book.toml` name are filled in.
    pub fn rectification(&self, as_of: Option<Date>) -> Rectification {
        let mut all = self.problems_on(as_of);
        let mut named = all.items.iter_mut().filter(|item| item.names_figures());
        if let Some(first) = named.next() {
            let figures = Figures::of(self);
            first.problem.fill(&figures);
            named.for_each(|item| item.problem.fill(&figures));
        }
        all.remarks = all.check(self);
        all
    }

    /// The problems in the words of the book, not checked.
    pub(crate) fn problems_on(&self, as_of: Option<Date>) -> Rectification {
        let problems = self.problems.iter().enumerate();
        let own = problems.map(|(at, problem)| (format!("问题{}", at + 1), problem.clone()));
        let listed = self.rectification_ledgers.iter();
        let listed = listed.flat_map(|list| self.listed(list, as_of));
        let items = own
            .chain(listed)
            .filter_map(|(place, problem)| Item::on(place, problem, as_of))
            .collect();
        Rectification {
            as_of,
            items,
            remarks: Vec::new(),
        }
    }

    fn listed(&self, list: &RectificationLedger, as_of: Option<Date>) -> Vec<(String, Problem)> {
        let Some(ledger) = self.ledgers.get(&list.ledger) else {
            return Vec::new();
        };
        let ledger = as_of.map_or_else(|| ledger.clone(), |day| ledger.as_of(day));
        let rows = ledger.standing_rows();
        rows.map(|(at, row)| {
            let place = format!("{LEDGER}“{}”第{}行", list.ledger, Ledger::row_number(at));
            (place, list.problem(&ledger, row))
        })
        .collect()
    }
}

impl RectificationLedger {
    fn problem(&self, ledger: &Ledger, row: &Row) -> Problem {
        let cell = |field: Field| {
            let column = self.columns.get(&field)?;
            let cell = &row[ledger.column(column)?];
            (*cell != Cell::Empty).then_some(cell)
        };
        let text = |field| cell(field).map(ToString::to_string);
        let date = |field| match cell(field) {
            Some(Cell::Date(date)) => Some(*date),
            _ => None,
        };
        let amount = match cell(Field::Amount) {
            Some(Cell::Number(amount)) => Some(*amount),
            _ => None,
        };
        let stage = text(Field::Stage).and_then(|word| self.stage(&word));
        let stage = stage.unwrap_or_default();
        let mut evidence: Vec<_> = text(Field::Evidence).into_iter().collect();
        if stage == Stage::Done {
            evidence.extend(self.evidence.iter().cloned());
        }
        Problem {
            text: text(Field::Text)
                .or_else(|| text(Field::Category))
                .or_else(|| text(Field::Id))
                .unwrap_or_default(),
            indicators: Vec::new(),
            cause: text(Field::Cause),
            remedy: text(Field::Measure),
            owner: text(Field::Owner),
            deadline: date(Field::Deadline),
            follow_up: FollowUp {
                id: text(Field::Id),
                source: Some(self.source.clone()),
                found: date(Field::Found).or(self.found),
                category: text(Field::Category),
                amount,
                unit: text(Field::Unit),
                stage,
                done: date(Field::Done),
                left: text(Field::Left),
                evidence,
                closure: None,
                carried: cell(Field::Carried) == Some(&Cell::YesNo(true)),
            },
        }
    }

    /// What a word of the ledger means.
    pub(crate) fn stage(&self, word: &str) -> Option<Stage> {
        let usual = || {
            let mut all = Stage::ALL.into_iter();
            all.find(|stage| stage.word() == word || stage.aliases().contains(&word))
        };
        self.words.get(word).copied().or_else(usual)
    }
}

impl Problem {
    /// Whether its words name figures, which take time to compute.
    fn names_figures(&self) -> bool {
        let optional = [&self.cause, &self.remedy, &self.follow_up.left];
        let mut words = optional.into_iter().flatten().chain([&self.text]);
        words.any(|words| words.contains("{{"))
    }

    fn fill(&mut self, figures: &Figures) {
        self.text = figures.fill(&self.text);
        let optional = [&mut self.cause, &mut self.remedy, &mut self.follow_up.left];
        for words in optional.into_iter().flatten() {
            *words = figures.fill(words);
        }
    }
}

impl Item {
    fn names_figures(&self) -> bool {
        !self.is_listed() && self.problem.names_figures()
    }

    /// The problem as it was on a day; `None` when it was not found yet.
    fn on(place: String, mut problem: Problem, as_of: Option<Date>) -> Option<Self> {
        let Some(day) = as_of else {
            return Some(Self {
                place,
                problem,
                overdue: None,
                due_in: None,
            });
        };
        let follow = &mut problem.follow_up;
        if follow.found.is_some_and(|found| found > day) {
            return None;
        }
        if follow.stage == Stage::Done && follow.done.is_some_and(|done| done > day) {
            follow.stage = Stage::Underway;
            follow.done = None;
            follow.closure = None;
        }
        let open = follow.stage.is_open();
        let left = problem
            .deadline
            .filter(|_| open)
            .map(|deadline| deadline.days_after(day));
        Some(Self {
            place,
            problem,
            overdue: left.filter(|left| *left < 0).map(|left| -left),
            due_in: left.filter(|left| (0..=SOON).contains(left)),
        })
    }
}
