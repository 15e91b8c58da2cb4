//! Which rows of which ledger a figure came from.

use std::fmt;

use crate::Ledger;

/// The rows of one ledger that a figure came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The ledger's name.
    pub ledger: String,
    /// The column that was added, if one was.
    pub column: Option<String>,
    /// The rows.
    pub rows: Rows,
}

impl Source {
    /// The ledger's file inside the book.
    pub fn file(&self) -> String {
        format!("ledgers/{}.csv", self.ledger)
    }
}

/// Row numbers as a spreadsheet shows them, rising. Displays compressed: `第2–31行、第35行`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rows(Vec<usize>);

impl Rows {
    /// The rows at these places of a ledger, which rise.
    pub(crate) fn at(indexes: &[usize]) -> Self {
        Self(
            indexes
                .iter()
                .map(|index| Ledger::row_number(*index))
                .collect(),
        )
    }

    /// The row numbers.
    pub fn numbers(&self) -> &[usize] {
        &self.0
    }

    /// First and last of each run of neighbouring rows.
    pub fn ranges(&self) -> Vec<(usize, usize)> {
        let mut ranges: Vec<(usize, usize)> = Vec::new();
        for row in &self.0 {
            match ranges.last_mut() {
                Some((_, last)) if *last + 1 == *row => *last = *row,
                _ => ranges.push((*row, *row)),
            }
        }
        ranges
    }
}

impl fmt::Display for Rows {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() {
            return f.write_str("没有一行");
        }
        for (at, (first, last)) in self.ranges().into_iter().enumerate() {
            let comma = if at == 0 { "" } else { "、" };
            match first == last {
                true => write!(f, "{comma}第{first}行")?,
                false => write!(f, "{comma}第{first}–{last}行")?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_are_joined() {
        assert_eq!(
            Rows::at(&[0, 1, 2, 5, 7, 8]).to_string(),
            "第2–4行、第7行、第9–10行"
        );
        assert_eq!(Rows::at(&[]).to_string(), "没有一行");
    }
}
