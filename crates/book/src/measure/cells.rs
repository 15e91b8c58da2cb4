//! 台账.列 | 条件: the cells of one column in the rows that satisfy conditions.

use std::fmt;

use super::parse::Parser;
use super::table::Table;
use super::total::{Demand, Want};
use super::{Filter, MeasureError, Nature, ParseMeasureError};
use crate::ledger::{Column, ColumnType};

/// The cells of one column in the rows that satisfy the conditions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cells {
    /// The ledger.
    pub ledger: String,
    /// The column.
    pub column: String,
    /// The conditions.
    pub filter: Filter,
}

impl Cells {
    pub(crate) fn read(parser: &mut Parser) -> Result<Self, ParseMeasureError> {
        let (ledger, column) = parser.column()?;
        let filter = parser.optional_filter()?;
        Ok(Self {
            ledger,
            column,
            filter,
        })
    }

    pub(crate) fn find<'a>(&self, table: &Table<'a>) -> Result<(usize, &'a Column), MeasureError> {
        table.column(&self.column)
    }

    pub(crate) fn demand(&self, at: usize, want: Want) -> Vec<Demand> {
        vec![Demand {
            filter: self.filter.clone(),
            column: Some((at, want)),
        }]
    }

    /// The cells in words: `台账“供地”中“方式 = 出让”“面积”`.
    pub(crate) fn in_words(&self, table: &Table<'_>) -> String {
        format!("{}“{}”", table.rows_in_words(&self.filter), self.column)
    }

    /// That not one cell is filled.
    pub(crate) fn nothing(&self, table: &Table<'_>) -> MeasureError {
        MeasureError {
            by_rows: true,
            ..MeasureError::new(
                "",
                format!("{}一个值也没有", self.in_words(table)),
                "补齐台账，或改统计条件",
            )
        }
    }
}

/// The nature of the numbers of a column; `verb` is what cannot be done where it holds none.
pub(crate) fn nature(column: &Column, verb: &str) -> Result<Nature, MeasureError> {
    match column.kind {
        ColumnType::Integer | ColumnType::Number => Ok(Nature::Count),
        ColumnType::Quantity(unit) => Ok(Nature::Amount(unit)),
        _ => Err(MeasureError::new(
            &column.name,
            format!("“{}”列是{}，不能{verb}", column.name, column.kind),
            "换一列，或在表头把它的类型改成 整数、数值 或计量单位",
        )),
    }
}

impl fmt::Display for Cells {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.ledger, self.column)?;
        match self.filter.is_empty() {
            true => Ok(()),
            false => write!(f, " | {}", self.filter),
        }
    }
}
