//! The money of a project as its forms show it (项目资金), in 万元.

use quantity::{Decimal, Rational};

use crate::number::sum;
use crate::{Book, BudgetLine, Totals};

/// The money of a project: the three parts of the self-evaluation form of 财预〔2020〕10号, which add up to the whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Funding {
    /// 年度资金总额
    pub total: FundingSource,
    /// 当年财政拨款
    pub fiscal: FundingSource,
    /// 上年结转资金
    pub carried: FundingSource,
    /// 其他资金, of the year.
    pub other: FundingSource,
}

/// One row of the money.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FundingSource {
    /// 年初预算数
    pub initial: Decimal,
    /// 全年预算数
    pub budget: Decimal,
    /// 全年执行数; `None` where the book does not say how much came out of what was carried over.
    pub executed: Option<Decimal>,
}

impl FundingSource {
    /// 执行率, as a plain ratio; `None` without a budget, or where what was executed is not known.
    pub fn rate(&self) -> Option<Rational> {
        let executed = self.executed?.to_rational();
        (!self.budget.is_zero()).then(|| executed / self.budget.to_rational())
    }
}

impl Book {
    /// The money of appropriations (财政拨款), then all other money (其他资金); with what was carried over.
    pub fn by_funding(&self) -> [Totals; 2] {
        let (fiscal, other): (Vec<_>, Vec<_>) =
            self.budget.iter().partition(|line| line.is_fiscal());
        [Totals::of(fiscal), Totals::of(other)]
    }

    /// The money of the book's budget lines by where it comes from.
    pub fn funding(&self) -> Funding {
        let (fiscal, other): (Vec<_>, Vec<_>) =
            self.budget.iter().partition(|line| line.is_fiscal());
        let all = self.totals();
        let carried = self.budget.iter().map(BudgetLine::executed_of_carried);
        Funding {
            total: FundingSource {
                initial: all.initial,
                budget: all.full_year(),
                executed: Some(all.executed),
            },
            fiscal: of_the_year(&fiscal),
            carried: FundingSource {
                initial: Decimal::ZERO,
                budget: all.carried,
                executed: carried.collect::<Option<Vec<_>>>().map(sum),
            },
            other: of_the_year(&other),
        }
    }
}

/// The money of lines without what was carried over.
fn of_the_year(lines: &[&BudgetLine]) -> FundingSource {
    let all = Totals::of(lines.iter().copied());
    let carried = lines.iter().map(|line| line.executed_of_carried());
    let carried = carried.collect::<Option<Vec<_>>>().map(sum);
    FundingSource {
        initial: all.initial,
        budget: sum([all.initial, all.adjustment]),
        executed: carried.map(|carried| sum([all.executed, -carried])),
    }
}

/// What the names of appropriations have in them.
const FISCAL: [&str; 9] = [
    "拨款",
    "财政",
    "一般公共预算",
    "政府性基金",
    "国有资本经营",
    "转移支付",
    "专项资金",
    "债券",
    "国债",
];

/// What the names of other money have in them, though it is said to be the treasury's.
const NOT_FISCAL: [&str; 4] = ["财政专户", "非财政", "单位资金", "自筹"];

impl BudgetLine {
    /// Whether the money is an appropriation (财政拨款), by the name of its source; any other is 其他资金. Money managed in a
    /// special account of the treasury (财政专户管理资金) is not.
    pub fn is_fiscal(&self) -> bool {
        let has = |words: &[&str]| words.iter().any(|word| self.source.contains(word));
        has(&FISCAL) && !has(&NOT_FISCAL)
    }

    /// How much of what was executed came out of what was carried over; `None` where the book does not say.
    pub fn executed_of_carried(&self) -> Option<Decimal> {
        let none = self.amounts.carried.is_zero() || self.amounts.executed.is_zero();
        self.carried_executed.or(none.then_some(Decimal::ZERO))
    }
}
