//! The money of a period: execution against the time that has passed.

use num_traits::Zero;
use quantity::{Decimal, Rational};

use super::{Light, Thresholds};
use crate::number::printed;
use crate::{Period, Totals};

/// How far the money is, in 万元.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Funds {
    /// The budget line, or 合计.
    pub name: String,
    /// 年初预算数
    pub initial: Decimal,
    /// 全年预算数
    pub budget: Decimal,
    /// 执行数 so far.
    pub executed: Decimal,
    /// 执行率, as a plain ratio; `None` without a budget.
    pub rate: Option<Rational>,
    /// 时序进度: the part of the year that has passed, as a plain ratio.
    pub time: Rational,
    /// The light.
    pub light: Light,
    /// Why it is on, in one sentence.
    pub reason: String,
    /// Whether it is known of which day the executed amount is.
    pub dated: bool,
}

impl Funds {
    pub(crate) fn of(name: &str, amounts: Totals, period: Period, thresholds: &Thresholds) -> Self {
        let time = Rational::new(period.last_month().into(), 12.into());
        let rate = amounts.execution_rate();
        let (light, reason) = light(rate.as_ref(), &time, amounts, thresholds);
        Self {
            name: name.to_owned(),
            initial: amounts.initial,
            budget: amounts.full_year(),
            executed: amounts.executed,
            rate,
            time,
            light,
            reason,
            dated: true,
        }
    }

    /// The same where nobody knows of which day the executed amount is: held against no time, and nothing is forecast.
    pub(crate) fn undated(self) -> Self {
        Self {
            light: Light::Off,
            reason: "执行数是录入的，没有日期，不能对照时序进度".to_owned(),
            dated: false,
            ..self
        }
    }

    /// 全年预计执行数 at the pace so far, at most the budget, in 万元 with two places.
    pub fn expected(&self) -> Decimal {
        if !self.dated {
            return Decimal::round(&self.executed.to_rational(), 2);
        }
        let pace = self.executed.to_rational() / &self.time;
        let expected = pace
            .min(self.budget.to_rational())
            .max(self.executed.to_rational());
        Decimal::round(&expected, 2)
    }
}

fn light(
    rate: Option<&Rational>,
    time: &Rational,
    amounts: Totals,
    thresholds: &Thresholds,
) -> (Light, String) {
    let Some(rate) = rate else {
        return match amounts.executed.is_zero() {
            true => (Light::Off, "没有预算".to_owned()),
            false => (Light::Red, "没有预算而有支出".to_owned()),
        };
    };
    let percent = |ratio: &Rational| printed(&(ratio * Rational::from_integer(100.into())), 2);
    if amounts.unspent().is_negative() {
        return (
            Light::Red,
            format!("执行率 {}%，支出超过全年预算", percent(rate)),
        );
    }
    let light = match time.is_zero() {
        true => Light::Off,
        false => thresholds.of_funds(&(rate / time)),
    };
    let reason = format!("执行率 {}%，时序进度 {}%", percent(rate), percent(time));
    (light, reason)
}
