//! Bounds: what is listed adds up to a number that is understood and not printed, or does not exceed it.

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
