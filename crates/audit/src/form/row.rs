//! What a form prints of an indicator, of a class of them, and of all.

use std::ops::Range;

use crate::claim::FigureId;

use super::measure::Measure;

/// An indicator with what a form prints of it.
#[derive(Debug, Clone)]
pub(crate) struct Row<'a> {
    /// Its name without spaces.
    pub(crate) name: String,
    /// Where its name stands in the text.
    pub(crate) place: (usize, usize),
    /// The classes it belongs to, from the first: 产出指标质量指标.
    pub(crate) class: String,
    /// Whether it is the rate at which the budget was spent.
    pub(crate) execution: bool,
    /// What it is to reach as it is printed, without spaces; `None` where no column says so.
    pub(crate) aim: Option<String>,
    /// What it is to reach.
    pub(crate) target: Option<Measure<'a>>,
    /// What it reached.
    pub(crate) actual: Option<Measure<'a>>,
    /// What it is expected to reach by the end of the year.
    pub(crate) forecast: Option<Measure<'a>>,
    /// What is said of what it reached, without spaces.
    pub(crate) outcome: String,
    /// Where that stands in the text.
    pub(crate) outcome_place: Option<(usize, usize)>,
    /// Its weight.
    pub(crate) weight: Option<FigureId>,
    /// Its score.
    pub(crate) score: Option<FigureId>,
    /// Its score as those who check give it.
    pub(crate) checked: Option<FigureId>,
    /// The points taken off.
    pub(crate) deduction: Option<FigureId>,
    /// How much of its target it reached, in percent.
    pub(crate) done: Option<FigureId>,
    /// The part of its weight it earns.
    pub(crate) coefficient: Option<FigureId>,
    /// How its points are given, where a column says so.
    pub(crate) method: String,
    /// Whether there is a column for its score, and nothing in it.
    pub(crate) unscored: bool,
    /// Whether there is a column for what it reached, and nothing in it.
    pub(crate) undone: bool,
    /// Why it missed its target; `None` where no column asks for it.
    pub(crate) reason: Option<String>,
}

impl Row<'_> {
    /// The figures of its boxes.
    pub(super) fn figures(&self) -> impl Iterator<Item = FigureId> + '_ {
        let measures = [&self.target, &self.actual, &self.forecast]
            .into_iter()
            .flatten();
        let others = [
            self.weight,
            self.score,
            self.checked,
            self.deduction,
            self.done,
            self.coefficient,
        ];
        let measures = measures.map(|measure| measure.figure);
        measures.chain(others.into_iter().flatten())
    }
}

/// A weight or score that is that of several indicators together.
#[derive(Debug, Clone)]
pub(crate) struct Class {
    /// The weight and the score printed for all of them.
    pub(crate) weight: Option<FigureId>,
    pub(crate) score: Option<FigureId>,
    /// Which rows they are.
    pub(crate) rows: Range<usize>,
}

/// The total of a form.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Total {
    /// The sum of the weights.
    pub(crate) weight: Option<FigureId>,
    /// The sum of the scores.
    pub(crate) score: Option<FigureId>,
    /// The sum of the scores of those who check.
    pub(crate) checked: Option<FigureId>,
}
