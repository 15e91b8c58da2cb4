//! How many problems there are, and how far they are.

use quantity::{Decimal, Rational};

use super::{Item, Rectification, Stage};
use crate::number::sum;

/// Counts of problems by stage.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// 总数
    pub found: u64,
    /// 已完成
    pub done: u64,
    /// 整改中
    pub underway: u64,
    /// 未整改
    pub not_begun: u64,
    /// 无法整改
    pub impossible: u64,
    /// 逾期
    pub overdue: u64,
    /// 三十日内到期
    pub due_soon: u64,
    /// 上年结转
    pub carried: u64,
    /// 涉及金额, in 万元.
    pub amount: Decimal,
}

impl Tally {
    /// Counts problems.
    pub fn of<'a>(items: impl IntoIterator<Item = &'a Item>) -> Self {
        let mut tally = Self::default();
        for item in items {
            let follow = &item.problem.follow_up;
            tally.found += 1;
            *match follow.stage {
                Stage::Done => &mut tally.done,
                Stage::Underway => &mut tally.underway,
                Stage::NotBegun => &mut tally.not_begun,
                Stage::Impossible => &mut tally.impossible,
            } += 1;
            tally.overdue += u64::from(item.overdue.is_some());
            tally.due_soon += u64::from(item.due_in.is_some());
            tally.carried += u64::from(follow.carried);
            tally.amount = sum([tally.amount, follow.amount.unwrap_or_default()]);
        }
        tally
    }

    /// 未完成: what is left, whatever the reason.
    pub const fn left(&self) -> u64 {
        self.found - self.done
    }

    /// 整改率 = 已完成 ÷ 总数, as a plain ratio; `None` without problems.
    pub fn rate(&self) -> Option<Rational> {
        (self.found > 0).then(|| Rational::new(self.done.into(), self.found.into()))
    }
}

impl Rectification {
    /// All problems counted.
    pub fn tally(&self) -> Tally {
        Tally::of(&self.items)
    }

    /// The sources in the order in which they first appear, each with its count.
    pub fn by_source(&self) -> Vec<(&str, Tally)> {
        let mut sources: Vec<&str> = Vec::new();
        for item in &self.items {
            if !sources.contains(&item.source()) {
                sources.push(item.source());
            }
        }
        let of = |source: &str| {
            let items = self.items.iter();
            Tally::of(items.filter(|item| item.source() == source))
        };
        sources
            .into_iter()
            .map(|source| (source, of(source)))
            .collect()
    }
}
