//! Code lists (代码表), which ledger columns and indicators choose from.

use settings::{NAME, TEXT, Table};

/// A code list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeList {
    /// 名称
    pub name: String,
    /// 说明
    pub note: Option<String>,
    /// 依据: the regulation or standard it comes from.
    pub basis: Vec<String>,
    /// 项, in order.
    pub codes: Vec<Code>,
}

/// One entry of a code list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code {
    /// 代码, where the standard has one.
    pub code: Option<String>,
    /// 名称: the word that is written in ledgers and indicators.
    pub word: String,
    /// 说明
    pub note: Option<String>,
}

impl CodeList {
    /// The words in order.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.codes.iter().map(|code| code.word.as_str())
    }

    pub(crate) fn decode(table: &mut Table<'_>) -> Option<Self> {
        let name = table.required("名称", &NAME);
        let note = table.optional("说明", &TEXT);
        let basis = table.list("依据", &TEXT);
        let codes = table.tables("项", |table| {
            let code = table.optional("代码", &NAME);
            let word = table.required("名称", &NAME);
            let note = table.optional("说明", &TEXT);
            Some(Code {
                code,
                word: word?,
                note,
            })
        });
        if codes.is_empty() {
            table.missing("项", "用 [[\"项\"]] 逐项写，每项有“名称”");
        }
        Some(Self {
            name: name?,
            note,
            basis,
            codes,
        })
    }
}
