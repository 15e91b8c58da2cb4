//! The projects of a book, as commands name them.

use book::{Book, Evaluated, Evaluations, Scheme};
use settings::suggestion;

use crate::command::score::chosen;
use crate::error::Failure;

/// A project as a book of its own.
pub(crate) fn view(book: &Book, name: &str) -> Result<Book, Failure> {
    book.of_project(name).ok_or_else(|| unknown(book, name))
}

/// A project with its score, by the scheme named or else by its own.
pub(crate) fn evaluated(
    book: &Book,
    name: &str,
    scheme: Option<&str>,
) -> Result<Evaluated, Failure> {
    let own = chosen(&view(book, name)?, scheme)?;
    let mut book = book.clone();
    verify(&mut book, &own);
    one(&book, name, scheme)
}

/// Every project with its score, by the scheme named or else each by its own.
pub(crate) fn evaluations(book: &Book, scheme: Option<&str>) -> Result<Evaluations, Failure> {
    if !book.has_projects() {
        return Err(none(book));
    }
    let mut book = book.clone();
    let of_unit = chosen(&book, scheme)?;
    verify(&mut book, &of_unit);
    let names = book.project_names().into_iter();
    let projects = names.map(|name| one(&book, &name, scheme));
    Ok(Evaluations {
        projects: projects.collect::<Result<_, _>>()?,
    })
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
