//! Mid-year adjustments of targets and budgets (年中调整), with their approval.

use entry::EntryId;
use quantity::Decimal;

use crate::remark::{Subject, kind};
use crate::{Book, BudgetLine, Date, Remark, Target};

/// A target or a budget that was changed within the year. 财预〔2015〕88号: a target changes by the procedure of the
/// budget, and the old one is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TargetChange {
    /// 日期, from which the new value holds.
    pub date: Date,
    /// 批准: who approved it, by which document.
    pub approval: String,
    /// 原因
    pub reason: String,
    /// What is changed, with its value before and after.
    pub change: Change,
}

/// What a mid-year adjustment changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// The target of an indicator, in its unit.
    Target {
        /// 指标: the id.
        indicator: String,
        /// 调整前
        before: Decimal,
        /// 调整后
        after: Decimal,
    },
    /// The budget of a line for the year, in 万元.
    Budget {
        /// 预算: the name of the line.
        line: String,
        /// 调整前
        before: Decimal,
        /// 调整后
        after: Decimal,
    },
}

impl Target {
    /// The number it aims at, where it is one number.
    pub const fn number(&self) -> Option<Decimal> {
        match self {
            Self::AtLeast(value)
            | Self::MoreThan(value)
            | Self::Exactly(value)
            | Self::AtMost(value)
            | Self::LessThan(value) => Some(*value),
            Self::Between(..) | Self::State(_) | Self::YesNo(_) | Self::By(_) => None,
        }
    }

    /// The same target at another number; one that is no number stays.
    pub fn at(&self, number: Decimal) -> Self {
        match self {
            Self::AtLeast(_) => Self::AtLeast(number),
            Self::MoreThan(_) => Self::MoreThan(number),
            Self::Exactly(_) => Self::Exactly(number),
            Self::AtMost(_) => Self::AtMost(number),
            Self::LessThan(_) => Self::LessThan(number),
            other => other.clone(),
        }
    }
}

impl Book {
    /// The book with the targets and budgets that held before the adjustments later than the day; all of them for
    /// `None`.
    pub fn before_adjustments(&self, day: Option<Date>) -> Self {
        self.each(&|book| book.adjusted_back(day))
    }

    pub(crate) fn adjusted_back(&self, day: Option<Date>) -> Self {
        let mut book = self.clone();
        let mut undone: Vec<&TargetChange> = self
            .all_adjustments()
            .filter(|adjustment| day.is_none_or(|day| adjustment.date > day))
            .collect();
        undone.sort_by_key(|adjustment| std::cmp::Reverse(adjustment.date));
        for adjustment in undone {
            adjustment.change.undo(&mut book);
        }
        book
    }

    /// Adjustments that do not follow from each other, or not lead to what the book says.
    pub(crate) fn check_adjustments(&self, remarks: &mut Vec<Remark>) {
        let mut sorted: Vec<&TargetChange> = self.all_adjustments().collect();
        sorted.sort_by_key(|adjustment| adjustment.date);
        for (at, adjustment) in sorted.iter().enumerate() {
            let change = &adjustment.change;
            let next = sorted[at + 1..]
                .iter()
                .find(|later| later.change.concerns() == change.concerns());
            let stands = match next {
                Some(later) => Some(later.change.values().0),
                None => change.stands(self),
            };
            let after = change.values().1;
            if let Some(stands) = stands.filter(|stands| *stands != after) {
                let message = format!(
                    "{}的调整后是 {after}，而后来的数是 {stands}",
                    adjustment.date
                );
                let key = format!("{}·{}", adjustment.date, change.concerns().1);
                let at = EntryId::default().inside("调整", &key, 1);
                let subject = Subject::from(format!("调整 {}", change.concerns().1)).at(at);
                remarks.push(Remark::new(kind::ADJUSTMENT_BROKEN, subject, message));
            }
        }
    }
}

impl Change {
    /// What is concerned: its kind and its name.
    pub fn concerns(&self) -> (&'static str, &str) {
        match self {
            Self::Target { indicator, .. } => ("指标", indicator),
            Self::Budget { line, .. } => ("预算", line),
        }
    }

    /// Before and after.
    pub const fn values(&self) -> (Decimal, Decimal) {
        match self {
            Self::Target { before, after, .. } | Self::Budget { before, after, .. } => {
                (*before, *after)
            }
        }
    }

    /// What the book says now.
    fn stands(&self, book: &Book) -> Option<Decimal> {
        match self {
            Self::Target { indicator, .. } => book.indicator(indicator)?.target.number(),
            Self::Budget { line, .. } => {
                let line = book.budget.iter().find(|one| one.name == *line)?;
                Some(line.amounts.full_year())
            }
        }
    }

    fn undo(&self, book: &mut Book) {
        match self {
            Self::Target {
                indicator, before, ..
            } => {
                let projects = book.projects.values_mut();
                let theirs = projects.flat_map(|project| &mut project.indicators);
                let mut all = book.indicators.iter_mut().chain(theirs);
                if let Some(one) = all.find(|one| one.id == *indicator) {
                    one.target = one.target.at(*before);
                }
            }
            Self::Budget {
                line,
                before,
                after,
            } => {
                let found = |one: &&mut BudgetLine| one.name == *line;
                if let Some(one) = book.budget.iter_mut().find(found) {
                    let parts = [one.amounts.adjustment, *before, -*after];
                    one.amounts.adjustment = crate::number::sum(parts);
                }
            }
        }
    }
}
