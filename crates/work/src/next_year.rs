//! 结转: next year's book from last year's, and those of its units.

use std::sync::Arc;

use book::{Book, Rolled};
use entry::Blob;
use serde_json::{Map, Value, json};

use crate::told::told_as_value;
use crate::{Failure, score, todo};

/// Next year's book.
#[derive(Debug)]
pub struct NextYear {
    /// What was made of last year's.
    pub rolled: Rolled,
    /// Last year.
    pub last: u16,
}

/// Makes next year's book of last year's; without a year, of the one after.
///
/// # Errors
/// When the year is not a later one, or the book names no scheme.
pub fn next_year(last: &Book, year: Option<u16>) -> Result<NextYear, Failure> {
    let year = year.unwrap_or(last.year + 1);
    if year <= last.year {
        let next = last.year + 1;
        return Err(Failure::Said(format!(
            "账本是{}年度的，不能结转到{year}年度。写 --year {next}。",
            last.year
        )));
    }
    let scheme = score::scheme(last, None)?;
    Ok(NextYear {
        rolled: last.rolled(year, &scheme),
        last: last.year,
    })
}

impl NextYear {
    /// The files of the book, with what is to be done in it, and those of the units in their folders.
    ///
    /// # Errors
    /// When a name of the book cannot be a file's.
    pub fn files(&self) -> Result<Vec<(String, Blob)>, Failure> {
        let mut files = Vec::new();
        add(&self.rolled, "", self.last, &mut files)?;
        Ok(files)
    }

    fn value(&self) -> Value {
        value(&self.rolled)
    }
}

told_as_value!(NextYear);

fn add(
    rolled: &Rolled,
    prefix: &str,
    last: u16,
    files: &mut Vec<(String, Blob)>,
) -> Result<(), Failure> {
    let said = |error: book::SaveError| Failure::Said(error.to_string());
    for (path, file) in rolled.book.files().map_err(said)? {
        files.push((format!("{prefix}{path}"), file));
    }
    let from = format!("由{last}年度账本结转而来");
    let todo = todo::list(rolled.book.year, &from, &rolled.todo);
    files.push((
        format!("{prefix}{}", todo::FILE),
        Arc::new(todo.into_bytes()),
    ));
    let mut members = rolled.members.iter();
    members.try_for_each(|(folder, member)| add(member, &format!("{prefix}{folder}/"), last, files))
}

fn value(rolled: &Rolled) -> Value {
    let members = rolled.members.iter();
    let members: Map<String, Value> = members
        .map(|(folder, member)| (folder.clone(), value(member)))
        .collect();
    json!({
        "year": rolled.book.year,
        "carried": rolled.carried,
        "emptied": rolled.emptied,
        "todo": rolled.todo,
        "members": members,
    })
}
