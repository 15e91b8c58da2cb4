//! A new book from a workbook that was filled in.

use entry::{Content, Entries, EntryId, Fields, Value, diff};
use exchange::workbook::back;
use folder::{Note, Shelf, Store};

use super::faults;
use crate::{Failure, Refusal, desk};

/// What a new book says where its workbook does not.
#[derive(Clone, Copy, Debug)]
pub struct Start<'a> {
    /// 年度
    pub year: u16,
    /// 评分方案
    pub scheme: &'a str,
    /// The name of the unit.
    pub unit: Option<&'a str>,
}

impl Start<'_> {
    /// It as entries of a book.
    pub(super) fn entries(&self) -> Entries {
        let mut entries = Entries::default();
        let said = [
            ("年度", Value::Number(self.year.to_string())),
            ("评分方案", Value::Text(self.scheme.to_owned())),
        ];
        let fields: Fields = said.map(|(key, value)| (key.to_owned(), value)).into();
        entries.set_root(fields);
        entries
    }
}

/// Writes a book onto an empty shelf; what the workbook `file` does not say is taken from the start.
///
/// # Errors
/// When it is no workbook, or the shelf cannot be written. Where cells are wrong, the shelf is not to be kept.
pub fn begin(
    shelf: &mut Shelf<impl Store>,
    (file, bytes): (&str, &[u8]),
    start: &Start<'_>,
    note: &Note,
) -> Result<Option<Refusal>, Failure> {
    let returned = back(bytes, &Content::default())
        .map_err(|error| Failure::Said(format!("“{file}”：{error}")))?;
    let mut content = Content::default();
    let made = returned.change.apply(&mut content);
    made.map_err(|conflict| Failure::Said(conflict.to_string()))?;
    let root = EntryId::default();
    let office = root.inside("单位", "", 1);
    if content.entries.get(&office).is_none() {
        content.entries.push(&root, "单位", Fields::new());
    }
    let unit = start.unit.map(|unit| Value::Text(unit.to_owned()));
    let usual = start.entries();
    for at in [
        root.field("年度"),
        root.field("评分方案"),
        office.field("名称"),
    ] {
        if content.entries.value(&at).is_none() {
            let value = usual.value(&at).cloned().or_else(|| unit.clone());
            content.entries.set(&at, value);
        }
    }
    let mut wrong = returned.faults.clone();
    shelf.publish(&diff(&Content::default(), &content), note)?;
    if let Err(refused) = desk::read(shelf.store()) {
        faults::add(&mut wrong, &refused, &returned, &content.entries);
    }
    Ok((!wrong.is_empty()).then_some(Refusal(wrong)))
}
