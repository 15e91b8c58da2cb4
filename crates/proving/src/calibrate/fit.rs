//! The fit: logistic regression with a penalty on each weight, by Newton steps one weight at a time.
//!
//! Floating point is enough here: what is written are whole numbers.

/// A step no longer than this in all weights ends the fit: a thousandth of what the table can tell.
const CLOSE: f64 = 1e-5;

/// Sweeps over all weights after which the fit ends anyway.
const SWEEPS: usize = 1000;

/// The longest step of a weight, where a curve is so flat that Newton's goes too far.
const LONGEST_STEP: f64 = 1.0;

/// What a fit is made from: for each trait the rows that have it and its penalty, and for each row whether it held.
pub(super) struct Sample {
    pub(super) rows_of: Vec<Vec<usize>>,
    pub(super) penalties: Vec<f64>,
    pub(super) held: Vec<bool>,
}

/// The share that weights which add up to this predict, in natural logarithms of odds.
pub(super) fn share(odds: f64) -> f64 {
    1.0 / (1.0 + (-odds).exp())
}

/// The weight of each trait, in natural logarithms of odds.
pub(super) fn weights(sample: &Sample) -> Vec<f64> {
    let mut weights = vec![0.0; sample.rows_of.len()];
    let mut odds = vec![0.0; sample.held.len()];
    for _ in 0..SWEEPS {
        let mut longest = 0.0_f64;
        for (at, rows) in sample.rows_of.iter().enumerate() {
            let penalty = sample.penalties[at];
            let (mut slope, mut curve) = (penalty * weights[at], penalty);
            for row in rows {
                let predicted = share(odds[*row]);
                slope += predicted - f64::from(u8::from(sample.held[*row]));
                curve += predicted * (1.0 - predicted);
            }
            let step = (-slope / curve).clamp(-LONGEST_STEP, LONGEST_STEP);
            weights[at] += step;
            rows.iter().for_each(|row| odds[*row] += step);
            longest = longest.max(step.abs());
        }
        if longest < CLOSE {
            break;
        }
    }
    weights
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample(rows_of: &[&[usize]], held: &[bool]) -> Sample {
        Sample {
            rows_of: rows_of.iter().map(|rows| rows.to_vec()).collect(),
            penalties: vec![1e-6; rows_of.len()],
            held: held.to_vec(),
        }
    }

    #[test]
    fn one_trait_predicts_its_own_rate() {
        let weights = weights(&sample(&[&[0, 1, 2, 3]], &[true, true, true, false]));
        assert!((share(weights[0]) - 0.75).abs() < 1e-4);
    }

    #[test]
    fn what_one_trait_tells_the_other_need_not() {
        let held = [true, true, true, false, false, false, true, false];
        let both = weights(&sample(&[&[0, 1, 2, 3, 4, 5, 6, 7], &[0, 1, 2, 6]], &held));
        assert!(both[0] < 0.0 && both[1] > 0.0, "{both:?}");
    }

    #[test]
    fn a_penalty_keeps_a_trait_seen_once_from_being_sure() {
        let mut once = sample(&[&[0]], &[true]);
        once.penalties = vec![1.0];
        assert!(share(weights(&once)[0]) < 0.7);
    }
}
