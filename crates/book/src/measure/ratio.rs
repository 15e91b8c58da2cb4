//! 甲 ÷ 乙: one figure divided by another.

use std::fmt;

use quantity::Decimal;

use super::evaluate::{Outcome, Scope};
use super::nature::divide;
use super::{Measure, MeasureError, Nature};

/// One figure divided by another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ratio {
    /// What is divided.
    pub part: Operand,
    /// What it is divided by.
    pub whole: Operand,
}

/// A side of a ratio, a sum or a difference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Operand {
    /// A plain number; against an amount it is in the amount's unit.
    Number(Decimal),
    /// A measure.
    Measure(Measure),
}

impl Operand {
    /// Whether it grows through the year; a plain number stays, which does not keep what it is added to from growing.
    pub(crate) fn accumulates(&self) -> bool {
        match self {
            Self::Number(_) => true,
            Self::Measure(measure) => measure.accumulates(),
        }
    }
}

impl Ratio {
    pub(crate) fn evaluate(&self, scope: &Scope<'_>) -> Result<Outcome, MeasureError> {
        let part = self.part.evaluate(scope)?;
        let whole = self.whole.evaluate(scope)?;
        let Some((nature, factor)) = part.nature.over(whole.nature) else {
            return Err(MeasureError::new(
                "",
                format!("“{}”与“{}”不是同类的数，不能相除", self.part, self.whole),
                "核对两边的列和单位",
            ));
        };
        let value = divide(&part.value, &whole.value)
            .ok_or_else(|| MeasureError::zero_base(&whole.formula))?
            * factor;
        Ok(Outcome {
            value,
            nature,
            places: None,
            formula: format!("（{}） ÷ （{}）", part.formula, whole.formula),
            inputs: [part.inputs, whole.inputs].concat(),
            sources: [part.sources, whole.sources].concat(),
        })
    }
}

impl Operand {
    pub(crate) fn evaluate(&self, scope: &Scope<'_>) -> Result<Outcome, MeasureError> {
        match self {
            Self::Measure(measure) => scope.evaluate(measure),
            Self::Number(value) => Ok(Outcome {
                value: value.to_rational(),
                nature: Nature::Literal,
                places: Some(value.scale()),
                formula: value.to_string(),
                inputs: vec![("给定的数".to_owned(), value.to_string())],
                sources: Vec::new(),
            }),
        }
    }
}

impl fmt::Display for Ratio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bracketed = |operand: &Operand| match operand {
            Operand::Measure(Measure::Ratio(_) | Measure::Combination(_)) => format!("({operand})"),
            operand => operand.to_string(),
        };
        write!(f, "{} ÷ {}", bracketed(&self.part), bracketed(&self.whole))
    }
}

impl fmt::Display for Operand {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(value) => value.fmt(f),
            Self::Measure(measure) => measure.fmt(f),
        }
    }
}
