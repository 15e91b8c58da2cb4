//! The rows of a sheet as rows of a ledger, every fault at its cell.

use std::fmt;

use book::{Cell, Column, ColumnType, Row};
use entry::Value;

use crate::certain::{day, written};
use crate::mapping::{Mapping, Source};
use crate::sheet::{Line, Raw, Sheet, letters};

/// Rows ready to be merged, and what was passed over.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Incoming {
    /// The rows, one cell for each column of the ledger.
    pub rows: Vec<Row>,
    /// The row of the sheet, from 1, of each.
    pub numbers: Vec<usize>,
    /// Rows of the sheet that are no data, from 1, with what they are taken for.
    pub passed: Vec<(usize, String)>,
}

/// Where a cell is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The sheet; empty for a CSV file.
    pub sheet: String,
    /// The row, from 1; 0 where the whole is meant.
    pub row: usize,
    /// The column, from 0.
    pub column: Option<usize>,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.sheet.is_empty() {
            write!(f, "{}!", self.sheet)?;
        }
        match self.column {
            Some(column) => write!(f, "{}{}", letters(column), self.row),
            None if self.row > 0 => write!(f, "第{}行", self.row),
            None => Ok(()),
        }
    }
}

/// What is wrong with a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellFault {
    /// Where it is.
    pub place: Place,
    /// The column of the ledger.
    pub column: String,
    /// What stands there.
    pub value: String,
    /// What is wrong, in Chinese.
    pub problem: String,
    /// What should stand there, in Chinese.
    pub remedy: String,
}

impl fmt::Display for CellFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            place,
            column,
            value,
            problem,
            remedy,
        } = self;
        let value = match value.is_empty() {
            true => "（空）".to_owned(),
            false => format!("“{value}”"),
        };
        write!(f, "{place} {column} {value}：{problem}。改法：{remedy}")
    }
}

/// Reads the rows below the heads of the columns.
///
/// Rows that add others up, and remarks below the table, are passed over and told.
///
/// # Errors
/// Every cell that is wrong, at once.
pub fn rows(
    sheet: &Sheet,
    mapping: &Mapping,
    columns: &[Column],
) -> Result<Incoming, Vec<CellFault>> {
    let mut incoming = Incoming::default();
    let mut faults = Vec::new();
    for (at, raw) in sheet.rows.iter().enumerate().skip(mapping.header + 1) {
        let number = at + 1;
        if raw.is_blank() {
            continue;
        }
        if let Some(what) = no_data(raw, mapping, columns) {
            incoming.passed.push((number, what));
            continue;
        }
        let mut row = Row::with_capacity(columns.len());
        for (column, source) in columns.iter().zip(&mapping.columns) {
            let cell = source.as_ref().and_then(|source| raw.get(source.place));
            match read(column, source.as_ref(), cell.unwrap_or(&Raw::Empty)) {
                Ok(cell) => row.push(cell),
                Err(problem) => faults.push(CellFault {
                    place: Place {
                        sheet: sheet.name.clone(),
                        row: number,
                        column: source.as_ref().map(|source| source.place),
                    },
                    column: column.name.clone(),
                    value: cell.map(Raw::text).unwrap_or_default(),
                    problem,
                    remedy: remedy(column, source.as_ref()),
                }),
            }
        }
        if row.len() == columns.len() {
            incoming.rows.push(row);
            incoming.numbers.push(number);
        }
    }
    match faults.is_empty() {
        true => Ok(incoming),
        false => Err(faults),
    }
}

fn remedy(column: &Column, source: Option<&Source>) -> String {
    let unit = source.and_then(|source| source.unit.as_deref());
    match (unit, column.optional) {
        (Some(unit), _) => format!("填以“{unit}”为单位的数"),
        (None, true) => format!("填{}，或留空", column.kind.wanted()),
        (None, false) => format!("填{}", column.kind.wanted()),
    }
}

/// How rows begin that add others up.
pub(crate) const SUMS: &[&str] = &["合计", "总计", "小计", "累计", "本页小计"];

/// What a row is that holds no data: a total, or a remark.
fn no_data(raw: &Line, mapping: &Mapping, columns: &[Column]) -> Option<String> {
    let (_, first) = raw.iter().find(|(_, cell)| !cell.is_blank())?;
    let first = first.text();
    let first: String = first.chars().filter(|c| !c.is_whitespace()).collect();
    let needed = columns.iter().zip(&mapping.columns);
    let empty = needed
        .filter(|(column, source)| !column.optional && source.is_some())
        .filter(|(_, source)| {
            let place = source.as_ref().map(|source| source.place);
            place
                .and_then(|place| raw.get(place))
                .is_none_or(Raw::is_blank)
        })
        .count();
    let begins = |words: &[&str]| words.iter().any(|word| first.starts_with(word));
    if begins(SUMS) {
        return Some(format!("合计行（{first}）"));
    }
    let remark = begins(&[
        "注",
        "备注",
        "说明",
        "填表",
        "制表",
        "审核",
        "单位负责人",
        "填报",
        "负责人",
    ]);
    (remark && empty > 0).then(|| format!("表后的说明（{}）", shortened(&first)))
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(20) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

fn read(column: &Column, source: Option<&Source>, raw: &Raw) -> Result<Cell, String> {
    if raw.is_blank() && column.kind == ColumnType::Entered {
        return Ok(Cell::Empty);
    }
    let text = raw.text();
    let text = text.trim();
    match &column.kind {
        ColumnType::Date | ColumnType::Entered => {
            let day = day(raw).map(|day| day.to_string());
            column.read(day.as_deref().unwrap_or(text))
        }
        ColumnType::YesNo => column.read(yes_or_no(text)),
        ColumnType::Integer | ColumnType::Number => {
            column.read(certain(text).as_deref().unwrap_or(text))
        }
        ColumnType::Quantity(wanted) => {
            // A head that names no unit does not say what a currency mark is of.
            let yuan = wanted.symbol() == "元";
            let marked = text.starts_with(['¥', '￥']);
            let unit = source.and_then(|source| source.unit.as_deref());
            match (certain(text), unit) {
                (Some(number), Some(unit)) => column.read(&format!("{number}{unit}")),
                (Some(number), None) if yuan || !marked => column.read(&number),
                _ => column.read(text),
            }
        }
        _ => column.read(text),
    }
}

/// The digits of a number without a unit, with all the places that were written.
fn certain(text: &str) -> Option<String> {
    match written(text)? {
        Value::Number(digits) => Some(digits),
        _ => None,
    }
}

pub(crate) fn yes_or_no(text: &str) -> &str {
    match text {
        "√" | "✓" | "✔" | "Y" | "y" | "1" | "有" | "TRUE" => "是",
        "×" | "✗" | "✘" | "N" | "n" | "0" | "无" | "FALSE" => "否",
        text => text,
    }
}
