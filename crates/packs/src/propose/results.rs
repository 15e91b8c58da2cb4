//! What is known of a budget line's result: the score of its indicators, and problems not mended in time.

use book::{Book, BudgetLine, Evaluated, Evaluations, Scheme, Scorecard, Scored};
use quantity::{Decimal, Rational};

/// A scored book, looked at by budget line.
pub(super) struct Results<'a> {
    book: &'a Book,
    scheme: &'a Scheme,
    card: &'a Scorecard,
    /// The self-evaluations of the projects.
    projects: Evaluations,
    /// The indicators of each problem that is open past its deadline on the day the book is judged, or open still from last year.
    overdue: Vec<Vec<String>>,
}

/// The result of one line, or of the unit.
#[derive(Clone, Copy)]
pub(super) struct Outcome {
    /// The score of 100.
    pub(super) score: Decimal,
    /// The least share of its weight that an indicator got, in percent.
    pub(super) lowest: Option<Decimal>,
    /// Whether the score is of the line's own indicators.
    pub(super) own: bool,
    /// How many problems should have been mended.
    pub(super) overdue: usize,
}

impl<'a> Results<'a> {
    pub(super) fn of(book: &'a Book, scheme: &'a Scheme, card: &'a Scorecard) -> Self {
        let day = book.calendar().date;
        let items = book.rectification(Some(day)).items.into_iter();
        let overdue = items
            .filter(|item| {
                let late = item.overdue.is_some_and(|days| days > 0);
                item.stage().is_open() && (late || item.problem.follow_up.carried)
            })
            .map(|item| item.problem.indicators)
            .collect();
        Self {
            book,
            scheme,
            card,
            projects: book.evaluations(None),
            overdue,
        }
    }

    /// The grade of a score.
    pub(super) fn grade(&self, score: Decimal) -> Option<&str> {
        let mut grades = self.scheme.grades().iter();
        let grade = grades.find(|grade| score >= grade.from);
        grade.map(|grade| grade.name.as_str())
    }

    /// The unit's result.
    pub(super) fn whole(&self) -> Outcome {
        Outcome {
            score: self.card.normalised.unwrap_or(self.card.total),
            lowest: lowest(self.card.indicators.iter()),
            own: false,
            overdue: self.overdue.len(),
        }
    }

    /// The result of a line's indicators; the unit's score where it has none.
    pub(super) fn of_line(&self, line: &BudgetLine) -> Outcome {
        self.own(line).unwrap_or(Outcome {
            overdue: 0,
            ..self.whole()
        })
    }

    /// The result of a project.
    fn of_project(&self, one: &Evaluated) -> Outcome {
        let concerns = |own: &&Vec<String>| {
            let mut ids = one.project.indicators.iter();
            ids.any(|indicator| own.contains(&indicator.id))
        };
        Outcome {
            score: one.points(),
            lowest: lowest(one.card.indicators.iter()),
            own: true,
            overdue: self.overdue.iter().filter(concerns).count(),
        }
    }

    /// The result of the project a line pays for, of the indicators it names, or of those of the task of its name.
    fn own(&self, line: &BudgetLine) -> Option<Outcome> {
        let project = self.book.project_of(&line.name);
        let mut projects = self.projects.projects.iter();
        if let Some(one) = projects.find(|one| Some(&one.name) == project.as_ref()) {
            return Some(self.of_project(one));
        }
        let mut tasks = self.book.tasks.iter();
        let ids = match line.indicators.is_empty() {
            true => &tasks.find(|task| task.name == line.name)?.indicators,
            false => &line.indicators,
        };
        let scored = self.card.indicators.iter();
        let scored: Vec<_> = scored.filter(|one| ids.contains(&one.id)).collect();
        let sum = |part: fn(&Scored) -> Decimal| -> Rational {
            scored.iter().map(|one| part(one).to_rational()).sum()
        };
        let share = percent(&sum(|one| one.points), &sum(|one| one.weight))?;
        let concerns = |own: &&Vec<String>| own.iter().any(|id| ids.contains(id));
        Some(Outcome {
            score: self.scheme.rounding().round(&share),
            lowest: lowest(scored.into_iter()),
            own: true,
            overdue: self.overdue.iter().filter(concerns).count(),
        })
    }
}

fn lowest<'a>(scored: impl Iterator<Item = &'a Scored>) -> Option<Decimal> {
    scored
        .filter_map(|one| percent(&one.points.to_rational(), &one.weight.to_rational()))
        .min()
        .map(|share| Decimal::round(&share, 2))
}

/// Part of whole in percent; `None` where the whole is zero.
pub(super) fn percent(part: &Rational, whole: &Rational) -> Option<Rational> {
    let zero = Rational::from_integer(0.into());
    (*whole != zero).then(|| part / whole * Decimal::HUNDRED.to_rational())
}
