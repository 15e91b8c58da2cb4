//! Shares of a sample: how sure they are, and whether a printed one can occur at all.
//!
//! Exact but for square roots, which are rounded up at the twelfth decimal; so every interval is a little too wide, never
//! too narrow.

use num_bigint::BigInt;
use num_traits::{One, Signed, Zero};

use crate::{Decimal, Rational};

/// How many decimals of a square root are kept.
const PLACES: u32 = 12;

/// The two-sided 95 % point of the normal distribution, rounded up: 1.959963984541.
fn z() -> Rational {
    Rational::new(1_959_963_984_541_i64.into(), 1_000_000_000_000_i64.into())
}

fn whole(value: u64) -> Rational {
    Rational::from_integer(value.into())
}

/// The square root of a value not below zero, rounded up at the twelfth decimal.
fn root_above(value: &Rational) -> Rational {
    let unit = BigInt::from(10).pow(PLACES);
    let scaled = (value * Rational::from_integer(&unit * &unit)).ceil();
    let floor = scaled.to_integer().sqrt();
    let exact = &floor * &floor == scaled.to_integer();
    let root = if exact { floor } else { floor + 1 };
    Rational::new(root, unit)
}

/// The Wilson interval at 95 % for `hits` of `answers`, as plain ratios; `None` without answers.
///
/// More hits than answers count as all. E. B. Wilson, "Probable inference, the law of succession, and statistical
/// inference", JASA 22 (1927).
pub fn wilson(hits: u64, answers: u64) -> Option<(Rational, Rational)> {
    if answers == 0 {
        return None;
    }
    let n = whole(answers);
    let p = whole(hits.min(answers)) / &n;
    let square = &z() * &z();
    let widened = Rational::one() + &square / &n;
    let centre = (&p + &square / (whole(2) * &n)) / &widened;
    let spread = &p * (Rational::one() - &p) / &n + &square / (whole(4) * &n * &n);
    let half = z() * root_above(&spread) / widened;
    let low = (&centre - &half).max(Rational::zero());
    let high = (centre + half).min(Rational::one());
    Some((low, high))
}

/// The margin of error at 95 % of a share, 1.96 × √(p(1−p)÷n), as a plain ratio; `None` without answers.
pub fn margin(hits: u64, answers: u64) -> Option<Rational> {
    if answers == 0 {
        return None;
    }
    let n = whole(answers);
    let p = whole(hits.min(answers)) / &n;
    Some(z() * root_above(&(&p * (Rational::one() - &p) / n)))
}

/// The margin of error at 95 % of a mean, 1.96 × s ÷ √n with the sample's standard deviation s; `None` for fewer than
/// two values. Each value stands with how often it occurs.
pub fn margin_of_mean(values: &[(Rational, u64)]) -> Option<Rational> {
    let answers: u64 = values.iter().map(|(_, times)| times).sum();
    if answers < 2 {
        return None;
    }
    let n = whole(answers);
    let sum: Rational = values
        .iter()
        .map(|(value, times)| value * whole(*times))
        .sum();
    let mean = sum / &n;
    let squares: Rational = values
        .iter()
        .map(|(value, times)| {
            let gap = value - &mean;
            &gap * &gap * whole(*times)
        })
        .sum();
    let variance = squares / (&n - Rational::one());
    Some(z() * root_above(&(variance / n)))
}

/// Whether a mean of `answers` whole multiples of `step` can be printed as `printed`, rounded or cut off.
///
/// For a share in percent the step is 100, as each answer counts for all or nothing. N. J. L. Brown and J. A. J. Heathers,
/// "The GRIM test", 2017, extended by truncation, which is common in these reports.
pub fn can_occur(printed: Decimal, step: &Rational, answers: u64) -> bool {
    if answers == 0 || !step.is_positive() {
        return false;
    }
    let last = Decimal::new(1, printed.scale()).to_rational();
    let value = printed.to_rational();
    let each = step / whole(answers);
    let lowest = &value - &last / whole(2);
    let first = (lowest / &each).ceil() * each;
    first < value + last
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn percent(value: &Rational) -> String {
        Decimal::round(&(value * whole(100)), 2).to_string()
    }

    #[test]
    fn intervals_as_the_textbooks_have_them() {
        // Centre (0.9 + z²/60) ÷ (1 + z²/30) = 0.854585, half 1.73748 × √0.00406712 = 0.110807.
        let (low, high) = wilson(27, 30).unwrap();
        assert_eq!(
            (percent(&low), percent(&high)),
            ("74.38".into(), "96.54".into())
        );
        assert_eq!(percent(&margin(27, 30).unwrap()), "10.74");
        // All of 30: 1 ÷ (1 + z²/30) = 0.886485.
        let (low, high) = wilson(30, 30).unwrap();
        assert_eq!(
            (percent(&low), percent(&high)),
            ("88.65".into(), "100.00".into())
        );
        assert_eq!(wilson(0, 0), None);
        // Of 1, 2, 3, 4: s = 1.290994, margin 1.959964 × 1.290994 ÷ 2 = 1.265150.
        let values = [1, 2, 3, 4].map(|value| (whole(value), 1));
        let margin = margin_of_mean(&values).unwrap();
        assert_eq!(Decimal::round(&margin, 4).to_string(), "1.2652");
    }

    #[test]
    fn a_share_that_no_count_gives() {
        let printed = |text: &str| text.parse::<Decimal>().unwrap();
        let hundred = whole(100);
        assert!(can_occur(printed("92.5"), &hundred, 40));
        assert!(
            !can_occur(printed("92.5"), &hundred, 30),
            "27 of 30 is 90, 28 is 93.3"
        );
        assert!(can_occur(printed("66.66"), &hundred, 3), "cut off");
        assert!(can_occur(printed("66.67"), &hundred, 3), "rounded");
        assert!(!can_occur(printed("66.68"), &hundred, 3));
        // An index of answers worth 0, 30, 60, 80 or 100: steps of ten.
        assert!(can_occur(printed("92.5"), &whole(10), 4));
        assert!(!can_occur(printed("92.4"), &whole(10), 4));
        assert!(!can_occur(printed("50"), &hundred, 0));
    }

    proptest! {
        #[test]
        fn every_share_printed_of_a_count_can_occur(answers in 1_u64..400, hits in 0_u64..400, places in 0_u8..4) {
            let share = whole(hits.min(answers) * 100) / whole(answers);
            for printed in [Decimal::round(&share, places), Decimal::truncate(&share, places)] {
                prop_assert!(can_occur(printed, &whole(100), answers));
            }
        }

        #[test]
        fn what_can_occur_is_what_counting_finds(answers in 1_u64..120, tenths in 0_i128..1000) {
            let printed = Decimal::new(tenths, 1);
            let found = (0..=answers).any(|hits| {
                let share = whole(hits * 100) / whole(answers);
                Decimal::round(&share, 1) == printed || Decimal::truncate(&share, 1) == printed
            });
            prop_assert_eq!(can_occur(printed, &whole(100), answers), found);
        }

        #[test]
        fn an_interval_holds_its_share(answers in 1_u64..5000, hits in 0_u64..5000) {
            let hits = hits.min(answers);
            let (low, high) = wilson(hits, answers).unwrap();
            let share = whole(hits) / whole(answers);
            prop_assert!(low <= share && share <= high);
        }

        #[test]
        fn a_root_is_not_below_and_hardly_above(numer in 0_u64..1_000_000, denom in 1_u64..1_000_000) {
            let value = whole(numer) / whole(denom);
            let root = root_above(&value);
            prop_assert!(&root * &root >= value);
            let step = Rational::new(1.into(), BigInt::from(10).pow(PLACES));
            let under = (root - whole(2) * step).max(Rational::zero());
            prop_assert!(&under * &under <= value);
        }
    }
}
