//! What kind of number a measure gives, and how it becomes a figure in a unit.

use num_traits::Zero;
use quantity::{Dimension, Rational, Unit};

use super::MeasureError;

/// What stands for a unit in places that want a date.
pub(crate) const DATE: &str = "日期";

/// What kind of number a measure gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Nature {
    /// A number of rows, or a sum without unit.
    Count,
    /// A number written in the measure.
    Literal,
    /// A part of a whole.
    Ratio,
    /// A ratio less another.
    Gap,
    /// A score of at most 100.
    Score,
    /// A day, as [`Date::ordinal`](crate::Date::ordinal) counts them.
    Date,
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
            _ if unit == DATE => Self::Date,
            Ok(Unit::NONE) | Err(_) => Self::Count,
            Ok(unit) => Self::Amount(unit),
        }
    }

    /// The unit of a place that takes it as it is.
    pub(crate) fn unit(self) -> String {
        match self {
            Self::Count | Self::Literal => String::new(),
            Self::Ratio => Unit::PERCENT.to_string(),
            Self::Gap => Unit::POINT.to_string(),
            Self::Score => Unit::FEN.to_string(),
            Self::Date => DATE.to_owned(),
            Self::Amount(unit) | Self::Quotient(unit) => unit.to_string(),
        }
    }

    /// The value in the unit of a place.
    pub(crate) fn fit(self, value: Rational, place: &str) -> Result<Rational, MeasureError> {
        if self == Self::Date || place == DATE {
            return (self == Self::Date && place == DATE)
                .then_some(value)
                .ok_or_else(|| self.misfit(place));
        }
        let Ok(unit) = unit_of(place) else {
            return self.fit_unknown(value, place);
        };
        let factor = match self {
            Self::Literal => Some(one()),
            Self::Count => counts(unit).then(one),
            Self::Ratio => whole(unit),
            Self::Gap => match unit {
                Unit::POINT => Some(Rational::from_integer(100.into())),
                unit => whole(unit),
            },
            Self::Score => scores(unit).then(one),
            Self::Date => None,
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
            Self::Gap => ("比率之差", "单位写 个百分点 或 %".to_owned()),
            Self::Score => ("得分", "单位写 分 或 %".to_owned()),
            Self::Date => ("日期", format!("单位写 {DATE}")),
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
        let one = one();
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
            (Self::Ratio | Self::Gap, Self::Ratio | Self::Literal) => (Self::Ratio, one),
            (Self::Score, Self::Score) => (Self::Ratio, one),
            (Self::Score, Self::Literal) => (Self::Score, one),
            _ => return None,
        })
    }

    /// The nature of a sum or a difference, and the factor the second value is multiplied by.
    pub(crate) fn with(self, other: Self, minus: bool) -> Option<(Self, Rational)> {
        Some(match (self, other) {
            (Self::Date, Self::Date) if minus => (Self::Amount(Unit::DAY), one()),
            (Self::Date, _) | (_, Self::Date) => return None,
            (Self::Ratio, Self::Ratio) if minus => (Self::Gap, one()),
            (Self::Ratio | Self::Gap, Self::Ratio | Self::Gap) if self != other => {
                (Self::Ratio, one())
            }
            (Self::Quotient(a), Self::Quotient(b)) => (Self::Quotient(a), factor(b, a)?),
            (Self::Amount(a), Self::Amount(b) | Self::Quotient(b))
            | (Self::Quotient(a), Self::Amount(b)) => (Self::Amount(a), factor(b, a)?),
            (Self::Count, Self::Amount(unit)) if counts(unit) => (other, one()),
            (Self::Amount(unit), Self::Count) if counts(unit) => (self, one()),
            (Self::Literal, other) => (other, one()),
            (_, Self::Literal) => (self, one()),
            _ if self == other => (self, one()),
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

fn one() -> Rational {
    Rational::from_integer(1.into())
}

fn scores(unit: Unit) -> bool {
    let marks = unit.dimension() == Dimension::Score && unit.factor().to_rational() == one();
    marks || matches!(unit, Unit::PERCENT | Unit::NONE)
}

fn counts(unit: Unit) -> bool {
    matches!(
        unit.dimension(),
        Dimension::Count | Dimension::Number | Dimension::Score
    ) && unit.factor().to_rational() == one()
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
