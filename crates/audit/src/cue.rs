//! Cues (提示词): the words between figures that tell what a figure is and how it bears on its neighbours.

use std::ops::{BitOr, BitOrAssign};

/// A set of meanings; a cue carries one or several.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tags(u64);

impl Tags {
    /// No meaning.
    pub const NONE: Tags = Tags(0);
    /// Introduces some of the parts: 其中.
    pub const AMONG: Tags = Tags(1);
    /// Introduces what something includes: 包括, 含.
    pub const INCLUDE: Tags = Tags(1 << 1);
    /// Introduces all of the parts: 分别为, 依次为.
    pub const EACH: Tags = Tags(1 << 2);
    /// Introduces examples: 主要是, 主要用于.
    pub const MAINLY: Tags = Tags(1 << 3);
    /// Says that the whole is made up of what follows: 由.
    pub const BY: Tags = Tags(1 << 4);
    /// A grand total: 总计, 合计, 共.
    pub const TOTAL: Tags = Tags(1 << 5);
    /// Rises: 增加.
    pub const UP: Tags = Tags(1 << 6);
    /// Falls: 减少.
    pub const DOWN: Tags = Tags(1 << 7);
    /// Compared with: 比, 较.
    pub const COMPARED: Tags = Tags(1 << 8);
    /// The year or period before: 上年, 去年.
    pub const PRIOR: Tags = Tags(1 << 9);
    /// This year or period: 本年, 今年.
    pub const CURRENT: Tags = Tags(1 << 10);
    /// What was planned: 预算, 计划, 任务.
    pub const PLAN: Tags = Tags(1 << 11);
    /// What was done: 执行, 完成, 决算.
    pub const DONE: Tags = Tags(1 << 12);
    /// A part of a whole: 占.
    pub const SHARE: Tags = Tags(1 << 13);
    /// A rate: 率.
    pub const RATE: Tags = Tags(1 << 14);
    /// Ends a list of parts: 另, 此外, 加上.
    pub const BESIDES: Tags = Tags(1 << 15);
    /// What is left: 剩余, 结转.
    pub const LEFT: Tags = Tags(1 << 16);
    /// The value something rises or falls to: 增加到, 降至.
    pub const TO: Tags = Tags(1 << 17);
    /// The value something starts from: 由, 从.
    pub const FROM: Tags = Tags(1 << 18);
    /// No change: 持平.
    pub const FLAT: Tags = Tags(1 << 19);
    /// Compound or mean growth, a rate of its own kind: 年均.
    pub const MEAN: Tags = Tags(1 << 20);
    /// A price for each: 每, 标准, 人均.
    pub const EACH_ONE: Tags = Tags(1 << 21);
    /// A weight of an indicator: 分值, 权重.
    pub const WEIGHT: Tags = Tags(1 << 22);
    /// A score won: 得分.
    pub const SCORE: Tags = Tags(1 << 23);
    /// On another footing than the figures beside it: 同口径, 剔除.
    pub const ADJUSTED: Tags = Tags(1 << 24);
    /// A list that is not closed: 等.
    pub const ETC: Tags = Tags(1 << 25);
    /// People who have left the payroll: 退休.
    pub const RETIRED: Tags = Tags(1 << 26);
    /// The staff establishment: 编制.
    pub const POSTS: Tags = Tags(1 << 27);
    /// Assets: 资产.
    pub const ASSETS: Tags = Tags(1 << 28);
    /// Liabilities: 负债.
    pub const DEBTS: Tags = Tags(1 << 29);
    /// Net assets: 净资产.
    pub const NET: Tags = Tags(1 << 30);
    /// Goes beyond: 超额.
    pub const BEYOND: Tags = Tags(1 << 31);
    /// Money or things coming in: 收入.
    pub const INCOME: Tags = Tags(1 << 32);
    /// Money going out: 支出.
    pub const EXPENSE: Tags = Tags(1 << 33);
    /// The first budget of the year: 年初预算.
    pub const INITIAL: Tags = Tags(1 << 34);
    /// Adds what stands before: 加.
    pub const PLUS: Tags = Tags(1 << 35);
    /// A running total over months: 累计.
    pub const CUMULATIVE: Tags = Tags(1 << 36);
    /// Current or non-current assets, a part of the assets: 流动资产.
    pub const ASSET_PART: Tags = Tags(1 << 37);

    /// What the year before left: 上年结转.
    pub const CARRIED: Tags = Tags(1 << 38);

    /// Whether any meaning of `other` is in this set.
    pub const fn any(self, other: Tags) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether no meaning is in this set.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    const fn and(self, other: Tags) -> Tags {
        Tags(self.0 | other.0)
    }
}

impl BitOr for Tags {
    type Output = Tags;
    fn bitor(self, other: Tags) -> Tags {
        self.and(other)
    }
}

impl BitOrAssign for Tags {
    fn bitor_assign(&mut self, other: Tags) {
        self.0 |= other.0;
    }
}

/// A cue found in a text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cue {
    /// Byte offset of its first character.
    pub start: usize,
    /// Byte offset past its last character.
    pub end: usize,
    /// What it means.
    pub tags: Tags,
}

/// The words of the lexicon and what they mean.
pub(crate) fn lexicon() -> impl Iterator<Item = (&'static str, Tags)> {
    let lines = include_str!("lexicon/cues.txt").lines();
    let groups = lines
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once(": "));
    groups.flat_map(|(names, words)| {
        let tags = names
            .split(' ')
            .fold(Tags::NONE, |all, name| all | named(name));
        words.split(' ').map(move |word| (word, tags))
    })
}

/// The meaning of a name in the lexicon; a name it does not know has none.
fn named(name: &str) -> Tags {
    let known = NAMES.iter().find(|(known, _)| *known == name);
    known.map_or(Tags::NONE, |(_, tags)| *tags)
}

/// What the lexicon calls each meaning.
const NAMES: &[(&str, Tags)] = &[
    ("among", Tags::AMONG),
    ("include", Tags::INCLUDE),
    ("each", Tags::EACH),
    ("mainly", Tags::MAINLY),
    ("by", Tags::BY),
    ("total", Tags::TOTAL),
    ("up", Tags::UP),
    ("down", Tags::DOWN),
    ("compared", Tags::COMPARED),
    ("prior", Tags::PRIOR),
    ("current", Tags::CURRENT),
    ("plan", Tags::PLAN),
    ("done", Tags::DONE),
    ("share", Tags::SHARE),
    ("rate", Tags::RATE),
    ("besides", Tags::BESIDES),
    ("left", Tags::LEFT),
    ("to", Tags::TO),
    ("from", Tags::FROM),
    ("flat", Tags::FLAT),
    ("mean", Tags::MEAN),
    ("each_one", Tags::EACH_ONE),
    ("weight", Tags::WEIGHT),
    ("score", Tags::SCORE),
    ("adjusted", Tags::ADJUSTED),
    ("etc", Tags::ETC),
    ("retired", Tags::RETIRED),
    ("posts", Tags::POSTS),
    ("assets", Tags::ASSETS),
    ("debts", Tags::DEBTS),
    ("net", Tags::NET),
    ("beyond", Tags::BEYOND),
    ("income", Tags::INCOME),
    ("expense", Tags::EXPENSE),
    ("initial", Tags::INITIAL),
    ("plus", Tags::PLUS),
    ("cumulative", Tags::CUMULATIVE),
    ("asset_part", Tags::ASSET_PART),
    ("carried", Tags::CARRIED),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cue_stands_twice() {
        let mut words: Vec<_> = lexicon().map(|row| row.0).collect();
        let all = words.len();
        words.sort_unstable();
        words.dedup();
        assert!(all > 200);
        assert_eq!(words.len(), all);
    }

    #[test]
    fn every_line_of_the_lexicon_is_read() {
        for line in include_str!("lexicon/cues.txt").lines() {
            let (names, _) = line.split_once(": ").unwrap_or(("", ""));
            let known = |name: &str| name == "-" || !named(name).is_empty();
            assert!(
                line.is_empty() || line.starts_with('#') || names.split(' ').all(known),
                "{line}"
            );
        }
    }
}
