//! The projects of a book (项目支出), as people name them, with their scores.

use book::{Book, Evaluated, Evaluations, Scheme, Totals};
use serde_json::{Value, json};
use settings::suggestion;

use crate::Failure;
use crate::score::{card_value, scheme as chosen};
use crate::told::told_as_value;

/// Every project of a book with its score.
#[derive(Debug)]
pub struct Projects(pub Evaluations);

/// A project as a book of its own.
///
/// # Errors
/// When there is none of that name, with the nearest.
pub fn view(book: &Book, name: &str) -> Result<Book, Failure> {
    book.of_project(name).ok_or_else(|| unknown(book, name))
}

/// A project with its score, by the scheme named or else by its own.
///
/// # Errors
/// When there is no such project or scheme.
pub fn evaluated(book: &Book, name: &str, scheme: Option<&str>) -> Result<Evaluated, Failure> {
    let own = chosen(&view(book, name)?, scheme)?;
    let mut book = book.clone();
    verify(&mut book, &own);
    one(&book, name, scheme)
}

/// Every project with its score, by the scheme named or else each by its own.
///
/// # Errors
/// When the book has no projects, or there is no such scheme.
pub fn evaluations(book: &Book, scheme: Option<&str>) -> Result<Projects, Failure> {
    if !book.has_projects() {
        return Err(none(book));
    }
    let mut book = book.clone();
    let of_unit = chosen(&book, scheme)?;
    verify(&mut book, &of_unit);
    let names = book.project_names().into_iter();
    let projects = names.map(|name| one(&book, &name, scheme));
    Ok(Projects(Evaluations {
        projects: projects.collect::<Result<_, _>>()?,
    }))
}

/// A project with its score, whose evidence was read where it matters.
fn one(book: &Book, name: &str, scheme: Option<&str>) -> Result<Evaluated, Failure> {
    let scheme = chosen(&view(book, name)?, scheme)?;
    book.evaluated(name, Some(&scheme))
        .ok_or_else(|| unknown(book, name))
}

/// Reads the evidence where points of the book or of one of its projects hang on it.
pub(crate) fn verify(book: &mut Book, scheme: &Scheme) {
    let schemes = book.project_books();
    let mut schemes = schemes.filter_map(|(_, view)| view.scoring_scheme());
    let wanted = |scheme: &Scheme| scheme.no_evidence().is_some();
    if wanted(scheme) || schemes.any(|scheme| wanted(&scheme)) {
        drop(schemes);
        book.verify_evidence();
    }
}

fn unknown(book: &Book, name: &str) -> Failure {
    if !book.has_projects() {
        return none(book);
    }
    let names = book.project_names();
    Failure::Said(format!(
        "账本里没有项目“{name}”。{}\n账本的项目：{}。",
        suggestion(name, names.iter().map(String::as_str)),
        names.join("、")
    ))
}

fn none(book: &Book) -> Failure {
    Failure::Said(format!(
        "{}{}年度的账本里没有项目：在账本目录下建 projects/项目名称.toml，每个项目一个文件。",
        book.profile.name, book.year
    ))
}

told_as_value!(Projects);

impl Projects {
    /// Every project as it is told alone, with its money; then the sums.
    fn value(&self) -> Value {
        let Self(all) = self;
        let one = |one: &Evaluated| json!({ "project": one.name, "funds": funds(&one.totals()), "score": card_value(&one.card) });
        let grades = all.grades().into_iter();
        json!({
            "projects": all.projects.iter().map(one).collect::<Vec<_>>(),
            "funds": funds(&all.totals()),
            "grades": grades.map(|(name, count)| json!({ "grade": name, "count": count })).collect::<Vec<_>>(),
        })
    }
}

fn funds(totals: &Totals) -> Value {
    json!({
        "initial": totals.initial.to_string(),
        "budget": totals.full_year().to_string(),
        "executed": totals.executed.to_string(),
    })
}
