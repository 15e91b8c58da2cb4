//! Bounds: what is listed adds up to a number that is understood and not printed, or stays on one side of it; one figure
//! is less than another.

use quantity::{Decimal, Rational};

use crate::claim::form::{Demand, FigureId, Form};
use crate::claim::kind::{Shape, Story};
use crate::claim::told::Told;

/// The parts add up to a number: all shares to 100%.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct AddsUpTo;

/// The parts do not exceed a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct AtMost;

/// A figure is not less than a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct AtLeast;

/// A figure is less than a number, by so much at least.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Below {
    step: Decimal,
}

/// The first figure is less than the second.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Less;

impl Form {
    /// The parts add up to a number in their base unit; a percentage is the number before %.
    pub fn adds_up_to(parts: impl IntoIterator<Item = FigureId>, sum: Decimal) -> Self {
        let parts = parts.into_iter().map(|part| (1, part));
        Form {
            constant: -sum,
            ..Self::linear(parts, Demand::Zero, Shape::AddsUpTo(AddsUpTo))
        }
    }

    /// The parts together do not exceed a number in their base unit.
    pub fn at_most(parts: impl IntoIterator<Item = FigureId>, most: Decimal) -> Self {
        let parts = parts.into_iter().map(|part| (1, part));
        Form {
            constant: -most,
            ..Self::linear(parts, Demand::NotAbove, Shape::AtMost(AtMost))
        }
    }

    /// A figure is not less than a number in its base unit.
    pub fn at_least(figure: FigureId, least: Decimal) -> Self {
        Form {
            constant: least,
            ..Self::linear([(-1, figure)], Demand::NotAbove, Shape::AtLeast(AtLeast))
        }
    }

    /// A figure is less than a number in its base unit, by a step at least: scores are told in steps of 0.01.
    pub fn below(figure: FigureId, limit: Decimal, step: Decimal) -> Self {
        Form {
            constant: limit.checked_sub(step).map_or(-limit, |most| -most),
            ..Self::linear(
                [(1, figure)],
                Demand::NotAbove,
                Shape::Below(Below { step }),
            )
        }
    }

    /// One figure is less than another, by a step at least.
    pub fn less(lesser: FigureId, greater: FigureId, step: Decimal) -> Self {
        Form {
            constant: step,
            ..Self::linear(
                [(1, lesser), (-1, greater)],
                Demand::NotAbove,
                Shape::Less(Less),
            )
        }
    }
}

impl Story for AddsUpTo {
    fn figures(&self, form: &Form) -> Vec<FigureId> {
        form.terms.iter().map(|(_, id)| *id).collect()
    }

    fn message(&self, form: &Form, told: &Told<'_>) -> String {
        format!("各项之和不是{}", bound(form, told))
    }

    fn arithmetic(&self, form: &Form, told: &Told<'_>) -> String {
        format!("{}≠{}", added_up(form, told), bound(form, told))
    }
}

impl Story for AtMost {
    fn figures(&self, form: &Form) -> Vec<FigureId> {
        form.terms.iter().map(|(_, id)| *id).collect()
    }

    fn message(&self, form: &Form, told: &Told<'_>) -> String {
        format!("超过{}", bound(form, told))
    }

    fn arithmetic(&self, form: &Form, told: &Told<'_>) -> String {
        format!("{}＞{}", added_up(form, told), bound(form, told))
    }
}

impl Story for AtLeast {
    fn figures(&self, form: &Form) -> Vec<FigureId> {
        vec![form.terms[0].1]
    }

    fn message(&self, form: &Form, told: &Told<'_>) -> String {
        let figure = form.terms[0].1;
        let least = limit(form.constant.to_rational(), figure, told);
        format!("{}不到{least}", told.printed(figure))
    }

    fn arithmetic(&self, form: &Form, told: &Told<'_>) -> String {
        let figure = form.terms[0].1;
        let least = limit(form.constant.to_rational(), figure, told);
        format!("{}＜{least}", told.printed(figure))
    }
}

impl Below {
    fn limit(self, form: &Form, told: &Told<'_>) -> String {
        let value = self.step.to_rational() - form.constant.to_rational();
        limit(value, form.terms[0].1, told)
    }
}

impl Story for Below {
    fn figures(&self, form: &Form) -> Vec<FigureId> {
        vec![form.terms[0].1]
    }

    fn message(&self, form: &Form, told: &Told<'_>) -> String {
        let limit = self.limit(form, told);
        format!("{}已达{limit}", told.printed(form.terms[0].1))
    }

    fn arithmetic(&self, form: &Form, told: &Told<'_>) -> String {
        let limit = self.limit(form, told);
        format!("{}≥{limit}", told.printed(form.terms[0].1))
    }
}

impl Story for Less {
    fn figures(&self, form: &Form) -> Vec<FigureId> {
        vec![form.terms[0].1, form.terms[1].1]
    }

    fn message(&self, form: &Form, told: &Told<'_>) -> String {
        let (lesser, greater) = (form.terms[0].1, form.terms[1].1);
        format!("{}不小于{}", told.printed(lesser), told.printed(greater))
    }

    fn arithmetic(&self, form: &Form, told: &Told<'_>) -> String {
        let (lesser, greater) = (form.terms[0].1, form.terms[1].1);
        format!("{}≥{}", told.printed(lesser), told.printed(greater))
    }
}

/// A limit in base units, in the unit of a figure.
fn limit(value: Rational, figure: FigureId, told: &Told<'_>) -> String {
    const PLACES: u8 = 4;
    let unit = told.figures[figure].quantity.unit;
    let value = Decimal::round(&(value / unit.factor().to_rational()), PLACES).normalized();
    format!("{value}{}", unit.symbol())
}

/// The number that is not printed, in the unit of the first figure.
fn bound(form: &Form, told: &Told<'_>) -> String {
    told.in_unit_of(&(-form.constant).to_rational(), form.terms[0].1)
}

/// 50＋30＋30＝110%; one figure alone as it is printed.
fn added_up(form: &Form, told: &Told<'_>) -> String {
    let first = form.terms[0].1;
    if let [_] = form.terms[..] {
        return told.printed(first).to_owned();
    }
    let parts = form.terms.iter().map(|(_, id)| *id);
    let sum: Rational = parts.clone().map(|id| told.value(id)).sum();
    let parts: Vec<String> = parts.map(|id| told.with_unit(id, first)).collect();
    format!("{}＝{}", parts.join("＋"), told.in_unit_of(&sum, first))
}
