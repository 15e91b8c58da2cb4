//! Money that passes between a department and its units (内部往来), as one side has it in its book.

use quantity::Decimal;

use crate::{Measure, Totals};

/// Money passed to another unit of the department, or owed between them, as one side has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transfer {
    /// 事项: what both sides call it.
    pub matter: String,
    /// 对方: the other unit, by its name or its short name.
    pub other: String,
    /// 方向 and 科目.
    pub account: Account,
    /// What of the budget of the line is meant for the other side, and what of it was passed on (`executed`); of a
    /// claim only the amount (`executed`), in 万元.
    pub amounts: Totals,
    /// 统计: the measure of what was passed, in 万元; without one it is typed in.
    pub measure: Option<Measure>,
}

/// Where a transfer stands in the accounts of its side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// 方向
    pub flow: Flow,
    /// 科目: the budget line, or the item of assets or liabilities.
    pub name: String,
}

/// Which way the money goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Flow {
    /// 拨出, out of a budget line.
    Paid,
    /// 收到, in a budget line.
    Received,
    /// 应收, among the assets.
    Receivable,
    /// 应付, among the liabilities.
    Payable,
}

impl Flow {
    /// Every way.
    pub const ALL: [Self; 4] = [Self::Paid, Self::Received, Self::Receivable, Self::Payable];

    /// The word in the book.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Paid => "拨出",
            Self::Received => "收到",
            Self::Receivable => "应收",
            Self::Payable => "应付",
        }
    }

    /// What the other side must have.
    pub const fn answered_by(self) -> Self {
        match self {
            Self::Paid => Self::Received,
            Self::Received => Self::Paid,
            Self::Receivable => Self::Payable,
            Self::Payable => Self::Receivable,
        }
    }

    /// Whether it is money of the budget, not a claim in the balance sheet.
    pub const fn is_of_budget(self) -> bool {
        matches!(self, Self::Paid | Self::Received)
    }

    /// Whether it is the side that is taken off: the payer's spending is not the last, and the claim is an asset.
    pub(crate) const fn gives(self) -> bool {
        matches!(self, Self::Paid | Self::Receivable)
    }
}

impl Transfer {
    /// What was passed, or is owed, in 万元.
    pub const fn amount(&self) -> Decimal {
        self.amounts.executed
    }
}
