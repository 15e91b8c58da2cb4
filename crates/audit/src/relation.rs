//! Relations (勾稽关系): what a document claims to hold among its figures.

use std::cmp::Ordering;

use crate::figure::Figure;
use crate::judge::{Verdict, judge};
use crate::number::Number;

/// The index of a figure in [`crate::Audit::figures`].
pub type FigureId = usize;

/// A claim that an equation holds. Where the wording allows several readings, the claim holds when one of them does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relation {
    /// The rule that read the claim.
    pub code: &'static str,
    /// What is claimed: one equation for each reading, the likeliest first. Never empty.
    pub readings: Vec<Equation>,
    /// How sure it is that the claim was meant.
    pub certainty: Certainty,
}

impl Relation {
    /// A claim said outright.
    pub(crate) fn stated(code: &'static str, readings: Vec<Equation>) -> Self {
        Relation {
            code,
            readings,
            certainty: Certainty::Stated,
        }
    }
}

/// Takes the claims a table's shape suggests as stated where most of them hold: then the shape was read right. Where
/// hardly any holds it was read wrong, and none is kept.
pub(crate) fn confirm(mut suggested: Vec<Relation>, figures: &[Figure]) -> Vec<Relation> {
    let holds = |relation: &&Relation| judge(relation, figures) < Verdict::Broken;
    let holding = suggested.iter().filter(holds).count();
    let telling = suggested
        .iter()
        .filter(|relation| relation.readings[0].figures().len() > 2);
    let telling = telling.filter(holds).count();
    let certainty = match (telling, holding * 3 >= suggested.len() * 2) {
        (2.., true) => Certainty::Stated,
        (_, true) => Certainty::Probable,
        (1.., _) if holding * 2 >= suggested.len() => Certainty::Probable,
        _ if suggested.len() < 3 => Certainty::Possible,
        _ => return Vec::new(),
    };
    for relation in &mut suggested {
        relation.certainty = certainty;
    }
    suggested
}

/// How sure it is that a document makes a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Certainty {
    /// The wording leaves room: broken, it is reported only when a slip of the pen explains it.
    Possible,
    /// Probable: broken, it is a warning.
    Probable,
    /// Said outright: broken, it is an error.
    Stated,
}

/// An equation among figures, each taken in the base unit of its dimension; percentages as the number before %.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Equation {
    /// Signed figures add up to nothing: the whole −1, its parts +1.
    Sum {
        /// Each figure with its sign.
        terms: Vec<(i8, FigureId)>,
    },
    /// The parts do not exceed the whole.
    Within {
        /// The whole.
        whole: FigureId,
        /// Some of its parts.
        parts: Vec<FigureId>,
    },
    /// 100 × part = percent × whole.
    Ratio {
        /// The part, or what was done.
        part: FigureId,
        /// The whole, or what was planned.
        whole: FigureId,
        /// The printed percentage.
        percent: FigureId,
    },
    /// 100 × change = percent × (now − change).
    Change {
        /// The value now.
        now: FigureId,
        /// The amount of the change and its direction.
        change: (i8, FigureId),
        /// The printed percentage and its direction.
        percent: (i8, FigureId),
    },
    /// 100 × change = percent × before.
    ChangeOf {
        /// The value before.
        before: FigureId,
        /// The amount of the change and its direction.
        change: (i8, FigureId),
        /// The printed percentage and its direction.
        percent: (i8, FigureId),
    },
    /// 100 × (now − before) = percent × before.
    Growth {
        /// The value before.
        before: FigureId,
        /// The value now.
        now: FigureId,
        /// The printed percentage and its direction.
        percent: (i8, FigureId),
    },
    /// A word says which of two is greater: 决算数大于预算数.
    Order {
        /// What is compared.
        left: FigureId,
        /// What it is compared with.
        right: FigureId,
        /// What the word says of the left one.
        said: Ordering,
        /// Where the word stands, as a byte range of the text figures are found in.
        word: (usize, usize),
    },
    /// number × price = amount × divisor.
    Product {
        /// How many.
        number: FigureId,
        /// For each.
        price: FigureId,
        /// All together.
        amount: FigureId,
        /// How many base units of number × price make one base unit of the amount.
        divisor: i64,
    },
}

impl Equation {
    /// The whole is the sum of its parts.
    pub fn total(whole: FigureId, parts: impl IntoIterator<Item = FigureId>) -> Self {
        let parts = parts.into_iter().map(|part| (1, part));
        Equation::Sum {
            terms: std::iter::once((-1, whole)).chain(parts).collect(),
        }
    }

    /// Whether it must hold to the last digit: weights and scores are not rounded before they are added.
    pub fn is_to_the_digit(&self, figures: &[Figure]) -> bool {
        let adds = matches!(self, Equation::Sum { .. } | Equation::Within { .. });
        adds && self.figures().iter().all(|id| figures[*id].points)
    }

    /// The figures it is about, each once.
    pub fn figures(&self) -> Vec<FigureId> {
        match self {
            Equation::Sum { terms } => terms.iter().map(|term| term.1).collect(),
            Equation::Within { whole, parts } => std::iter::once(*whole)
                .chain(parts.iter().copied())
                .collect(),
            Equation::Ratio {
                part,
                whole,
                percent,
            } => vec![*part, *whole, *percent],
            Equation::Change {
                now,
                change,
                percent,
            } => vec![*now, change.1, percent.1],
            Equation::ChangeOf {
                before,
                change,
                percent,
            } => vec![*before, change.1, percent.1],
            Equation::Growth {
                before,
                now,
                percent,
            } => vec![*before, *now, percent.1],
            Equation::Order { left, right, .. } => vec![*left, *right],
            Equation::Product {
                number,
                price,
                amount,
                ..
            } => vec![*number, *price, *amount],
        }
    }

    /// The value of its left side less its right side at a point: zero where it holds; for [`Equation::Within`] not
    /// above zero, for [`Equation::Order`] on the side the word says. It is linear in each figure.
    pub fn residual<N: Number>(&self, value: &dyn Fn(FigureId) -> N) -> N {
        let hundred = |figure: FigureId| value(figure).times(100);
        let signed = |(sign, figure): (i8, FigureId)| value(figure).times(sign.into());
        match self {
            Equation::Sum { terms } => terms
                .iter()
                .fold(N::zero(), |sum, term| sum.plus(signed(*term))),
            Equation::Within { whole, parts } => parts
                .iter()
                .fold(value(*whole).times(-1), |sum, part| sum.plus(value(*part))),
            Equation::Ratio {
                part,
                whole,
                percent,
            } => hundred(*part).minus(value(*percent).by(value(*whole))),
            Equation::Change {
                now,
                change,
                percent,
            } => {
                let before = value(*now).minus(signed(*change));
                signed(*change)
                    .times(100)
                    .minus(signed(*percent).by(before))
            }
            Equation::ChangeOf {
                before,
                change,
                percent,
            } => signed(*change)
                .times(100)
                .minus(signed(*percent).by(value(*before))),
            Equation::Growth {
                before,
                now,
                percent,
            } => {
                let change = value(*now).minus(value(*before));
                change.times(100).minus(signed(*percent).by(value(*before)))
            }
            Equation::Order { left, right, .. } => value(*left).minus(value(*right)),
            Equation::Product {
                number,
                price,
                amount,
                divisor,
            } => value(*number)
                .by(value(*price))
                .minus(value(*amount).times(*divisor)),
        }
    }
}
