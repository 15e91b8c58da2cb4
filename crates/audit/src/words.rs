//! Words (词表): many words sought in a text at once.
//!
//! An automaton over bytes reads a row of a large table for each of the three bytes of a Chinese character; it took 8 % of
//! a check. Here a character costs one look into a set of 8 KB, unless a word may begin with it.

/// Words, each with what is known of it.
#[derive(Debug)]
pub(crate) struct Words<T> {
    /// The characters a word begins with, as a set of code points.
    starts: Box<[u64; 1 << 10]>,
    /// For each character, which group begins with it; 0 is the empty one.
    group: Box<[u8; 1 << 16]>,
    /// Words that begin alike.
    groups: Vec<Group<T>>,
}

/// Words that begin with one character.
#[derive(Debug)]
struct Group<T> {
    /// The longest first.
    words: Vec<Word<T>>,
    /// A bit for each [`sixth`] byte that one of them may have: most of what begins with the character is ruled out by it.
    sixths: u64,
}

impl<T> Default for Group<T> {
    fn default() -> Self {
        Group {
            words: Vec::new(),
            sixths: 0,
        }
    }
}

impl<T> Group<T> {
    fn add(&mut self, word: Word<T>) {
        self.sixths |= if word.text.len() < 6 {
            u64::MAX
        } else {
            1 << sixth(word.head)
        };
        self.words.push(word);
    }
}

/// What six bits of the sixth byte are, the last one of a second Chinese character.
#[inline]
fn sixth(head: u64) -> u64 {
    head >> 40 & 0x3F
}

/// A word as it is compared with a text.
#[derive(Debug)]
struct Word<T> {
    text: &'static str,
    meaning: T,
    /// Its first eight bytes, all in one comparison.
    head: u64,
    /// Which of the eight it has.
    mask: u64,
}

/// A word found in a text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Found<T> {
    /// Byte offset of its first character.
    pub(crate) start: usize,
    /// Byte offset past its last character.
    pub(crate) end: usize,
    /// What is known of it.
    pub(crate) meaning: T,
}

impl<T: Copy> Words<T> {
    /// A list of words, none of which begins with a character beyond U+FFFF.
    pub(crate) fn new(words: impl Iterator<Item = (&'static str, T)>) -> Self {
        let mut list = Words {
            starts: Box::new([0; 1 << 10]),
            group: Box::new([0; 1 << 16]),
            groups: vec![Group::default()],
        };
        for (text, meaning) in words {
            let (code, _) = first(text.as_bytes());
            list.starts[code / 64] |= 1 << (code % 64);
            if list.group[code] == 0 {
                list.group[code] = u8::try_from(list.groups.len()).expect("words begin with few");
                list.groups.push(Group::default());
            }
            list.groups[usize::from(list.group[code])].add(Word {
                text,
                meaning,
                head: head(text.as_bytes()),
                mask: u64::MAX >> (64 - 8 * text.len().min(8)),
            });
        }
        for group in &mut list.groups {
            group
                .words
                .sort_by_key(|word| std::cmp::Reverse(word.text.len()));
        }
        list
    }

    /// The words of a text in order: at each place the longest, none overlapping another.
    pub(crate) fn find<'t>(&'t self, text: &'t str) -> Finds<'t, T> {
        Finds {
            bytes: text.as_bytes(),
            at: 0,
            words: self,
        }
    }

    /// All words of a text with what is known of them, those within others among them.
    pub(crate) fn every(&self, text: &str, mut each: impl FnMut(T)) {
        let bytes = text.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            let (code, length) = first(&bytes[at..]);
            if self.starts[code / 64] >> (code % 64) & 1 == 1 {
                let here = self.beginning(&bytes[at..], code);
                here.for_each(|word| each(word.meaning));
            }
            at += length;
        }
    }

    /// The longest word at the start of bytes, which begin with the character of a code.
    #[inline]
    fn longest<'w>(&'w self, bytes: &'w [u8], code: usize) -> Option<&'w Word<T>> {
        self.beginning(bytes, code).next()
    }

    /// The words at the start of bytes, which begin with the character of a code, the longest first.
    #[inline]
    fn beginning<'w>(&'w self, bytes: &'w [u8], code: usize) -> impl Iterator<Item = &'w Word<T>> {
        let head = head(bytes);
        let group = &self.groups[usize::from(self.group[code])];
        let words = if group.sixths >> sixth(head) & 1 == 1 {
            &group.words[..]
        } else {
            &[]
        };
        words.iter().filter(move |word| {
            head & word.mask == word.head
                && (word.text.len() <= 8 || bytes.starts_with(word.text.as_bytes()))
        })
    }
}

/// The iterator of [`Words::find`].
pub(crate) struct Finds<'t, T> {
    bytes: &'t [u8],
    at: usize,
    words: &'t Words<T>,
}

impl<T: Copy> Iterator for Finds<'_, T> {
    type Item = Found<T>;

    fn next(&mut self) -> Option<Found<T>> {
        let (bytes, words) = (self.bytes, self.words);
        let mut at = self.at;
        while at < bytes.len() {
            let start = at;
            let (code, length) = first(&bytes[at..]);
            at += length;
            if words.starts[code / 64] >> (code % 64) & 1 == 0 {
                continue;
            }
            if let Some(word) = words.longest(&bytes[start..], code) {
                self.at = start + word.text.len();
                return Some(Found {
                    start,
                    end: self.at,
                    meaning: word.meaning,
                });
            }
        }
        self.at = at;
        None
    }
}

/// The code point and the length of the first character; 0 for one beyond U+FFFF.
#[inline]
fn first(bytes: &[u8]) -> (usize, usize) {
    let low = |byte: u8| usize::from(byte & 0x3F);
    match *bytes {
        [lead @ 0xE0..0xF0, second, third, ..] => (
            usize::from(lead & 0x0F) << 12 | low(second) << 6 | low(third),
            3,
        ),
        [lead @ 0..0x80, ..] => (lead.into(), 1),
        [lead @ 0xC0..0xE0, second, ..] => (usize::from(lead & 0x1F) << 6 | low(second), 2),
        _ => (0, 4),
    }
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
    fn words_stand_where_they_are_said_to() {
        let words = [" 万元", "%%", "主要用于", "主要", "\u{a0}万", "公共"];
        let words = Words::new(words.iter().map(|word| (*word, *word)));
        let text = "é𠀀主要用于 a%%%公共卫生\u{a0}万 万元主要用";
        let found = words.find(text).map(|found| {
            assert_eq!(&text[found.start..found.end], found.meaning);
            found.meaning
        });
        let found: Vec<_> = found.collect();
        assert_eq!(
            found,
            ["主要用于", "%%", "公共", "\u{a0}万", " 万元", "主要"]
        );
    }
}
