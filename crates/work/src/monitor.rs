//! 监控: how a period of the year went.

use book::{Book, Date, Funds, History, Monitored, Monitoring, Period, Scheme};
use serde_json::{Value, json};

use crate::told::{number, percent, remarks, told_as_value};
use crate::{Failure, projects, score};

/// What is wanted.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// The period.
    pub period: Period,
    /// One project (项目), or the unit.
    pub project: Option<&'a str>,
    /// The scheme (评分方案), or the book's own.
    pub scheme: Option<&'a str>,
    /// Whether rows count by the day they are about (业务日期), and not by the day they were entered.
    pub by_date: bool,
    /// Whether evidence is read where points hang on it; of many books it is not.
    pub evidence: bool,
    /// The day by which the year is over or not, where earlier forecasts are to be held against what came.
    pub history: Option<Date>,
}

/// A book with how its period went.
#[derive(Debug)]
pub struct Watched {
    /// The book, or the project as one.
    pub book: Book,
    /// The scheme by which it is scored.
    pub scheme: Scheme,
    /// How the period went.
    pub monitoring: Monitoring,
    /// What was forecast before, where it was asked for.
    pub histories: Option<Vec<History>>,
    /// The project, where it is one.
    pub project: Option<String>,
}

/// Looks at a period.
///
/// # Errors
/// When there is no such project or scheme, or the period is not one of the book's year.
pub fn monitor(mut book: Book, request: &Request<'_>) -> Result<Watched, Failure> {
    if request.by_date {
        if let Some(name) = book.long_ledgers.keys().next() {
            return Err(Failure::Said(format!(
                "台账“{name}”太长，没有整本读入，只能按登记日期计：去掉 --by-date，或先把业务日期写进“登记”列。"
            )));
        }
        book = book.by_business_date();
    }
    if let Some(name) = request.project {
        book = projects::view(&book, name)?;
    }
    let scheme = score::scheme(&book, request.scheme)?;
    let monitoring = book
        .monitor(request.period, &scheme)
        .map_err(|error| Failure::Said(error.to_string()))?;
    if request.evidence && scheme.no_evidence().is_some() {
        book.verify_evidence();
    }
    Ok(Watched {
        histories: request.history.map(|today| book.history(&scheme, today)),
        book,
        scheme,
        monitoring,
        project: request.project.map(str::to_owned),
    })
}

told_as_value!(Watched);

impl Watched {
    fn value(&self) -> Value {
        let mut value = period_value(&self.book, &self.monitoring, self.histories.as_deref());
        if let Some(name) = &self.project {
            value["project"] = name.as_str().into();
        }
        value
    }
}

/// The period as JSON, numbers as exact text; with what was forecast before, where it is asked for.
fn period_value(book: &Book, period: &Monitoring, histories: Option<&[History]>) -> Value {
    json!({
        "history": histories.map(|all| all.iter().map(looked_back).collect::<Vec<_>>()),
        "unit": book.profile.name,
        "period": period.period.to_string(),
        "until": period.period.last_day().to_string(),
        "indicators": period.indicators.iter().map(indicator).collect::<Vec<_>>(),
        "funds": period.lines.iter().chain([&period.funds]).map(funds).collect::<Vec<_>>(),
        "progress": period.progress.as_ref().map(percent),
        "remarks": remarks(&period.remarks),
    })
}

fn looked_back(history: &History) -> Value {
    let forecasts = history.forecasts.iter().map(|looked| {
        json!({
            "period": looked.period.to_string(),
            "forecast": looked.forecast.as_ref().map(forecasted),
            "likelihood": looked.likelihood.map(book::Likelihood::word),
            "light": looked.light.word(),
            "error": looked.error.as_ref().map(number),
            "held": looked.held,
        })
    });
    json!({
        "id": history.indicator,
        "forecasts": forecasts.collect::<Vec<_>>(),
        "came": history.came.as_ref().map(number),
        "light": history.light.map(book::Light::word),
    })
}

fn forecasted(forecast: &book::Forecast) -> Value {
    json!({
        "expected": number(&forecast.expected),
        "interval": forecast.interval.as_ref().map(|(low, high)| [number(low), number(high)]),
        "method": forecast.method,
    })
}

fn indicator(one: &Monitored) -> Value {
    let forecast = one.forecast.as_ref().map(forecasted);
    let note = one.note.as_ref().map(|note| {
        json!({
            "causes": note.causes.iter().map(|cause| cause.word()).collect::<Vec<_>>(),
            "explanation": note.explanation,
            "measure": note.remedy,
        })
    });
    json!({
        "id": one.indicator,
        "target": one.target,
        "due": one.due.as_ref().map(number),
        "actual": one.actual,
        "share": one.share.as_ref().map(percent),
        "forecast": forecast,
        "light": one.light.word(),
        "reason": one.reason,
        "likelihood": one.likelihood.map(book::Likelihood::word),
        "note": note,
    })
}

fn funds(line: &Funds) -> Value {
    json!({
        "name": line.name,
        "initial": line.initial.to_string(),
        "budget": line.budget.to_string(),
        "executed": line.executed.to_string(),
        "rate": line.rate.as_ref().map(percent),
        "time": percent(&line.time),
        "light": line.light.word(),
        "reason": line.reason,
    })
}
