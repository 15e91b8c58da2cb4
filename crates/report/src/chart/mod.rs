//! Charts as SVG: drawn in whole units, 20 to the millimetre, readable in black and white.

pub(crate) mod execution;
pub(crate) mod points;
mod svg;
mod words;

use num_traits::{ToPrimitive, Zero};
use quantity::Decimal;

/// Units of the drawing in a millimetre of paper.
const UNITS: i64 = 20;

/// Width of every chart: the 150 mm that fit between the margins of an official document.
const WIDTH: i64 = 150 * UNITS;

/// Height of letters.
const LETTER: i64 = 64;

/// From one line of a label to the next.
const PITCH: i64 = 76;

/// How long `value` is when `most` is `full` units long; nothing for what is not above zero.
fn length(value: Decimal, most: Decimal, full: i64) -> i64 {
    if most.is_zero() || most.is_negative() || value.is_negative() {
        return 0;
    }
    let part = value.to_rational() / most.to_rational();
    let exact = part * quantity::Rational::from_integer(full.into());
    if exact.is_zero() {
        return 0;
    }
    Decimal::round(&exact, 0)
        .mantissa()
        .to_i64()
        .unwrap_or(full)
        .clamp(1, full)
}

/// The size on paper of a drawing of this height.
fn size_mm(height: i64) -> (u32, u32) {
    let millimetres = |units: i64| u32::try_from((units + UNITS - 1) / UNITS).unwrap_or_default();
    (millimetres(WIDTH), millimetres(height))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_in_proportion_and_never_vanish() {
        let decimal = |text: &str| text.parse::<Decimal>().unwrap();
        assert_eq!(length(decimal("220.45"), decimal("440.90"), 1000), 500);
        assert_eq!(length(decimal("0.01"), decimal("440.90"), 1000), 1);
        assert_eq!(length(decimal("0"), decimal("440.90"), 1000), 0);
        assert_eq!(length(decimal("1"), decimal("0"), 1000), 0);
    }
}
