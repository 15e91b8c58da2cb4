//! Multiples: one value is so many times another, or grew by so many times of it.

use quantity::{Decimal, Rational};

use crate::claim::form::{Demand, FigureId, Form};
use crate::claim::kind::{Shape, Story};
use crate::claim::told::Told;

/// now = times × before; where it grew by them, now − before = times × before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Multiple {
    now: FigureId,
    before: FigureId,
    times: FigureId,
    grown: bool,
}

/// The value now is not above, or not below, so many tenths of the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Tenfold {
    now: FigureId,
    before: FigureId,
    tenths: i64,
    above: bool,
}

impl Form {
    /// now = times × before.
    pub fn multiple(now: FigureId, before: FigureId, times: FigureId) -> Self {
        Self::times(now, before, times, false)
    }

    /// now − before = times × before.
    pub fn grown_by(now: FigureId, before: FigureId, times: FigureId) -> Self {
        Self::times(now, before, times, true)
    }

    fn times(now: FigureId, before: FigureId, times: FigureId, grown: bool) -> Self {
        let base = grown.then_some((-1, before));
        Form {
            terms: [(1, now)].into_iter().chain(base).collect(),
            products: vec![(-1, [times, before])],
            constant: Decimal::ZERO,
            demand: Demand::Zero,
            result: Some(times),
            as_printed: false,
            shape: Shape::Multiple(Multiple {
                now,
                before,
                times,
                grown,
            }),
        }
    }

    /// now × 10 is not above so many times the value before.
    pub fn no_more_than_tenths(now: FigureId, before: FigureId, tenths: i64) -> Self {
        Self::tenfold(now, before, tenths, true)
    }

    /// now × 10 is not below so many times the value before.
    pub fn no_less_than_tenths(now: FigureId, before: FigureId, tenths: i64) -> Self {
        Self::tenfold(now, before, tenths, false)
    }

    fn tenfold(now: FigureId, before: FigureId, tenths: i64, above: bool) -> Self {
        let sign = if above { 1 } else { -1 };
        Self::linear(
            [(10 * sign, now), (-tenths * sign, before)],
            Demand::NotAbove,
            Shape::Tenfold(Tenfold {
                now,
                before,
                tenths,
                above,
            }),
        )
    }
}

impl Story for Multiple {
    fn figures(&self, _: &Form) -> Vec<FigureId> {
        vec![self.now, self.before, self.times]
    }

    fn message(&self, _: &Form, told: &Told<'_>) -> String {
        format!("倍数{}与前后两数不相符", told.printed(self.times))
    }

    fn arithmetic(&self, _: &Form, told: &Told<'_>) -> String {
        let (now, before) = (told.value(self.now), told.value(self.before));
        if before == Rational::from_integer(0.into()) {
            return String::new();
        }
        let grown = if self.grown { &now - &before } else { now };
        let quotient = told.in_unit_of(&(grown / before), self.times);
        let (now, before) = (
            told.with_unit(self.now, self.before),
            told.with_unit(self.before, self.now),
        );
        let divided = if self.grown {
            format!("（{now}−{before}）÷{before}")
        } else {
            format!("{now}÷{before}")
        };
        format!("{divided}＝{quotient}≠{}", told.printed(self.times))
    }

    fn main(&self) -> Option<FigureId> {
        Some(self.times)
    }
}

impl Story for Tenfold {
    fn figures(&self, _: &Form) -> Vec<FigureId> {
        vec![self.now, self.before]
    }

    fn message(&self, _: &Form, told: &Told<'_>) -> String {
        format!(
            "{}不是{}的整倍数那样多",
            told.printed(self.now),
            told.printed(self.before)
        )
    }

    fn arithmetic(&self, _: &Form, told: &Told<'_>) -> String {
        let tenth = Rational::new(self.tenths.into(), 10.into());
        let limit = told.in_unit_of(&(told.value(self.before) * tenth), self.now);
        format!(
            "{}{}{limit}",
            told.printed(self.now),
            if self.above { '＞' } else { '＜' },
        )
    }
}
