//! Budget lines and their execution (预算及执行), in 万元.

use num_traits::Zero;
use quantity::{Decimal, Rational};

use crate::number::{self, sum};
use crate::{Book, Measure, MeasureError};

/// One line of the budget.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BudgetLine {
    /// 名称, such as 人员经费.
    pub name: String,
    /// 类别
    pub spending: Spending,
    /// 资金来源, such as 一般公共预算拨款.
    pub source: String,
    /// The amounts. What was executed is computed when the book is read, where a measure says how.
    pub amounts: Totals,
    /// 执行统计: the measure of what was executed, in 万元; without one it is typed in.
    pub execution: Option<Measure>,
    /// 结转执行: how much of what was executed came out of what was carried over from last year, in 万元.
    pub carried_executed: Option<Decimal>,
    /// 结余说明: why money was left.
    pub unspent_reason: Option<String>,
    /// 指标: the indicators that show what the money brought about.
    pub indicators: Vec<String>,
}

/// Basic or project spending.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spending {
    /// 基本支出
    Basic,
    /// 项目支出
    Project,
}

impl Spending {
    /// Both kinds.
    pub const ALL: [Self; 2] = [Self::Basic, Self::Project];

    /// The word in the book: `基本支出`, `项目支出`.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Basic => "基本支出",
            Self::Project => "项目支出",
        }
    }
}

/// Budget amounts of one line, or summed over lines, in 万元.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// 年初预算数
    pub initial: Decimal,
    /// 预算调整数
    pub adjustment: Decimal,
    /// 上年结转
    pub carried: Decimal,
    /// 全年执行数
    pub executed: Decimal,
}

impl Totals {
    /// The sums over lines.
    pub fn of<'a>(lines: impl IntoIterator<Item = &'a BudgetLine>) -> Self {
        let amounts: Vec<Self> = lines.into_iter().map(|line| line.amounts).collect();
        let column = |part: fn(&Self) -> Decimal| sum(amounts.iter().map(part));
        Self {
            initial: column(|a| a.initial),
            adjustment: column(|a| a.adjustment),
            carried: column(|a| a.carried),
            executed: column(|a| a.executed),
        }
    }

    /// 全年预算数 = 年初预算 + 调整 + 上年结转.
    pub fn full_year(&self) -> Decimal {
        sum([self.initial, self.adjustment, self.carried])
    }

    /// 全年预算数 − 执行数.
    pub fn unspent(&self) -> Decimal {
        sum([self.full_year(), -self.executed])
    }

    /// 预算执行率 = 执行数 ÷ 全年预算数, as a plain ratio; `None` without a budget.
    pub fn execution_rate(&self) -> Option<Rational> {
        let budget = self.full_year().to_rational();
        (!budget.is_zero()).then(|| self.executed.to_rational() / budget)
    }
}

impl Book {
    /// Computes what was executed from the ledgers, for the budget lines that say how, and what was passed to other
    /// units. What fails counts as nothing; the errors name the line or the matter.
    pub(crate) fn execute_budget(&mut self) -> Vec<(String, String)> {
        let mut failed = Vec::new();
        let mut compute = |name: &str, measure: Option<&Measure>| {
            let amount = self.executed(measure?).unwrap_or_else(|problem| {
                failed.push((name.to_owned(), problem));
                Decimal::ZERO
            });
            Some(amount)
        };
        let lines = self.budget.iter();
        let executed: Vec<Option<Decimal>> = lines
            .map(|line| compute(&line.name, line.execution.as_ref()))
            .collect();
        let transfers = self.transfers.iter();
        let passed: Vec<Option<Decimal>> = transfers
            .map(|transfer| compute(&transfer.matter, transfer.measure.as_ref()))
            .collect();
        let lines = self.budget.iter_mut().map(|line| &mut line.amounts);
        let transfers = self.transfers.iter_mut().map(|one| &mut one.amounts);
        for (amounts, computed) in lines.zip(executed).chain(transfers.zip(passed)) {
            if let Some(computed) = computed {
                amounts.executed = computed;
            }
        }
        failed
    }

    fn executed(&self, measure: &Measure) -> Result<Decimal, String> {
        let measured = self
            .measure(measure, "万元")
            .map_err(|error: MeasureError| error.to_string())?;
        number::decimal(&measured.value).ok_or_else(|| format!("“{measure}”除不尽，不能作金额"))
    }
}
