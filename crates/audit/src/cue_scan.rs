//! Finds the cues of a text.
//!
//! An automaton over bytes reads a row of a large table for each of the three bytes of a Chinese character; it took 8 % of
//! a check. Here a character costs one look-up, unless a cue may begin with it.

use std::sync::LazyLock;

use crate::cue::{Cue, Tags, lexicon};

/// The cues of a text in order: at each place the longest, none overlapping another.
pub(crate) fn cues(text: &str) -> Cues<'_> {
    Cues {
        text,
        at: 0,
        index: &INDEX,
    }
}

/// The iterator of [`cues`].
pub(crate) struct Cues<'t> {
    text: &'t str,
    at: usize,
    index: &'static Index,
}

impl Iterator for Cues<'_> {
    type Item = Cue;

    fn next(&mut self) -> Option<Cue> {
        let bytes = self.text.as_bytes();
        while let Some(&lead) = bytes.get(self.at) {
            let start = self.at;
            self.at += match lead {
                0..0x80 => 1,
                0x80..0xE0 => 2,
                0xE0..0xF0 => 3,
                0xF0.. => 4,
            };
            if !(0xE0..0xF0).contains(&lead) {
                continue;
            }
            if let Some(word) = self.index.word_at(&bytes[start..]) {
                self.at = start + word.text.len();
                return Some(Cue {
                    start,
                    end: self.at,
                    tags: word.tags,
                });
            }
        }
        None
    }
}

/// A cue as it is compared with a text.
struct Word {
    text: &'static str,
    tags: Tags,
    /// Its first eight bytes, all in one comparison.
    head: u64,
    /// Which of the eight it has.
    mask: u64,
}

/// The cues by their first character.
struct Index {
    /// For each character of three bytes, which group begins with it; 0 is the empty one.
    group: Vec<u8>,
    /// Cues that begin alike, the longest first.
    groups: Vec<Vec<Word>>,
}

static INDEX: LazyLock<Index> = LazyLock::new(|| {
    let mut index = Index {
        group: vec![0; 1 << 16],
        groups: vec![Vec::new()],
    };
    for (text, tags) in lexicon() {
        let code = code(text.as_bytes()).expect("a cue begins with a Chinese character");
        if index.group[code] == 0 {
            index.group[code] = u8::try_from(index.groups.len()).expect("cues begin with few");
            index.groups.push(Vec::new());
        }
        index.groups[usize::from(index.group[code])].push(Word {
            text,
            tags,
            head: head(text.as_bytes()),
            mask: u64::MAX >> (64 - 8 * text.len().min(8)),
        });
    }
    for group in &mut index.groups {
        group.sort_by_key(|word| std::cmp::Reverse(word.text.len()));
    }
    index
});

impl Index {
    /// The longest cue at the start of bytes.
    #[inline]
    fn word_at(&self, bytes: &[u8]) -> Option<&Word> {
        let group = self.group[code(bytes)?];
        if group == 0 {
            return None;
        }
        let head = head(bytes);
        self.groups[usize::from(group)].iter().find(|word| {
            head & word.mask == word.head
                && (word.text.len() <= 8 || bytes.starts_with(word.text.as_bytes()))
        })
    }
}

/// The code point of the character of three bytes at the start of bytes.
#[inline]
fn code(bytes: &[u8]) -> Option<usize> {
    let [first, second, third, ..] = *bytes else {
        return None;
    };
    let code =
        u16::from(first & 0x0F) << 12 | u16::from(second & 0x3F) << 6 | u16::from(third & 0x3F);
    Some(usize::from(code))
}

/// The first eight bytes, with zeros after the last.
#[inline]
fn head(bytes: &[u8]) -> u64 {
    if let Some(head) = bytes.first_chunk() {
        return u64::from_le_bytes(*head);
    }
    let mut head = [0; 8];
    head[..bytes.len()].copy_from_slice(bytes);
    u64::from_le_bytes(head)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_cue_wins() {
        let found: Vec<_> = cues("资产负债率，净资产，公共")
            .map(|cue| cue.tags)
            .collect();
        assert_eq!(found, [Tags::RATE, Tags::NET, Tags::NONE]);
    }

    #[test]
    fn cues_stand_where_they_are_said_to() {
        let text = "é𠀀主要用于 a公共卫生，加上结余";
        let found: Vec<_> = cues(text).map(|cue| &text[cue.start..cue.end]).collect();
        assert_eq!(found, ["主要用于", "公共", "，加", "结余"]);
    }
}
