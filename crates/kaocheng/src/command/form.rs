//! `form`: the standard forms of a book and of its projects.

use book::{Book, Evaluated, Faults, Scorecard};
use document::{Day, Sheet};

use crate::Outcome;
use crate::arguments::{FormKind, StandardForm};
use crate::error::Failure;
use crate::out::Out;
use crate::paper::Paper;
use crate::{say, shelf};
use work::projects;
use work::score::{Scored, score};

/// A form: its file's name without ending, and its sheets.
type Form = (String, Vec<Sheet>);

pub(crate) fn run(arguments: &StandardForm) -> Result<Outcome, Failure> {
    let book = shelf::accounted(&arguments.book, arguments.known)?;
    let forms = match arguments.kind {
        FormKind::Target => forms(arguments, &book, target, project_target)?,
        FormKind::Evaluation => forms(arguments, &book, evaluation, project_evaluation)?,
        FormKind::Summary => vec![summary(arguments, &book)?],
    };
    let paper = Paper::new(&arguments.to, &arguments.folders);
    let date = book.evaluation.date.map(|date| Day {
        year: date.year(),
        month: date.month(),
        day: date.day(),
    });
    if let (Out::File(file), true) = (Out::of(&arguments.folders.out), forms.len() > 1) {
        return Err(Failure::Said(format!(
            "要写的表有{}份，--out 请写目录，如 --out {}。",
            forms.len(),
            file.with_extension("").display()
        )));
    }
    for (stem, sheets) in forms {
        for written in paper.write(&stem, &sheets, date)? {
            say::wrote(&written.path, &written.remark)?;
        }
    }
    Ok(Outcome::Clean)
}

/// The form of the unit, of one project, or of each.
fn forms(
    arguments: &StandardForm,
    book: &Book,
    of_unit: fn(&Book, &Scorecard) -> Result<Form, Faults>,
    of_project: fn(&Evaluated) -> Result<Form, Faults>,
) -> Result<Vec<Form>, Failure> {
    let folder = &arguments.book;
    let projects = match (&arguments.project, arguments.projects) {
        (Some(name), _) => vec![projects::evaluated(book, name, None)?],
        (None, true) => projects::evaluations(book, None)?.0.projects,
        (None, false) => {
            let Scored { book, card } = score(book.clone(), None, None)?;
            let form = of_unit(&book, &card).map_err(Failure::faults(folder))?;
            return Ok(vec![form]);
        }
    };
    let forms: Result<Vec<Form>, Faults> = projects.iter().map(of_project).collect();
    forms.map_err(Failure::faults(folder))
}

fn target(book: &Book, card: &Scorecard) -> Result<Form, Faults> {
    let sheet = report::target_sheet(book, card)?;
    Ok(("绩效目标申报表".to_owned(), vec![sheet]))
}

fn evaluation(book: &Book, card: &Scorecard) -> Result<Form, Faults> {
    Ok(("自评表".to_owned(), report::score_sheet(book, card)?))
}

fn project_target(one: &Evaluated) -> Result<Form, Faults> {
    let sheet = report::project_target_sheet(one)?;
    Ok((format!("{}-绩效目标申报表", one.name), vec![sheet]))
}

fn project_evaluation(one: &Evaluated) -> Result<Form, Faults> {
    let sheets = report::project_score_sheet(one)?;
    Ok((format!("{}-自评表", one.name), sheets))
}

/// The self-evaluations of all projects in one table.
fn summary(arguments: &StandardForm, book: &Book) -> Result<Form, Failure> {
    if let Some(name) = &arguments.project {
        return Err(Failure::Said(format!(
            "汇总表列出所有项目，不能只写项目“{name}”：去掉 --project，或换成 --kind 自评。"
        )));
    }
    let all = projects::evaluations(book, None)?.0;
    let sheet = report::projects_sheet(book, &all);
    Ok(("项目支出绩效自评汇总表".to_owned(), vec![sheet]))
}
