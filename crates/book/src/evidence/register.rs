//! The register of evidence (佐证登记): a log of which content a name stood for, since when, and what it proves.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::str::FromStr;

use quantity::Decimal;

use super::{Digests, FOLDER, REGISTER};
use crate::{Cell, Column, Date, Ledger, SaveError, ledger};

/// The header of `evidence/登记.csv`.
const HEADER: [&str; 9] = [
    "文件:文本*",
    "字节:整数",
    "SM3:文本",
    "SHA-256:文本",
    "登记人:文本",
    "登记日期:登记",
    "证明:文本?",
    "备注:文本?",
    "作废:是否?",
];

/// What parts the proofs in one cell.
const BETWEEN: char = '；';

/// The register: rows are only added, and a later row for a file supersedes the earlier one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Register(Vec<Entry>);

/// One row of the register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// 文件: the path inside `evidence/`.
    pub file: String,
    /// 字节: the length.
    pub size: u64,
    /// SM3 and SHA-256 of the content.
    pub digests: Digests,
    /// 登记人
    pub by: String,
    /// 登记日期
    pub date: Date,
    /// 证明: what it proves.
    pub proves: Vec<Proof>,
    /// 备注
    pub note: Option<String>,
    /// 作废: the file is evidence no more.
    pub withdrawn: bool,
}

/// What a file proves. Displays as it is written: `Z01`, `巡查:X-07`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Proof {
    /// An indicator, by its id.
    Indicator(String),
    /// A row of a ledger, by its key.
    Row {
        /// The ledger.
        ledger: String,
        /// The row's key; for a ledger without one, the text of its first column.
        key: String,
    },
}

impl Register {
    /// All rows, in order.
    pub fn entries(&self) -> &[Entry] {
        &self.0
    }

    /// Adds a row.
    pub fn push(&mut self, entry: Entry) {
        self.0.push(entry);
    }

    /// The row in force for each file: the latest by date, then by place; withdrawn files have none.
    pub fn standing(&self) -> BTreeMap<&str, &Entry> {
        let mut standing: BTreeMap<&str, &Entry> = BTreeMap::new();
        for entry in &self.0 {
            let held = standing.entry(&entry.file).or_insert(entry);
            if entry.date >= held.date {
                *held = entry;
            }
        }
        standing.retain(|_, entry| !entry.withdrawn);
        standing
    }

    /// Every file that was ever registered.
    pub fn files(&self) -> BTreeSet<&str> {
        self.0.iter().map(|entry| entry.file.as_str()).collect()
    }

    /// The rows that were there at the end of a day.
    #[must_use]
    pub fn as_of(&self, day: Date) -> Self {
        Self(
            self.0
                .iter()
                .filter(|entry| entry.date <= day)
                .cloned()
                .collect(),
        )
    }

    /// The files in force that prove an indicator, by its id.
    pub(super) fn by_indicator(&self) -> BTreeMap<String, BTreeSet<String>> {
        let mut proving: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for (file, entry) in self.standing() {
            for proof in &entry.proves {
                if let Proof::Indicator(id) = proof {
                    let files = proving.entry(id.clone()).or_default();
                    files.insert(file.to_owned());
                }
            }
        }
        proving
    }

    /// The bytes of the register's file.
    pub(crate) fn to_csv(&self) -> Result<Vec<u8>, SaveError> {
        let file = format!("{FOLDER}/{REGISTER}");
        let unwritable = |problem: String| SaveError::Unwritable(file.clone(), problem);
        let ledger = self.to_ledger().map_err(unwritable)?;
        ledger::write(&ledger).map_err(|error| unwritable(error.to_string()))
    }

    /// The register as a table. The error names the entry that cannot be written.
    fn to_ledger(&self) -> Result<Ledger, String> {
        let columns = HEADER.map(|cell| cell.parse::<Column>());
        let columns = columns.into_iter().collect::<Result<_, _>>()?;
        let mut ledger = Ledger::new(columns)?;
        for entry in &self.0 {
            ledger.push(entry.cells())?;
        }
        Ok(ledger)
    }

    /// Reads the table; the error says, with the row's index where it has one, what is wrong.
    pub(crate) fn from_ledger(ledger: &Ledger) -> Result<Self, (Option<usize>, String)> {
        let header = ledger.columns().iter().map(ToString::to_string);
        if !header.eq(HEADER) {
            return Err((None, format!("表头应当是：{}", HEADER.join(","))));
        }
        let entries = ledger.rows().iter().enumerate();
        entries
            .map(|(at, row)| Entry::from_cells(row).map_err(|problem| (Some(at), problem)))
            .collect::<Result<_, _>>()
            .map(Self)
    }
}

impl Entry {
    fn cells(&self) -> Vec<Cell> {
        let text = |text: &str| Cell::Text(text.to_owned());
        let proves: Vec<_> = self.proves.iter().map(ToString::to_string).collect();
        let proves = match proves.is_empty() {
            true => Cell::Empty,
            false => Cell::Text(proves.join(&BETWEEN.to_string())),
        };
        vec![
            text(&self.file),
            Cell::Number(Decimal::new(self.size.into(), 0)),
            text(&self.digests.sm3),
            text(&self.digests.sha256),
            text(&self.by),
            Cell::Date(self.date),
            proves,
            self.note.as_deref().map_or(Cell::Empty, text),
            match self.withdrawn {
                true => Cell::YesNo(true),
                false => Cell::Empty,
            },
        ]
    }

    fn from_cells(row: &[Cell]) -> Result<Self, String> {
        let [file, size, sm3, sha256, by, date, proves, note, withdrawn] = row else {
            return Err("格数不对".to_owned());
        };
        let (Cell::Number(size), Cell::Date(date)) = (size, date) else {
            return Err("缺少字节数或登记日期".to_owned());
        };
        let size = u64::try_from(size.normalized().mantissa())
            .map_err(|_| "字节数不能是负数".to_owned())?;
        let proves = proves.to_string();
        let proves = proves
            .split([BETWEEN, ';'])
            .filter(|one| !one.trim().is_empty());
        Ok(Self {
            file: file.to_string(),
            size,
            digests: Digests {
                sm3: hash(sm3, "SM3")?,
                sha256: hash(sha256, "SHA-256")?,
            },
            by: by.to_string(),
            date: *date,
            proves: proves.map(str::parse).collect::<Result<_, _>>()?,
            note: Some(note.to_string()).filter(|note| !note.is_empty()),
            withdrawn: *withdrawn == Cell::YesNo(true),
        })
    }
}

fn hash(cell: &Cell, name: &str) -> Result<String, String> {
    let text = cell.to_string().to_lowercase();
    let sound = text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    match sound {
        true => Ok(text),
        false => Err(format!("{name}“{text}”不是64位十六进制数")),
    }
}

impl fmt::Display for Proof {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Indicator(id) => f.write_str(id),
            Self::Row { ledger, key } => write!(f, "{ledger}:{key}"),
        }
    }
}

impl FromStr for Proof {
    type Err = String;

    /// Reads an indicator's id, or `台账:行键`.
    fn from_str(text: &str) -> Result<Self, String> {
        let text = text.trim();
        let wrong = || format!("“{text}”应当写成指标编号，或“台账:行键”");
        if text.contains([BETWEEN, ';']) || text.is_empty() {
            return Err(wrong());
        }
        match text.split_once([':', '：']) {
            None => Ok(Self::Indicator(text.to_owned())),
            Some((ledger, key)) if !ledger.trim().is_empty() && !key.trim().is_empty() => {
                Ok(Self::Row {
                    ledger: ledger.trim().to_owned(),
                    key: key.trim().to_owned(),
                })
            }
            Some(_) => Err(wrong()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(file: &str, date: &str, size: u64) -> Entry {
        Entry {
            file: file.to_owned(),
            size,
            digests: Digests {
                sm3: "a".repeat(64),
                sha256: "b".repeat(64),
            },
            by: "张三".to_owned(),
            date: date.parse().unwrap(),
            proves: vec!["Z01".parse().unwrap(), "巡查:X-07".parse().unwrap()],
            note: None,
            withdrawn: false,
        }
    }

    #[test]
    fn a_later_row_supersedes_and_the_earlier_stays() {
        let mut register = Register::default();
        register.push(entry("甲.pdf", "2022-05-01", 1));
        register.push(entry("甲.pdf", "2022-06-01", 2));
        register.push(entry("甲.pdf", "2022-03-01", 3));
        assert_eq!(register.standing()["甲.pdf"].size, 2);
        assert_eq!(register.entries().len(), 3);
        let may = register.as_of("2022-05-31".parse().unwrap());
        assert_eq!(may.standing()["甲.pdf"].size, 1);
        register.push(Entry {
            withdrawn: true,
            ..entry("甲.pdf", "2022-07-01", 2)
        });
        assert!(register.standing().is_empty() && register.files().contains("甲.pdf"));
    }

    #[test]
    fn a_table_is_read_as_it_is_written() {
        let mut register = Register::default();
        register.push(entry("报告/甲.pdf", "2022-05-01", 1));
        let ledger = register.to_ledger().unwrap();
        assert_eq!(Register::from_ledger(&ledger), Ok(register));
    }
}
