//! Points: a score follows from its weight and from how much was reached, or keeps within a part of its weight.

use quantity::{Decimal, Rational};

use crate::claim::form::{Demand, FigureId, Form};
use crate::claim::kind::{Shape, Story};
use crate::claim::told::Told;

/// score × target = weight × reached; where the target is 100 it is not printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Earned {
    score: FigureId,
    weight: FigureId,
    reached: FigureId,
    target: Option<FigureId>,
}

/// The score is not above, or not below, a percentage of its weight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Banded {
    score: FigureId,
    weight: FigureId,
    percent: i64,
    above: bool,
}

impl Form {
    /// 100 × score = weight × percent: 10 points for a rate of 95.3 % are 9.53, or 9.5 where one place is printed.
    pub fn earned(score: FigureId, weight: FigureId, percent: FigureId) -> Self {
        Form {
            terms: vec![(100, score)],
            products: vec![(-1, [weight, percent])],
            constant: Decimal::ZERO,
            demand: Demand::Zero,
            result: Some(score),
            as_printed: false,
            shape: Shape::Earned(Earned {
                score,
                weight,
                reached: percent,
                target: None,
            }),
        }
    }

    /// score × target = weight × reached.
    pub fn proportional(
        score: FigureId,
        weight: FigureId,
        (reached, target): (FigureId, FigureId),
    ) -> Self {
        Form {
            terms: Vec::new(),
            products: vec![(1, [score, target]), (-1, [weight, reached])],
            constant: Decimal::ZERO,
            demand: Demand::Zero,
            result: Some(score),
            as_printed: false,
            shape: Shape::Earned(Earned {
                score,
                weight,
                reached,
                target: Some(target),
            }),
        }
    }

    /// The score is not above a percentage of its weight.
    pub fn no_more_of(score: FigureId, weight: FigureId, percent: i64) -> Self {
        Self::banded(score, weight, percent, true)
    }

    /// The score is not below a percentage of its weight.
    pub fn no_less_of(score: FigureId, weight: FigureId, percent: i64) -> Self {
        Self::banded(score, weight, percent, false)
    }

    fn banded(score: FigureId, weight: FigureId, percent: i64, above: bool) -> Self {
        let sign = if above { 1 } else { -1 };
        Self::linear(
            [(100 * sign, score), (-percent * sign, weight)],
            Demand::NotAbove,
            Shape::Banded(Banded {
                score,
                weight,
                percent,
                above,
            }),
        )
    }
}

impl Story for Earned {
    fn figures(&self, _: &Form) -> Vec<FigureId> {
        let figures = [self.score, self.weight, self.reached];
        figures.into_iter().chain(self.target).collect()
    }

    fn message(&self, _: &Form, told: &Told<'_>) -> String {
        format!("得分{}与分值、完成情况不符", told.printed(self.score))
    }

    fn arithmetic(&self, _: &Form, told: &Told<'_>) -> String {
        let (weight, reached) = (told.value(self.weight), told.value(self.reached));
        let hundred = Rational::from_integer(100.into());
        let whole = self.target.map_or(hundred, |target| told.value(target));
        if whole == Rational::from_integer(0.into()) {
            return String::new();
        }
        let earned = told.in_unit_of(&(weight * reached / whole), self.score);
        let over = self
            .target
            .map(|target| format!("÷{}", told.printed(target)));
        format!(
            "{}×{}{}＝{earned}≠{}",
            told.printed(self.weight),
            told.printed(self.reached),
            over.unwrap_or_default(),
            told.printed(self.score)
        )
    }

    fn main(&self) -> Option<FigureId> {
        Some(self.score)
    }
}

impl Story for Banded {
    fn figures(&self, _: &Form) -> Vec<FigureId> {
        vec![self.score, self.weight]
    }

    fn message(&self, _: &Form, told: &Told<'_>) -> String {
        format!(
            "得分{}{}分值{}的{}%",
            told.printed(self.score),
            if self.above { "高于" } else { "低于" },
            told.printed(self.weight),
            self.percent
        )
    }

    fn arithmetic(&self, _: &Form, told: &Told<'_>) -> String {
        let share = Rational::new(self.percent.into(), 100.into());
        let limit = told.in_unit_of(&(told.value(self.weight) * share), self.score);
        format!(
            "{}×{}%＝{limit}{}{}",
            told.printed(self.weight),
            self.percent,
            if self.above { '＜' } else { '＞' },
            told.printed(self.score)
        )
    }

    fn main(&self) -> Option<FigureId> {
        Some(self.score)
    }
}
