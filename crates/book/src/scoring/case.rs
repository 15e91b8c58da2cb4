//! What a method is given and what it gives.

use num_traits::{Signed, Zero};
use quantity::{Decimal, Rational};

use super::Scheme;
use crate::number::printed;
use crate::{Date, Direction, Target};

/// One indicator to be scored.
pub(crate) struct Case<'a> {
    pub(crate) target: &'a Target,
    pub(crate) unit: &'a str,
    pub(crate) weight: Decimal,
    pub(crate) reached: &'a Reached,
    pub(crate) rating: Option<Decimal>,
    pub(crate) scheme: &'a Scheme,
}

/// What was reached, computed.
#[derive(Clone, Debug)]
pub(crate) enum Reached {
    Number(Rational),
    Date(Date),
    YesNo(bool),
    Band(String),
}

/// Exact points with their explanation, before limits and rounding.
pub(crate) struct Points {
    pub(crate) exact: Rational,
    pub(crate) rule: String,
    pub(crate) inputs: Vec<(String, String)>,
    pub(crate) arithmetic: String,
}

/// Why an indicator cannot be scored, in Chinese.
pub(crate) type Unscorable = String;

/// An exact number for an explanation: at most four decimals.
pub(crate) fn show(value: &Rational) -> String {
    printed(value, 4)
}

/// The plain rational of a whole number.
pub(crate) fn whole(value: i64) -> Rational {
    Rational::from_integer(value.into())
}

impl Case<'_> {
    pub(crate) fn direction(&self) -> Direction {
        self.target.direction()
    }

    pub(crate) fn full(&self) -> Rational {
        self.weight.to_rational()
    }

    /// The number reached.
    pub(crate) fn number(&self) -> Result<&Rational, Unscorable> {
        match self.reached {
            Reached::Number(value) => Ok(value),
            _ => Err("完成值不是一个数".to_owned()),
        }
    }

    /// The number aimed at.
    pub(crate) fn goal(&self) -> Result<Rational, Unscorable> {
        match self.target {
            Target::AtLeast(value)
            | Target::MoreThan(value)
            | Target::Exactly(value)
            | Target::AtMost(value)
            | Target::LessThan(value) => Ok(value.to_rational()),
            _ => Err(format!("方向“{}”没有单一的目标值", self.direction().word())),
        }
    }

    /// Whether the target is met, as the direction defines it.
    ///
    /// An exact target above zero is met by passing it; one of zero, by staying at zero. Just
    /// reaching a strict limit is taken as meeting it.
    pub(crate) fn is_met(&self) -> Result<bool, Unscorable> {
        Ok(match (self.target, self.reached) {
            (Target::AtLeast(goal) | Target::MoreThan(goal), Reached::Number(value)) => {
                *value >= goal.to_rational()
            }
            (Target::Exactly(goal), Reached::Number(value)) => match goal.is_zero() {
                true => !value.is_positive(),
                false => *value >= goal.to_rational(),
            },
            (Target::AtMost(goal) | Target::LessThan(goal), Reached::Number(value)) => {
                *value <= goal.to_rational()
            }
            (Target::Between(low, high), Reached::Number(value)) => {
                (low.to_rational()..=high.to_rational()).contains(value)
            }
            (Target::YesNo(wanted), Reached::YesNo(yes)) => wanted == yes,
            (Target::By(deadline), Reached::Date(date)) => date <= deadline,
            _ => return Err("完成值与目标不是同一类".to_owned()),
        })
    }

    /// Target and actual as they are printed.
    pub(crate) fn inputs(&self) -> Vec<(String, String)> {
        vec![
            ("分值".to_owned(), self.weight.to_string()),
            ("目标".to_owned(), self.target.printed(self.unit)),
            ("完成".to_owned(), self.reached.printed(self.unit, 4)),
        ]
    }

    /// Points with the usual inputs.
    pub(crate) fn points(
        &self,
        exact: Rational,
        rule: impl Into<String>,
        arithmetic: impl Into<String>,
    ) -> Points {
        Points {
            exact,
            rule: rule.into(),
            inputs: self.inputs(),
            arithmetic: arithmetic.into(),
        }
    }

    /// All points.
    pub(crate) fn all(&self, rule: impl Into<String>) -> Points {
        self.points(self.full(), rule, format!("达到目标，满分 {}", self.weight))
    }

    /// No points.
    pub(crate) fn none(&self, rule: impl Into<String>, why: &str) -> Points {
        self.points(Rational::zero(), rule, why)
    }
}

impl Reached {
    /// The value for people, with at most so many decimals.
    pub(crate) fn printed(&self, unit: &str, places: u8) -> String {
        match self {
            Self::Number(value) => format!("{}{unit}", printed(value, places)),
            Self::Date(date) => date.chinese(),
            Self::YesNo(yes) => crate::indicator::yes_no(*yes).to_owned(),
            Self::Band(band) => band.clone(),
        }
    }
}
