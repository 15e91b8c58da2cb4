//! The standard forms of units and projects, and the explanation of their points, for a workbook.

mod department;
mod entries;
mod explained;
mod form;
mod monitoring;
mod project;
mod summary;
mod target;
mod unit;
mod workbook;

use book::{Book, Evaluated, Faults, Monitoring, Scheme, Scorecard};
use document::Sheet;

use crate::compose::Composer;

pub use summary::projects_sheet;
pub use workbook::project_sheets;

/// The score sheet of a book, and a second sheet that shows how each of its points came about.
///
/// The form is the one finance departments derive from the self-evaluation form of 财预〔2020〕10号:
/// unit, main tasks, overall goal, budget execution, indicators, total and grade. Sums and rates are
/// formulas.
///
/// # Errors
/// Every name that the book's words use and the book does not have.
pub fn score_sheet(book: &Book, card: &Scorecard) -> Result<Vec<Sheet>, Faults> {
    let form = filled(book, card, |words| unit::sheet(book, card, words))?;
    Ok(vec![form, explained::sheet(book, card)])
}

/// The target form (绩效目标申报表) of a book, with the targets and the budget as they were approved for the year.
///
/// # Errors
/// Every name that the book's words use and the book does not have.
pub fn target_sheet(book: &Book, card: &Scorecard) -> Result<Sheet, Faults> {
    filled(book, card, |words| target::sheet(book, words))
}

/// The self-evaluation form of a project (项目支出绩效自评表), as annex 1 of 财预〔2020〕10号 has it, and a second sheet that
/// shows how each of its points came about. Sums and rates are formulas.
///
/// # Errors
/// Every name that the project's words use and the book does not have.
pub fn project_score_sheet(project: &Evaluated) -> Result<Vec<Sheet>, Faults> {
    let Evaluated { book, card, .. } = project;
    let form = filled(book, card, |words| project::score(project, words))?;
    Ok(vec![form, explained::sheet(book, card)])
}

/// The target form of a project (项目支出绩效目标申报表), as 财预〔2015〕88号 has it, with the targets and the budget as they were
/// approved for the year.
///
/// # Errors
/// Every name that the project's words use and the book does not have.
pub fn project_target_sheet(project: &Evaluated) -> Result<Sheet, Faults> {
    let Evaluated { book, card, .. } = project;
    filled(book, card, |words| project::target(project, words))
}

/// The monitoring form of a period (绩效运行监控表), as 财预〔2019〕136号 has it; the book's words are those known on
/// the period's last day. `project` is the name where the book is one project of a unit.
///
/// # Errors
/// Every name that the overall goal uses and the book does not have.
pub fn monitoring_sheet(
    book: &Book,
    project: Option<&str>,
    scheme: &Scheme,
    monitoring: &Monitoring,
) -> Result<Sheet, Faults> {
    let then = book.as_of(monitoring.period.last_day());
    let card = book::score(&then, scheme);
    filled(&then, &card, |words| {
        let form = monitoring::Form {
            book: &then,
            card: &card,
            monitoring,
            words,
            project,
        };
        form.sheet()
    })
}

/// A form with the book's words filled in.
fn filled<'a>(
    book: &'a Book,
    card: &'a Scorecard,
    fill: impl FnOnce(&mut Composer<'a>) -> Sheet,
) -> Result<Sheet, Faults> {
    let mut words = Composer::new(book, card);
    let form = fill(&mut words);
    let faults = words.into_faults();
    match faults.is_empty() {
        true => Ok(form),
        false => Err(Faults(faults)),
    }
}

/// The statement of a department (部门汇总表): its units, what passes between them and the sum. `None` for a unit.
pub fn department_sheet(book: &Book) -> Option<Sheet> {
    let statement = book.consolidation()?;
    Some(department::sheet(book, &statement))
}
