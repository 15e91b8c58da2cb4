//! 甲 ＋ 乙, 甲 − 乙: two figures added, or one taken from the other.

use std::fmt;

use super::evaluate::{Outcome, Scope};
use super::parse::Parser;
use super::{Measure, MeasureError, Operand, ParseMeasureError};

/// Two figures of one kind, added or subtracted exactly.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Combination {
    /// 甲
    pub first: Operand,
    /// Whether 乙 is added or subtracted.
    pub sign: Sign,
    /// 乙
    pub second: Operand,
}

/// What joins the two figures of a [`Combination`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// ＋
    Plus,
    /// −
    Minus,
}

impl Sign {
    /// The mark as it is printed.
    pub const fn mark(self) -> char {
        match self {
            Self::Plus => '＋',
            Self::Minus => '−',
        }
    }
}

impl Combination {
    /// Reads what stands in the brackets of 差(甲, 乙).
    pub(crate) fn read_difference(parser: &mut Parser) -> Result<Measure, ParseMeasureError> {
        let first = parser.expression()?;
        parser.mark(',')?;
        let second = parser.expression()?;
        Ok(Measure::Combination(Box::new(Self {
            first,
            sign: Sign::Minus,
            second,
        })))
    }

    /// Computes what stands furthest left first, then one join after the other.
    pub(crate) fn evaluate(&self, scope: &Scope<'_>) -> Result<Outcome, MeasureError> {
        let mut joined = vec![self];
        let mut leftmost = &self.first;
        while let Operand::Measure(Measure::Combination(inner)) = leftmost {
            joined.push(inner);
            leftmost = &inner.first;
        }
        let start = leftmost.evaluate(scope)?;
        let mut joined = joined.into_iter().rev();
        joined.try_fold(start, |first, combination| {
            combination.join(first, combination.second.evaluate(scope)?)
        })
    }

    fn join(&self, first: Outcome, second: Outcome) -> Result<Outcome, MeasureError> {
        let minus = self.sign == Sign::Minus;
        let Some((nature, factor)) = first.nature.with(second.nature, minus) else {
            return Err(MeasureError::new(
                "",
                format!("“{}”与“{}”不是同类的数，不能加减", self.first, self.second),
                "核对两边的列和单位",
            ));
        };
        let same_unit = second.value == &second.value * &factor;
        let other = second.value * factor;
        Ok(Outcome {
            value: match self.sign {
                Sign::Plus => first.value + other,
                Sign::Minus => first.value - other,
            },
            nature,
            places: match (first.places, second.places) {
                (Some(a), Some(b)) if same_unit => Some(a.max(b)),
                _ => None,
            },
            formula: format!(
                "（{}） {} （{}）",
                first.formula,
                self.sign.mark(),
                second.formula
            ),
            inputs: [first.inputs, second.inputs].concat(),
            sources: [first.sources, second.sources].concat(),
        })
    }
}

impl fmt::Display for Combination {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Read from the left: only the second needs brackets.
        write!(f, "{} {} ", self.first, self.sign.mark())?;
        match &self.second {
            Operand::Measure(Measure::Combination(second)) => write!(f, "({second})"),
            second => second.fmt(f),
        }
    }
}
