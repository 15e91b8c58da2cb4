//! A column of a ledger, and how its cells are read.

use quantity::Unit;

use super::Cell;
use crate::number;

/// A column of a ledger. Displays as its header cell: `宗地:文本*`, `面积:亩?`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// The name, unique in the ledger.
    pub name: String,
    /// The type.
    pub kind: ColumnType,
    /// Whether the column is part of the key, by which a later row corrects an earlier one.
    pub key: bool,
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
    /// 登记: the day the row was entered. A ledger has one such column at most.
    Entered,
    /// 地点: a place in words.
    Place,
    /// 附件: a file below `evidence/`.
    Attachment,
    /// 引用: a value that stands in a column of another ledger.
    Reference {
        /// The other ledger.
        ledger: String,
        /// Its column.
        column: String,
    },
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

    /// Whether it is as a definition wants it; cells that may be empty there need not be so here.
    pub(super) fn satisfies(&self, wanted: &Self) -> bool {
        let (optional, allowed) = (self.optional, wanted.optional);
        self.kind == wanted.kind && self.key == wanted.key && (allowed || !optional)
    }

    pub(super) fn check(&self, cell: &Cell) -> Result<(), String> {
        let fits = match (&self.kind, cell) {
            (_, Cell::Empty) => self.optional,
            (kind, Cell::Text(text)) if kind.is_free_text() => {
                text.trim() == text && !text.is_empty()
            }
            (ColumnType::Choice(words), Cell::Text(text)) => words.contains(text),
            (ColumnType::Date | ColumnType::Entered, Cell::Date(_))
            | (ColumnType::YesNo, Cell::YesNo(_)) => true,
            (ColumnType::Integer, Cell::Number(value)) => value.normalized().scale() == 0,
            (ColumnType::Number | ColumnType::Quantity(_), Cell::Number(value)) => {
                number::within_limits(*value)
            }
            _ => false,
        };
        match (fits, cell) {
            (true, _) => Ok(()),
            (false, Cell::Empty) => Err("是空的".to_owned()),
            (false, _) => Err(format!("“{cell}”不是{}", self.kind.wanted())),
        }
    }
}

impl ColumnType {
    /// Reads text that is not empty; the error says what is wrong.
    pub(crate) fn read(&self, text: &str) -> Result<Cell, String> {
        match self {
            kind if kind.is_free_text() => Ok(Cell::Text(text.to_owned())),
            Self::Choice(words) if words.iter().any(|word| word == text) => {
                Ok(Cell::Text(text.to_owned()))
            }
            Self::Choice(_) => Err(format!("没有“{text}”这个选项")),
            Self::Quantity(unit) => number::read(text, Some(*unit)).map(Cell::Number),
            Self::Date | Self::Entered => match text.parse() {
                Ok(date) => Ok(Cell::Date(date)),
                Err(error) => Err(error.to_string()),
            },
            Self::YesNo => match text {
                "是" => Ok(Cell::YesNo(true)),
                "否" => Ok(Cell::YesNo(false)),
                _ => Err(format!("“{text}”不是“是”或“否”")),
            },
            _ => number::read(text, None).map(Cell::Number),
        }
    }

    /// Whether the cells are numbers that can be added.
    pub(crate) const fn is_number(&self) -> bool {
        matches!(self, Self::Integer | Self::Number | Self::Quantity(_))
    }

    /// Whether the cells are days.
    pub(crate) const fn is_date(&self) -> bool {
        matches!(self, Self::Date | Self::Entered)
    }

    const fn is_free_text(&self) -> bool {
        matches!(
            self,
            Self::Text | Self::Place | Self::Attachment | Self::Reference { .. }
        )
    }

    /// What a cell should be, for messages.
    pub fn wanted(&self) -> String {
        match self {
            Self::Text => "文字".to_owned(),
            Self::Place => "地点".to_owned(),
            Self::Attachment => "evidence 文件夹里的文件".to_owned(),
            Self::Reference { ledger, column } => {
                format!("台账“{ledger}”的“{column}”列里有的值")
            }
            Self::Date | Self::Entered => "日期，年-月-日".to_owned(),
            Self::Integer => "整数".to_owned(),
            Self::Number => "数".to_owned(),
            Self::Quantity(unit) => format!("以“{unit}”为单位的数"),
            Self::YesNo => "“是”或“否”".to_owned(),
            Self::Choice(words) => format!("这几个词之一：{}", words.join("、")),
        }
    }
}
