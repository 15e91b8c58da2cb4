//! Chance that can be repeated: one seed, one report.

/// A seeded source of chance.
pub(crate) struct Dice(fastrand::Rng);

impl Dice {
    /// The dice of one document of a run: neighbouring numbers give unlike documents.
    pub(crate) fn new(seed: u64, document: u64) -> Self {
        const GOLDEN: u64 = 0x9E37_79B9_7F4A_7C15;
        let mixed = seed.wrapping_mul(GOLDEN).rotate_left(31) ^ document.wrapping_mul(GOLDEN);
        Dice(fastrand::Rng::with_seed(mixed))
    }

    /// A whole number from `low` to `high`, both included.
    pub(crate) fn between(&mut self, low: i128, high: i128) -> i128 {
        self.0.i128(low..=high.max(low))
    }

    /// An index below `count`.
    pub(crate) fn below(&mut self, count: usize) -> usize {
        self.0.usize(..count.max(1))
    }

    /// True in this many of a hundred cases.
    pub(crate) fn chance(&mut self, percent: u8) -> bool {
        self.0.u8(..100) < percent
    }

    /// One of several.
    pub(crate) fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }

    /// Several different ones, in the order in which they stand.
    pub(crate) fn choose<'a, T>(&mut self, from: &'a [T], count: usize) -> Vec<&'a T> {
        let mut left = count.min(from.len());
        let mut chosen = Vec::with_capacity(left);
        for (place, item) in from.iter().enumerate() {
            if self.below(from.len() - place) < left {
                chosen.push(item);
                left -= 1;
            }
        }
        chosen
    }

    /// Puts things in another order.
    pub(crate) fn shuffle<T>(&mut self, things: &mut [T]) {
        self.0.shuffle(things);
    }

    /// Splits a total into parts of at least `least`, of very unlike size.
    pub(crate) fn split(&mut self, total: i128, parts: usize, least: i128) -> Vec<i128> {
        let weights: Vec<i128> = (0..parts)
            .map(|_| {
                let size = self.between(1, 40);
                size * size
            })
            .collect();
        let all: i128 = weights.iter().sum();
        let free = (total - least * parts as i128).max(0);
        let mut split: Vec<i128> = weights
            .iter()
            .map(|weight| least + free * weight / all)
            .collect();
        let rest = total - split.iter().sum::<i128>();
        let last = self.below(parts);
        split[last] += rest;
        split
    }

    /// A size that is as likely between 10 and 100 as between 100 and 1000.
    pub(crate) fn magnitude(&mut self, low: i128, high: i128) -> i128 {
        let mut top = low;
        let steps = std::iter::from_fn(|| {
            top *= 10;
            (top < high * 10).then_some(top)
        })
        .count();
        let decade = 10_i128.pow(self.below(steps) as u32);
        self.between(low * decade, (low * decade * 10 - 1).min(high))
    }
}
