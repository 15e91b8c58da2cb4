//! Slips of the pen (笔误): the ways in which one printed number turns into another.

use quantity::{Decimal, Quantity, Unit};

/// A kind of slip.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Slip {
    /// Two digits changed places.
    Swapped,
    /// The decimal point moved.
    PointMoved,
    /// The unit is off by a power of ten: 元 for 万元.
    Unit,
    /// One digit is wrong.
    Digit,
    /// A digit was lost.
    Lost,
    /// A digit too many.
    Extra,
}

impl Slip {
    /// How many kinds there are.
    pub(crate) const KINDS: usize = 6;

    /// The name of the slip for a reader.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Slip::Swapped => "数字颠倒",
            Slip::PointMoved => "小数点错位",
            Slip::Unit => "单位写错",
            Slip::Digit => "一位数字写错",
            Slip::Lost => "漏写一位数字",
            Slip::Extra => "多写一位数字",
        }
    }
}

/// A number one slip away from a printed one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Variant {
    /// The number that may have been meant.
    pub quantity: Quantity,
    /// The slip that would have turned it into the printed one.
    pub slip: Slip,
}

/// All numbers one slip away from a printed one, the rarer slips last.
pub(crate) fn variants(printed: &Quantity) -> Vec<Variant> {
    let digits = printed
        .value
        .mantissa()
        .unsigned_abs()
        .to_string()
        .into_bytes();
    let mut variants = Vec::new();
    let mut push = |mantissa: Option<i128>, slip| {
        let quantity = mantissa.and_then(|mantissa| with_mantissa(printed, mantissa));
        variants.extend(quantity.map(|quantity| Variant { quantity, slip }));
    };
    swapped(&digits, |swapped| push(swapped, Slip::Swapped));
    changed(&digits, |changed| push(changed, Slip::Digit));
    longer(&digits, |longer| push(longer, Slip::Lost));
    shorter(&digits, |shorter| push(shorter, Slip::Extra));
    variants.extend(rescaled(printed));
    variants
}

/// The numbers with the same digits and the point or the unit elsewhere.
pub(crate) fn rescaled(printed: &Quantity) -> Vec<Variant> {
    let (mantissa, scale) = (printed.value.mantissa(), printed.value.scale());
    let scales = [
        scale.checked_sub(1),
        scale.checked_sub(2),
        scale.checked_add(1),
        scale.checked_add(2),
    ];
    let moved = scales.into_iter().flatten().map(|scale| Variant {
        quantity: Quantity {
            value: Decimal::new(mantissa, scale),
            ..*printed
        },
        slip: Slip::PointMoved,
    });
    moved.chain(other_units(printed)).collect()
}

/// The slip that turns the digits meant into the digits printed, if one does.
pub(crate) fn between(printed: i128, meant: i128) -> Option<Slip> {
    if printed == meant || (printed < 0) != (meant < 0) {
        return None;
    }
    let (printed, meant) = (
        printed.unsigned_abs().to_string(),
        meant.unsigned_abs().to_string(),
    );
    let (printed, meant) = (printed.as_bytes(), meant.as_bytes());
    match meant.len() as isize - printed.len() as isize {
        0 => substituted(printed, meant),
        1 => lacks_one(meant, printed).then_some(Slip::Lost),
        -1 => lacks_one(printed, meant).then_some(Slip::Extra),
        _ => None,
    }
}

fn substituted(printed: &[u8], meant: &[u8]) -> Option<Slip> {
    let places: Vec<usize> = (0..printed.len())
        .filter(|place| printed[*place] != meant[*place])
        .take(3)
        .collect();
    match places[..] {
        [_] => Some(Slip::Digit),
        [left, right]
            if right - left <= 2
                && printed[left] == meant[right]
                && printed[right] == meant[left] =>
        {
            Some(Slip::Swapped)
        }
        _ => None,
    }
}

/// Whether the shorter number is the longer one less one digit.
fn lacks_one(longer: &[u8], shorter: &[u8]) -> bool {
    let same = shorter
        .iter()
        .zip(longer)
        .take_while(|(left, right)| left == right)
        .count();
    shorter[same..] == longer[same + 1..]
}

/// The number that is printed, with other digits.
fn with_mantissa(printed: &Quantity, size: i128) -> Option<Quantity> {
    let mantissa = if printed.value.is_negative() {
        -size
    } else {
        size
    };
    (mantissa != printed.value.mantissa()).then_some(Quantity {
        value: Decimal::new(mantissa, printed.value.scale()),
        ..*printed
    })
}

/// The number some digits make; `None` where it is too long.
fn read(digits: impl Iterator<Item = u8>) -> Option<i128> {
    let mut digits = digits.map(|digit| i128::from(digit - b'0'));
    digits.try_fold(0_i128, |number, digit| {
        number.checked_mul(10)?.checked_add(digit)
    })
}

fn swapped(digits: &[u8], mut give: impl FnMut(Option<i128>)) {
    for left in 0..digits.len() {
        for right in left + 1..digits.len().min(left + 3) {
            let leads_with_zero = left == 0 && digits[right] == b'0';
            if digits[left] != digits[right] && !leads_with_zero {
                let swapped = digits.iter().enumerate().map(|(place, digit)| match place {
                    place if place == left => digits[right],
                    place if place == right => digits[left],
                    _ => *digit,
                });
                give(read(swapped));
            }
        }
    }
}

fn changed(digits: &[u8], mut give: impl FnMut(Option<i128>)) {
    for place in 0..digits.len() {
        for digit in (b'0'..=b'9').filter(|digit| *digit != digits[place]) {
            let (before, after) = (&digits[..place], &digits[place + 1..]);
            give(read(before.iter().chain([&digit]).chain(after).copied()));
        }
    }
}

fn longer(digits: &[u8], mut give: impl FnMut(Option<i128>)) {
    for place in 0..=digits.len() {
        for digit in b'0'..=b'9' {
            if (place == 0 && digit == b'0') || (place > 0 && digits[place - 1] == digit) {
                continue;
            }
            let (before, after) = digits.split_at(place);
            give(read(before.iter().chain([&digit]).chain(after).copied()));
        }
    }
}

fn shorter(digits: &[u8], mut give: impl FnMut(Option<i128>)) {
    for place in 0..digits.len() {
        if digits.len() > 1 && (place == 0 || digits[place - 1] != digits[place]) {
            let (before, after) = (&digits[..place], &digits[place + 1..]);
            give(read(before.iter().chain(after).copied()));
        }
    }
}

fn other_units(printed: &Quantity) -> impl Iterator<Item = Variant> {
    const SWAPS: [(&str, &[&str]); 6] = [
        ("元", &["万元"]),
        ("万元", &["元", "亿元"]),
        ("亿元", &["万元"]),
        ("亩", &["万亩", "公顷"]),
        ("万亩", &["亩"]),
        ("公顷", &["亩"]),
    ];
    let printed = *printed;
    let symbol = printed.unit.symbol();
    let others = SWAPS
        .iter()
        .find(|row| row.0 == symbol)
        .map_or(&[][..], |row| row.1);
    others.iter().filter_map(move |other| {
        let (unit, _) = Unit::parse(other)?;
        Some(Variant {
            quantity: Quantity { unit, ..printed },
            slip: Slip::Unit,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slip(printed: &str, meant: &str) -> Option<Slip> {
        let read = |text: &str| quantity::parse_cell(text).unwrap();
        let meant = read(meant);
        variants(&read(printed))
            .into_iter()
            .find(|v| v.quantity.value == meant.value && v.quantity.unit == meant.unit)
            .map(|v| v.slip)
    }

    #[test]
    fn a_slip_is_recognised_by_its_kind() {
        assert_eq!(slip("3.89万元", "3.98万元"), Some(Slip::Swapped));
        assert_eq!(slip("63万元", "6.3万元"), Some(Slip::PointMoved));
        assert_eq!(slip("2089元", "2089万元"), Some(Slip::Unit));
        assert_eq!(slip("37.55", "27.55"), Some(Slip::Digit));
        assert_eq!(slip("867.48", "1867.48"), Some(Slip::Lost));
        assert_eq!(slip("10740", "1740"), Some(Slip::Extra));
        assert_eq!(slip("25.73", "62.93"), None);
    }
}
