//! 新建台账: a ledger that a sheet of people's would make.

use book::{Column, Date, Definition};
use exchange::{Proposal, Sheet};
use settings::suggestion;

use crate::Failure;

/// What is typed for a ledger without a key.
const NO_KEY: &str = "无";

/// What people say of a ledger that is to begin.
#[derive(Clone, Copy, Debug)]
pub struct Said<'a> {
    /// Columns that are otherwise than they look.
    pub columns: &'a [Column],
    /// The column that tells rows apart, or 无.
    pub key: Option<&'a str>,
    /// The day of entry for all rows, or the column that has it for each.
    pub registered: Option<&'a str>,
}

/// A ledger that begins with a sheet.
#[derive(Debug)]
pub struct Beginning {
    /// What was read off the sheet, as people said.
    pub proposal: Proposal,
    /// What it looks like.
    pub definition: Definition,
    /// The day of entry for all rows, where it was said.
    pub registered: Option<Date>,
    /// The column of days by which its rows were entered.
    pub entered_by: Option<String>,
}

/// Reads off a sheet what ledger it would make.
///
/// # Errors
/// When it has no head, or what was said does not fit it.
pub fn begin(name: &str, file: &str, sheet: &Sheet, said: &Said<'_>) -> Result<Beginning, Failure> {
    let mut proposal = exchange::propose(sheet).ok_or_else(|| {
        Failure::Said(format!(
            "“{file}”里找不到表头：要有一行（或两行）列名，下面是一行一条的内容。"
        ))
    })?;
    change(&mut proposal, said)?;
    let (registered, entered_by) = registered(&proposal, said)?;
    Ok(Beginning {
        definition: definition(name, &proposal)?,
        proposal,
        registered,
        entered_by,
    })
}

/// Makes of the proposal what the user says.
fn change(proposal: &mut Proposal, said: &Said<'_>) -> Result<(), Failure> {
    let names: Vec<String> = proposal
        .columns
        .iter()
        .map(|one| one.column.name.clone())
        .collect();
    let unknown = |option: &str, name: &str| {
        let hint = suggestion(name, names.iter().map(String::as_str));
        Failure::Said(format!("{option}：表里没有“{name}”这一列。{hint}"))
    };
    for wanted in said.columns {
        let mut columns = proposal.columns.iter_mut();
        let found = columns.find(|one| one.column.name == wanted.name);
        let found = found.ok_or_else(|| unknown("--column", &wanted.name))?;
        // What is empty in the sheet may be empty in the ledger.
        found.column.optional |= wanted.optional;
        found.column.key |= wanted.key;
        found.column.kind = wanted.kind.clone();
    }
    if let Some(key) = said.key {
        if key != NO_KEY && !names.iter().any(|name| name == key) {
            return Err(unknown("--key", key));
        }
        for one in &mut proposal.columns {
            one.column.key = one.column.name == *key;
        }
    }
    Ok(())
}

/// The day of entry for all rows, or the column that has it for each.
fn registered(
    proposal: &Proposal,
    said: &Said<'_>,
) -> Result<(Option<Date>, Option<String>), Failure> {
    let Some(said) = said.registered else {
        return Ok((None, None));
    };
    if let Ok(day) = said.parse() {
        return Ok((Some(day), None));
    }
    let days = proposal.days();
    match days.contains(&said) {
        true => Ok((None, Some(said.to_owned()))),
        false => Err(Failure::Said(format!(
            "--registered：“{said}”不是日期，也不是表里的日期列。{}",
            suggestion(said, days.iter().copied())
        ))),
    }
}

/// The definition as TOML, read as any other.
fn definition(name: &str, proposal: &Proposal) -> Result<Definition, Failure> {
    let columns = proposal.columns.iter();
    let columns: String = columns
        .map(|one| {
            let column = one.column.to_string().replace('\\', "\\\\");
            format!("  \"{column}\",\n")
        })
        .collect();
    let text = format!("\"说明\" = \"{name}台账\"\n\"列\" = [\n{columns}]\n");
    let file = format!("definitions/{name}.toml");
    Definition::read(&file, &text)
        .map_err(|faults| Failure::Said(format!("推不出能用的台账：\n{faults}")))
}
