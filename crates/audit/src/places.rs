//! Places of words (词的位置): where some words stand in a text, found in one pass, so that asking for the next one from
//! anywhere does not search the text again.

use aho_corasick::{AhoCorasick, MatchKind, packed};

use crate::work;

/// Where some words stand in a text, in order, none overlapping another.
#[derive(Debug, Default)]
pub(crate) struct Places(Vec<(usize, usize)>);

impl Places {
    /// The places of some words; none where the words cannot be sought.
    pub(crate) fn of(text: &str, words: &[&str]) -> Self {
        work::look(text.len());
        // A few words are sought by their first bytes, many at a time, where the processor can.
        let packed = packed::Config::new()
            .match_kind(packed::MatchKind::LeftmostLongest)
            .builder()
            .extend(words)
            .build();
        if let Some(packed) = packed {
            let found = packed.find_iter(text);
            return Places(found.map(|found| (found.start(), found.end())).collect());
        }
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .build(words);
        let found = automaton.map(|automaton| {
            let found = automaton.find_iter(text);
            found.map(|found| (found.start(), found.end())).collect()
        });
        Places(found.unwrap_or_default())
    }

    /// The first place from an offset on.
    pub(crate) fn from(&self, offset: usize) -> Option<(usize, usize)> {
        work::look(1);
        let next = self.0.partition_point(|place| place.0 < offset);
        self.0.get(next).copied()
    }

    /// The first place that lies within a range.
    pub(crate) fn within(&self, start: usize, end: usize) -> Option<(usize, usize)> {
        self.from(start).filter(|place| place.1 <= end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_place_is_found_from_anywhere() {
        let places = Places::of("一。二；三。", &["。", "；"]);
        assert_eq!(places.from(0), Some((3, 6)));
        assert_eq!(places.from(4), Some((9, 12)));
        assert_eq!(places.within(4, 11), None);
        assert_eq!(places.from(18), None);
    }
}
