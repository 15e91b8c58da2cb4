//! Ledger definitions as packs carry them.

use book::{Column, Ledger};
use settings::{NAME, TEXT, Table};

use crate::codes::CodeList;
use crate::read::Place;

/// The definition of a ledger: what it records, and its columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LedgerForm {
    /// 名称, which is the file's name in a book: `ledgers/供地.csv`.
    pub name: String,
    /// 事实: the business fact that a row records.
    pub fact: String,
    /// 说明
    pub note: Option<String>,
    /// 列 as header cells of the ledger's file, such as `面积:亩`.
    pub header: Vec<String>,
    /// The pack that stated it.
    pub pack: String,
    /// 列 as they are written; `方式:代码(巡查方式)` chooses from that code list.
    columns: Vec<String>,
    pub(crate) place: Place,
}

impl LedgerForm {
    pub(crate) fn decode(table: &mut Table<'_>) -> Option<Self> {
        let place = Place::of(table);
        let name = table.required("名称", &NAME);
        let fact = table.required("事实", &TEXT);
        let note = table.optional("说明", &TEXT);
        let columns = table.list("列", &NAME);
        if columns.is_empty() {
            table.missing("列", "补上，例如 \"列\" = [\"日期:日期\", \"面积:亩\"]");
        }
        Some(Self {
            name: name?,
            fact: fact?,
            note,
            header: Vec::new(),
            pack: String::new(),
            columns,
            place,
        })
    }

    /// Makes the header from the columns as they are written and the pack's code lists. The error says which list is
    /// not there.
    pub(crate) fn expand(&mut self, codes: &[CodeList]) -> Result<(), String> {
        self.header = self
            .columns
            .iter()
            .map(|cell| expanded(cell, codes))
            .collect::<Result<_, _>>()?;
        Ok(())
    }

    /// The ledgers that columns refer to: `引用(预算指标.预算)`.
    pub(crate) fn references(&self) -> impl Iterator<Item = &str> {
        self.header.iter().filter_map(|cell| {
            let (_, reference) = cell.split_once(":引用(")?;
            let (ledger, _) = reference.split_once('.')?;
            Some(ledger)
        })
    }

    /// The ledger without rows.
    ///
    /// # Errors
    /// What is wrong with a column.
    pub fn empty(&self) -> Result<Ledger, String> {
        let columns: Result<Vec<Column>, String> =
            self.header.iter().map(|cell| cell.parse()).collect();
        Ledger::new(columns?)
    }
}

/// A header cell with the words of the code list it names.
fn expanded(cell: &str, codes: &[CodeList]) -> Result<String, String> {
    let Some((name, rest)) = cell.split_once(":代码(") else {
        return Ok(cell.to_owned());
    };
    let (list, marks) = rest
        .split_once(')')
        .ok_or_else(|| format!("列“{cell}”的括号没有成对"))?;
    let codes = codes
        .iter()
        .find(|codes| codes.name == list)
        .ok_or_else(|| format!("没有名为“{list}”的代码表"))?;
    let words: Vec<_> = codes.words().collect();
    Ok(format!("{name}:枚举({}){marks}", words.join("|")))
}
