//! Odds (赔率) in whole numbers: logarithms to base two, in hundredths of a bit.

use std::ops::Add;

/// How much likelier one thing is than another, as a logarithm to base two in hundredths: 100 is two to one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Odds(pub(crate) i32);

impl Odds {
    /// One to one.
    pub(crate) const EVEN: Odds = Odds(0);

    /// The odds of `for_it` against `against`; nothing counts as the smallest something.
    pub(crate) fn of(for_it: u128, against: u128) -> Odds {
        Odds(log2(for_it.max(1)) - log2(against.max(1)))
    }
}

impl Add for Odds {
    type Output = Odds;
    fn add(self, other: Odds) -> Odds {
        Odds(self.0.saturating_add(other.0))
    }
}

/// The logarithm to base two in hundredths, rounded down; digit by digit, by squaring.
fn log2(value: u128) -> i32 {
    const FRACTION: u32 = 30;
    let whole = value.ilog2();
    let mut rest = if whole > FRACTION {
        (value >> (whole - FRACTION)) as u64
    } else {
        (value as u64) << (FRACTION - whole)
    };
    let mut parts = 0_u64;
    for _ in 0..16 {
        rest = ((u128::from(rest) * u128::from(rest)) >> FRACTION) as u64;
        parts <<= 1;
        if rest >> (FRACTION + 1) > 0 {
            rest >>= 1;
            parts |= 1;
        }
    }
    whole as i32 * 100 + ((parts * 100) >> 16) as i32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn logarithms_are_right_to_a_hundredth() {
        for (value, hundredths) in [
            (1, 0),
            (2, 100),
            (3, 158),
            (10, 332),
            (1 << 40, 4000),
            (1_000_000, 1993),
        ] {
            assert_eq!(log2(value), hundredths, "{value}");
        }
        assert_eq!(Odds::of(97, 3), Odds(log2(97) - log2(3)));
    }
}
