//! Traditional characters (繁体字), which are read as the simplified ones.

use std::sync::LazyLock;

/// The pairs, of three bytes each.
static PAIRS: &str = include_str!("lexicon/traditional.txt");

/// What the characters below U+10000 are read as.
pub(crate) struct Simplified {
    /// The traditional characters, as a set of code points: nearly every character is none, and the set is small.
    traditional: Box<[u64; 1 << 10]>,
    /// For each code point the simplified character; 0 for itself.
    simplified: Box<[u16; 1 << 16]>,
}

/// The table of traditional characters.
pub(crate) static SIMPLIFIED: LazyLock<Simplified> = LazyLock::new(|| {
    let mut table = Simplified {
        traditional: Box::new([0; 1 << 10]),
        simplified: Box::new([0; 1 << 16]),
    };
    let lines = PAIRS.lines().filter(|line| !line.starts_with('#'));
    for pair in lines.flat_map(str::split_whitespace) {
        let mut units = pair.encode_utf16();
        if let (Some(traditional), Some(simplified)) = (units.next(), units.next()) {
            let code = usize::from(traditional);
            table.traditional[code / 64] |= 1 << (code % 64);
            table.simplified[code] = simplified;
        }
    }
    table
});

impl Simplified {
    /// The simplified character that the traditional one of this code point is read as.
    #[inline]
    pub(crate) fn of(&self, code: u16) -> Option<char> {
        let code = usize::from(code);
        if self.traditional[code / 64] >> (code % 64) & 1 == 0 {
            return None;
        }
        char::from_u32(self.simplified[code].into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pair_keeps_its_place() {
        let pairs = PAIRS.lines().filter(|line| !line.starts_with('#'));
        for pair in pairs.flat_map(str::split_whitespace) {
            let lengths: Vec<_> = pair.chars().map(char::len_utf8).collect();
            assert_eq!(lengths, [3, 3], "{pair}");
        }
        assert_eq!(SIMPLIFIED.of('萬' as u16), Some('万'));
        assert_eq!(SIMPLIFIED.of('万' as u16), None);
        assert_eq!(SIMPLIFIED.of('著' as u16), None);
    }
}
