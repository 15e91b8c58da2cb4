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
pub struct Rows {
    /// First and last of each run of neighbouring rows.
    ranges: Vec<(usize, usize)>,
    count: usize,
}

impl Rows {
    /// Adds the row at this place of a ledger, which is below all others.
    pub(crate) fn push(&mut self, index: usize) {
        let row = Ledger::row_number(index);
        self.count += 1;
        match self.ranges.last_mut() {
            Some((_, last)) if *last + 1 == row => *last = row,
            _ => self.ranges.push((row, row)),
        }
    }

    /// How many rows there are.
    pub const fn count(&self) -> usize {
        self.count
    }

    /// The row numbers.
    pub fn numbers(&self) -> impl Iterator<Item = usize> {
        self.ranges.iter().flat_map(|(first, last)| *first..=*last)
    }

    /// First and last of each run of neighbouring rows.
    pub fn ranges(&self) -> &[(usize, usize)] {
        &self.ranges
    }
}

impl fmt::Display for Rows {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.count == 0 {
            return f.write_str("没有一行");
        }
        for (at, (first, last)) in self.ranges.iter().enumerate() {
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
        let mut rows = Rows::default();
        assert_eq!(rows.to_string(), "没有一行");
        for index in [0, 1, 2, 5, 7, 8] {
            rows.push(index);
        }
        assert_eq!(rows.to_string(), "第2–4行、第7行、第9–10行");
        assert_eq!(rows.count(), 6);
    }
}
