//! Points for budget execution (预算执行率).

use num_traits::Zero;
use quantity::{Decimal, Rational};

use super::case::{show, whole};
use super::scheme::Scheme;
use super::step;
use super::{ExecutionScore, Explanation, Step};
use crate::load::kind::{PERCENT, POSITIVE, choice};
use crate::remark::{Subject, kind};
use crate::{Book, Remark, Totals};
use entry::EntryId;
use settings::Table;

/// How budget execution is scored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Execution {
    /// 分值
    pub weight: Decimal,
    /// 满分线: the rate in percent from which all points are given; in proportion below.
    pub full_from: Decimal,
    /// 档: steps by the rate in percent, in place of the proportion. A book that says 全部完成 has
    /// all points.
    pub steps: Vec<Step>,
    /// 无预算
    pub no_budget: NoBudget,
}

/// What happens to the points when there is neither budget nor spending.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoBudget {
    /// 不计: they are left out.
    LeaveOut,
    /// 满分: all are given.
    Full,
}

impl NoBudget {
    const ALL: [Self; 2] = [Self::LeaveOut, Self::Full];

    const fn word(self) -> &'static str {
        match self {
            Self::LeaveOut => "不计",
            Self::Full => "满分",
        }
    }
}

const SUBJECT: &str = "预算执行率";

impl Execution {
    pub(crate) fn decode(table: &mut Table<'_>) -> Option<Self> {
        let weight = table.required("分值", &POSITIVE);
        let full_from = match table.optional("满分线", &PERCENT) {
            Some(line) if line.is_zero() || line.is_negative() => {
                let remedy = "例如 95：执行率到 95% 得满分";
                table
                    .source
                    .fault(table.span.clone(), "“满分线”要大于 0", remedy);
                None
            }
            Some(line) => Some(line),
            None => Some(Decimal::HUNDRED),
        };
        let steps = match table.value("档") {
            Some(_) => step::decode(table, "档"),
            None => Some(Vec::new()),
        };
        let no_budget = match table.value("无预算") {
            Some(value) => choice(value, &NoBudget::ALL, NoBudget::word),
            None => Some(NoBudget::LeaveOut),
        };
        Some(Self {
            weight: weight?,
            full_from: full_from?,
            steps: steps?,
            no_budget: no_budget?,
        })
    }

    /// The points; `None` when they are left out.
    pub(crate) fn score(
        &self,
        book: &Book,
        scheme: &Scheme,
        remarks: &mut Vec<Remark>,
    ) -> Option<ExecutionScore> {
        if self.weight.is_zero() {
            return None;
        }
        let totals = book.totals();
        let rate = totals.execution_rate();
        remark(&totals, rate.as_ref(), remarks);
        let (part, rule, arithmetic) = match &rate {
            Some(rate) => self.by_rate(rate, finished(book)),
            None if totals.executed.is_zero() => match self.no_budget {
                NoBudget::LeaveOut => return None,
                NoBudget::Full => (
                    whole(1),
                    "无预算也无支出，按满分计".to_owned(),
                    String::new(),
                ),
            },
            None => (
                Rational::zero(),
                "没有预算却有支出，不得分".to_owned(),
                String::new(),
            ),
        };
        if !self.steps.is_empty() && part < whole(1) {
            remarks.extend(unsaid(book));
        }
        let exact = self.weight.to_rational() * part;
        let points = scheme.rounding().round(&exact).min(self.weight);
        let explanation = Explanation {
            rule,
            inputs: inputs(&totals, rate.as_ref()),
            arithmetic: match arithmetic.is_empty() {
                true => points.to_string(),
                false => arithmetic,
            },
            points,
        };
        Some(ExecutionScore {
            weight: self.weight,
            budget: totals.full_year(),
            executed: totals.executed,
            rate,
            points,
            explanation,
        })
    }

    /// The part of the weight for a rate, the rule, the arithmetic.
    fn by_rate(&self, rate: &Rational, finished: bool) -> (Rational, String, String) {
        let percent = rate * whole(100);
        let weight = self.weight;
        if self.steps.is_empty() {
            let line = self.full_from;
            let rule = match line == Decimal::HUNDRED {
                true => "按执行率计分，超过 100% 按 100% 计".to_owned(),
                false => format!("执行率达到 {line}% 得满分，低于按比例计分"),
            };
            let part = (&percent / line.to_rational())
                .min(whole(1))
                .max(Rational::zero());
            let arithmetic = format!("{weight} × {}%", show(&(&part * whole(100))));
            return (part, rule, arithmetic);
        }
        let words = step::in_words(&self.steps);
        let rule = format!("按执行率分档计分：任务全部完成且不超预算得满分，否则 {words}");
        if percent > whole(100) || (finished && percent <= whole(100)) {
            return (whole(1), rule, "满分".to_owned());
        }
        let step = step::reached(&self.steps, &percent);
        let part = step.map_or(Decimal::ZERO, |step| step.percent);
        (
            part.to_rational() / whole(100),
            rule,
            format!("{weight} × {part}%"),
        )
    }
}

fn finished(book: &Book) -> bool {
    book.objective
        .as_ref()
        .and_then(|objective| objective.all_done)
        .unwrap_or_default()
}

/// A book that does not say whether everything was done is scored as if it was not.
fn unsaid(book: &Book) -> Option<Remark> {
    let said = book.objective.as_ref().and_then(|one| one.all_done);
    let message = "总体目标没有写“全部完成”，按“否”计分：年度任务都完成的，写上“全部完成”＝是";
    let objective = EntryId::default().inside("总体目标", "", 1);
    said.is_none().then(|| {
        Remark::new(
            kind::COMPLETION_UNSAID,
            Subject::from(SUBJECT).at(objective),
            message,
        )
    })
}

fn inputs(totals: &Totals, rate: Option<&Rational>) -> Vec<(String, String)> {
    let mut inputs = vec![
        (
            "全年预算数（年初预算＋调整＋上年结转）".to_owned(),
            format!("{}万元", totals.full_year()),
        ),
        ("全年执行数".to_owned(), format!("{}万元", totals.executed)),
    ];
    if let Some(rate) = rate {
        inputs.push((
            "执行率".to_owned(),
            format!("{}%", show(&(rate * whole(100)))),
        ));
    }
    inputs
}

fn remark(totals: &Totals, rate: Option<&Rational>, remarks: &mut Vec<Remark>) {
    let (kind, message) = match rate {
        Some(rate) if *rate > whole(1) => (
            kind::OVERSPENT_IN_ALL,
            format!(
                "执行数 {}万元超过全年预算数 {}万元：核对预算调整是否漏记",
                totals.executed,
                totals.full_year()
            ),
        ),
        None if !totals.executed.is_zero() => (
            kind::SPENT_WITHOUT_BUDGET,
            "全年预算数为 0 却有执行数：补记预算".to_owned(),
        ),
        _ => return,
    };
    remarks.push(Remark::new(kind, SUBJECT, message));
}
