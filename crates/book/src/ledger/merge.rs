//! Rows from elsewhere brought into a ledger: what is new, what is there already, what corrects.

use std::collections::HashMap;

use super::{Cell, Ledger, Row};
use crate::Date;

/// What bringing rows into a ledger would do. Nothing is done until it is [applied](Ledger::apply).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merge {
    /// What becomes of each incoming row, in order.
    pub fates: Vec<Fate>,
    rows: Vec<Row>,
}

/// What becomes of an incoming row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It is not in the ledger yet.
    New,
    /// A row that counts says the same.
    Unchanged,
    /// It corrects the row at this place of the ledger, in these columns.
    Correction {
        /// The place of the row.
        place: usize,
        /// The places of the columns that change.
        columns: Vec<usize>,
    },
}

/// Two incoming rows have the same key.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("第{}行与第{}行的主键相同（{key}）：只留一行，或改正其中一行的编号", .second + 1, .first + 1)]
pub struct DuplicateKey {
    /// The place of the first among the incoming rows.
    pub first: usize,
    /// The place of the second.
    pub second: usize,
    /// The key in words.
    pub key: String,
}

impl Merge {
    /// How many rows are new.
    pub fn new_rows(&self) -> usize {
        self.fates.iter().filter(|fate| **fate == Fate::New).count()
    }

    /// How many rows are there already.
    pub fn unchanged(&self) -> usize {
        let unchanged = |fate: &&Fate| **fate == Fate::Unchanged;
        self.fates.iter().filter(unchanged).count()
    }

    /// How many rows correct others.
    pub fn corrections(&self) -> usize {
        self.fates.len() - self.new_rows() - self.unchanged()
    }

    /// Whether the ledger would stay as it is.
    pub fn changes_nothing(&self) -> bool {
        self.rows.is_empty()
    }
}

impl Ledger {
    /// Compares incoming rows, which have a cell for each column, with those that count. The 登记 column is not
    /// compared, and rows that are added get the day they were registered on; a row that says its own day keeps it.
    ///
    /// Without a key a row is the same as another when all of it is; of several alike, as many are new as come in
    /// more often than they are there. A correction without a key cannot be told from a new row.
    ///
    /// # Errors
    /// When two incoming rows have the same key.
    pub fn merge(&self, incoming: Vec<Row>, registered: Date) -> Result<Merge, DuplicateKey> {
        let keys = self.key_columns();
        let fates = match keys.is_empty() {
            true => self.whole_fates(&incoming),
            false => self.keyed_fates(&incoming, &keys)?,
        };
        let entered = self.entered_column();
        let added = incoming.into_iter().zip(&fates);
        let rows = added
            .filter(|(_, fate)| **fate != Fate::Unchanged)
            .map(|(mut row, _)| {
                if let Some(cell) = entered.and_then(|at| row.get_mut(at))
                    && *cell == Cell::Empty
                {
                    *cell = Cell::Date(registered);
                }
                row
            })
            .collect();
        Ok(Merge { fates, rows })
    }

    /// Adds the rows of a merge; the error says which cell does not fit, and nothing is added.
    pub fn apply(&mut self, merge: &Merge) -> Result<(), String> {
        let mut longer = self.clone();
        for row in &merge.rows {
            longer.push(row.clone())?;
        }
        *self = longer;
        Ok(())
    }

    fn keyed_fates(&self, incoming: &[Row], keys: &[usize]) -> Result<Vec<Fate>, DuplicateKey> {
        let key_of = |row: &Row| -> Vec<Cell> { keys.iter().map(|&at| row[at].clone()).collect() };
        let standing: HashMap<Vec<Cell>, usize> = self
            .standing_rows()
            .map(|(place, row)| (key_of(row), place))
            .collect();
        let mut seen: HashMap<Vec<Cell>, usize> = HashMap::new();
        let mut fates = Vec::with_capacity(incoming.len());
        for (second, row) in incoming.iter().enumerate() {
            let key = key_of(row);
            if let Some(&first) = seen.get(&key) {
                let words: Vec<String> = key.iter().map(Cell::to_string).collect();
                return Err(DuplicateKey {
                    first,
                    second,
                    key: words.join("、"),
                });
            }
            fates.push(match standing.get(&key) {
                None => Fate::New,
                Some(&place) => self.compared(place, row),
            });
            seen.insert(key, second);
        }
        Ok(fates)
    }

    fn compared(&self, place: usize, row: &Row) -> Fate {
        let entered = self.entered_column();
        let columns: Vec<usize> = (0..row.len())
            .filter(|&at| Some(at) != entered && self.rows()[place][at] != row[at])
            .collect();
        match columns.is_empty() {
            true => Fate::Unchanged,
            false => Fate::Correction { place, columns },
        }
    }

    fn whole_fates(&self, incoming: &[Row]) -> Vec<Fate> {
        let entered = self.entered_column();
        let content = |row: &Row| -> Row {
            let mut row = row.clone();
            if let Some(at) = entered {
                row[at] = Cell::Empty;
            }
            row
        };
        let mut left: HashMap<Row, usize> = HashMap::new();
        for (_, row) in self.standing_rows() {
            *left.entry(content(row)).or_default() += 1;
        }
        let fate = |row: &Row| match left.get_mut(&content(row)) {
            Some(count) if *count > 0 => {
                *count -= 1;
                Fate::Unchanged
            }
            _ => Fate::New,
        };
        incoming.iter().map(fate).collect()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use quantity::Decimal;

    use super::*;

    fn ledger(header: &[&str]) -> Ledger {
        Ledger::new(header.iter().map(|cell| cell.parse().unwrap()).collect()).unwrap()
    }

    fn row(key: &str, value: i64) -> Row {
        vec![
            Cell::Text(key.to_owned()),
            Cell::Number(Decimal::from(value)),
            Cell::Empty,
        ]
    }

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    const KEYED: [&str; 3] = ["宗地:文本*", "面积:亩", "登记日期:登记"];
    const PLAIN: [&str; 3] = ["宗地:文本", "面积:亩", "登记日期:登记"];

    fn merged(mut to: Ledger, rows: Vec<Row>, on: &str) -> (Ledger, Merge) {
        let merge = to.merge(rows, day(on)).unwrap();
        to.apply(&merge).unwrap();
        (to, merge)
    }

    #[test]
    fn a_correction_is_a_new_row_and_says_what_changes() {
        let (first, _) = merged(
            ledger(&KEYED),
            vec![row("甲", 10), row("乙", 20)],
            "2022-03-01",
        );
        let (second, merge) = merged(first, vec![row("甲", 11), row("乙", 20)], "2022-04-01");
        assert_eq!(
            merge.fates,
            [
                Fate::Correction {
                    place: 0,
                    columns: vec![1]
                },
                Fate::Unchanged
            ]
        );
        assert_eq!(second.standing(), [1, 2]);
        assert_eq!(second.as_of(day("2022-03-31")).standing(), [0, 1]);
    }

    #[test]
    fn a_key_that_comes_twice_is_an_error() {
        let error = ledger(&KEYED)
            .merge(vec![row("甲", 1), row("甲", 2)], day("2022-01-01"))
            .unwrap_err();
        assert_eq!((error.first, error.second), (0, 1));
    }

    #[test]
    fn rows_without_a_key_are_counted() {
        let rows = || vec![row("甲", 1), row("甲", 1)];
        let (first, merge) = merged(ledger(&PLAIN), rows(), "2022-01-01");
        assert_eq!(merge.new_rows(), 2);
        let (second, merge) = merged(first, rows(), "2022-02-01");
        assert!(merge.changes_nothing());
        let three = vec![row("甲", 1), row("甲", 1), row("甲", 1)];
        let (_, merge) = merged(second, three, "2022-03-01");
        assert_eq!((merge.unchanged(), merge.new_rows()), (2, 1));
    }

    proptest! {
        #[test]
        fn the_second_time_changes_nothing(
            values in prop::collection::btree_map("[甲乙丙丁]", 0_i64..3, 0..4),
            before in prop::collection::btree_map("[甲乙丙丁]", 0_i64..3, 0..4),
            keyed in any::<bool>(),
        ) {
            let rows = |values: &std::collections::BTreeMap<String, i64>| -> Vec<Row> {
                values.iter().map(|(key, value)| row(key, *value)).collect()
            };
            let empty = ledger(if keyed { &KEYED } else { &PLAIN });
            let (start, _) = merged(empty, rows(&before), "2022-01-01");
            let (once, merge) = merged(start, rows(&values), "2022-02-01");
            prop_assert_eq!(
                merge.new_rows() + merge.unchanged() + merge.corrections(),
                values.len()
            );
            let (twice, again) = merged(once.clone(), rows(&values), "2022-03-01");
            prop_assert!(again.changes_nothing());
            prop_assert_eq!(once, twice);
        }
    }
}
