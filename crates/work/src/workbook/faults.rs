//! What is wrong in a workbook, at its cells.

use std::collections::BTreeSet;

use book::Faults;
use entry::kind::INDICATOR;
use entry::{Entries, Path};
use exchange::workbook::Returned;
use exchange::{CellFault, Place};

/// Adds what the book would refuse. A cell that is wrong, or left out, makes the book wrong there, too: that is told once.
pub(super) fn add(
    faults: &mut Vec<CellFault>,
    refused: &Faults,
    returned: &Returned,
    new: &Entries,
) {
    let known: Vec<Place> = faults.iter().map(|fault| fault.place.clone()).collect();
    let told = |place: &Place| {
        known.iter().any(|one| {
            let row = one.sheet == place.sheet && one.row == place.row;
            row && (place.column.is_none() || one.column == place.column)
        })
    };
    let more = at_cells(refused, returned, new);
    faults.extend(more.into_iter().filter(|fault| !told(&fault.place)));
}

/// What the book would refuse, at the cells that say it.
fn at_cells(faults: &Faults, returned: &Returned, new: &Entries) -> Vec<CellFault> {
    let of_fault = |fault: &book::Fault| {
        let at = fault.at.as_ref().and_then(|at| at.parse().ok());
        let at = at.map(|at| field_left_out(at, &fault.problem));
        let place = at.as_ref().and_then(|at| returned.place(at)).cloned();
        let value = at.as_ref().and_then(|at| new.value(at));
        CellFault {
            place: place.unwrap_or_else(|| Place {
                sheet: fault.file.clone(),
                row: fault.line,
                column: None,
            }),
            column: at.as_ref().map(ToString::to_string).unwrap_or_default(),
            value: value.map(entry::Value::shown).unwrap_or_default(),
            problem: fault.problem.clone(),
            remedy: remedy(fault, at.as_ref()),
        }
    };
    let missing = missing_for_that(faults);
    let own = faults
        .0
        .iter()
        .filter(|fault| !missing.contains(&fault.problem));
    own.map(of_fault).collect()
}

/// What the book says of those that name an indicator which it has not taken, because something else is wrong with it.
fn missing_for_that(faults: &Faults) -> BTreeSet<String> {
    // A note that names one is an entry of that kind, too.
    let others = faults
        .0
        .iter()
        .filter(|fault| !fault.problem.starts_with("没有编号为"));
    let at = others.filter_map(|fault| fault.at.as_ref()?.parse::<Path>().ok());
    let steps = at.filter_map(|at| at.entry.0.into_iter().next_back());
    let wrong = steps.filter(|step| step.kind == INDICATOR.name);
    wrong
        .map(|step| format!("没有编号为“{}”的指标", step.key))
        .collect()
}

/// The field that an entry lacks, where that is what is wrong with it.
fn field_left_out(at: Path, problem: &str) -> Path {
    let kind = at.entry.within().itself();
    let fields = kind.map_or(&[][..], |kind| kind.fields).iter();
    let mut lacking = fields.filter(|field| problem.ends_with(&format!("缺少“{}”", field.key)));
    match (at.field.is_none(), lacking.next()) {
        (true, Some(field)) => at.entry.field(field.key),
        _ => at,
    }
}

/// What to do in the workbook: nobody writes TOML there.
fn remedy(fault: &book::Fault, at: Option<&Path>) -> String {
    if !["\" = ", "等号"]
        .iter()
        .any(|toml| fault.remedy.contains(toml))
    {
        return fault.remedy.clone();
    }
    let field = at.and_then(|at| {
        let kind = at.entry.within().itself()?;
        kind.field(at.field.as_deref()?)
    });
    match field {
        Some(field) => format!("填{}（{}）", field.doc, field.shape.words()),
        None => "在这一行里补上".to_owned(),
    }
}
