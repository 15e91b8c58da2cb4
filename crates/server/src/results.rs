//! Results in memory, for as long as somebody may want to take something of them away.

use std::collections::{HashMap, VecDeque};
use std::fmt::Write as _;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use crate::Limits;
use crate::audit::Outcome;

/// Results that are kept, the oldest first.
pub(crate) struct Results {
    limits: Limits,
    kept: Mutex<Kept>,
}

#[derive(Default)]
struct Kept {
    by_key: HashMap<String, Arc<Outcome>>,
    order: VecDeque<(String, Instant)>,
    size: usize,
}

impl Results {
    pub(crate) fn new(limits: Limits) -> Self {
        Self {
            limits,
            kept: Mutex::default(),
        }
    }

    /// Keeps a result and gives the key to it, which cannot be guessed; `None` where the system gives no chance. What is older
    /// makes place for it.
    pub(crate) fn keep(&self, outcome: Arc<Outcome>, now: Instant) -> Option<String> {
        let key = key()?;
        let mut kept = self.kept();
        kept.size += outcome.size();
        kept.by_key.insert(key.clone(), outcome);
        kept.order.push_back((key.clone(), now));
        while kept.order.len() > self.limits.results.max(1)
            || (kept.size > self.limits.memory && kept.order.len() > 1)
        {
            kept.drop_oldest();
        }
        Some(key)
    }

    /// A result; `None` when its time is over.
    pub(crate) fn get(&self, key: &str, now: Instant) -> Option<Arc<Outcome>> {
        self.expire(now);
        self.kept().by_key.get(key).cloned()
    }

    /// Forgets a result.
    pub(crate) fn forget(&self, key: &str) {
        let mut kept = self.kept();
        if let Some(outcome) = kept.by_key.remove(key) {
            kept.size -= outcome.size();
            kept.order.retain(|(other, _)| other != key);
        }
    }

    /// Forgets all results whose time is over.
    pub(crate) fn expire(&self, now: Instant) {
        let mut kept = self.kept();
        let over = |since: &Instant| now.duration_since(*since) >= self.limits.kept;
        while kept.order.front().is_some_and(|(_, since)| over(since)) {
            kept.drop_oldest();
        }
    }

    fn kept(&self) -> std::sync::MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Kept {
    fn drop_oldest(&mut self) {
        if let Some((key, _)) = self.order.pop_front()
            && let Some(outcome) = self.by_key.remove(&key)
        {
            self.size -= outcome.size();
        }
    }
}

/// 128 bits that cannot be guessed, in hexadecimal digits.
pub(crate) fn key() -> Option<String> {
    let mut chance = [0; 16];
    getrandom::fill(&mut chance).ok()?;
    Some(chance.iter().fold(String::new(), |mut key, byte| {
        let _ = write!(key, "{byte:02x}");
        key
    }))
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    fn outcome(size: usize) -> Arc<Outcome> {
        Arc::new(Outcome::of(size))
    }

    fn results(results: usize, memory: usize) -> Results {
        Results::new(Limits {
            results,
            memory,
            kept: Duration::from_secs(900),
            ..Limits::default()
        })
    }

    #[test]
    fn keys_are_long_and_never_the_same() {
        let (results, now) = (results(10, 100), Instant::now());
        let one = results.keep(outcome(1), now).unwrap();
        let two = results.keep(outcome(1), now).unwrap();
        assert_eq!(one.len(), 32);
        assert_ne!(one, two);
    }

    #[test]
    fn a_result_is_forgotten_when_its_time_is_over_or_somebody_wants_it() {
        let (results, now) = (results(10, 100), Instant::now());
        let [one, two] = [0, 1].map(|_| results.keep(outcome(1), now).unwrap());
        results.forget(&one);
        assert!(results.get(&one, now).is_none());
        assert!(results.get(&two, now + Duration::from_secs(899)).is_some());
        assert!(results.get(&two, now + Duration::from_secs(900)).is_none());
        assert_eq!(results.kept().size, 0);
        assert!(results.kept().order.is_empty());
    }

    #[test]
    fn the_oldest_make_place() {
        let now = Instant::now();
        let held = |results: &Results, sizes: &[usize]| {
            let keys = sizes
                .iter()
                .map(|size| results.keep(outcome(*size), now).unwrap());
            let keys: Vec<String> = keys.collect();
            let held: Vec<bool> = keys
                .iter()
                .map(|key| results.get(key, now).is_some())
                .collect();
            held
        };
        assert_eq!(held(&results(2, 100), &[1, 1, 1]), [false, true, true]);
        assert_eq!(held(&results(9, 10), &[4, 4, 4]), [false, true, true]);
        assert_eq!(held(&results(9, 10), &[4, 40]), [false, true]);
    }
}
