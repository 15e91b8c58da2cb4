//! What a form adds up: its indicators, with or without the rate of execution that is scored beside the money.

use quantity::{Decimal, Quantity};

use crate::claim::{FigureId, Form, Verdict, decide};
use crate::figure::Figure;

use super::{Paper, Row, Total};

/// What the totals of a form are the sums of.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Parts {
    /// The weights.
    pub(crate) weights: Vec<FigureId>,
    /// The scores.
    pub(crate) scores: Vec<FigureId>,
    /// The scores of those who check.
    pub(crate) checked: Vec<FigureId>,
    /// Whether every part has its weight.
    pub(crate) all_weighed: bool,
    /// Whether every part that has a weight has its score.
    pub(crate) all_scored: bool,
    /// Whether the rate of execution is one of them.
    pub(crate) execution: bool,
}

impl Parts {
    /// The scores.
    pub(crate) fn scores(&self) -> &[FigureId] {
        &self.scores
    }

    /// The scores of those who check.
    pub(crate) fn checked(&self) -> &[FigureId] {
        &self.checked
    }
}

impl Paper<'_> {
    /// What its totals add up. Both readings are in use: 90 and 10 for the rate of execution, or 100 that hold it already.
    /// A form is read in the one in which its scores make its total; where that does not tell, in the one in which more of
    /// its weights do.
    pub(crate) fn parts(&self, figures: &[Figure]) -> Parts {
        let without = self.indicators();
        let Some(execution) = self.execution() else {
            return without;
        };
        let mut with = without.clone();
        with.execution = true;
        with.weights.extend(execution.weight);
        with.scores.extend(execution.score);
        with.checked.extend(execution.checked);
        with.all_weighed &= execution.weight.is_some();
        with.all_scored &= execution.score.is_some();
        let holds = |form: &Form| decide(form, figures) < Verdict::Undecided;
        let grand = self.grand(figures).and_then(|total| total.score);
        let made = |parts: &Parts| {
            let scores = parts.scores.iter().copied();
            grand.is_some_and(|grand| holds(&Form::total(grand, scores)))
        };
        let weighed = |parts: &Parts| {
            self.weights(parts)
                .iter()
                .filter(|form| holds(form))
                .count()
        };
        let apart = match (made(&with), made(&without)) {
            (true, false) => true,
            (false, true) => false,
            _ if without.execution => weighed(&with) > weighed(&without),
            _ => weighed(&with) >= weighed(&without),
        };
        if apart { with } else { without }
    }

    /// The total of all, where several stand below one another: 合计 90, 总分 100.
    fn grand(&self, figures: &[Figure]) -> Option<&Total> {
        let value = |id: FigureId| figures[id].quantity.value;
        let of = |total: &&Total| (total.score.map(value), total.weight.map(value));
        self.totals.iter().max_by_key(of)
    }

    /// What a total may add up: one above that of all may have the indicators alone.
    pub(crate) fn parts_of(&self, total: &Total, parts: &Parts, figures: &[Figure]) -> Vec<Parts> {
        let alone = self.indicators();
        if self.grand(figures) == Some(total) || alone == *parts {
            vec![parts.clone()]
        } else {
            vec![alone, parts.clone()]
        }
    }

    fn indicators(&self) -> Parts {
        let rows = || self.rows.iter();
        let weighed = |row: &&Row<'_>| row.weight.is_some() || row.score.is_some();
        Parts {
            weights: rows().filter_map(|row| row.weight).collect(),
            scores: rows().filter_map(|row| row.score).collect(),
            checked: rows().filter_map(|row| row.checked).collect(),
            all_weighed: rows().filter(weighed).all(|row| row.weight.is_some()),
            all_scored: rows().filter(weighed).all(|row| row.score.is_some()),
            execution: rows().any(|row| row.execution),
        }
    }

    /// The sums of weights that tell how a form counts.
    fn weights(&self, parts: &Parts) -> Vec<Form> {
        let mut sums = vec![Form::adds_up_to(parts.weights.clone(), Decimal::HUNDRED)];
        let wholes = self.totals.iter().filter_map(|total| total.weight);
        sums.extend(wholes.map(|whole| Form::total(whole, parts.weights.iter().copied())));
        sums
    }
}

/// The sum of some figures as printed.
pub(crate) fn sum(figures: &[Figure], ids: &[FigureId]) -> Option<Decimal> {
    let values = ids.iter().map(|id| figures[*id].quantity);
    values
        .map(|Quantity { value, .. }| value)
        .try_fold(Decimal::ZERO, Decimal::checked_add)
}
