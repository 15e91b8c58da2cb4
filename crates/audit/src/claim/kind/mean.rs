//! Means: the figures of a list, on average.

use quantity::{Decimal, Rational};

use crate::claim::form::{Demand, FigureId, Form};
use crate::claim::kind::{Shape, Story};
use crate::claim::told::Told;

/// Sum of the figures = how many they are × mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Mean {
    mean: FigureId,
}

impl Form {
    /// The figures are so much on average, each counted once.
    pub fn mean(figures: impl IntoIterator<Item = FigureId>, mean: FigureId) -> Self {
        let mut terms: Vec<(i64, FigureId)> = figures.into_iter().map(|id| (1, id)).collect();
        terms.push((-(terms.len() as i64), mean));
        Form {
            terms,
            products: Vec::new(),
            constant: Decimal::ZERO,
            demand: Demand::Zero,
            result: Some(mean),
            as_printed: false,
            shape: Shape::Mean(Mean { mean }),
        }
    }
}

impl Story for Mean {
    fn figures(&self, form: &Form) -> Vec<FigureId> {
        form.terms.iter().map(|(_, id)| *id).collect()
    }

    fn message(&self, _: &Form, told: &Told<'_>) -> String {
        format!("所列各数的平均数不是{}", told.printed(self.mean))
    }

    fn arithmetic(&self, form: &Form, told: &Told<'_>) -> String {
        let listed = form.terms.iter().map(|(_, id)| *id);
        let listed: Vec<FigureId> = listed.filter(|id| *id != self.mean).collect();
        let numbers: Vec<String> = listed
            .iter()
            .map(|id| told.with_unit(*id, self.mean))
            .collect();
        let count = listed.len();
        let sum: Rational = listed.iter().map(|id| told.value(*id)).sum();
        let mean = sum / Rational::from_integer((count as i64).into());
        format!(
            "（{}）÷{count}＝{}≠{}",
            numbers.join("＋"),
            told.in_unit_of(&mean, self.mean),
            told.printed(self.mean)
        )
    }

    fn main(&self) -> Option<FigureId> {
        Some(self.mean)
    }
}
