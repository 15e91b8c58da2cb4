//! Finds the cues of a text.

use std::sync::LazyLock;

use crate::cue::{Cue, Tags, lexicon};
use crate::words::Words;

static CUES: LazyLock<Words<Tags>> = LazyLock::new(|| Words::new(lexicon()));

/// The cues of a text in order: at each place the longest, none overlapping another.
pub(crate) fn cues(text: &str) -> impl Iterator<Item = Cue> {
    CUES.find(text).map(|found| Cue {
        start: found.start,
        end: found.end,
        tags: found.meaning,
    })
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
