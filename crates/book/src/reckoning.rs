//! What measures over a ledger came to: each function is evaluated once for each day that is looked back to.

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::Date;
use crate::measure::{Calendar, MeasureError, Outcome};

/// What was asked of the rows of one ledger, and what it came to.
///
/// It belongs to the rows: every copy of the ledger that has the same rows shares it, whatever day that copy is looked at.
/// So loading, scoring, figures, monitoring and reports of a book ask the rows once, nothing has to be handed from one to the
/// other, and nothing is left over when a row is added.
#[derive(Debug, Default)]
pub(crate) struct Reckoning {
    standing: Mutex<HashMap<Option<Date>, Arc<Vec<usize>>>>,
    outcomes: Mutex<HashMap<Question, Result<Arc<Outcome>, MeasureError>>>,
    evaluated: AtomicUsize,
}

/// A function over the ledger, as it is written, in a year and on a day.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Question {
    pub(crate) function: String,
    pub(crate) calendar: Calendar,
    pub(crate) day: Option<Date>,
}

impl Reckoning {
    /// The answer to a question, which is found where it is asked for the first time.
    pub(crate) fn answer(
        &self,
        question: Question,
        find: impl FnOnce() -> Result<Outcome, MeasureError>,
    ) -> Result<Arc<Outcome>, MeasureError> {
        if let Some(known) = locked(&self.outcomes).get(&question) {
            return known.clone();
        }
        self.evaluated.fetch_add(1, Ordering::Relaxed);
        let found = find().map(Arc::new);
        locked(&self.outcomes).insert(question, found.clone());
        found
    }

    /// The places of the rows that count on a day, found where they are asked for the first time.
    pub(crate) fn standing(
        &self,
        day: Option<Date>,
        find: impl FnOnce() -> Vec<usize>,
    ) -> Arc<Vec<usize>> {
        let mut known = locked(&self.standing);
        let standing = known.entry(day).or_insert_with(|| Arc::new(find()));
        standing.clone()
    }

    /// How often rows were gone through to answer.
    pub(crate) fn evaluated(&self) -> usize {
        self.evaluated.load(Ordering::Relaxed)
    }
}

/// What is remembered stays right when a thread has panicked: it is written whole.
pub(crate) fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
