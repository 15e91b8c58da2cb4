//! The projects in the workbook of a report: their summary, then the form of each.

use book::{Book, Evaluations, Faults};
use document::Sheet;

use super::{project_score_sheet, projects_sheet};

/// The most characters a tab can have.
const TAB: usize = 31;

/// The summary of the projects' self-evaluations, and the form of each on a tab of its name.
///
/// # Errors
/// Every name that the words of a project use and the book does not have.
pub fn project_sheets(book: &Book, all: &Evaluations) -> Result<Vec<Sheet>, Faults> {
    let mut sheets = vec![projects_sheet(book, all)];
    for one in &all.projects {
        let form = project_score_sheet(one)?.into_iter().next();
        let name = tab(&one.name, &sheets);
        sheets.extend(form.map(|form| Sheet { name, ..form }));
    }
    Ok(sheets)
}

/// A tab for a project that no sheet has yet.
fn tab(project: &str, sheets: &[Sheet]) -> String {
    let cut = |number: &str| -> String {
        let name = format!("项目 {project}");
        let kept = name.chars().take(TAB - number.len());
        kept.chain(number.chars()).collect()
    };
    let taken = |name: &String| sheets.iter().any(|sheet| sheet.name == *name);
    let numbers = (2..).map(|number| number.to_string());
    let mut names = std::iter::once(String::new())
        .chain(numbers)
        .map(|number| cut(&number));
    names.find(|name| !taken(name)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_names_are_cut_and_kept_apart() {
        let long = "项".repeat(40);
        let mut sheets = Vec::new();
        for wanted in ["项", "2", "3"] {
            let name = tab(&long, &sheets);
            assert_eq!(name.chars().count(), TAB);
            assert!(name.ends_with(wanted), "{name}");
            sheets.push(Sheet {
                name,
                ..Sheet::default()
            });
        }
        assert_eq!(tab("学生资助", &sheets), "项目 学生资助");
    }
}
