//! Cells from the bytes of a file.

use csv::ByteRecord;
use quantity::Decimal;

use crate::ledger::{Cell, Column, ColumnType};

/// What is wrong with a row.
#[derive(Debug)]
pub(super) struct Bad {
    pub(super) problem: String,
    pub(super) remedy: String,
}

impl Bad {
    pub(super) fn new(problem: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self {
            problem: problem.into(),
            remedy: remedy.into(),
        }
    }
}

/// The bytes of a cell.
pub(super) fn cell(row: &ByteRecord, column: usize) -> &[u8] {
    row.get(column).unwrap_or_default()
}

/// Reads a cell as [`Column::read`] does, into one that is used again and again.
pub(super) fn read(column: &Column, bytes: &[u8], into: &mut Cell) -> Result<(), Bad> {
    if column.kind.is_number()
        && let Some(value) = plain(bytes)
        && (value.scale() == 0 || column.kind != ColumnType::Integer)
    {
        *into = Cell::Number(value);
        return Ok(());
    }
    let text = std::str::from_utf8(bytes)
        .map_err(|_| Bad::new("不是 UTF-8 编码的文本", "用表格软件另存为“CSV UTF-8”"))?;
    if let (ColumnType::Text, Cell::Text(kept)) = (&column.kind, &mut *into)
        && !text.trim().is_empty()
    {
        kept.clear();
        kept.push_str(text.trim());
        return Ok(());
    }
    *into = column.read(text).map_err(|problem| {
        Bad::new(
            format!("“{}”列{problem}", column.name),
            format!("改成{}", column.kind.wanted()),
        )
    })?;
    Ok(())
}

/// A number of few digits, as nearly all are.
fn plain(bytes: &[u8]) -> Option<Decimal> {
    let (negative, digits) = match bytes {
        [b'-', digits @ ..] => (true, digits),
        digits => (false, digits),
    };
    let point = digits.iter().position(|byte| *byte == b'.');
    let places = point.map_or(0, |point| digits.len() - point - 1);
    let whole = point.unwrap_or(digits.len());
    if whole == 0 || whole > 9 || places > 8 || (point.is_some() && places == 0) {
        return None;
    }
    let mut mantissa: i64 = 0;
    for (at, byte) in digits.iter().enumerate() {
        if Some(at) == point {
            continue;
        }
        let digit = byte.wrapping_sub(b'0');
        if digit > 9 {
            return None;
        }
        mantissa = mantissa * 10 + i64::from(digit);
    }
    let mantissa = if negative { -mantissa } else { mantissa };
    Some(Decimal::new(mantissa.into(), u8::try_from(places).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_numbers_are_read_as_all_numbers_are() {
        for text in [
            "0",
            "-0",
            "12",
            "007",
            "1.50",
            "-12.345",
            "999999999.12345678",
        ] {
            let value: Decimal = text.parse().unwrap();
            let read = plain(text.as_bytes()).unwrap();
            assert_eq!((read, read.scale()), (value, value.scale()), "{text}");
        }
        for text in [
            "", "-", ".5", "5.", "1.2.3", "1,201", "1e3", "１", " 1", "+1",
        ] {
            assert_eq!(plain(text.as_bytes()), None, "{text}");
        }
    }
}
