//! Traditional characters (繁体字), which are read as the simplified ones.

use std::sync::LazyLock;

/// The pairs, of three bytes each.
static PAIRS: &str = include_str!("lexicon/traditional.txt");

/// For each code point below U+10000, the simplified character it is read as; 0 for itself.
static SIMPLIFIED: LazyLock<Vec<u16>> = LazyLock::new(|| {
    let mut table = vec![0; 1 << 16];
    let lines = PAIRS.lines().filter(|line| !line.starts_with('#'));
    for pair in lines.flat_map(str::split_whitespace) {
        let mut units = pair.encode_utf16();
        if let (Some(traditional), Some(simplified)) = (units.next(), units.next()) {
            table[usize::from(traditional)] = simplified;
        }
    }
    table
});

/// The simplified character that the traditional one of this code point is read as.
#[inline]
pub(crate) fn simplified(code: u16) -> Option<char> {
    let simplified = SIMPLIFIED[usize::from(code)];
    (simplified != 0)
        .then(|| char::from_u32(simplified.into()))
        .flatten()
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
        assert_eq!(simplified('萬' as u16), Some('万'));
        assert_eq!(simplified('万' as u16), None);
        assert_eq!(simplified('著' as u16), None);
    }
}
