//! Ledger definitions as packs carry them.

use book::Definition;
use settings::{Faults, NAME, TEXT, Table};

use crate::codes::CodeList;
use crate::read::Place;
use crate::version::Version;

/// A ledger as a pack defines it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LedgerForm {
    /// 名称, which is the file's name in a book: `ledgers/供地.csv`.
    pub name: String,
    /// 说明: the business fact that a row records.
    pub purpose: String,
    /// 依据: the regulations it follows.
    pub basis: Vec<String>,
    /// 列 as header cells of the ledger's file, such as `面积:亩`.
    pub header: Vec<String>,
    /// 约束: what every row must satisfy.
    pub constraints: Vec<String>,
    /// The pack that stated it, with its version: `natural-resources@1.0`.
    pub origin: String,
    /// 列 as they are written; `方式:代码(巡查方式)` chooses from that code list.
    columns: Vec<String>,
    pub(crate) place: Place,
}

impl LedgerForm {
    pub(crate) fn decode(table: &mut Table<'_>) -> Option<Self> {
        let place = Place::of(table);
        let name = table.required("名称", &NAME);
        let purpose = table.required("说明", &TEXT);
        let basis = table.list("依据", &TEXT);
        let columns = table.list("列", &NAME);
        if columns.is_empty() {
            table.missing("列", "补上，例如 \"列\" = [\"日期:日期\", \"面积:亩\"]");
        }
        let constraints = table.list("约束", &TEXT);
        Some(Self {
            name: name?,
            purpose: purpose?,
            basis,
            header: Vec::new(),
            constraints,
            origin: String::new(),
            columns,
            place,
        })
    }

    /// Says which pack states the ledger.
    pub(crate) fn stated_by(&mut self, pack: &str, version: Version) {
        self.origin = format!("{pack}@{version}");
    }

    /// Whether a pack of this name states the ledger.
    pub fn is_of(&self, pack: &str) -> bool {
        self.origin
            .split_once('@')
            .is_some_and(|(name, _)| name == pack)
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

    /// The definition as a book carries it.
    ///
    /// # Errors
    /// What is wrong with a column or a constraint.
    pub fn definition(&self) -> Result<Definition, Faults> {
        let mut text = format!("# 出自 {}\n", self.origin);
        text += &format!("\"说明\" = {}\n", quoted(&self.purpose));
        text += &list("依据", &self.basis);
        text += &list("列", &self.header);
        text += &list("约束", &self.constraints);
        Definition::read(&format!("definitions/{}.toml", self.name), &text)
    }
}

/// A list with one item a line; nothing where it is empty.
fn list(key: &str, items: &[String]) -> String {
    if items.is_empty() {
        return String::new();
    }
    let lines: String = items
        .iter()
        .map(|item| format!("  {},\n", quoted(item)))
        .collect();
    format!("\"{key}\" = [\n{lines}]\n")
}

/// A text as TOML writes it.
fn quoted(text: &str) -> String {
    let escaped: String = text
        .chars()
        .map(|character| match character {
            '"' => "\\\"".to_owned(),
            '\\' => "\\\\".to_owned(),
            '\n' => "\\n".to_owned(),
            plain => plain.to_string(),
        })
        .collect();
    format!("\"{escaped}\"")
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
