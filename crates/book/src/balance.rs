//! The balance sheet (资产负债) in 万元.

use num_traits::Zero;
use quantity::{Decimal, Rational};

use crate::Date;
use crate::number::sum;

/// Assets, liabilities and net assets at a date. Totals are computed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BalanceSheet {
    /// 日期
    pub date: Date,
    /// 资产
    pub assets: Side,
    /// 负债
    pub liabilities: Side,
    /// 净资产
    pub net: Side,
}

/// One side of a balance sheet, as items that add up to it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Side {
    /// The items, such as 流动资产.
    pub items: Vec<Item>,
}

/// An item of a balance sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// 名称
    pub name: String,
    /// 金额, in 万元.
    pub amount: Decimal,
    /// 说明
    pub note: Option<String>,
}

impl BalanceSheet {
    /// 资产负债率 = 负债 ÷ 资产, as a plain ratio; `None` without assets.
    pub fn debt_ratio(&self) -> Option<Rational> {
        ratio(self.liabilities.total(), self.assets.total())
    }

    /// 资产 − 负债 − 净资产, in 万元: zero when the sheet balances.
    pub fn gap(&self) -> Decimal {
        sum([
            self.assets.total(),
            -self.liabilities.total(),
            -self.net.total(),
        ])
    }
}

impl Side {
    /// The sum of the items, in 万元.
    pub fn total(&self) -> Decimal {
        sum(self.items.iter().map(|item| item.amount))
    }

    /// An item's part of the total, as a plain ratio; `None` when the total is zero.
    pub fn share(&self, item: &Item) -> Option<Rational> {
        ratio(item.amount, self.total())
    }
}

fn ratio(part: Decimal, whole: Decimal) -> Option<Rational> {
    let whole = whole.to_rational();
    (!whole.is_zero()).then(|| part.to_rational() / whole)
}
