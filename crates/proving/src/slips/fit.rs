//! The fit: a conditional logit. Of the corrections one has to choose from, the odds of each are those of its traits.
//!
//! Newton steps one weight at a time with a penalty on each, as for rates. Floating point is enough here: what is written are
//! whole numbers.

use std::collections::BTreeMap;

use audit::Choice;

use crate::calibrate::{Rate, Table};

/// How strongly weights are drawn to nothing, as if a trait had been seen so often on either side besides.
const PENALTY: f64 = 2.0;

/// Sweeps over all weights after which the fit ends anyway.
const SWEEPS: usize = 60;

/// A step no longer than this in all weights ends the fit.
const CLOSE: f64 = 1e-4;

/// The longest step of a weight.
const LONGEST_STEP: f64 = 0.5;

/// A trait seen less often is not weighed.
const LEAST_SEEN: usize = 5;

/// Corrections of which one is right.
#[derive(Debug, Clone)]
pub(super) struct Case {
    /// The traits of each.
    pub(super) offers: Vec<Vec<String>>,
    right: usize,
}

impl Case {
    pub(super) fn of(choice: &Choice, right: usize) -> Case {
        let traits = choice.offers.iter().map(|offer| {
            let mut traits = Vec::new();
            offer.traits.features(|name| traits.push(name.to_owned()));
            traits
        });
        Case {
            offers: traits.collect(),
            right,
        }
    }

    /// Whether a table makes the right correction likelier than all others.
    pub(super) fn is_right(&self, table: &Table) -> bool {
        let odds = |traits: &Vec<String>| -> i32 {
            let weights = traits.iter().map(|name| table.rates.get(name));
            weights.flatten().map(|rate| rate.weight).sum()
        };
        let right = odds(&self.offers[self.right]);
        let mut others = self.offers.iter().enumerate();
        others.all(|(at, traits)| at == self.right || odds(traits) < right)
    }
}

/// Where a trait is seen: in which cases, and there at which corrections.
type Seen = Vec<(usize, Vec<usize>)>;

/// The weights of all traits.
pub(super) fn table<'c>(cases: impl Iterator<Item = &'c Case>) -> Table {
    let cases: Vec<&Case> = cases.collect();
    let mut seen: BTreeMap<&str, Seen> = BTreeMap::new();
    for (at, case) in cases.iter().enumerate() {
        for (offer, traits) in case.offers.iter().enumerate() {
            for name in traits {
                let seen = seen.entry(name).or_default();
                match seen.last_mut().filter(|last| last.0 == at) {
                    Some(last) => last.1.push(offer),
                    None => seen.push((at, vec![offer])),
                }
            }
        }
    }
    let count = |seen: &Seen| seen.iter().map(|(_, offers)| offers.len()).sum::<usize>();
    seen.retain(|_, seen| count(seen) >= LEAST_SEEN);
    let weights = weights(&cases, &seen.values().collect::<Vec<_>>());
    let rated = seen.iter().zip(weights).map(|((name, seen), weight)| {
        let right = seen
            .iter()
            .filter(|(at, offers)| offers.contains(&cases[*at].right));
        let rate = Rate {
            held: right.count() as u32,
            seen: count(seen) as u32,
            weight: (weight * 100.0 / std::f64::consts::LN_2).round() as i32,
        };
        ((*name).to_owned(), rate)
    });
    Table {
        rates: rated.collect(),
    }
}

fn weights(cases: &[&Case], seen: &[&Seen]) -> Vec<f64> {
    let mut weights = vec![0.0; seen.len()];
    let mut odds: Vec<Vec<f64>> = cases
        .iter()
        .map(|case| vec![0.0; case.offers.len()])
        .collect();
    for _ in 0..SWEEPS {
        let mut longest = 0.0_f64;
        for (weight, seen) in weights.iter_mut().zip(seen) {
            let (mut slope, mut curve) = (PENALTY * *weight, PENALTY);
            for (at, offers) in *seen {
                let share = share(&odds[*at], offers);
                slope += share - f64::from(u8::from(offers.contains(&cases[*at].right)));
                curve += share * (1.0 - share);
            }
            let step = (-slope / curve).clamp(-LONGEST_STEP, LONGEST_STEP);
            *weight += step;
            for (at, offers) in *seen {
                offers.iter().for_each(|offer| odds[*at][*offer] += step);
            }
            longest = longest.max(step.abs());
        }
        if longest < CLOSE {
            break;
        }
    }
    weights
}

/// How likely it is that one of these is right.
fn share(odds: &[f64], offers: &[usize]) -> f64 {
    let most = odds.iter().copied().fold(f64::MIN, f64::max);
    let all: f64 = odds.iter().map(|odds| (odds - most).exp()).sum();
    let these: f64 = offers.iter().map(|at| (odds[*at] - most).exp()).sum();
    these / all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn case(offers: &[&[&str]], right: usize) -> Case {
        let traits = |offer: &&[&str]| offer.iter().map(|name| (*name).to_owned()).collect();
        Case {
            offers: offers.iter().map(traits).collect(),
            right,
        }
    }

    #[test]
    fn what_is_right_more_often_weighs_more() {
        let mut cases = vec![case(&[&["one"], &["other"]], 0); 30];
        cases.extend(vec![case(&[&["one"], &["other"]], 1); 10]);
        let table = table(cases.iter());
        let (one, other) = (table.rates["one"], table.rates["other"]);
        assert_eq!((one.held, one.seen), (30, 40));
        // Three to one, drawn a little together.
        let apart = one.weight - other.weight;
        assert!((120..=158).contains(&apart), "{apart}");
        assert!(cases[0].is_right(&table) && !cases[35].is_right(&table));
    }

    #[test]
    fn what_all_corrections_have_tells_nothing() {
        let cases = vec![case(&[&["all", "one"], &["all"]], 0); 20];
        assert_eq!(table(cases.iter()).rates["all"].weight, 0);
    }
}
