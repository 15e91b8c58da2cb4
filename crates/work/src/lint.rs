//! 指标体检: what a reviewer would send back before the year begins.

use std::iter;

use book::{Book, Scheme};
use packs::Library;
use packs::lint::{Finding, Words};
use serde_json::{Value, json};

use crate::told::told_as_value;
use crate::{Failure, score};

/// The indicators of a unit and of each of its projects, with what was found.
#[derive(Debug)]
pub struct Lints {
    /// The unit's.
    pub unit: Linted,
    /// Each project's.
    pub projects: Vec<Linted>,
}

/// The indicators of the unit, or of one of its projects, with what was found.
#[derive(Debug)]
pub struct Linted {
    /// The project, where it is one.
    pub project: Option<String>,
    /// How many indicators there are.
    pub indicators: usize,
    /// What was found.
    pub findings: Vec<Finding>,
}

/// Looks through the indicators by the words of the book's leading pack.
///
/// # Errors
/// When there is no such scheme or pack.
pub fn lint(book: &Book, scheme: Option<&str>, library: &Library) -> Result<Lints, Failure> {
    let of_unit = score::scheme(book, scheme)?;
    let pack = library
        .leading(&book.packs)
        .map_err(|unknown| Failure::Said(unknown.to_string()))?;
    let words = pack.words();
    let projects = book.project_books().map(|(name, view)| {
        let scheme = score::scheme(&view, scheme)?;
        Ok(Linted::of(&view, Some(name), &scheme, words))
    });
    Ok(Lints {
        unit: Linted::of(book, None, &of_unit, words),
        projects: projects.collect::<Result<_, Failure>>()?,
    })
}

impl Lints {
    /// The unit, then each project.
    pub fn all(&self) -> impl Iterator<Item = &Linted> {
        iter::once(&self.unit).chain(&self.projects)
    }

    fn value(&self) -> Value {
        let mut whole = self.unit.value();
        if !self.projects.is_empty() {
            whole["projects"] = self.projects.iter().map(Linted::value).collect();
        }
        whole
    }
}

told_as_value!(Lints);

impl Linted {
    fn of(book: &Book, project: Option<String>, scheme: &Scheme, words: &Words) -> Self {
        Self {
            project,
            indicators: book.indicators.len(),
            findings: packs::lint::lint(book, scheme, words),
        }
    }

    fn value(&self) -> Value {
        let findings = self.findings.iter().map(|one| {
            json!({
                "code": one.code, "severity": one.severity.to_string(), "id": one.id,
                "subject": one.subject, "problem": one.problem, "remedy": one.remedy,
            })
        });
        let findings: Vec<Value> = findings.collect();
        let mut whole = json!({ "indicators": self.indicators, "findings": findings });
        if let Some(project) = &self.project {
            whole["project"] = json!(project);
        }
        whole
    }
}
