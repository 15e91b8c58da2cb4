//! Ratios: a part as a percentage of its whole, what was done as a percentage of what was planned.

use quantity::{Decimal, Rational};

use crate::claim::form::{Demand, FigureId, Form};
use crate::claim::kind::{Shape, Story, polynomial};
use crate::claim::told::Told;
use crate::proof::{Statement, Witnesses};

/// 100 × part = percent × whole; each may be a sum.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Ratio {
    percent: FigureId,
}

impl Form {
    /// 100 × part = percent × whole.
    pub fn ratio(part: FigureId, whole: FigureId, percent: FigureId) -> Self {
        Self::ratio_of([part], whole, percent)
    }

    /// 100 × (sum of the parts) = percent × whole.
    pub fn ratio_of(
        parts: impl IntoIterator<Item = FigureId>,
        whole: FigureId,
        percent: FigureId,
    ) -> Self {
        Self::ratio_of_sums(parts, [whole], percent)
    }

    /// 100 × (sum of the parts) = percent × (sum of the wholes); a figure may be one of both.
    pub fn ratio_of_sums(
        parts: impl IntoIterator<Item = FigureId>,
        wholes: impl IntoIterator<Item = FigureId>,
        percent: FigureId,
    ) -> Self {
        let wholes = wholes.into_iter().map(|whole| (-1, [percent, whole]));
        Form {
            terms: parts.into_iter().map(|part| (100, part)).collect(),
            products: wholes.collect(),
            constant: Decimal::ZERO,
            demand: Demand::Zero,
            result: Some(percent),
            as_printed: false,
            shape: Shape::Ratio(Ratio { percent }),
        }
    }
}

impl Story for Ratio {
    fn figures(&self, form: &Form) -> Vec<FigureId> {
        let mut figures = parts(form);
        for whole in wholes(form) {
            if !figures.contains(&whole) {
                figures.push(whole);
            }
        }
        figures.push(self.percent);
        figures
    }

    fn message(&self, form: &Form, told: &Told<'_>) -> String {
        let names = |ids: Vec<FigureId>| {
            let names = ids.into_iter().map(|id| told.printed(id));
            names.collect::<Vec<&str>>().join("、")
        };
        format!(
            "{}与{}之比不是{}",
            names(parts(form)),
            names(wholes(form)),
            told.printed(self.percent)
        )
    }

    fn arithmetic(&self, form: &Form, told: &Told<'_>) -> String {
        let (parts, wholes) = (parts(form), wholes(form));
        let sum = |ids: &[FigureId]| -> Rational { ids.iter().map(|id| told.value(*id)).sum() };
        format!(
            "{}÷{}＝{}≠{}",
            added(&parts, wholes[0], told),
            added(&wholes, parts[0], told),
            told.percentage(&sum(&parts), &sum(&wholes), self.percent),
            told.printed(self.percent)
        )
    }

    fn statement(&self, form: &Form, witnesses: &mut Witnesses<'_>) -> Statement {
        match (&parts(form)[..], &wholes(form)[..]) {
            ([part], [whole]) => Statement::Ratio {
                part: witnesses.figure(*part),
                whole: witnesses.figure(*whole),
                percent: witnesses.figure(self.percent),
            },
            _ => polynomial(form, witnesses),
        }
    }

    fn main(&self) -> Option<FigureId> {
        Some(self.percent)
    }
}

fn parts(form: &Form) -> Vec<FigureId> {
    form.terms.iter().map(|(_, id)| *id).collect()
}

fn wholes(form: &Form) -> Vec<FigureId> {
    form.products.iter().map(|(_, [_, id])| *id).collect()
}

/// 39 or （39＋4）, with units where a figure on the other side has another one.
fn added(ids: &[FigureId], other: FigureId, told: &Told<'_>) -> String {
    let numbers: Vec<String> = ids.iter().map(|id| told.with_unit(*id, other)).collect();
    match &numbers[..] {
        [number] => number.clone(),
        _ => format!("（{}）", numbers.join("＋")),
    }
}
