//! Relations that cannot be chance: how many combinations are tried near a figure, times the odds that one fits by accident.

use std::collections::BTreeMap;

use super::number::{Number, ONE};

/// What relates figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sort {
    /// Neighbours add up to the figure beside them.
    Sum,
    /// A percentage is the ratio of two figures.
    Rate,
    /// A percentage is the change from one figure to another.
    Change,
    /// A figure is the difference of the two before it.
    Difference,
}

impl Sort {
    /// Its name in a table.
    pub fn name(self) -> &'static str {
        match self {
            Sort::Sum => "sum",
            Sort::Rate => "rate",
            Sort::Change => "change",
            Sort::Difference => "difference",
        }
    }
}

/// Figures that are related.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Relation {
    pub(crate) sort: Sort,
    /// Them: the whole and its parts; the percentage, the figure and its base; the two and their difference.
    pub(crate) members: Vec<usize>,
}

/// Parts that a sum may have.
const MOST_PARTS: usize = 12;
/// Sentences that its parts may run over after the first.
const SENTENCES: usize = 2;
/// Windows tried around a whole, counted generously.
const WINDOWS: i128 = 30;
/// Amounts before a percentage that are tried.
const BEFORE: usize = 6;
/// Units of its last place that a difference must have, to be no chance among three figures in a row with a word for it.
const TELLING_DIFFERENCE: i128 = 20;

/// Words that go with a sum.
const SUM: &[&str] = &[
    "其中", "分别", "包括", "包含", "含", "合计", "共", "总计", "为", "：", ":",
];
/// Words that go with a ratio, besides 为…的.
const RATE: &[&str] = &["占", "率", "完成", "比重", "达"];
/// Words that go with a change.
const CHANGE: &[&str] = &["增", "降", "涨", "跌", "减", "升", "幅"];
/// Words that go with a difference.
const DIFFERENCE: &[&str] = &[
    "增", "减", "降", "多", "少", "差", "余", "结转", "超", "节约", "高", "低", "扣除", "净",
];

/// All relations of a text that cannot be chance.
pub(crate) fn relations(text: &str, numbers: &[Number]) -> Vec<Relation> {
    let mut found = Found::default();
    let mut kinds: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, number) in numbers
        .iter()
        .enumerate()
        .filter(|(_, number)| number.adds_up())
    {
        kinds.entry(number.dimension).or_default().push(at);
    }
    let text = Scene { text, numbers };
    kinds.values().for_each(|kind| text.sums(kind, &mut found));
    (0..numbers.len()).for_each(|at| text.percentage(at, &mut found));
    kinds
        .values()
        .for_each(|kind| text.differences(kind, &mut found));
    found.0
}

/// Relations, none told twice of the same figures.
#[derive(Default)]
struct Found(Vec<Relation>);

impl Found {
    fn add(&mut self, sort: Sort, members: &[usize]) {
        let alike = |other: &Relation| {
            other.members.len() == members.len()
                && members.iter().all(|member| other.members.contains(member))
        };
        if !self.0.iter().any(alike) {
            self.0.push(Relation {
                sort,
                members: members.to_vec(),
            });
        }
    }
}

struct Scene<'a> {
    text: &'a str,
    numbers: &'a [Number],
}

impl Scene<'_> {
    /// Neighbours of one kind that add up to the one before or after them.
    fn sums(&self, kind: &[usize], found: &mut Found) {
        for first in 0..kind.len() {
            for end in first + 2..=(first + MOST_PARTS).min(kind.len()) {
                let parts = &kind[first..end];
                if self.sentences(parts) > SENTENCES
                    || parts.iter().any(|part| self.numbers[*part].value == 0)
                {
                    break;
                }
                let before = first.checked_sub(1).map(|at| kind[at]);
                for whole in before.into_iter().chain(kind.get(end).copied()) {
                    if self.is_sum(whole, parts) {
                        let members: Vec<usize> = std::iter::once(whole)
                            .chain(parts.iter().copied())
                            .collect();
                        found.add(Sort::Sum, &members);
                    }
                }
            }
        }
    }

    fn sentences(&self, members: &[usize]) -> usize {
        self.numbers[members[members.len() - 1]].sentence - self.numbers[members[0]].sentence
    }

    fn is_sum(&self, whole: usize, parts: &[usize]) -> bool {
        let parts_of = || parts.iter().map(|part| &self.numbers[*part]);
        let total: i128 = parts_of().map(|part| part.value).sum();
        let ulp = parts_of().map(|part| part.ulp).max();
        let Number {
            value, ulp: own, ..
        } = self.numbers[whole];
        if value != total || Some(own) != ulp {
            return false;
        }
        // Windows over the values the whole might have had: below 1 in 50 by itself, 4 in 5 where a word says it.
        let outcomes = value / own;
        WINDOWS * 50 < outcomes
            || (WINDOWS * 5 < outcomes * 4 && says(self.between(whole, parts), SUM))
    }

    /// The text between a whole and its parts.
    fn between(&self, whole: usize, parts: &[usize]) -> &str {
        let (first, last) = (parts[0], parts[parts.len() - 1]);
        let (left, right) = if whole < first {
            (whole, first)
        } else {
            (last, whole)
        };
        &self.text[self.numbers[left].end..self.numbers[right].start]
    }

    /// A percentage that just one pair of amounts near it makes.
    fn percentage(&self, at: usize, found: &mut Found) {
        let percent = self.numbers[at];
        if percent.dimension != "%" || percent.value == 0 {
            return;
        }
        let near = self.near(at);
        let (mut pairs, mut hits) = (0, Vec::new());
        for (part, base) in near
            .iter()
            .flat_map(|part| near.iter().map(move |base| (*part, *base)))
        {
            let (one, other) = (&self.numbers[part], &self.numbers[base]);
            if part == base || one.dimension != other.dimension || other.value == 0 {
                continue;
            }
            pairs += 1;
            for (sort, over) in [
                (Sort::Rate, one.value),
                (Sort::Change, (one.value - other.value).abs()),
            ] {
                if over != other.value && makes(over, other.value, &percent) {
                    hits.push((sort, [at, part, base]));
                }
            }
        }
        let [(sort, members)] = hits[..] else { return };
        // Pairs tried as ratio and as change, over the percentages there are up to 100.
        let chance = pairs * percent.ulp;
        if chance * 5 < ONE || (chance < ONE * 6 && self.told(sort, at)) {
            found.add(sort, &members);
        }
    }

    /// The amounts near a percentage: those before it up to the sentence before, and the one after it.
    fn near(&self, at: usize) -> Vec<usize> {
        let sentence = self.numbers[at].sentence;
        let before = (at.saturating_sub(BEFORE)..at)
            .filter(|other| self.numbers[*other].sentence + 1 >= sentence);
        let after = (at + 1..self.numbers.len())
            .take(1)
            .filter(|other| self.numbers[*other].sentence == sentence);
        before
            .chain(after)
            .filter(|other| self.numbers[*other].is_amount())
            .collect()
    }

    /// Whether the words before a percentage go with such a relation.
    fn told(&self, sort: Sort, at: usize) -> bool {
        const WORDS: usize = 14;
        let before = &self.text[..self.numbers[at].start];
        let start = before
            .char_indices()
            .rev()
            .nth(WORDS - 1)
            .map_or(0, |(start, _)| start);
        let words = &before[start..];
        let of = words
            .split_once('为')
            .is_some_and(|(_, rest)| rest.contains('的'));
        match sort {
            Sort::Rate => (of || says(words, RATE)) && !says(words, CHANGE),
            _ => says(words, CHANGE),
        }
    }

    /// Three in a row, the third of which is what the first two differ by.
    fn differences(&self, kind: &[usize], found: &mut Found) {
        for trio in kind.windows(3) {
            let [one, other, rest] = [0, 1, 2].map(|at| &self.numbers[trio[at]]);
            let fits = (one.value - other.value).abs() == rest.value
                && one.value != 0
                && other.value != 0
                && rest.ulp == one.ulp.max(other.ulp)
                && rest.value >= TELLING_DIFFERENCE * rest.ulp;
            if fits
                && self.sentences(trio) == 0
                && says(&self.text[other.end..rest.start], DIFFERENCE)
            {
                found.add(Sort::Difference, trio);
            }
        }
    }
}

fn says(words: &str, any: &[&str]) -> bool {
    any.iter().any(|word| words.contains(word))
}

/// Whether a ratio is a printed percentage, to half a unit of its last place.
fn makes(over: i128, base: i128, percent: &Number) -> bool {
    let exact = over
        .checked_mul(100 * ONE)
        .zip(percent.value.checked_mul(base));
    let slack = percent.ulp.checked_mul(base);
    exact
        .zip(slack)
        .is_some_and(|((ratio, printed), slack)| 2 * (ratio - printed).abs() <= slack)
}

#[cfg(test)]
mod tests {
    use super::super::number::numbers;
    use super::*;

    fn sorts(text: &str) -> Vec<Sort> {
        relations(text, &numbers(text))
            .iter()
            .map(|relation| relation.sort)
            .collect()
    }

    #[test]
    fn arithmetic_that_cannot_be_chance_is_seen() {
        assert_eq!(
            sorts("债务余额4690.6亿元，其中一般2356.0亿元、专项2334.6亿元"),
            [Sort::Sum]
        );
        assert_eq!(
            sorts("任务计划4300户，实际改造3900户，完成率90.70%"),
            [Sort::Rate]
        );
        assert_eq!(
            sorts("收入523.17万元，上年为481.26万元，增长8.71%"),
            [Sort::Change]
        );
        assert_eq!(
            sorts("计划850.5万元，实际812.3万元，结余38.2万元"),
            [Sort::Sum]
        );
    }

    #[test]
    fn what_chance_makes_is_not() {
        assert_eq!(sorts("购置3台、2台、5台"), []);
        assert_eq!(sorts("收入20万元，支出40万元，满意度50%"), []);
        assert_eq!(
            sorts("收入4690.6亿元，其中一般2356.1亿元、专项2334.6亿元"),
            []
        );
    }
}
