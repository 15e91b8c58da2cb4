//! Which rows of a ledger count: later ones correct earlier ones, and a day can be looked back to.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use super::{Cell, ColumnType, Ledger, Row};
use crate::Date;

/// The column of yes or no by which a row withdraws its key.
const WITHDRAWN: &str = "作废";

impl Ledger {
    /// The places of the rows that count, rising.
    ///
    /// A row counts when it was entered by the day the ledger is looked at, no later row has its key, and it is not
    /// withdrawn. Later is by the 登记 column, then by place. Rows without a key are corrected by none.
    pub fn standing(&self) -> &[usize] {
        let find = || self.reckoning().standing(self.as_of, || self.stand());
        self.standing.get_or_init(find)
    }

    /// The rows that count, each with its place.
    pub fn standing_rows(&self) -> impl Iterator<Item = (usize, &Row)> {
        let rows = self.standing().iter();
        rows.filter_map(|&place| Some((place, self.rows.get(place)?)))
    }

    /// The ledger as it was known at the end of a day; one without a 登记 column is given as it is.
    pub fn as_of(&self, day: Date) -> Self {
        Self {
            as_of: Some(self.as_of.map_or(day, |earlier| earlier.min(day))),
            standing: OnceLock::new(),
            reckoning: self.reckoning().clone().into(),
            ..self.clone()
        }
    }

    /// The day it is looked at; `None` is after the last row.
    pub const fn day(&self) -> Option<Date> {
        self.as_of
    }

    /// Whether rows say when they were entered, so that a past day can be looked back to.
    pub fn looks_back(&self) -> bool {
        self.entered_column().is_some()
    }

    /// The day a row was entered.
    pub fn entered(&self, row: &Row) -> Option<Date> {
        match row.get(self.entered_column()?)? {
            Cell::Date(day) => Some(*day),
            _ => None,
        }
    }

    /// The column of the day a row is about: the first of its dates.
    fn business_column(&self) -> Option<usize> {
        let mut columns = self.columns.iter();
        columns.position(|column| column.kind == ColumnType::Date)
    }

    /// How many rows are about a day up to this one and were entered after it, so that a look back to it does not count them.
    pub(crate) fn entered_late(&self, day: Date) -> usize {
        let Some(about) = self.business_column() else {
            return 0;
        };
        let late = |row: &&Row| {
            let entered = self.entered(row).is_some_and(|entered| entered > day);
            entered && matches!(row.get(about), Some(Cell::Date(about)) if *about <= day)
        };
        self.rows.iter().filter(late).count()
    }

    /// The ledger as if each row had been entered on the day it is about.
    pub(crate) fn by_business_date(&self) -> Self {
        let (Some(entered), Some(about)) = (self.entered_column(), self.business_column()) else {
            return self.clone();
        };
        let dated = self.rows.iter().map(|row| {
            let mut row = row.clone();
            if let (Cell::Date(on), Cell::Date(day)) = (&row[entered], &row[about])
                && day < on
            {
                row[entered] = Cell::Date(*day);
            }
            row
        });
        Self {
            rows: Arc::new(dated.collect()),
            standing: OnceLock::new(),
            reckoning: OnceLock::new(),
            ..self.clone()
        }
    }

    /// The places of the key columns; none where rows have no key.
    pub fn key_columns(&self) -> Vec<usize> {
        let columns = self.columns.iter().enumerate();
        columns
            .filter(|(_, column)| column.key)
            .map(|(place, _)| place)
            .collect()
    }

    pub(crate) fn entered_column(&self) -> Option<usize> {
        self.columns
            .iter()
            .position(|column| column.kind == ColumnType::Entered)
    }

    pub(crate) fn withdrawn_column(&self) -> Option<usize> {
        self.columns
            .iter()
            .position(|column| column.name == WITHDRAWN && column.kind == ColumnType::YesNo)
    }

    fn stand(&self) -> Vec<usize> {
        let known = |row: &Row| match (self.as_of, self.entered(row)) {
            (Some(day), Some(entered)) => entered <= day,
            _ => true,
        };
        let places = (0..self.rows.len()).filter(|&place| known(&self.rows[place]));
        let keys = self.key_columns();
        let last = match keys.is_empty() {
            true => places.collect(),
            false => {
                let latest = self.latest(places, &keys);
                let mut last: Vec<usize> = latest.into_values().collect();
                last.sort_unstable();
                last
            }
        };
        last.into_iter()
            .filter(|&place| !self.withdraws(&self.rows[place]))
            .collect()
    }

    /// Whether a row withdraws its key, or itself where there is no key.
    pub(super) fn withdraws(&self, row: &Row) -> bool {
        let withdrawn = self.withdrawn_column();
        withdrawn.is_some_and(|at| row.get(at) == Some(&Cell::YesNo(true)))
    }

    /// By key the place of the latest of these rows.
    pub(super) fn latest(
        &self,
        places: impl Iterator<Item = usize>,
        keys: &[usize],
    ) -> HashMap<Vec<&Cell>, usize> {
        let mut latest: HashMap<Vec<&Cell>, usize> = HashMap::new();
        for place in places {
            let row = &self.rows[place];
            let key = keys.iter().map(|&column| &row[column]).collect();
            latest
                .entry(key)
                .and_modify(|known| {
                    if self.entered(&self.rows[*known]) <= self.entered(row) {
                        *known = place;
                    }
                })
                .or_insert(place);
        }
        latest
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn ledger(header: &[&str], rows: &[&[&str]]) -> Ledger {
        let columns = header.iter().map(|cell| cell.parse().unwrap()).collect();
        let mut ledger = Ledger::new(columns).unwrap();
        for row in rows {
            let cells = ledger.columns().iter().zip(*row);
            let row = cells
                .map(|(column, text)| column.read(text).unwrap())
                .collect();
            ledger.push(row).unwrap();
        }
        ledger
    }

    fn sites() -> Ledger {
        ledger(
            &["宗地:文本*", "面积:亩", "作废:是否?", "登记日期:登记"],
            &[
                &["甲", "10", "", "2022-03-01"],
                &["乙", "20", "", "2022-03-05"],
                &["甲", "11", "", "2022-04-01"],
                &["乙", "20", "是", "2022-05-01"],
                &["乙", "22", "", "2022-06-01"],
            ],
        )
    }

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn later_rows_correct_withdraw_and_enter_anew() {
        let sites = sites();
        assert_eq!(sites.standing(), [2, 4]);
        assert!(sites.as_of(day("2022-02-28")).standing().is_empty());
        assert_eq!(sites.as_of(day("2022-03-31")).standing(), [0, 1]);
        assert_eq!(sites.as_of(day("2022-04-30")).standing(), [1, 2]);
        assert_eq!(sites.as_of(day("2022-05-31")).standing(), [2]);
    }

    #[test]
    fn what_was_entered_late_still_comes_after_what_was_entered_before() {
        let late = ledger(
            &["宗地:文本*", "面积:亩", "登记日期:登记"],
            &[&["甲", "11", "2022-04-01"], &["甲", "10", "2022-03-01"]],
        );
        assert_eq!(late.standing(), [0]);
    }

    #[test]
    fn rows_without_a_key_all_count_and_without_a_day_always() {
        let plain = ledger(&["宗地:文本", "面积:亩"], &[&["甲", "1"], &["甲", "1"]]);
        assert_eq!(plain.standing(), [0, 1]);
        assert!(!plain.looks_back());
        assert_eq!(plain.as_of(day("2000-01-01")).standing(), [0, 1]);
    }

    #[test]
    fn a_ledger_tells_one_day_of_entry_and_its_key_is_never_empty() {
        let columns = |header: &[&str]| {
            Ledger::new(header.iter().map(|cell| cell.parse().unwrap()).collect())
        };
        assert!(columns(&["甲:登记", "乙:登记"]).is_err());
        assert!(columns(&["甲:登记?"]).is_err());
        assert!(columns(&["甲:文本*?"]).is_err());
    }

    proptest! {
        #[test]
        fn looking_back_is_monotone_and_the_last_day_is_today(
            rows in prop::collection::vec((0_u8..4, 1_u8..29, any::<bool>()), 1..30),
            back in 1_u8..29,
        ) {
            let header = ["甲:文本*", "作废:是否", "登记日期:登记"];
            let mut ledger = ledger(&header, &[]);
            for (key, entered, withdrawn) in &rows {
                ledger.push(vec![
                    Cell::Text(key.to_string()),
                    Cell::YesNo(*withdrawn),
                    Cell::Date(Date::new(2022, 1, *entered).unwrap()),
                ]).unwrap();
            }
            let back = Date::new(2022, 1, back).unwrap();
            let then = ledger.as_of(back);
            prop_assert_eq!(then.as_of(back), then.clone());
            let last = day("2022-01-31");
            prop_assert_eq!(then.as_of(last), then.clone());
            let whole = ledger.as_of(last);
            prop_assert_eq!(whole.standing(), ledger.standing());
            // Rows entered later change nothing of what was known then.
            let mut longer = ledger.clone();
            longer.push(vec![
                Cell::Text("0".to_owned()),
                Cell::YesNo(false),
                Cell::Date(day("2022-02-01")),
            ]).unwrap();
            let later = longer.as_of(back);
            prop_assert_eq!(later.standing(), then.standing());
        }
    }
}
