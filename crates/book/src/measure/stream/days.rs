//! The days that a file is looked back to in one pass.

use crate::Date;

/// The most days at once.
pub(super) const MOST_DAYS: usize = 63;

/// Days, the earliest first; `None` is after the last row.
#[derive(Clone, Debug)]
pub(super) struct Days(Vec<Option<Date>>);

/// A set of days, a bit for each by its place.
pub(super) type OnDays = u64;

impl Days {
    /// Each of the days once, of more than [`MOST_DAYS`] the first.
    pub(super) fn new(days: impl IntoIterator<Item = Option<Date>>) -> Self {
        let mut days: Vec<_> = days.into_iter().collect();
        days.sort_by_key(|day| (day.is_none(), *day));
        days.dedup();
        days.truncate(MOST_DAYS);
        Self(days)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = Option<Date>> {
        self.0.iter().copied()
    }

    pub(super) const fn count(&self) -> usize {
        self.0.len()
    }

    /// Whether rows are to be told apart by the day they were entered.
    pub(super) fn look_back(&self) -> bool {
        self.0.first().is_some_and(Option::is_some)
    }

    /// The place of the first day on which a row is known; rows that do not say when they were entered always are.
    pub(super) fn first(&self, entered: Option<Date>) -> Option<usize> {
        let Some(entered) = entered else {
            return (!self.0.is_empty()).then_some(0);
        };
        let known = |day: &Option<Date>| day.is_none_or(|day| entered <= day);
        self.0.iter().position(known)
    }

    /// The days from one place to before another.
    pub(super) const fn between(from: usize, until: usize) -> OnDays {
        (1 << until) - (1 << from)
    }
}

/// The places of the days of a set.
pub(super) fn places(days: OnDays) -> impl Iterator<Item = usize> {
    (0..MOST_DAYS).filter(move |place| days >> place & 1 == 1)
}
