//! What a workbook is made of: sheets, their cells, and numbers as they are printed.

use std::ops::Range;

use rust_xlsxwriter::utility;

use crate::model::Align;
use crate::write::grid::Spanning;

/// One sheet of a workbook: a ruled table under a title, printed on A4 as wide as the page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sheet {
    /// The name on the tab, 1 to 31 characters.
    pub name: String,
    /// The title above the table.
    pub title: Option<String>,
    /// A line between title and table, e.g. the year.
    pub note: Option<String>,
    /// At the right of that line, the unit of the amounts: `金额单位：万元`.
    pub unit: Option<String>,
    /// The rows of the table; a spanning entry stands where its span begins and nowhere else.
    pub rows: Vec<Vec<Entry>>,
    /// Which rows are the head of the columns: set in bold and repeated on each printed page.
    pub header: Range<usize>,
    /// Whether everything down to the end of the head stays in view when scrolling.
    pub frozen: bool,
    /// Whether each column can be filtered by its values.
    pub filtered: bool,
    /// Widths of the columns in Latin characters; a column without one is 10 wide.
    pub widths: Vec<u16>,
    /// Whether the paper lies on its side.
    pub landscape: bool,
}

/// One cell of a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// What it holds.
    pub value: Value,
    /// How many columns it takes, at least 1.
    pub colspan: usize,
    /// How many rows it takes, at least 1.
    pub rowspan: usize,
    /// How it is set.
    pub align: Align,
    /// Whether it is set in bold.
    pub strong: bool,
}

/// What a cell of a sheet holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Value {
    /// Nothing: a place to fill in.
    #[default]
    Empty,
    /// Words; `\n` starts a new line.
    Text(String),
    /// A number.
    Number(Number),
    /// A formula and the result that shows until Excel computes it again.
    Formula {
        /// The formula in Excel's notation, e.g. `SUM(G3:G9)`; [`Sheet::address`] gives the cell names.
        expression: String,
        /// The result, whose form is also the form of the cell.
        result: Number,
    },
}

/// A number as it is to be printed: an exact decimal, digit by digit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number {
    decimal: String,
    form: NumberForm,
}

/// How a number is printed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum NumberForm {
    /// `4225.92`
    #[default]
    Plain,
    /// `4,225.92`
    Grouped,
    /// `98.19%`; the number is the one before the sign.
    Percent,
}

/// Excel keeps fifteen decimal digits of a number.
const DIGITS_KEPT: usize = 15;

impl Number {
    /// Takes a decimal such as `-4225.90`; `None` for anything else. The decimals given are the decimals printed.
    pub fn new(decimal: &str, form: NumberForm) -> Option<Self> {
        let digits = decimal.strip_prefix('-').unwrap_or(decimal);
        let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
        let all_digits =
            |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        (all_digits(whole) && all_digits(part)).then(|| Self {
            decimal: decimal.to_owned(),
            form,
        })
    }

    /// The number as it is printed.
    pub fn printed(&self) -> String {
        match self.form {
            NumberForm::Plain => self.decimal.clone(),
            NumberForm::Percent => format!("{}%", self.decimal),
            NumberForm::Grouped => {
                let (sign, digits) = self
                    .decimal
                    .split_at(usize::from(self.decimal.starts_with('-')));
                let whole = digits.find('.').unwrap_or(digits.len());
                let mut out = sign.to_owned();
                for (index, digit) in digits.char_indices() {
                    if index > 0 && index < whole && (whole - index).is_multiple_of(3) {
                        out.push(',');
                    }
                    out.push(digit);
                }
                out
            }
        }
    }

    fn decimals(&self) -> usize {
        self.decimal
            .split_once('.')
            .map_or(0, |(_, part)| part.len())
    }

    /// Excel's number format that prints these decimals.
    pub(super) fn format(&self) -> String {
        let whole = if self.form == NumberForm::Grouped {
            "#,##0"
        } else {
            "0"
        };
        let point = if self.decimals() > 0 { "." } else { "" };
        let percent = if self.form == NumberForm::Percent {
            "%"
        } else {
            ""
        };
        format!("{whole}{point}{}{percent}", "0".repeat(self.decimals()))
    }

    /// The number as the file stores it; `None` where that would lose digits.
    pub(super) fn stored(&self) -> Option<f64> {
        let digits: String = self.decimal.chars().filter(char::is_ascii_digit).collect();
        if digits.trim_matches('0').len() > DIGITS_KEPT {
            return None;
        }
        let exponent = if self.form == NumberForm::Percent {
            "e-2"
        } else {
            ""
        };
        format!("{}{exponent}", self.decimal).parse().ok()
    }
}

impl Entry {
    /// A cell of words, set from the left.
    pub fn text(content: impl Into<String>) -> Self {
        Self::new(Value::Text(content.into()), Align::Left)
    }

    /// A cell with a number, set to the right.
    pub fn number(number: Number) -> Self {
        Self::new(Value::Number(number), Align::Right)
    }

    /// An empty cell.
    pub fn empty() -> Self {
        Self::new(Value::Empty, Align::Left)
    }

    /// A cell of one column and one row.
    pub fn new(value: Value, align: Align) -> Self {
        Self {
            value,
            colspan: 1,
            rowspan: 1,
            align,
            strong: false,
        }
    }

    pub(in crate::write) fn printed(&self) -> String {
        match &self.value {
            Value::Empty => String::new(),
            Value::Text(text) => text.clone(),
            Value::Number(number) | Value::Formula { result: number, .. } => number.printed(),
        }
    }
}

impl Spanning for Entry {
    fn spans(&self) -> (usize, usize) {
        (self.colspan, self.rowspan)
    }
}

impl Sheet {
    /// The name Excel gives to a place of the table, e.g. `G3`, counting title and note. Row and column from 0.
    pub fn address(&self, row: usize, column: usize) -> String {
        let (row, column) = ((row + self.top()).min(1_048_575), column.min(16_383));
        utility::row_col_to_cell(row as u32, column as u16)
    }

    /// How many rows stand above the table.
    pub(super) fn top(&self) -> usize {
        usize::from(self.title.is_some()) + usize::from(self.note.is_some() || self.unit.is_some())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(decimal: &str, form: NumberForm) -> Number {
        Number::new(decimal, form).unwrap()
    }

    #[test]
    fn only_decimals_are_numbers() {
        for text in ["", "-", ".5", "5.", "1e3", "1,000", "１", "98%", "NaN"] {
            assert_eq!(Number::new(text, NumberForm::Plain), None, "{text}");
        }
    }

    #[test]
    fn a_number_keeps_its_decimals() {
        let grouped = number("-1234567.80", NumberForm::Grouped);
        assert_eq!(
            (grouped.printed().as_str(), grouped.format().as_str()),
            ("-1,234,567.80", "#,##0.00")
        );
        let percent = number("98.19", NumberForm::Percent);
        assert_eq!(
            (percent.stored(), percent.format().as_str()),
            (Some(0.9819), "0.00%")
        );
        assert_eq!(number("440", NumberForm::Plain).format(), "0");
        assert_eq!(
            number("123456789012345.67", NumberForm::Plain).stored(),
            None
        );
    }
}
