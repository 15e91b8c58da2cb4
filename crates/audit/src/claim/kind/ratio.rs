//! Ratios: a part as a percentage of its whole, what was done as a percentage of what was planned.

use quantity::{Decimal, Rational};

use crate::claim::form::{Demand, FigureId, Form};
use crate::claim::kind::{Shape, Story, polynomial};
use crate::claim::told::Told;
use crate::proof::{Statement, Witnesses};

/// 100 × part = percent × whole; the part may be a sum.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Ratio {
    whole: FigureId,
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
        Form {
            terms: parts.into_iter().map(|part| (100, part)).collect(),
            products: vec![(-1, [percent, whole])],
            constant: Decimal::ZERO,
            demand: Demand::Zero,
            result: Some(percent),
            shape: Shape::Ratio(Ratio { whole, percent }),
        }
    }
}

impl Story for Ratio {
    fn figures(&self, form: &Form) -> Vec<FigureId> {
        let parts = form.terms.iter().map(|(_, id)| *id);
        parts.chain([self.whole, self.percent]).collect()
    }

    fn message(&self, form: &Form, told: &Told<'_>) -> String {
        let parts: Vec<&str> = form.terms.iter().map(|(_, id)| told.printed(*id)).collect();
        format!(
            "{}与{}之比不是{}",
            parts.join("、"),
            told.printed(self.whole),
            told.printed(self.percent)
        )
    }

    fn arithmetic(&self, form: &Form, told: &Told<'_>) -> String {
        let parts = form.terms.iter().map(|(_, id)| *id);
        let sum: Rational = parts.clone().map(|id| told.value(id)).sum();
        let parts: Vec<String> = parts.map(|id| told.with_unit(id, self.whole)).collect();
        let part = parts.join("＋");
        format!(
            "{}÷{}＝{}≠{}",
            if parts.len() > 1 {
                format!("（{part}）")
            } else {
                part
            },
            told.with_unit(self.whole, form.terms[0].1),
            told.percentage(&sum, &told.value(self.whole), self.percent),
            told.printed(self.percent)
        )
    }

    fn statement(&self, form: &Form, witnesses: &mut Witnesses<'_>) -> Statement {
        match form.terms[..] {
            [(_, part)] => Statement::Ratio {
                part: witnesses.figure(part),
                whole: witnesses.figure(self.whole),
                percent: witnesses.figure(self.percent),
            },
            _ => polynomial(form, witnesses),
        }
    }
}
