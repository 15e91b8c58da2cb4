//! One indicator at the end of a period.

use num_traits::Zero;
use quantity::Rational;

use super::forecast::meets;
use super::plan::{due, grows, rises};
use super::{Forecast, IndicatorNote, Light, Likelihood, Thresholds};
use crate::measure::Scope;
use crate::number::printed;
use crate::scoring::{Reached, reach};
use crate::{Actual, Book, Indicator, Measured, Period, Scheme, Target};

/// What indicators are judged by.
pub(super) struct Judge<'a> {
    /// The book as known on the period's last day.
    pub(super) book: &'a Book,
    pub(super) period: Period,
    pub(super) scheme: &'a Scheme,
    pub(super) thresholds: &'a Thresholds,
    /// The book at the end of each month so far.
    pub(super) scopes: &'a [Scope<'a>],
}

/// How an indicator stands.
pub(super) struct Judged {
    pub(super) due: Option<Rational>,
    pub(super) actual: Option<String>,
    pub(super) value: Option<Rational>,
    pub(super) measured: Option<Measured>,
    pub(super) share: Option<Rational>,
    pub(super) forecast: Option<Forecast>,
    pub(super) light: Light,
    pub(super) reason: String,
    pub(super) likelihood: Option<Likelihood>,
    /// Whether somebody should have filled it in.
    pub(super) missing: bool,
}

/// What a number is held against.
struct Against<'a> {
    due: Option<&'a Rational>,
    /// The number ÷ what is due, or ÷ the target.
    share: Option<&'a Rational>,
}

impl Judge<'_> {
    pub(super) fn judge(&self, indicator: &Indicator, note: Option<&IndicatorNote>) -> Judged {
        let actual = self.actual(indicator, note);
        let reached = self
            .scopes
            .last()
            .map(|scope| reach(indicator, &actual, scope));
        match reached {
            Some(Ok((Reached::Number(value), measured))) => self.number(indicator, value, measured),
            Some(Ok((Reached::Date(day), _))) => {
                let met = matches!(&indicator.target, Target::By(due) if day <= *due);
                self.done(day.chinese(), met)
            }
            Some(Ok((Reached::YesNo(yes), _))) => {
                let met = indicator.target == Target::YesNo(yes);
                match met || self.period.ends_the_year() {
                    true => self.done(crate::indicator::yes_no(yes).to_owned(), met),
                    false => open(crate::indicator::yes_no(yes), "年内还可以完成"),
                }
            }
            Some(Ok((Reached::Band(band), _))) => self.band(band),
            Some(Err(_)) if matches!(actual, Actual::Blank) => self.blank(indicator),
            // A survey of November has no answers in March.
            Some(Err(_)) if self.waits(&actual) => {
                unknown("台账里还没有可以统计的行".to_owned(), false)
            }
            Some(Err(problem)) => unknown(problem, true),
            None => unknown(String::new(), false),
        }
    }

    /// Whether a measure only wants rows, which may come before the year ends.
    fn waits(&self, actual: &Actual) -> bool {
        let waits = self.scopes.last().is_some_and(|scope| scope.waits(actual));
        waits && !self.period.ends_the_year()
    }

    /// What was reached by the end of the period: by the ledgers; as noted for the period; or, at the end of the year,
    /// as the book says.
    fn actual(&self, indicator: &Indicator, note: Option<&IndicatorNote>) -> Actual {
        if matches!(indicator.actual, Actual::Measure(_)) {
            return indicator.actual.clone();
        }
        match note.map(|note| &note.actual) {
            Some(noted) if *noted != Actual::Blank => noted.clone(),
            _ if self.period.ends_the_year() => indicator.actual.clone(),
            _ => Actual::Blank,
        }
    }

    fn number(&self, indicator: &Indicator, value: Rational, measured: Option<Measured>) -> Judged {
        let due = due(indicator, self.period);
        let base = due
            .clone()
            .or_else(|| indicator.target.number().map(|goal| goal.to_rational()));
        let share = base
            .filter(|base| !base.is_zero())
            .map(|base| &value / base);
        let forecast = self.forecast(indicator, &value, measured.as_ref());
        let unit = &indicator.unit;
        let text = match &measured {
            Some(measured) => format!("{}{unit}", measured.printed(unit)),
            None => format!("{}{unit}", printed(&value, 4)),
        };
        let against = Against {
            due: due.as_ref(),
            share: share.as_ref(),
        };
        let (light, reason) = self.light(indicator, &value, &text, &against);
        let already = rises(&indicator.target)
            && grows(indicator)
            && meets(&indicator.target, &value) == Some(true);
        let likelihood = match already {
            true => Some(Likelihood::Certain),
            false => forecast.likelihood(&indicator.target),
        };
        Judged {
            due,
            actual: Some(text),
            value: Some(value),
            measured,
            share,
            forecast: Some(forecast),
            light,
            reason,
            likelihood,
            missing: false,
        }
    }

    fn light(
        &self,
        indicator: &Indicator,
        value: &Rational,
        text: &str,
        against: &Against<'_>,
    ) -> (Light, String) {
        let target = &indicator.target;
        let unit = &indicator.unit;
        let met = meets(target, value) == Some(true);
        let said = format!("完成 {text}");
        match (against.due, against.share) {
            _ if exceeds(target, value) => (
                Light::Red,
                format!("{said}，超过目标 {}", target.printed(unit)),
            ),
            (Some(due), _) if due.is_zero() => (Light::Off, format!("{said}，还没有到进度节点")),
            (Some(due), Some(share)) => {
                let mut light = self.thresholds.of_progress(share);
                if self.period.ends_the_year() && !met {
                    light = light.min(Light::Yellow);
                }
                // Far ahead of the lower end is on the way past the upper one.
                if matches!(target, Target::Between(..)) {
                    light = light.min(Light::Green);
                }
                let reason = format!(
                    "{said}，应完成 {}{unit}，为进度的 {}%",
                    printed(due, 4),
                    percent(share)
                );
                (light, reason)
            }
            _ if met => (
                Light::Green,
                format!("{said}，符合目标 {}", target.printed(unit)),
            ),
            (_, Some(share)) if rises(target) => {
                let light = match self.thresholds.of_progress(share) {
                    Light::Red | Light::Yellow => Light::Red,
                    _ => Light::Yellow,
                };
                let reason = format!(
                    "{said}，目标 {}，为目标的 {}%",
                    target.printed(unit),
                    percent(share)
                );
                (light, reason)
            }
            _ => (
                Light::Red,
                format!("{said}，不符合目标 {}", target.printed(unit)),
            ),
        }
    }

    fn forecast(
        &self,
        indicator: &Indicator,
        value: &Rational,
        measured: Option<&Measured>,
    ) -> Forecast {
        if self.period.ends_the_year() {
            return Forecast::known(value);
        }
        let looks_back = measured.is_some_and(|measured| {
            let mut sources = measured.sources.iter();
            sources.all(|source| self.book.ledger_looks_back(&source.ledger))
        });
        let history: Vec<Rational> = match looks_back {
            true => self.history(indicator),
            false => Vec::new(),
        };
        let grown = match grows(indicator) {
            true if history.len() == self.scopes.len() => Forecast::of_growth(&history),
            true => Some(Forecast::of_one_point(value, self.period.last_month())),
            false => {
                let left = 12 - usize::from(self.period.last_month());
                Forecast::of_level(&history, left)
            }
        };
        grown.unwrap_or_else(|| Forecast::of_now(value))
    }

    /// The value at the end of each month so far; months in which it cannot be computed are left out.
    fn history(&self, indicator: &Indicator) -> Vec<Rational> {
        let values = self.scopes.iter().filter_map(|scope| {
            match reach(indicator, &indicator.actual, scope).ok()?.0 {
                Reached::Number(value) => Some(value),
                _ => None,
            }
        });
        values.collect()
    }

    fn done(&self, actual: String, met: bool) -> Judged {
        let (light, likelihood, words) = match met {
            true => (Light::Green, Likelihood::Certain, "已按目标完成"),
            false => (Light::Red, Likelihood::Impossible, "没有达到目标"),
        };
        Judged {
            actual: Some(actual),
            light,
            reason: words.to_owned(),
            likelihood: Some(likelihood),
            ..unknown(String::new(), false)
        }
    }

    fn band(&self, band: String) -> Judged {
        let bands = self.scheme.bands();
        let rank = bands.iter().position(|one| one.is_called(&band));
        let (light, likelihood) = match rank {
            Some(0) => (Light::Green, Likelihood::Certain),
            Some(rank) if rank + 1 == bands.len() => (Light::Red, Likelihood::Impossible),
            Some(_) => (Light::Yellow, Likelihood::Possible),
            None => return unknown(format!("评分方案里没有“{band}”这一档"), true),
        };
        Judged {
            reason: format!("评定为“{band}”"),
            actual: Some(band),
            light,
            likelihood: Some(likelihood),
            ..unknown(String::new(), false)
        }
    }

    fn blank(&self, indicator: &Indicator) -> Judged {
        match &indicator.target {
            Target::By(due) if *due > self.period.last_day() => {
                unknown(format!("{}到期，还没有到", due.chinese()), false)
            }
            Target::By(due) => Judged {
                light: Light::Red,
                likelihood: Some(Likelihood::Impossible),
                ..unknown(format!("{}已经到期，没有完成日期", due.chinese()), false)
            },
            _ => unknown("本期没有填完成值".to_owned(), true),
        }
    }
}

/// Whether a number has passed the upper end of an interval.
fn exceeds(target: &Target, value: &Rational) -> bool {
    matches!(target, Target::Between(_, high) if *value > high.to_rational())
}

fn unknown(reason: String, missing: bool) -> Judged {
    Judged {
        due: None,
        actual: None,
        value: None,
        measured: None,
        share: None,
        forecast: None,
        light: Light::Off,
        reason,
        likelihood: None,
        missing,
    }
}

fn open(actual: &str, reason: &str) -> Judged {
    Judged {
        actual: Some(actual.to_owned()),
        likelihood: Some(Likelihood::Possible),
        ..unknown(reason.to_owned(), false)
    }
}

fn percent(ratio: &Rational) -> String {
    printed(&(ratio * Rational::from_integer(100.into())), 2)
}
