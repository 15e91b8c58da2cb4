//! Business ledgers (台账): tables whose columns have types.

mod header;
mod read;
mod write;

use std::fmt;

use quantity::{Decimal, Unit};

use crate::indicator::yes_no;
use crate::names::is_word;
use crate::{Date, number};

pub(crate) use read::read;
pub(crate) use write::write;

/// A table of typed columns. Every row has one cell a column, of the column's type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ledger {
    columns: Vec<Column>,
    rows: Vec<Row>,
}

/// A row: one cell a column.
pub type Row = Vec<Cell>;

/// A column of a ledger. Displays as its header cell: `面积:亩`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// The name, unique in the ledger.
    pub name: String,
    /// The type.
    pub kind: ColumnType,
    /// Whether cells may be empty.
    pub optional: bool,
}

/// What the cells of a column hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ColumnType {
    /// 文本
    Text,
    /// 日期
    Date,
    /// 整数
    Integer,
    /// 数值, without unit
    Number,
    /// A number in a unit.
    Quantity(Unit),
    /// 是否
    YesNo,
    /// 枚举: one of these words.
    Choice(Vec<String>),
}

/// A cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// Of a 文本 or 枚举 column.
    Text(String),
    /// Of a 日期 column.
    Date(Date),
    /// Of a column of numbers, in the column's unit.
    Number(Decimal),
    /// Of a 是否 column.
    YesNo(bool),
}

impl Ledger {
    /// A ledger without rows; the error says which name is bad or used twice.
    pub fn new(columns: Vec<Column>) -> Result<Self, String> {
        if columns.is_empty() {
            return Err("台账一列也没有".to_owned());
        }
        for (at, column) in columns.iter().enumerate() {
            if !is_word(&column.name) {
                return Err(format!("列名“{}”是空的，或含有空格、标点", column.name));
            }
            if columns[..at].iter().any(|other| other.name == column.name) {
                return Err(format!("列“{}”出现了两次", column.name));
            }
            if let ColumnType::Choice(words) = &column.kind {
                check_choice(&column.name, words)?;
            }
        }
        Ok(Self {
            columns,
            rows: Vec::new(),
        })
    }

    /// Adds a row; the error says which cell does not fit.
    pub fn push(&mut self, row: Row) -> Result<(), String> {
        if row.len() != self.columns.len() {
            return Err(format!(
                "这一行有{}格，表头有{}列",
                row.len(),
                self.columns.len()
            ));
        }
        for (column, cell) in self.columns.iter().zip(&row) {
            column.check(cell)?;
        }
        if row.iter().all(|cell| *cell == Cell::Empty) {
            return Err("这一行全是空的".to_owned());
        }
        self.rows.push(row);
        Ok(())
    }

    /// The columns.
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// The rows.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// The place of the column of that name.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.name == name)
    }

    /// The number a spreadsheet gives to the row at `index`: the header is row 1.
    pub const fn row_number(index: usize) -> usize {
        index + 2
    }
}

fn check_choice(column: &str, words: &[String]) -> Result<(), String> {
    let bad = words.iter().find(|word| !is_word(word));
    match bad {
        Some(word) => Err(format!(
            "列“{column}”的选项“{word}”是空的，或含有空格、标点"
        )),
        None if words.is_empty() => Err(format!("列“{column}”的枚举没有选项")),
        None => Ok(()),
    }
}

impl Column {
    /// Reads a cell; the error says what is wrong.
    pub fn read(&self, text: &str) -> Result<Cell, String> {
        let text = text.trim();
        if text.is_empty() {
            return match self.optional {
                true => Ok(Cell::Empty),
                false => Err("是空的".to_owned()),
            };
        }
        let cell = self.kind.read(text)?;
        self.check(&cell)?;
        Ok(cell)
    }

    fn check(&self, cell: &Cell) -> Result<(), String> {
        let fits = match (&self.kind, cell) {
            (_, Cell::Empty) => self.optional,
            (ColumnType::Text, Cell::Text(text)) => text.trim() == text && !text.is_empty(),
            (ColumnType::Choice(words), Cell::Text(text)) => words.contains(text),
            (ColumnType::Date, Cell::Date(_)) | (ColumnType::YesNo, Cell::YesNo(_)) => true,
            (ColumnType::Integer, Cell::Number(value)) => value.normalized().scale() == 0,
            (ColumnType::Number | ColumnType::Quantity(_), Cell::Number(value)) => {
                number::within_limits(*value)
            }
            _ => false,
        };
        match fits {
            true => Ok(()),
            false => Err(format!("“{cell}”不是{}", self.kind.wanted())),
        }
    }
}

impl ColumnType {
    /// Reads text that is not empty; the error says what is wrong.
    pub(crate) fn read(&self, text: &str) -> Result<Cell, String> {
        match self {
            Self::Text => Ok(Cell::Text(text.to_owned())),
            Self::Choice(words) if words.iter().any(|word| word == text) => {
                Ok(Cell::Text(text.to_owned()))
            }
            Self::Choice(_) => Err(format!("没有“{text}”这个选项")),
            Self::Date => match text.parse() {
                Ok(date) => Ok(Cell::Date(date)),
                Err(error) => Err(error.to_string()),
            },
            Self::Integer | Self::Number => number::read(text, None).map(Cell::Number),
            Self::Quantity(unit) => number::read(text, Some(*unit)).map(Cell::Number),
            Self::YesNo => match text {
                "是" => Ok(Cell::YesNo(true)),
                "否" => Ok(Cell::YesNo(false)),
                _ => Err(format!("“{text}”不是“是”或“否”")),
            },
        }
    }

    /// Whether the cells are numbers that can be added.
    pub(crate) const fn is_number(&self) -> bool {
        matches!(self, Self::Integer | Self::Number | Self::Quantity(_))
    }

    /// What a cell should be, for messages.
    pub(crate) fn wanted(&self) -> String {
        match self {
            Self::Text => "文字".to_owned(),
            Self::Date => "日期，例如 2022-12-31".to_owned(),
            Self::Integer => "整数".to_owned(),
            Self::Number => "数".to_owned(),
            Self::Quantity(unit) => format!("以“{unit}”为单位的数"),
            Self::YesNo => "“是”或“否”".to_owned(),
            Self::Choice(words) => format!("这几个词之一：{}", words.join("、")),
        }
    }
}

impl fmt::Display for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => Ok(()),
            Self::Text(text) => f.write_str(text),
            Self::Date(date) => date.fmt(f),
            Self::Number(value) => value.fmt(f),
            Self::YesNo(yes) => f.write_str(yes_no(*yes)),
        }
    }
}
