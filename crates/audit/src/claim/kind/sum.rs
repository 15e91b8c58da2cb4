//! Sums: parts make up a whole, or do not exceed it.

use quantity::Rational;

use crate::claim::form::{Demand, FigureId, Form};
use crate::claim::kind::{Shape, Story};
use crate::claim::told::Told;
use crate::figure::Role;
use crate::proof::{Statement, Witnesses};

/// Signed figures add up to nothing; the first is the whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Sum;

/// The parts do not exceed the whole, which comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Within;

impl Form {
    /// The whole is the sum of its parts.
    pub fn total(whole: FigureId, parts: impl IntoIterator<Item = FigureId>) -> Self {
        let parts = parts.into_iter().map(|part| (1, part));
        Self::sum(std::iter::once((-1, whole)).chain(parts))
    }

    /// Signed figures add up to nothing: the whole first, then its parts, with the opposite sign where they are added.
    pub fn sum(terms: impl IntoIterator<Item = (i8, FigureId)>) -> Self {
        let terms = terms.into_iter().map(|(sign, id)| (sign.into(), id));
        Self::linear(terms, Demand::Zero, Shape::Sum(Sum))
    }

    /// Some parts do not exceed the whole.
    pub fn within(whole: FigureId, parts: impl IntoIterator<Item = FigureId>) -> Self {
        let parts = parts.into_iter().map(|part| (1, part));
        let terms = std::iter::once((-1, whole)).chain(parts);
        Self::linear(terms, Demand::NotAbove, Shape::Within(Within))
    }
}

impl Story for Sum {
    fn figures(&self, form: &Form) -> Vec<FigureId> {
        added(form)
    }

    fn message(&self, form: &Form, told: &Told<'_>) -> String {
        let whole = form.terms[0].1;
        if matches!(told.figures[whole].role, Role::Delta(_)) {
            format!("各项增减之和不等于总增减{}", told.printed(whole))
        } else {
            format!("各分项之和不等于{}", told.printed(whole))
        }
    }

    fn arithmetic(&self, form: &Form, told: &Told<'_>) -> String {
        added_up(form, told, '≠')
    }

    fn statement(&self, form: &Form, witnesses: &mut Witnesses<'_>) -> Statement {
        let terms = form.terms.iter();
        Statement::Sum {
            terms: terms
                .map(|(sign, id)| witnesses.term((if *sign < 0 { -1 } else { 1 }, *id)))
                .collect(),
        }
    }
}

impl Story for Within {
    fn figures(&self, form: &Form) -> Vec<FigureId> {
        added(form)
    }

    fn message(&self, form: &Form, told: &Told<'_>) -> String {
        format!("所列各项之和大于总数{}", told.printed(form.terms[0].1))
    }

    fn arithmetic(&self, form: &Form, told: &Told<'_>) -> String {
        added_up(form, told, '＞')
    }

    fn statement(&self, form: &Form, witnesses: &mut Witnesses<'_>) -> Statement {
        let parts = form.terms[1..].iter();
        Statement::Within {
            whole: witnesses.figure(form.terms[0].1),
            parts: parts.map(|(_, id)| witnesses.figure(*id)).collect(),
            as_printed: form.as_printed,
        }
    }
}

fn added(form: &Form) -> Vec<FigureId> {
    form.terms.iter().map(|(_, id)| *id).collect()
}

/// 30＋80＝110≠100，差10; 80≠100，差20.
fn added_up(form: &Form, told: &Told<'_>, differs: char) -> String {
    let (whole_sign, whole) = form.terms[0];
    let mut total = Rational::from_integer(0.into());
    let mut parts = String::new();
    for (place, (sign, id)) in form.terms[1..].iter().enumerate() {
        let positive = *sign != whole_sign;
        parts.push_str(match (place, positive) {
            (0, true) => "",
            (_, true) => "＋",
            (_, false) => "−",
        });
        parts.push_str(&told.with_unit(*id, whole));
        let value = told.value(*id);
        total += if positive { value } else { -value };
    }
    // One figure alone adds up to itself.
    let (sum, stated) = match form.terms[1..] {
        [(sign, part)] if sign != whole_sign => (
            told.printed(part).to_owned(),
            told.printed(whole).to_owned(),
        ),
        _ => (
            format!("{parts}＝{}", told.in_unit_of(&total, whole)),
            told.printed_number(whole),
        ),
    };
    let gap = &total - told.value(whole);
    let size = if gap < Rational::from_integer(0.into()) {
        -gap
    } else {
        gap
    };
    format!(
        "{sum}{differs}{stated}，差{}",
        told.in_unit_of(&size, whole)
    )
}
