//! Chinese numerals: 三千五百, 二十一, 一百二十万.

use crate::decimal::power_of_ten;

/// A run of numeral characters at the start of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Run {
    /// Its length in bytes.
    pub(crate) length: usize,
    /// The number it is, unless it is malformed or a mere string of digits such as 二〇二二.
    pub(crate) number: Option<Number>,
}

/// A well-formed numeral.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Number {
    /// The value without the 万 and 亿 at its end.
    pub(crate) value: u64,
    /// The power of ten of the 万 and 亿 at its end: 4 for 一百二十万.
    pub(crate) exponent: u8,
}

#[derive(Clone, Copy)]
enum Sign {
    Zero,
    Digit(u64),
    /// 十, 百, 千: a place within a group of four digits.
    Place(u64),
    /// 万, 亿: the end of a group.
    Group(u8),
}

/// The longest numeral that fits: 万亿 of 千 still fits a `u64`.
const MOST_CHARACTERS: usize = 24;

/// The run of numeral characters at the start of `text`; `None` when there is none.
pub(crate) fn read(text: &str) -> Option<Run> {
    let mut reader = Reader::default();
    let mut well_formed = true;
    let mut length = 0;
    let mut characters = 0;
    while let Some(sign) = sign(text.as_bytes().get(length..length + 3)) {
        well_formed = well_formed && characters < MOST_CHARACTERS && reader.take(sign).is_some();
        length += 3;
        characters += 1;
    }
    (length > 0).then(|| Run {
        length,
        number: if well_formed { reader.finish() } else { None },
    })
}

/// The value of the digit character at the start of `bytes`, as after the point in 三点五.
pub(crate) fn digit(bytes: &[u8]) -> Option<u8> {
    match sign(bytes.get(..3))? {
        Sign::Zero => Some(0),
        Sign::Digit(value) => u8::try_from(value).ok(),
        Sign::Place(_) | Sign::Group(_) => None,
    }
}

fn sign(bytes: Option<&[u8]>) -> Option<Sign> {
    Some(match bytes? {
        [0xE9, 0x9B, 0xB6] | [0xE3, 0x80, 0x87] => Sign::Zero, // 零 〇
        [0xE4, 0xB8, 0x80] => Sign::Digit(1),                  // 一
        [0xE4, 0xBA, 0x8C] | [0xE4, 0xB8, 0xA4] => Sign::Digit(2), // 二 两
        [0xE4, 0xB8, 0x89] => Sign::Digit(3),                  // 三
        [0xE5, 0x9B, 0x9B] => Sign::Digit(4),                  // 四
        [0xE4, 0xBA, 0x94] => Sign::Digit(5),                  // 五
        [0xE5, 0x85, 0xAD] => Sign::Digit(6),                  // 六
        [0xE4, 0xB8, 0x83] => Sign::Digit(7),                  // 七
        [0xE5, 0x85, 0xAB] => Sign::Digit(8),                  // 八
        [0xE4, 0xB9, 0x9D] => Sign::Digit(9),                  // 九
        [0xE5, 0x8D, 0x81] => Sign::Place(10),                 // 十
        [0xE7, 0x99, 0xBE] => Sign::Place(100),                // 百
        [0xE5, 0x8D, 0x83] => Sign::Place(1000),               // 千
        [0xE4, 0xB8, 0x87] => Sign::Group(4),                  // 万
        [0xE4, 0xBA, 0xBF] => Sign::Group(8),                  // 亿
        _ => return None,
    })
}

/// Builds a number sign by sign; a method returns `None` where the grammar is violated.
#[derive(Default)]
struct Reader {
    /// Closed groups.
    total: u64,
    /// The group under way, without `digit`.
    group: u64,
    /// A digit that waits for its place.
    digit: Option<u64>,
    /// The last place read in this group.
    place: Option<u64>,
    /// Whether 零 stands before the digit under way.
    zero: bool,
    /// The power of ten of the group that was closed last; the next one must be lower.
    closed: Option<u8>,
    /// The power of ten of the 万 and 亿 that end the numeral so far.
    trailing: u8,
}

impl Reader {
    fn take(&mut self, sign: Sign) -> Option<()> {
        match sign {
            Sign::Zero => self.take_zero(),
            Sign::Digit(value) => self.take_digit(value),
            Sign::Place(place) => self.take_place(place),
            Sign::Group(exponent) => self.take_group(exponent),
        }?;
        if !matches!(sign, Sign::Group(_)) {
            self.trailing = 0;
        }
        Some(())
    }

    fn take_zero(&mut self) -> Option<()> {
        let misplaced = self.digit.is_some() || self.zero || self.is_fresh();
        self.zero = true;
        (!misplaced).then_some(())
    }

    fn take_digit(&mut self, value: u64) -> Option<()> {
        let second = self.digit.replace(value).is_some();
        (!second).then_some(())
    }

    fn take_place(&mut self, place: u64) -> Option<()> {
        let descending = self.place.is_none_or(|last| place < last);
        // Only 十 may stand without a digit, or any place at the very start: 百余.
        let digit = match self.digit.take() {
            Some(digit) => digit,
            None if place == 10 || self.is_fresh() => 1,
            None => return None,
        };
        self.group += digit * place;
        self.place = Some(place);
        self.zero = false;
        descending.then_some(())
    }

    fn take_group(&mut self, exponent: u8) -> Option<()> {
        let unit = u64::try_from(power_of_ten(exponent)).ok()?;
        if self.trailing > 0 {
            // 万亿
            self.total = self.total.checked_mul(unit)?;
            self.trailing += exponent;
            return (exponent == 8 && self.trailing == 12).then_some(());
        }
        let group = self.close_group()?;
        let descending = self.closed.is_none_or(|last| exponent < last);
        let fresh = group == 0 && self.total == 0;
        self.total = if descending {
            self.total
                .checked_add(if fresh { 1 } else { group }.checked_mul(unit)?)?
        } else {
            // 三千五百万亿 is read above; 三万五千亿 multiplies all before it.
            self.total.checked_add(group)?.checked_mul(unit)?
        };
        self.closed = Some(exponent);
        self.trailing = exponent;
        (descending || exponent == 8).then_some(())
    }

    /// The value of the group under way, which is then empty.
    fn close_group(&mut self) -> Option<u64> {
        let loose = self.digit.take().unwrap_or(0);
        // 三百五 is a colloquial 350, not 305.
        let colloquial = loose > 0 && !self.zero && self.place.is_some_and(|place| place > 10);
        // 三万五 likewise.
        let after_group = loose > 0 && !self.zero && self.place.is_none() && self.closed.is_some();
        let group = self.group + loose;
        (self.group, self.place, self.zero) = (0, None, false);
        (!colloquial && !after_group).then_some(group)
    }

    fn finish(mut self) -> Option<Number> {
        let exponent = self.trailing;
        let value = self.total.checked_add(self.close_group()?)?;
        let unit = u64::try_from(power_of_ten(exponent)).ok()?;
        Some(Number {
            value: value / unit,
            exponent,
        })
    }

    fn is_fresh(&self) -> bool {
        self.total == 0 && self.group == 0 && self.place.is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::{Number, Run, read};

    fn value(text: &str) -> Option<u64> {
        let Run { length, number } = read(text)?;
        assert_eq!(length, text.len());
        let Number { value, exponent } = number?;
        Some(value * 10_u64.pow(exponent.into()))
    }

    #[test]
    fn reads_well_formed_numerals() {
        for (text, expected) in [
            ("三", 3),
            ("两", 2),
            ("十", 10),
            ("十二", 12),
            ("二十一", 21),
            ("一百", 100),
            ("一百零五", 105),
            ("一百一十", 110),
            ("三千五百", 3500),
            ("两千零三十", 2030),
            ("一万", 10_000),
            ("一百二十万", 1_200_000),
            ("十二万三千", 123_000),
            ("二十万零五百", 200_500),
            ("一亿二千万", 120_000_000),
            ("三万亿", 3_000_000_000_000),
            ("三万五千亿", 3_500_000_000_000),
            ("百", 100),
        ] {
            assert_eq!(value(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn refuses_digit_strings_and_colloquial_forms() {
        for text in [
            "二〇二二",
            "三四",
            "十四五",
            "五一",
            "三百五",
            "三万五",
            "一二三",
            "百千",
            "百十百",
            "零",
            "一两",
        ] {
            assert_eq!(value(text), None, "{text}");
        }
    }

    #[test]
    fn keeps_the_multiplier_at_the_end_apart() {
        let number = read("一亿二千万").unwrap().number;
        assert_eq!(
            number,
            Some(Number {
                value: 12_000,
                exponent: 4
            })
        );
        let number = read("三万亿").unwrap().number;
        assert_eq!(
            number,
            Some(Number {
                value: 3,
                exponent: 12
            })
        );
    }
}
