//! The self-evaluations of all projects side by side (项目支出绩效自评汇总).

use std::cmp::Reverse;

use quantity::Decimal;

use crate::{Book, Grade, Project, Scheme, Scorecard, Totals, score};

/// A project with its score.
#[derive(Clone, Debug)]
pub struct Evaluated {
    /// The name.
    pub name: String,
    /// Its file, from the folder of the book.
    pub file: String,
    /// What the book says of it.
    pub project: Project,
    /// The project as a book.
    pub book: Book,
    /// By which scheme it was scored.
    pub scheme: Scheme,
    /// The score, with all there is to remark on the project.
    pub card: Scorecard,
}

impl Evaluated {
    /// The points of 100.
    pub fn points(&self) -> Decimal {
        self.card.normalised.unwrap_or(self.card.total)
    }

    /// The money of its budget lines.
    pub fn totals(&self) -> Totals {
        self.book.totals()
    }
}

/// The self-evaluations of the projects of a unit, in the order of their budget lines.
#[derive(Clone, Debug, Default)]
pub struct Evaluations {
    /// Each project.
    pub projects: Vec<Evaluated>,
}

impl Evaluations {
    /// The money of all projects.
    pub fn totals(&self) -> Totals {
        let lines = self.projects.iter();
        Totals::of(lines.flat_map(|project| &project.book.budget))
    }

    /// How many projects got each grade, from the best; grades nobody got are left out.
    pub fn grades(&self) -> Vec<(&str, usize)> {
        let cards = self.projects.iter().map(|project| &project.card);
        let mut grades: Vec<&Grade> = cards.filter_map(|card| card.grade.as_ref()).collect();
        grades.sort_by(|a, b| b.from.cmp(&a.from).then_with(|| a.name.cmp(&b.name)));
        let mut counts: Vec<(&str, usize)> = Vec::new();
        for grade in grades {
            match counts.iter_mut().find(|(name, _)| *name == grade.name) {
                Some((_, count)) => *count += 1,
                None => counts.push((&grade.name, 1)),
            }
        }
        counts
    }

    /// Whether every project got all points.
    pub fn are_all_full(&self) -> bool {
        let full = |one: &Evaluated| one.card.total == Decimal::HUNDRED;
        self.projects.iter().all(full)
    }
}

impl Book {
    /// The self-evaluation of every project, by its own scheme or by one given for all.
    pub fn evaluations(&self, scheme: Option<&Scheme>) -> Evaluations {
        let projects = self.project_names().into_iter();
        let evaluated = projects.filter_map(|name| self.evaluated(&name, scheme));
        Evaluations {
            projects: evaluated.collect(),
        }
    }

    /// The self-evaluation of a project, by its own scheme or by the one given; `None` where there is no such project.
    pub fn evaluated(&self, name: &str, scheme: Option<&Scheme>) -> Option<Evaluated> {
        let mut one = self.scored(name, scheme)?;
        let remarks = &mut one.card.remarks;
        remarks.extend(one.book.check_project(&one.project, &one.scheme));
        remarks.sort_by_key(|remark| Reverse(remark.severity));
        remarks.dedup();
        Some(one)
    }

    /// The scores of every project by its own scheme, without what a check remarks.
    pub(crate) fn project_scores(&self) -> Evaluations {
        let projects = self.project_names().into_iter();
        Evaluations {
            projects: projects
                .filter_map(|name| self.scored(&name, None))
                .collect(),
        }
    }

    fn scored(&self, name: &str, scheme: Option<&Scheme>) -> Option<Evaluated> {
        if let Some((unit, inner)) = self.unit_of_project(name) {
            let one = unit.book.scored(inner, scheme)?;
            return Some(Evaluated {
                name: name.to_owned(),
                file: self.project_file(name),
                ..one
            });
        }
        let book = self.of_project(name)?;
        let scheme = scheme.cloned().or_else(|| book.scoring_scheme())?;
        Some(Evaluated {
            name: name.to_owned(),
            file: self.project_file(name),
            project: self.projects.get(name)?.clone(),
            card: score(&book, &scheme),
            book,
            scheme,
        })
    }
}
