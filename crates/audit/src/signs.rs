//! Signs: what a glance at some words rules out, so that few of them are searched.

/// To which of 64 classes the characters of some words belong.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Signs(u64);

impl Signs {
    /// The signs of words.
    pub(crate) fn of(words: &str) -> Signs {
        let bytes = words.as_bytes();
        let (mut signs, mut end) = (0, 0);
        while end < bytes.len() {
            end += length(bytes[end]);
            signs |= class(bytes, end);
        }
        Signs(signs)
    }

    /// Whether a word may stand in the words; where not, it does not.
    #[inline]
    pub(crate) fn may_have(self, word: &str) -> bool {
        let bytes = word.as_bytes();
        let first = bytes
            .first()
            .map_or(0, |first| class(bytes, length(*first)));
        let ends = first | class(bytes, bytes.len());
        self.0 & ends == ends
    }
}

/// How many bytes the character has that begins with one.
#[inline]
fn length(first: u8) -> usize {
    match first {
        0..0xC0 => 1,
        0xC0..0xE0 => 2,
        0xE0..0xF0 => 3,
        _ => 4,
    }
}

/// The class of the character that ends there, as a set; the empty one where none does.
#[inline]
fn class(bytes: &[u8], end: usize) -> u64 {
    let last = end.checked_sub(1).and_then(|last| bytes.get(last));
    last.map_or(0, |last| 1 << (last & 0x3F))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn no_word_is_ruled_out_that_is_there(
            before in "[支出收入a，1é𠀀]{0,9}",
            word in "[支出收入a，1é𠀀]{0,4}",
            after in "[支出收入a，1é𠀀]{0,9}",
        ) {
            let words = format!("{before}{word}{after}");
            prop_assert!(Signs::of(&words).may_have(&word));
        }
    }

    #[test]
    fn most_words_that_are_not_there_are_ruled_out() {
        let signs = Signs::of("一般公共预算支出");
        let others = ["送审", "申报", "编制", "分值", "核减", "净增"];
        assert!(others.iter().filter(|word| signs.may_have(word)).count() < 2);
    }
}
