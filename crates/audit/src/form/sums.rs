//! What a form adds up: its indicators, with or without the rate of execution that is scored beside the money.

use quantity::{Decimal, Quantity};

use crate::claim::{FigureId, Form, Verdict, decide};
use crate::figure::Figure;

use super::{Paper, Row};

/// What the totals of a form are the sums of.
#[derive(Debug, Clone, Default)]
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

impl Paper<'_> {
    /// What its totals add up. Both readings are in use: 90 and 10 for the rate of execution, or 100 that hold it already.
    /// A form is read in the one in which more of its totals hold.
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
        let held = |parts: &Parts| {
            let forms = self.sums(parts).into_iter();
            forms
                .filter(|form| decide(form, figures) < Verdict::Undecided)
                .count()
        };
        if without.execution && held(&without) >= held(&with) || held(&without) > held(&with) {
            without
        } else {
            with
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

    /// The sums that tell how a form counts.
    fn sums(&self, parts: &Parts) -> Vec<Form> {
        let mut sums = vec![Form::adds_up_to(parts.weights.clone(), Decimal::HUNDRED)];
        for total in &self.totals {
            let of = |whole: Option<FigureId>, parts: &[FigureId]| {
                whole.map(|whole| Form::total(whole, parts.iter().copied()))
            };
            sums.extend(of(total.weight, &parts.weights));
            sums.extend(of(total.score, &parts.scores));
        }
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
