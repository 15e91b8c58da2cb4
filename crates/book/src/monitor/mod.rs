//! Monitoring while the year runs (绩效运行监控, 双监控): progress of the goals against their plan, and of the money
//! against the time that has passed. 财预〔2019〕136号.
//!
//! A period is judged by the book as it was known on the period's last day, so that looking again later gives the same.

mod forecast;
mod funds;
mod history;
mod judge;
mod light;
mod notes;
mod plan;

use std::cmp::Reverse;

use quantity::{Decimal, Rational};

pub use forecast::Forecast;
pub use funds::Funds;
pub use history::{History, Looked};
pub use light::{Light, Threshold, Thresholds};
pub use notes::{Cause, IndicatorNote, Likelihood, PeriodNotes};

use crate::measure::Scope;
use crate::number::sum;
use crate::remark::kind;
use crate::scoring::subject;
use crate::{
    Book, BudgetLine, Date, Indicator, Measured, Period, Remark, Scheme, Severity, Totals,
};
use judge::{Judge, Judged};

/// How a period went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Monitoring {
    /// The period.
    pub period: Period,
    /// The indicators, in the order of the book.
    pub indicators: Vec<Monitored>,
    /// The money, line by line.
    pub lines: Vec<Funds>,
    /// The money by source, in the order the book first names them.
    pub sources: Vec<Funds>,
    /// The money in all.
    pub funds: Funds,
    /// How far the goals are, as a plain ratio: of what grows through the year, shares of the targets reached, at most
    /// all of each, by weight; `None` where nothing does.
    pub progress: Option<Rational>,
    /// What is missing or should be looked at, the worst first.
    pub remarks: Vec<Remark>,
}

impl Monitoring {
    /// The light of the goals as a whole: the worst of the indicators, off where none is on.
    pub fn light(&self) -> Light {
        let lights = self.indicators.iter().map(|one| one.light);
        lights.min().unwrap_or(Light::Off)
    }

    /// How many indicators have a light.
    pub fn count(&self, light: Light) -> usize {
        let lit = self.indicators.iter().filter(|one| one.light == light);
        lit.count()
    }

    /// Whether something required is missing: a red light without its causes and measure.
    pub fn is_incomplete(&self) -> bool {
        let mut remarks = self.remarks.iter();
        remarks.any(|remark| remark.severity == Severity::Error)
    }
}

/// How an indicator stands at the end of a period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Monitored {
    /// 编号
    pub indicator: String,
    /// 全年目标, as printed.
    pub target: String,
    /// 计划进度: what is due by now, in the indicator's unit; `None` where nothing is due in parts.
    pub due: Option<Rational>,
    /// 完成情况: as printed; `None` where nothing is known.
    pub actual: Option<String>,
    /// The number reached.
    pub value: Option<Rational>,
    /// Where the number comes from.
    pub measured: Option<Measured>,
    /// 完成进度: the number reached ÷ what is due, or ÷ the target where nothing is due in parts.
    pub share: Option<Rational>,
    /// 全年预计
    pub forecast: Option<Forecast>,
    /// The light.
    pub light: Light,
    /// Why it is on, in one sentence.
    pub reason: String,
    /// 完成目标可能性: as noted, or else as forecast.
    pub likelihood: Option<Likelihood>,
    /// What was said of it.
    pub note: Option<IndicatorNote>,
}

/// A book cannot be monitored in a period.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("账本是{year}年度的，没有期间 {period}：换成{year}年的期间，例如 {year}-Q3")]
pub struct WrongYear {
    /// The year of the book.
    pub year: u16,
    /// The period asked for.
    pub period: Period,
}

impl Book {
    /// What was said of a period.
    pub fn notes_of(&self, period: Period) -> Option<&PeriodNotes> {
        self.notes.iter().find(|notes| notes.period == period)
    }

    /// How a period went.
    ///
    /// # Errors
    /// When the period is not in the book's year.
    pub fn monitor(&self, period: Period, scheme: &Scheme) -> Result<Monitoring, WrongYear> {
        if period.year() != self.year {
            return Err(WrongYear {
                year: self.year,
                period,
            });
        }
        Ok(self.looked_at(period, scheme))
    }

    /// How a period of the book's own year went.
    fn looked_at(&self, period: Period, scheme: &Scheme) -> Monitoring {
        let month_ends = (1..=period.last_month()).map(|month| Date::month_end(self.year, month));
        self.foresee_days(month_ends.clone());
        let month_ends: Vec<Self> = month_ends.map(|day| self.as_of(day)).collect();
        let now = self.as_of(period.last_day());
        now.monitored(period, scheme, &month_ends)
    }

    fn monitored(&self, period: Period, scheme: &Scheme, month_ends: &[Self]) -> Monitoring {
        let notes = self.notes_of(period);
        let thresholds = self.thresholds.before(scheme.thresholds());
        let scopes: Vec<Scope<'_>> = month_ends.iter().map(Scope::of).collect();
        let judge = Judge {
            book: self,
            period,
            scheme,
            thresholds: &thresholds,
            scopes: &scopes,
        };
        let mut remarks = Vec::new();
        let indicators: Vec<Monitored> = self
            .indicators
            .iter()
            .map(|indicator| {
                let note = notes.and_then(|notes| notes.of(&indicator.id));
                let judged = judge.judge(indicator, note);
                monitored(indicator, note, judged, &mut remarks)
            })
            .collect();
        let undated = self.undated(period);
        let of_line = |line: &BudgetLine| {
            let funds = Funds::of(&line.name, line.amounts, period, &thresholds);
            match undated.contains(&line.name) {
                true => funds.undated(),
                false => funds,
            }
        };
        let lines: Vec<Funds> = self.budget.iter().map(of_line).collect();
        let sources = self.funds_by_source(period, &thresholds);
        let funds = Funds::of("合计", self.totals(), period, &thresholds);
        let (sources, funds) = match undated.is_empty() {
            true => (sources, funds),
            false => (
                sources.into_iter().map(Funds::undated).collect(),
                funds.undated(),
            ),
        };
        let progress = progress(&self.indicators, &indicators);
        remark_gap(
            progress.as_ref(),
            &funds,
            thresholds.at(Threshold::Gap),
            &mut remarks,
        );
        self.remark_ledgers(&mut remarks);
        self.remark_late_rows(period.last_day(), &mut remarks);
        remark_undated(&undated, &mut remarks);
        self.remark_long_ledgers(&mut remarks);
        remarks.sort_by_key(|remark| Reverse(remark.severity));
        Monitoring {
            period,
            indicators,
            lines,
            sources,
            funds,
            progress,
            remarks,
        }
    }

    /// The lines of the budget whose executed amount was typed in: before the year ends nobody knows of which day it is.
    fn undated(&self, period: Period) -> Vec<String> {
        if period.ends_the_year() {
            return Vec::new();
        }
        let typed =
            |line: &&BudgetLine| line.execution.is_none() && !line.amounts.executed.is_zero();
        let lines = self.budget.iter().filter(typed);
        lines.map(|line| line.name.clone()).collect()
    }

    fn funds_by_source(&self, period: Period, thresholds: &Thresholds) -> Vec<Funds> {
        let mut names: Vec<&str> = Vec::new();
        for line in &self.budget {
            if !names.contains(&line.source.as_str()) {
                names.push(&line.source);
            }
        }
        let of = |name: &&str| {
            let lines = self.budget.iter().filter(|line| line.source == *name);
            Funds::of(name, Totals::of(lines), period, thresholds)
        };
        names.iter().map(of).collect()
    }
}

impl Monitoring {
    /// 全年预计执行数 of all sources together, in 万元: what is printed of them adds up.
    pub fn expected(&self) -> Decimal {
        match self.sources.as_slice() {
            [] => self.funds.expected(),
            sources => sum(sources.iter().map(Funds::expected)),
        }
    }
}

fn monitored(
    indicator: &Indicator,
    note: Option<&IndicatorNote>,
    judged: Judged,
    remarks: &mut Vec<Remark>,
) -> Monitored {
    let subject = subject(indicator);
    let mut remark = |kind, message: String| {
        remarks.push(Remark::new(kind, subject.clone(), message));
    };
    if judged.light == Light::Red {
        let causes = note.is_some_and(|note| !note.causes.is_empty() && note.explanation.is_some());
        let measure = note.is_some_and(|note| note.remedy.is_some());
        let missing = match (causes, measure) {
            (true, true) => None,
            (false, true) => Some("原因类别和原因说明"),
            (true, false) => Some("措施"),
            (false, false) => Some("原因类别、原因说明和措施"),
        };
        if let Some(missing) = missing {
            let message = format!("红灯（{}），请在“监控”里写明{missing}", judged.reason);
            remark(kind::RED_UNEXPLAINED, message);
        }
    }
    if judged.actual.is_none() && judged.missing {
        remark(kind::ACTUAL_UNSAID, judged.reason.clone());
    }
    let noted = note.and_then(|note| note.likelihood);
    if let (Some(noted), Some(forecast)) = (noted, judged.likelihood)
        && noted != forecast
        && note.is_some_and(|note| note.explanation.is_none())
    {
        let message = format!(
            "可能性填的是“{}”，推算是“{}”，请写明原因说明",
            noted.word(),
            forecast.word()
        );
        remark(kind::LIKELIHOOD_DIFFERS, message);
    }
    Monitored {
        indicator: indicator.id.clone(),
        target: indicator.target.printed(&indicator.unit),
        due: judged.due,
        actual: judged.actual,
        value: judged.value,
        measured: judged.measured,
        share: judged.share,
        forecast: judged.forecast,
        light: judged.light,
        reason: judged.reason,
        likelihood: noted.or(judged.likelihood),
        note: note.cloned(),
    }
}

/// Of what is due in parts, shares of the targets reached, at most all of each, by weight.
fn progress(indicators: &[Indicator], monitored: &[Monitored]) -> Option<Rational> {
    let one = Rational::from_integer(1.into());
    let (mut reached, mut weight) = (one.clone() - &one, one.clone() - &one);
    for (indicator, monitored) in indicators.iter().zip(monitored) {
        let goal = monitored
            .due
            .as_ref()
            .and_then(|_| plan::goal(&indicator.target));
        if let (Some(goal), Some(value)) = (goal, &monitored.value) {
            let share = (value / goal).min(one.clone());
            reached += share * indicator.weight.to_rational();
            weight += indicator.weight.to_rational();
        }
    }
    (weight > one.clone() - &one).then(|| reached / weight)
}

fn remark_undated(lines: &[String], remarks: &mut Vec<Remark>) {
    if lines.is_empty() {
        return;
    }
    let message = format!(
        "{}的“执行数”是录入的，没有日期，不知道是不是期末的数，不亮灯：改用台账统计（“执行统计”），或在期末照账面录入后再看",
        lines.join("、")
    );
    remarks.push(Remark::new(kind::SPENDING_UNDATED, "预算执行", message));
}

fn remark_gap(
    progress: Option<&Rational>,
    funds: &Funds,
    most: Decimal,
    remarks: &mut Vec<Remark>,
) {
    let (Some(progress), Some(rate), true) = (progress, &funds.rate, funds.dated) else {
        return;
    };
    let points = (progress - rate) * Rational::from_integer(100.into());
    let behind = if points < Rational::from_integer(0.into()) {
        "目标进度慢于资金支出"
    } else {
        "资金支出慢于目标进度"
    };
    let size = points.clone().max(-points);
    if size > most.to_rational() {
        let message = format!(
            "{behind} {} 个百分点（超过 {most}），请核对项目进度和付款",
            crate::number::printed(&size, 2)
        );
        remarks.push(Remark::new(kind::FUNDS_AND_AIMS_APART, "双监控", message));
    }
}
