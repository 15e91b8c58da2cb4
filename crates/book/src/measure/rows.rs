//! Which rows of which ledger a figure came from.

use std::fmt;

use crate::Ledger;
use crate::ledger::{OVERVIEW, Part};

/// The rows of one ledger that a figure came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The subordinate unit whose ledger it is, by the folder of its book; `None` for the book's own.
    pub unit: Option<String>,
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
        let file = format!("ledgers/{}.csv", self.ledger);
        match &self.unit {
            Some(folder) => format!("{folder}/{file}"),
            None if self.ledger == OVERVIEW => format!("{OVERVIEW}（由各单位账本汇成）"),
            None => file,
        }
    }
}

impl Ledger {
    /// The rows of this ledger, by unit where it is put together from several, as those know them.
    pub(crate) fn by_unit(&self, source: Source) -> Vec<Source> {
        if !self.is_pooled() || source.rows.count() == 0 {
            return vec![source];
        }
        let of_unit = self.parts().iter().map(|part| Source {
            unit: Some(part.folder.clone()),
            rows: source.rows.of_part(part),
            ..source.clone()
        });
        of_unit.filter(|part| part.rows.count() > 0).collect()
    }

    /// The places of the rows that a source names.
    pub fn places<'a>(&'a self, source: &'a Source) -> impl Iterator<Item = usize> + 'a {
        let parts = self.parts().iter();
        let part = parts
            .clone()
            .find(|part| Some(&part.folder) == source.unit.as_ref());
        let first = part.map_or(0, |part| part.first);
        let head = Self::row_number(0);
        source.rows.numbers().map(move |row| first + row - head)
    }
}

/// Row numbers as a spreadsheet shows them, rising. Displays compressed: `第2–31行、第35行`, or where
/// a file is too long to name them all, `第2–31行、第35行等共5000行`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rows {
    /// First and last of each run of neighbouring rows.
    ranges: Vec<(usize, usize)>,
    count: usize,
    /// Rows from this one on are counted, and not named.
    cut: Option<usize>,
}

impl Rows {
    /// Adds the row at this place of a ledger, which is below all others.
    pub(crate) fn push(&mut self, index: usize) {
        self.push_within(index, usize::MAX);
    }

    /// As [`push`](Self::push), with at most so many ranges.
    pub(crate) fn push_within(&mut self, index: usize, most: usize) {
        let row = Ledger::row_number(index);
        self.count += 1;
        let full = self.ranges.len() == most;
        match self.ranges.last_mut() {
            _ if self.cut.is_some() => {}
            Some((_, last)) if *last + 1 == row => *last = row,
            _ if full => self.cut = Some(row),
            _ => self.ranges.push((row, row)),
        }
    }

    /// Takes other rows in, with at most so many ranges.
    pub(crate) fn merge(&mut self, other: &Self, most: usize) {
        self.count += other.count;
        let cut = [self.cut, other.cut].into_iter().flatten().min();
        let mut ranges = [self.ranges.as_slice(), &other.ranges].concat();
        ranges.sort_unstable();
        self.ranges.clear();
        self.cut = cut;
        for (first, last) in ranges {
            let last = cut.map_or(last, |cut| last.min(cut - 1));
            let full = self.ranges.len() == most;
            match self.ranges.last_mut() {
                _ if first > last => break,
                Some((_, end)) if *end + 1 >= first => *end = last.max(*end),
                _ if full => {
                    self.cut = Some(first);
                    break;
                }
                _ => self.ranges.push((first, last)),
            }
        }
    }

    /// The rows as many places further down.
    pub(crate) fn shift(&mut self, by: usize) {
        for (first, last) in &mut self.ranges {
            *first += by;
            *last += by;
        }
        self.cut = self.cut.map(|cut| cut + by);
    }

    /// Those of the rows that one unit brought, by their numbers in its own ledger.
    fn of_part(&self, part: &Part) -> Self {
        let first = Ledger::row_number(part.first);
        let end = first + part.rows;
        let from = self.ranges.partition_point(|(_, last)| *last < first);
        let within = self.ranges[from..]
            .iter()
            .take_while(|(start, _)| *start < end);
        let ranges: Vec<(usize, usize)> = within
            .map(|(start, last)| ((*start).max(first), (*last).min(end - 1)))
            .map(|(start, last)| (start - part.first, last - part.first))
            .collect();
        Self {
            count: ranges.iter().map(|(start, last)| last - start + 1).sum(),
            ranges,
            cut: None,
        }
    }

    /// How many rows there are.
    pub const fn count(&self) -> usize {
        self.count
    }

    /// The row numbers that are named: all, or the first of a file that is too long.
    pub fn numbers(&self) -> impl Iterator<Item = usize> {
        self.ranges.iter().flat_map(|(first, last)| *first..=*last)
    }

    /// First and last of each run of neighbouring rows that are named.
    pub fn ranges(&self) -> &[(usize, usize)] {
        &self.ranges
    }

    /// Whether every row is named.
    pub const fn are_all_named(&self) -> bool {
        self.cut.is_none()
    }
}

/// How many stretches of rows are told in words: more than a reader follows, and few enough for a cell of a form. Programs
/// get all of them.
const MOST_TOLD: usize = 12;

impl fmt::Display for Rows {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.count == 0 {
            return f.write_str("没有一行");
        }
        for (at, (first, last)) in self.ranges.iter().take(MOST_TOLD).enumerate() {
            let comma = if at == 0 { "" } else { "、" };
            match first == last {
                true => write!(f, "{comma}第{first}行")?,
                false => write!(f, "{comma}第{first}–{last}行")?,
            }
        }
        match self.cut.is_some() || self.ranges.len() > MOST_TOLD {
            true => write!(f, "等共{}行", self.count),
            false => Ok(()),
        }
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

    #[test]
    fn each_unit_knows_its_rows_by_its_own_numbers() {
        let mut rows = Rows::default();
        for index in [0, 1, 2, 3, 4, 7, 9] {
            rows.push(index);
        }
        let part = |first, count| Part {
            folder: String::new(),
            first,
            rows: count,
        };
        let told = |first, count| rows.of_part(&part(first, count)).to_string();
        assert_eq!(told(0, 3), "第2–4行");
        assert_eq!(told(3, 5), "第2–3行、第6行");
        assert_eq!(told(8, 1), "没有一行");
        assert_eq!(told(8, 2), "第3行");
        assert_eq!(rows.of_part(&part(3, 5)).count(), 3);
    }

    #[test]
    fn rows_in_parts_are_the_rows_together() {
        let rows = |indexes: &[usize]| {
            let mut rows = Rows::default();
            for index in indexes {
                rows.push_within(*index, 3);
            }
            rows
        };
        let mut odd = rows(&[1, 3, 5, 7, 9]);
        assert_eq!(odd.to_string(), "第3行、第5行、第7行等共5行");
        odd.merge(&rows(&[0, 2, 4, 11]), 3);
        assert_eq!(odd.to_string(), "第2–7行等共9行");
        let mut low = rows(&[0, 1]);
        let mut high = rows(&[0, 1, 3]);
        high.shift(2);
        low.merge(&high, 3);
        assert_eq!(low.to_string(), "第2–5行、第7行");
        low.merge(&rows(&[20, 22]), 3);
        assert_eq!(low.to_string(), "第2–5行、第7行、第22行等共7行");
    }
}
