//! Arabic digits with their separators, half-width and full-width.

use crate::Decimal;

/// The most significant digits of a number; any unit's factor still fits beside them.
pub(crate) const MOST_DIGITS: u32 = 24;

/// The most groups of three digits behind separators that a number of so many digits has.
const MOST_GROUPS: u32 = MOST_DIGITS / 3;

/// A run of Arabic digits with its separators.
#[derive(Default)]
pub(crate) struct Digits {
    pub(crate) end: usize,
    pub(crate) mantissa: i128,
    pub(crate) scale: u8,
    pub(crate) significant: u32,
    pub(crate) grouped: bool,
    pub(crate) full_width: bool,
    pub(crate) damaged: bool,
}

impl Digits {
    pub(crate) fn read(bytes: &[u8], start: usize) -> Self {
        let mut digits = Self {
            end: start,
            ..Self::default()
        };
        let leading = digits.take_run(bytes);
        if leading <= 3
            && bytes[start] != b'0'
            && let Some(separator) = group_separator(bytes, start, digits.end)
        {
            digits.grouped = true;
            while bytes[digits.end..].starts_with(separator)
                && digit(bytes, digits.end + separator.len()).is_some()
            {
                digits.end += separator.len();
                digits.take_run(bytes);
            }
        }
        if let Some(length) = point(bytes, digits.end) {
            digits.end += length;
            let places = digits.take_run(bytes);
            digits.scale = u8::try_from(places).unwrap_or(u8::MAX);
        }
        while let Some(length) = stray_mark(bytes, digits.end) {
            digits.end += length;
            digits.take_run(bytes);
            digits.damaged = true;
        }
        if digits.significant > MOST_DIGITS || u32::from(digits.scale) > MOST_DIGITS {
            digits.damaged = true;
        }
        if digits.damaged {
            digits.scale = digits.scale.min(MOST_DIGITS as u8);
        }
        digits
    }

    pub(crate) fn value(&self) -> Decimal {
        Decimal::new(self.mantissa, self.scale)
    }

    /// Takes digits up to the next character that is none, and counts them.
    fn take_run(&mut self, bytes: &[u8]) -> usize {
        let mut taken = 0;
        while let Some((value, length)) = digit(bytes, self.end) {
            if self.significant > 0 || value > 0 {
                self.significant += 1;
            }
            if self.significant <= MOST_DIGITS {
                self.mantissa = self.mantissa * 10 + i128::from(value);
            }
            self.full_width |= length > 1;
            self.end += length;
            taken += 1;
        }
        taken
    }
}

/// The digit at `at`, with its length in bytes.
pub(crate) fn digit(bytes: &[u8], at: usize) -> Option<(u8, usize)> {
    match *bytes.get(at)? {
        byte @ b'0'..=b'9' => Some((byte - b'0', 1)),
        0xEF => match bytes.get(at + 1..at + 3)? {
            [0xBC, byte @ 0x90..=0x99] => Some((byte - 0x90, 3)),
            _ => None,
        },
        _ => None,
    }
}

/// The number of digits from `at` on, and where they end.
fn run(bytes: &[u8], mut at: usize) -> (usize, usize) {
    let mut count = 0;
    while let Some((_, length)) = digit(bytes, at) {
        at += length;
        count += 1;
    }
    (count, at)
}

/// What separates thousands from `at` on: a comma, if each group after it has exactly three
/// digits, or a comma and a space, if besides no list of small numbers can be meant. More groups
/// than a number has are a list.
fn group_separator(bytes: &[u8], start: usize, mut at: usize) -> Option<&'static [u8]> {
    let separator: &'static [u8] = match bytes.get(at..at + 2)? {
        b", " => b", ",
        [b',', _] => b",",
        _ => return None,
    };
    let mut groups = 0;
    while bytes[at..].starts_with(separator) {
        match run(bytes, at + separator.len()) {
            (0, _) => break,
            (3, end) if groups < MOST_GROUPS => at = end,
            _ => return None,
        }
        groups += 1;
    }
    let sure = separator == b","
        || point(bytes, at).is_some()
        || groups == 1 && bytes.get(at) != Some(&b',') && !bytes[..start].ends_with(b", ");
    (groups > 0 && sure).then_some(separator)
}

/// The length of the decimal point at `at`, if a digit follows.
fn point(bytes: &[u8], at: usize) -> Option<usize> {
    let length = match bytes.get(at..)? {
        [b'.', ..] => 1,
        [0xEF, 0xBC, 0x8E, ..] => 3, // ．
        _ => return None,
    };
    digit(bytes, at + length).map(|_| length)
}

/// The length of what joins digits at `at` to more digits and has no business in a number.
fn stray_mark(bytes: &[u8], at: usize) -> Option<usize> {
    let length = match bytes.get(at..)? {
        [b'.', b'.', ..] => 2,
        [b'.', ..] => 1,
        [0xC2, 0xB7, ..] => 2,                                // ·
        [0xEF, 0xBC, 0x8E, ..] | [0xE3, 0x83, 0xBB, ..] => 3, // ． ・
        [0xE2, 0x80, 0xA2, ..] | [0xE2, 0x80, 0xA7, ..] => 3, // • ‧
        _ => return None,
    };
    digit(bytes, at + length).map(|_| length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_chain_of_threes_is_a_list() {
        let read =
            |groups: usize| Digits::read(format!("1{}", ",000".repeat(groups)).as_bytes(), 0);
        assert!(read(7).grouped);
        assert_eq!(read(7).end, 29);
        assert!(!read(2_000).grouped);
        assert_eq!(read(2_000).end, 1);
    }
}
