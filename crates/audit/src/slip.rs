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
    let mut variants = Vec::new();
    each_variant(printed, |variant| variants.push(variant));
    variants
}

/// The same one by one, where they need not be kept.
pub(crate) fn each_variant(printed: &Quantity, mut each: impl FnMut(Variant)) {
    let digits = Digits::of(printed.value.mantissa().abs());
    let mut give = |mantissa: Option<i128>, slip| {
        if let Some(quantity) = mantissa.and_then(|mantissa| with_mantissa(printed, mantissa)) {
            each(Variant { quantity, slip });
        }
    };
    digits.swapped(|swapped| give(swapped, Slip::Swapped));
    digits.changed(|changed| give(changed, Slip::Digit));
    digits.longer(|longer| give(longer, Slip::Lost));
    digits.shorter(|shorter| give(shorter, Slip::Extra));
    rescaled(printed).for_each(each);
}

/// The numbers with the same digits and the point or the unit elsewhere.
pub(crate) fn rescaled(printed: &Quantity) -> impl Iterator<Item = Variant> {
    let (mantissa, scale) = (printed.value.mantissa(), printed.value.scale());
    let scales = [
        scale.checked_sub(1),
        scale.checked_sub(2),
        scale.checked_add(1),
        scale.checked_add(2),
    ];
    let (printed, units) = (*printed, other_units(printed));
    let moved = scales.into_iter().flatten().map(move |scale| Variant {
        quantity: Quantity {
            value: Decimal::new(mantissa, scale),
            ..printed
        },
        slip: Slip::PointMoved,
    });
    moved.chain(units)
}

/// More digits than this are not worked with in machine words.
const WORD: u64 = 10_u64.pow(17);

/// Those of the numbers one slip in the digits away from a printed one that are not nothing, and whose mantissas lie
/// between two bounds, each included.
pub(crate) fn within(printed: &Quantity, (least, most): (i128, i128)) -> Vec<Variant> {
    let value = printed.value;
    let size = u64::try_from(value.mantissa().unsigned_abs()).ok();
    let Some(size) = size.filter(|size| (1..WORD).contains(size)) else {
        let mut variants = variants(printed);
        variants.retain(|variant| {
            let other = variant.quantity.value;
            !matches!(variant.slip, Slip::PointMoved | Slip::Unit)
                && !other.is_zero()
                && (least..=most).contains(&other.mantissa())
        });
        return variants;
    };
    let (least, most) = if value.is_negative() {
        (most.saturating_neg(), least.saturating_neg())
    } else {
        (least, most)
    };
    // All that is one slip away has at most one digit more.
    let word = |bound: i128| u64::try_from(bound.min((10 * WORD).into())).unwrap_or(0);
    let bounds = (word(least).max(1), word(most));
    let mut variants = Vec::new();
    near(size, bounds, |size, slip| {
        let quantity = with_mantissa(printed, size.into());
        variants.extend(quantity.map(|quantity| Variant { quantity, slip }));
    });
    variants
}

/// The sizes one slip in the digits away that lie between two bounds, from the last digit to the first.
fn near(size: u64, (least, most): (u64, u64), mut give: impl FnMut(u64, Slip)) {
    if least > most {
        return;
    }
    let inside = |size: u64| (least..=most).contains(&size);
    // The numbers with any digit but one at a place that is empty in `rest`.
    let mut filled = |rest: u64, place: u64, not: u64, slip: Slip| {
        if rest <= most && rest + 9 * place >= least {
            for digit in (0..10).filter(|digit| *digit != not) {
                let size = rest + digit * place;
                if inside(size) {
                    give(size, slip);
                }
            }
        }
    };
    let (mut head, mut tail, mut place) = (size, 0, 1);
    filled(10 * size, 1, size % 10, Slip::Lost);
    while head > 0 {
        let digit = head % 10;
        head /= 10;
        filled(head * 10 * place + tail, place, digit, Slip::Digit);
        tail += digit * place;
        filled(head * 100 * place + tail, 10 * place, head % 10, Slip::Lost);
        place *= 10;
    }
    let (mut head, mut tail, mut place) = (size, 0, 1);
    while head > 0 {
        let digit = head % 10;
        head /= 10;
        let shorter = head * place + tail;
        let doubled = head > 0 && head % 10 == digit;
        if size > 9 && !doubled && inside(shorter) {
            give(shorter, Slip::Extra);
        }
        for (left, far) in [(head, 10), (head / 10, 100)] {
            let leads_with_zero = left < 10 && digit == 0;
            if left > 0 && left % 10 != digit && !leads_with_zero {
                let moved = place * far - place;
                let swapped = size + digit * moved - left % 10 * moved;
                if inside(swapped) {
                    give(swapped, Slip::Swapped);
                }
            }
        }
        tail += digit * place;
        place *= 10;
    }
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

/// A number by its digits.
struct Digits {
    size: i128,
    /// The first digit first.
    digits: Vec<i128>,
}

impl Digits {
    fn of(size: i128) -> Self {
        let (mut rest, mut digits) = (size, Vec::new());
        while rest > 0 || digits.is_empty() {
            digits.push(rest % 10);
            rest /= 10;
        }
        digits.reverse();
        Self { size, digits }
    }

    /// One of the place of a digit.
    fn place(&self, at: usize) -> i128 {
        10_i128.pow((self.digits.len() - 1 - at) as u32)
    }

    /// The number with so many ones of a place more; `None` where it is too long.
    fn plus(&self, ones: i128, place: i128) -> Option<i128> {
        self.size.checked_add(ones.checked_mul(place)?)
    }

    fn swapped(&self, mut give: impl FnMut(Option<i128>)) {
        let digits = &self.digits;
        for left in 0..digits.len() {
            for right in left + 1..digits.len().min(left + 3) {
                let leads_with_zero = left == 0 && digits[right] == 0;
                if digits[left] != digits[right] && !leads_with_zero {
                    let more = digits[right] - digits[left];
                    give(self.plus(more, self.place(left) - self.place(right)));
                }
            }
        }
    }

    fn changed(&self, mut give: impl FnMut(Option<i128>)) {
        for (at, own) in self.digits.iter().enumerate() {
            let place = self.place(at);
            for digit in (0..10).filter(|digit| digit != own) {
                give(self.plus(digit - own, place));
            }
        }
    }

    fn longer(&self, mut give: impl FnMut(Option<i128>)) {
        for at in 0..=self.digits.len() {
            let before = at.checked_sub(1).map_or(0, |at| self.digits[at]);
            let place = 10_i128.checked_pow((self.digits.len() - at) as u32);
            let head = place.map(|place| self.size / place * place);
            for digit in (0..10).filter(|digit| *digit != before) {
                let longer = || {
                    let more = head?.checked_mul(9)?;
                    self.plus(digit, place?)?.checked_add(more)
                };
                give(longer());
            }
        }
    }

    fn shorter(&self, mut give: impl FnMut(Option<i128>)) {
        let digits = &self.digits;
        for at in 0..digits.len() {
            if digits.len() > 1 && (at == 0 || digits[at - 1] != digits[at]) {
                let place = self.place(at);
                give(Some(self.size / place / 10 * place + self.size % place));
            }
        }
    }
}

fn other_units(printed: &Quantity) -> impl Iterator<Item = Variant> {
    const SWAPS: [(Unit, &[Unit]); 6] = [
        (Unit::YUAN, &[Unit::WAN_YUAN]),
        (Unit::WAN_YUAN, &[Unit::YUAN, Unit::YI_YUAN]),
        (Unit::YI_YUAN, &[Unit::WAN_YUAN]),
        (Unit::MU, &[Unit::WAN_MU, Unit::HECTARE]),
        (Unit::WAN_MU, &[Unit::MU]),
        (Unit::HECTARE, &[Unit::MU]),
    ];
    let printed = *printed;
    let others = SWAPS
        .iter()
        .find(|row| row.0 == printed.unit)
        .map_or(&[][..], |row| row.1);
    others.iter().map(move |unit| Variant {
        quantity: Quantity {
            unit: *unit,
            ..printed
        },
        slip: Slip::Unit,
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
    fn the_slips_within_bounds_are_those_of_all_slips() {
        let sizes = (0..2_000).chain([100_100, 998_877, 10_000_000, 35_462_011, i128::MAX]);
        for size in sizes.flat_map(|size| [size, -size]) {
            let printed = Quantity::new(Decimal::new(size, 2), Unit::YUAN);
            let all = variants(&printed);
            let bounds =
                |low: i128, high: i128| (size.saturating_add(low), size.saturating_add(high));
            for (least, most) in [
                (i128::MIN, i128::MAX),
                bounds(-1, 1),
                bounds(-90, -9),
                bounds(9, 900),
                (size / 10 - 1, size / 10 + 1),
                (
                    size.saturating_mul(10),
                    size.saturating_mul(10).saturating_add(5),
                ),
            ] {
                let key = |variant: &Variant| (variant.slip, variant.quantity.value.mantissa());
                let meets = |variant: &&Variant| {
                    let value = variant.quantity.value;
                    !matches!(variant.slip, Slip::PointMoved | Slip::Unit)
                        && !value.is_zero()
                        && (least..=most).contains(&value.mantissa())
                };
                let mut expected: Vec<_> = all.iter().filter(meets).map(key).collect();
                let found = within(&printed, (least, most));
                let mut found: Vec<_> = found.iter().map(key).collect();
                expected.sort_unstable();
                found.sort_unstable();
                assert_eq!(found, expected, "{size} {least} {most}");
            }
        }
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
