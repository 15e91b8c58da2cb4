//! What kind of number a measure gives, and how it becomes a figure in a unit.

use num_traits::Zero;
use quantity::{Dimension, Rational, Unit};

use super::MeasureError;

/// What kind of number a measure gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Nature {
    /// A number of rows, or a sum without unit.
    Count,
    /// A number written in the measure.
    Literal,
    /// A part of a whole.
    Ratio,
    /// An amount in a unit.
    Amount(Unit),
    /// An amount divided by a number: a ratio where the place wants one, else an average.
    Quotient(Unit),
}

/// The factor from one unit to another of its kind.
fn factor(from: Unit, to: Unit) -> Option<Rational> {
    from.same_kind(to)
        .then(|| from.factor().to_rational() / to.factor().to_rational())
}

/// How many of the unit make the whole, for units in which ratios are printed.
fn whole(unit: Unit) -> Option<Rational> {
    let whole: i64 = match unit {
        Unit::PERCENT => 100,
        Unit::PERMILLE => 1000,
        Unit::TIMES | Unit::NONE => 1,
        _ => return None,
    };
    Some(Rational::from_integer(whole.into()))
}

impl Nature {
    /// Of an amount written with this unit text: an unknown unit is a plain number.
    pub(crate) fn of_unit(unit: &str) -> Self {
        match unit.parse() {
            Ok(Unit::NONE) | Err(_) => Self::Count,
            Ok(unit) => Self::Amount(unit),
        }
    }

    /// The value in the unit of a place.
    pub(crate) fn fit(self, value: Rational, place: &str) -> Result<Rational, MeasureError> {
        let Ok(unit) = unit_of(place) else {
            return self.fit_unknown(value, place);
        };
        let factor = match self {
            Self::Literal => Some(Rational::from_integer(1.into())),
            Self::Count => counts(unit).then(|| Rational::from_integer(1.into())),
            Self::Ratio => whole(unit),
            Self::Amount(from) => factor(from, unit),
            Self::Quotient(from) => factor(from, unit).or_else(|| whole(unit)),
        };
        factor
            .map(|factor| value * factor)
            .ok_or_else(|| self.misfit(place))
    }

    fn fit_unknown(self, value: Rational, place: &str) -> Result<Rational, MeasureError> {
        match self {
            Self::Count | Self::Literal => Ok(value),
            _ => Err(self.misfit(place)),
        }
    }

    fn misfit(self, place: &str) -> MeasureError {
        let place = if place.is_empty() { "（无）" } else { place };
        let (what, remedy) = match self {
            Self::Count | Self::Literal => ("个数", "单位写计数的单位，如 次、宗、个".to_owned()),
            Self::Ratio => ("比率", "单位写 %、‰ 或 倍".to_owned()),
            Self::Amount(unit) | Self::Quotient(unit) => {
                ("数量", format!("单位写“{unit}”或能与它换算的单位"))
            }
        };
        MeasureError::new(
            "",
            format!("统计得出的是{what}，与单位“{place}”不符"),
            remedy,
        )
    }

    /// The nature of a quotient, and the factor its value is to be multiplied by.
    pub(crate) fn over(self, base: Self) -> Option<(Self, Rational)> {
        let one = Rational::from_integer(1.into());
        Some(match (self, base) {
            (Self::Amount(a), Self::Amount(b)) => match factor(a, b) {
                Some(factor) => (Self::Ratio, factor),
                None => (Self::Amount(format!("{a}/{b}").parse().ok()?), one),
            },
            (Self::Amount(a), Self::Count | Self::Literal) => (Self::Quotient(a), one),
            (Self::Count, Self::Amount(b)) if b.dimension() == Dimension::Count => {
                (Self::Ratio, one)
            }
            (Self::Literal, Self::Amount(_)) => (Self::Ratio, one),
            (Self::Count | Self::Literal, Self::Count | Self::Literal) => (Self::Ratio, one),
            (Self::Ratio, Self::Ratio | Self::Literal) => (Self::Ratio, one),
            _ => return None,
        })
    }
}

fn unit_of(place: &str) -> Result<Unit, quantity::ParseUnitError> {
    match place {
        "" => Ok(Unit::NONE),
        place => place.parse(),
    }
}

fn counts(unit: Unit) -> bool {
    matches!(
        unit.dimension(),
        Dimension::Count | Dimension::Number | Dimension::Score
    ) && unit.factor().to_rational() == Rational::from_integer(1.into())
}

/// The quotient; `None` when the base is zero.
pub(crate) fn divide(part: &Rational, base: &Rational) -> Option<Rational> {
    (!base.is_zero()).then(|| part / base)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn half() -> Rational {
        Rational::new(1.into(), 2.into())
    }

    #[test]
    fn ratios_become_percent() {
        let fifty = Nature::Ratio.fit(half(), "%").unwrap();
        assert_eq!(fifty, Rational::from_integer(50.into()));
        assert!(Nature::Ratio.fit(half(), "亩").is_err());
    }

    #[test]
    fn counts_are_not_percent() {
        assert!(Nature::Count.fit(half(), "%").is_err());
        assert!(Nature::Count.fit(half(), "宗").is_ok());
        assert!(Nature::Count.fit(half(), "趟").is_ok());
    }

    #[test]
    fn amounts_are_converted() {
        let yuan = Nature::Amount(Unit::WAN_YUAN).fit(half(), "元").unwrap();
        assert_eq!(yuan, Rational::from_integer(5000.into()));
    }

    #[test]
    fn money_over_area_is_a_price() {
        let (nature, _) = Nature::Amount(Unit::WAN_YUAN)
            .over(Nature::Amount(Unit::MU))
            .unwrap();
        assert!(nature.fit(half(), "万元/亩").is_ok());
        assert!(nature.fit(half(), "%").is_err());
    }
}
