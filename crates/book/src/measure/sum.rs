//! 求和: a column added up over the rows that satisfy the conditions.

use std::fmt;

use quantity::Decimal;

use super::condition::find_column;
use super::evaluate::{Outcome, Scope};
use super::{Filter, MeasureError, Nature, Rows, Source};
use crate::ledger::{Cell, Column, ColumnType, Ledger};
use crate::number;

/// The sum of a column over the rows that satisfy the conditions; empty cells count as 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sum {
    /// The ledger.
    pub ledger: String,
    /// The column, which must hold numbers.
    pub column: String,
    /// The conditions.
    pub filter: Filter,
}

impl Sum {
    pub(crate) fn evaluate(&self, scope: &Scope<'_>) -> Result<Outcome, MeasureError> {
        let ledger = scope.ledger(&self.ledger)?;
        let (at, column) = find_column(&self.column, &self.ledger, ledger)?;
        let nature = nature(column)?;
        let rows = self.filter.select(&self.ledger, ledger)?;
        let value = number::sum(numbers(ledger, &rows, at));
        let selected = scope.rows_in_words(&self.ledger, &self.filter);
        Ok(Outcome {
            inputs: vec![(format!("“{}”之和", self.column), value.to_string())],
            value: value.to_rational(),
            nature,
            places: Some(value.scale()),
            formula: format!("{selected}“{}”之和", self.column),
            sources: vec![Source {
                ledger: self.ledger.clone(),
                column: Some(self.column.clone()),
                rows: Rows::at(&rows),
            }],
        })
    }
}

fn nature(column: &Column) -> Result<Nature, MeasureError> {
    match column.kind {
        ColumnType::Integer | ColumnType::Number => Ok(Nature::Count),
        ColumnType::Quantity(unit) => Ok(Nature::Amount(unit)),
        _ => Err(MeasureError::new(
            &column.name,
            format!("“{}”列是{}，不能求和", column.name, column.kind),
            "换一列，或在表头把它的类型改成 整数、数值 或计量单位",
        )),
    }
}

fn numbers(ledger: &Ledger, rows: &[usize], column: usize) -> Vec<Decimal> {
    rows.iter()
        .filter_map(|row| match ledger.rows().get(*row)?.get(column)? {
            Cell::Number(value) => Some(*value),
            _ => None,
        })
        .collect()
}

impl fmt::Display for Sum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.filter.is_empty() {
            true => write!(f, "求和({}.{})", self.ledger, self.column),
            false => write!(f, "求和({}.{} | {})", self.ledger, self.column, self.filter),
        }
    }
}
