//! Rows from elsewhere brought into a ledger: what is new, what is there already, what corrects.

mod error;

use std::collections::HashMap;

use super::{Cell, Ledger, Row};
use crate::Date;

pub use error::MergeError;

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
    /// It is not in the ledger yet, or was withdrawn and is entered anew.
    New,
    /// The ledger says the same.
    Unchanged,
    /// It corrects the row at this place of the ledger, in these columns.
    Correction {
        /// The place of the row.
        place: usize,
        /// The places of the columns that change.
        columns: Vec<usize>,
    },
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

    /// The rows that would be added, in order, with their day of entry.
    pub fn added(&self) -> &[Row] {
        &self.rows
    }
}

impl Ledger {
    /// Compares incoming rows with what the ledger says last, whatever day it is looked at. The cell of the 登记
    /// column may be empty and is not compared.
    ///
    /// With a key, a row whose key is known corrects the latest row of that key unless it says the same; that may be
    /// its withdrawal. Without a key a row is the same as another when all of it is; of several alike, as many are new
    /// as come in more often than they are there.
    ///
    /// A new row is entered on the day it says, or else on the day it is registered. One that comes after a known row
    /// keeps its own day only where that is later than the known row's, so that a sheet that was exported, corrected
    /// and brought back does not change what was known before.
    ///
    /// # Errors
    /// When a row does not fit the columns, two rows have the same key, or a correction would be entered before the
    /// row it corrects.
    pub fn merge(&self, incoming: Vec<Row>, registered: Date) -> Result<Merge, MergeError> {
        for (row, cells) in incoming.iter().enumerate() {
            self.check_incoming(cells)
                .map_err(|problem| MergeError::Misfit { row, problem })?;
        }
        match self.key_columns() {
            keys if keys.is_empty() => Ok(self.merge_whole(incoming, registered)),
            keys => self.merge_keyed(incoming, registered, &keys),
        }
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

    fn check_incoming(&self, row: &Row) -> Result<(), String> {
        let entered = self.entered_column();
        if entered.is_some_and(|at| row.get(at) == Some(&Cell::Empty)) {
            return self.check_cells(row, entered);
        }
        self.check_cells(row, None)
    }

    fn merge_keyed(
        &self,
        incoming: Vec<Row>,
        registered: Date,
        keys: &[usize],
    ) -> Result<Merge, MergeError> {
        let latest = self.latest(0..self.rows.len(), keys);
        check_keys(&incoming, keys)?;
        let mut fates = Vec::with_capacity(incoming.len());
        let mut rows = Vec::new();
        for (at, row) in incoming.into_iter().enumerate() {
            let known = latest.get(&key_of(&row, keys)).copied();
            let fate = known.map_or(Fate::New, |place| self.compared(place, &row));
            if fate != Fate::Unchanged {
                let known = known.and_then(|place| self.entered(&self.rows[place]));
                let key = || key_words(&row, keys);
                let day = self.day_of_entry(&row, known, registered);
                let day = day.map_err(|known| MergeError::TooEarly {
                    row: at,
                    key: key(),
                    known,
                    registered,
                })?;
                rows.push(self.dated(row, day));
            }
            fates.push(fate);
        }
        Ok(Merge { fates, rows })
    }

    /// The day a row is entered that comes after one entered on a known day; the error is that day, when it is later.
    fn day_of_entry(&self, row: &Row, known: Option<Date>, registered: Date) -> Result<Date, Date> {
        match (self.entered(row), known) {
            (Some(own), None) => Ok(own),
            (Some(own), Some(known)) if own > known => Ok(own),
            (_, Some(known)) if registered < known => Err(known),
            _ => Ok(registered),
        }
    }

    fn dated(&self, mut row: Row, day: Date) -> Row {
        if let Some(at) = self.entered_column() {
            row[at] = Cell::Date(day);
        }
        row
    }

    fn compared(&self, place: usize, row: &Row) -> Fate {
        let known = &self.rows[place];
        let entered = self.entered_column();
        let columns: Vec<usize> = (0..row.len())
            .filter(|&at| Some(at) != entered && known[at] != row[at])
            .collect();
        match columns.is_empty() {
            true => Fate::Unchanged,
            false if self.withdraws(known) && !self.withdraws(row) => Fate::New,
            false => Fate::Correction { place, columns },
        }
    }

    fn merge_whole(&self, incoming: Vec<Row>, registered: Date) -> Merge {
        let entered = self.entered_column();
        let content = |row: &Row| -> Row {
            let mut row = row.clone();
            if let Some(at) = entered {
                row[at] = Cell::Empty;
            }
            row
        };
        let mut left: HashMap<Row, usize> = HashMap::new();
        for row in self.rows() {
            *left.entry(content(row)).or_default() += 1;
        }
        let fate = |row: &Row| match left.get_mut(&content(row)) {
            Some(count) if *count > 0 => {
                *count -= 1;
                Fate::Unchanged
            }
            _ => Fate::New,
        };
        let fates: Vec<Fate> = incoming.iter().map(fate).collect();
        let added = incoming.into_iter().zip(&fates);
        let rows = added
            .filter(|(_, fate)| **fate == Fate::New)
            .map(|(row, _)| {
                let day = self.entered(&row).unwrap_or(registered);
                self.dated(row, day)
            })
            .collect();
        Merge { fates, rows }
    }
}

fn key_of<'a>(row: &'a Row, keys: &[usize]) -> Vec<&'a Cell> {
    keys.iter().map(|&column| &row[column]).collect()
}

fn key_words(row: &Row, keys: &[usize]) -> String {
    let words: Vec<String> = keys.iter().map(|&at| row[at].to_string()).collect();
    words.join("、")
}

fn check_keys(incoming: &[Row], keys: &[usize]) -> Result<(), MergeError> {
    let mut seen = HashMap::with_capacity(incoming.len());
    for (second, row) in incoming.iter().enumerate() {
        if let Some(first) = seen.insert(key_of(row, keys), second) {
            return Err(MergeError::DuplicateKey {
                first,
                second,
                key: key_words(row, keys),
            });
        }
    }
    Ok(())
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
        let key = "甲".to_owned();
        let (first, second) = (0, 1);
        assert_eq!(error, MergeError::DuplicateKey { first, second, key });
    }

    #[test]
    fn what_was_known_before_a_correction_stays_known() {
        let said_on = |value, on: &str| {
            let mut row = row("甲", value);
            row[2] = Cell::Date(day(on));
            row
        };
        let (first, _) = merged(
            ledger(&KEYED),
            vec![said_on(10, "2022-03-01")],
            "2022-06-30",
        );
        assert_eq!(first.entered(&first.rows()[0]), Some(day("2022-03-01")));
        // Exported, corrected and brought back with the day it was first entered on.
        let (second, _) = merged(first, vec![said_on(11, "2022-03-01")], "2022-07-01");
        assert_eq!(second.as_of(day("2022-06-30")).standing(), [0]);
        assert_eq!(second.standing(), [1]);
        let early = second.merge(vec![row("甲", 12)], day("2022-06-30"));
        assert!(matches!(early, Err(MergeError::TooEarly { row: 0, .. })));
        let (third, _) = merged(second, vec![said_on(12, "2022-07-02")], "2022-06-30");
        assert_eq!(third.standing(), [2]);
    }

    #[test]
    fn a_withdrawal_comes_once_and_the_key_may_be_entered_anew() {
        let rows = |withdrawn: bool| {
            vec![vec![
                Cell::Text("甲".to_owned()),
                if withdrawn {
                    Cell::YesNo(true)
                } else {
                    Cell::Empty
                },
                Cell::Empty,
            ]]
        };
        let start = ledger(&["宗地:文本*", "作废:是否?", "登记日期:登记"]);
        let (entered, _) = merged(start, rows(false), "2022-01-01");
        let (withdrawn, merge) = merged(entered, rows(true), "2022-02-01");
        assert_eq!(merge.corrections(), 1);
        assert!(withdrawn.standing().is_empty());
        let (again, merge) = merged(withdrawn, rows(true), "2022-03-01");
        assert!(merge.changes_nothing());
        let (anew, merge) = merged(again, rows(false), "2022-04-01");
        assert_eq!((merge.fates, anew.standing()), (vec![Fate::New], &[2][..]));
    }

    #[test]
    fn rows_that_do_not_fit_are_refused() {
        let refused = |row: Row| {
            let error = ledger(&KEYED).merge(vec![row], day("2022-01-01"));
            matches!(error, Err(MergeError::Misfit { row: 0, .. }))
        };
        assert!(refused(vec![Cell::Empty]));
        assert!(refused(vec![Cell::Empty; 3]));
        assert!(refused(vec![Cell::YesNo(true); 3]));
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
