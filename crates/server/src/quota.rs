//! How many files each address has had audited within an hour.

use std::collections::{HashMap, VecDeque};
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

const HOUR: Duration = Duration::from_secs(3600);

/// How many addresses are remembered; beyond, those that asked longest ago are forgotten.
const ADDRESSES: usize = 100_000;

/// The files of the last hour by address.
pub(crate) struct Quota {
    hourly: Option<usize>,
    asked: Mutex<HashMap<IpAddr, VecDeque<Instant>>>,
}

impl Quota {
    /// So many an hour; `None` for any number.
    pub(crate) fn new(hourly: Option<usize>) -> Self {
        Self {
            hourly,
            asked: Mutex::default(),
        }
    }

    /// Takes one file from an address at a time; the error is how long it has to wait.
    pub(crate) fn take(&self, address: IpAddr, now: Instant) -> Result<(), Duration> {
        let Some(hourly) = self.hourly else {
            return Ok(());
        };
        let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        if asked.len() >= ADDRESSES {
            forget(&mut asked, now);
        }
        let times = asked.entry(network(address)).or_default();
        while times
            .front()
            .is_some_and(|first| now.duration_since(*first) >= HOUR)
        {
            times.pop_front();
        }
        if times.len() < hourly {
            times.push_back(now);
            return Ok(());
        }
        let first = times.front().copied().unwrap_or(now);
        Err(HOUR.saturating_sub(now.duration_since(first)))
    }
}

/// Forgets whoever has not asked for an hour; where everybody has, everybody.
fn forget(asked: &mut HashMap<IpAddr, VecDeque<Instant>>, now: Instant) {
    asked.retain(|_, times| {
        times
            .back()
            .is_some_and(|last| now.duration_since(*last) < HOUR)
    });
    if asked.len() >= ADDRESSES {
        asked.clear();
    }
}

/// What counts as one address: in IPv6 a household or an office has a network of 2⁶⁴.
fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            IpAddr::V6(Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
        }
        address => address,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn minutes(minutes: u64) -> Duration {
        Duration::from_secs(60 * minutes)
    }

    #[test]
    fn the_hour_slides() {
        let (quota, start) = (Quota::new(Some(2)), Instant::now());
        let take = |after| quota.take([10, 0, 0, 1].into(), start + minutes(after));
        assert_eq!(take(0), Ok(()));
        assert_eq!(take(20), Ok(()));
        assert_eq!(take(30), Err(minutes(30)));
        assert_eq!(take(60), Ok(()));
        assert_eq!(take(61), Err(minutes(19)));
    }

    #[test]
    fn each_address_has_its_own() {
        let (quota, now) = (Quota::new(Some(1)), Instant::now());
        let take = |address: &str| quota.take(address.parse().unwrap(), now).is_ok();
        assert!(take("10.0.0.1"));
        assert!(take("10.0.0.2"));
        assert!(!take("::ffff:10.0.0.1"));
        assert!(take("2001:db8:0:1::1"));
        assert!(!take("2001:db8:0:1:ffff::2"));
        assert!(take("2001:db8:0:2::1"));
    }

    #[test]
    fn no_bound_is_none() {
        let (quota, now) = (Quota::new(None), Instant::now());
        assert!((0..1000).all(|_| quota.take([10, 0, 0, 1].into(), now).is_ok()));
    }
}
