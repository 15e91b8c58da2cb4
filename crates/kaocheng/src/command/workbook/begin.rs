//! A new book from a workbook that was filled in.

use std::path::Path;

use entry::{Content, EntryId, Value};
use exchange::workbook::back;

use super::SCHEME;
use super::faults::{add, tell};
use crate::error::Failure;
use crate::shelf;
use work::files;

/// Writes a book into an empty folder; `unit` and `year` are taken where the workbook does not say them.
pub(crate) fn begin(
    folder: &Path,
    workbook: &Path,
    unit: Option<&str>,
    year: u16,
) -> Result<(), Failure> {
    let bytes = files::read("无法读取", workbook)?;
    let returned = back(&bytes, &Content::default())
        .map_err(|error| Failure::Said(format!("“{}”：{error}", workbook.display())))?;
    let mut content = Content::default();
    let made = returned.change.apply(&mut content);
    made.map_err(|conflict| Failure::Said(conflict.to_string()))?;
    let root = EntryId::default();
    let office = root.inside("单位", "", 1);
    if content.entries.get(&office).is_none() {
        content.entries.push(&root, "单位", entry::Fields::new());
    }
    let unit = unit.map(|unit| Value::Text(unit.to_owned()));
    for (at, value) in [
        (root.field("年度"), Some(Value::Number(year.to_string()))),
        (root.field("评分方案"), Some(Value::Text(SCHEME.to_owned()))),
        (office.field("名称"), unit),
    ] {
        if content.entries.value(&at).is_none() {
            content.entries.set(&at, value);
        }
    }
    let mut faults = returned.faults.clone();
    let mut held = shelf::hold(folder)?;
    let change = entry::diff(&Content::default(), &content);
    held.publish(&change, &shelf::note("new", None))?;
    drop(held);
    match shelf::load(folder) {
        Err(Failure::Faults {
            faults: refused, ..
        }) => add(&mut faults, &refused, &returned, &content.entries),
        Err(other) => return Err(other),
        Ok(_) => {}
    }
    if faults.is_empty() {
        return Ok(());
    }
    let mut told = Vec::new();
    tell(&mut told, &faults)?;
    Err(Failure::Said(format!(
        "“{}”里有{}处不对，没有建账本：\n{}",
        workbook.display(),
        faults.len(),
        String::from_utf8_lossy(&told).trim_end()
    )))
}
