//! What of one sequence stands for what of another.

use std::collections::HashMap;
use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

/// Two items that stand for each other, or one that has no partner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pair {
    Both(usize, usize),
    Old(usize),
    New(usize),
}

/// From how many percent likeness two items can stand for each other.
const LIKE: usize = 40;

/// The largest region that is aligned by likeness, in pairs of items.
const MOST_PAIRS: usize = 1 << 20;

/// Aligns two sequences in order: what is equal stands for each other, and what is alike between equal items.
pub(super) fn align(old: &[String], new: &[String]) -> Vec<Pair> {
    let mut pairs = Vec::new();
    let mut region = (0..0, 0..0);
    for op in capture_diff_slices(Algorithm::Patience, old, new) {
        match op {
            DiffOp::Equal {
                old_index,
                new_index,
                len,
            } => {
                alike(old, new, region.clone(), &mut pairs);
                pairs.extend((0..len).map(|at| Pair::Both(old_index + at, new_index + at)));
                region = (
                    old_index + len..old_index + len,
                    new_index + len..new_index + len,
                );
            }
            op => {
                region.0.end = op.old_range().end;
                region.1.end = op.new_range().end;
            }
        }
    }
    alike(old, new, region.clone(), &mut pairs);
    pairs
}

/// Aligns two stretches without equal items by the greatest likeness in all.
fn alike(
    old: &[String],
    new: &[String],
    (old_range, new_range): (Range<usize>, Range<usize>),
    pairs: &mut Vec<Pair>,
) {
    let (rows, columns) = (old_range.len(), new_range.len());
    if rows == 0 || columns == 0 || rows * columns > MOST_PAIRS {
        pairs.extend(old_range.map(Pair::Old));
        pairs.extend(new_range.map(Pair::New));
        return;
    }
    let old_grams: Vec<_> = old[old_range.clone()]
        .iter()
        .map(|text| Grams::of(text))
        .collect();
    let new_grams: Vec<_> = new[new_range.clone()]
        .iter()
        .map(|text| Grams::of(text))
        .collect();
    // best[row][column]: the likeness reached by the items from here to the end.
    let mut best = vec![vec![0_usize; columns + 1]; rows + 1];
    let mut like = vec![vec![0_usize; columns]; rows];
    for row in (0..rows).rev() {
        for column in (0..columns).rev() {
            let likeness = old_grams[row].likeness(&new_grams[column]);
            like[row][column] = likeness;
            let paired = match likeness {
                LIKE.. => likeness + best[row + 1][column + 1],
                _ => 0,
            };
            best[row][column] = paired.max(best[row + 1][column]).max(best[row][column + 1]);
        }
    }
    let (mut row, mut column) = (0, 0);
    while row < rows && column < columns {
        let likeness = like[row][column];
        let paired = likeness >= LIKE && best[row][column] == likeness + best[row + 1][column + 1];
        let at = (old_range.start + row, new_range.start + column);
        if paired {
            pairs.push(Pair::Both(at.0, at.1));
            (row, column) = (row + 1, column + 1);
        } else if best[row][column] == best[row + 1][column] {
            pairs.push(Pair::Old(at.0));
            row += 1;
        } else {
            pairs.push(Pair::New(at.1));
            column += 1;
        }
    }
    pairs.extend((row..rows).map(|row| Pair::Old(old_range.start + row)));
    pairs.extend((column..columns).map(|column| Pair::New(new_range.start + column)));
}

/// The pairs of neighbouring characters of a text.
struct Grams {
    counts: HashMap<(char, char), usize>,
    total: usize,
}

impl Grams {
    fn of(text: &str) -> Self {
        let mut counts = HashMap::new();
        let mut total = 0;
        let mut before = '\n';
        for character in text.chars() {
            *counts.entry((before, character)).or_default() += 1;
            total += 1;
            before = character;
        }
        Self { counts, total }
    }

    /// How alike two texts are, in percent (Dice).
    fn likeness(&self, other: &Self) -> usize {
        let (few, many) = match self.counts.len() <= other.counts.len() {
            true => (self, other),
            false => (other, self),
        };
        let shared = few.counts.iter().map(|(gram, count)| {
            let there = many.counts.get(gram).copied().unwrap_or_default();
            there.min(*count)
        });
        200 * shared.sum::<usize>() / (self.total + other.total).max(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_edited_item_keeps_its_partner() {
        let texts = |all: &[&str]| {
            all.iter()
                .map(|text| (*text).to_owned())
                .collect::<Vec<_>>()
        };
        let old = texts(&[
            "一、概况",
            "全年巡查31次，发现线索4条。",
            "供地20宗。",
            "完",
        ]);
        let new = texts(&[
            "一、概况",
            "新加的一段话。",
            "全年巡查35次，发现线索4条。",
            "完",
        ]);
        let expected = [
            Pair::Both(0, 0),
            Pair::New(1),
            Pair::Both(1, 2),
            Pair::Old(2),
            Pair::Both(3, 3),
        ];
        assert_eq!(align(&old, &new), expected);
    }
}
