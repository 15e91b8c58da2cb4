//! What was forecast in the course of a year, and what came.

use quantity::Rational;

use super::{Forecast, Light, Likelihood};
use crate::{Book, Date, Period, Scheme};

/// What was forecast for an indicator, period by period, and what came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct History {
    /// 编号
    pub indicator: String,
    /// What was forecast, the earliest first.
    pub forecasts: Vec<Looked>,
    /// What came by the end of the year, in the indicator's unit; `None` while the year runs, or for no number.
    pub came: Option<Rational>,
    /// The light at the end of the year; `None` while it runs.
    pub light: Option<Light>,
}

/// What a period forecast for one indicator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Looked {
    /// The period at whose end it was forecast.
    pub period: Period,
    /// The forecast as it was then; `None` for no number.
    pub forecast: Option<Forecast>,
    /// The likelihood given then.
    pub likelihood: Option<Likelihood>,
    /// The light then.
    pub light: Light,
    /// What was forecast − what came, in the indicator's unit.
    pub error: Option<Rational>,
    /// Whether what came lies within the interval given.
    pub held: Option<bool>,
}

impl Book {
    /// What each past period of the year forecast, and what came, as far as it is known on a day.
    ///
    /// The periods are those that something was said of; the first three quarters where nothing was said of any.
    /// Nothing of this is kept: a forecast is computed again from what was known then.
    pub fn history(&self, scheme: &Scheme, today: Date) -> Vec<History> {
        self.foresee_days((1..=12).map(|month| Date::month_end(self.year, month)));
        let mut histories: Vec<History> = self
            .indicators
            .iter()
            .map(|indicator| History {
                indicator: indicator.id.clone(),
                forecasts: Vec::new(),
                came: None,
                light: None,
            })
            .collect();
        let year = Period::whole(self.year);
        if today > year.last_day() {
            let ended = self.looked_at(year, scheme);
            for (history, one) in histories.iter_mut().zip(ended.indicators) {
                history.came = one.value;
                history.light = Some(one.light);
            }
        }
        for period in self.periods_before(today) {
            let then = self.looked_at(period, scheme);
            for (history, one) in histories.iter_mut().zip(then.indicators) {
                let came = history.came.as_ref();
                let forecast = one.forecast;
                let error = forecast
                    .as_ref()
                    .zip(came)
                    .map(|(forecast, came)| &forecast.expected - came);
                let interval = forecast.as_ref().and_then(|one| one.interval.as_ref());
                let held = interval
                    .zip(came)
                    .map(|((low, high), came)| low <= came && came <= high);
                history.forecasts.push(Looked {
                    period,
                    likelihood: one.likelihood,
                    light: one.light,
                    forecast,
                    error,
                    held,
                });
            }
        }
        histories
    }

    /// The periods that were over before a day and left some of the year to come.
    fn periods_before(&self, today: Date) -> Vec<Period> {
        let noted = self.notes.iter().map(|notes| notes.period);
        let mut periods: Vec<Period> = noted.filter(|one| one.year() == self.year).collect();
        if periods.is_empty() {
            periods = Period::quarters(self.year).to_vec();
        }
        periods.retain(|period| period.last_day() < today && !period.ends_the_year());
        periods.sort_by_key(|period| (period.last_month(), *period));
        periods
    }
}
