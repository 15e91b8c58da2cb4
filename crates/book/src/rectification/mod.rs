//! Rectification (整改): problems from every source, what became of them, and what is still open on a day.

mod carry;
mod check;
mod collect;
mod tally;

use std::collections::BTreeMap;

use quantity::Decimal;

use crate::{Date, Remark};

pub use carry::carried_on;
pub use tally::Tally;

/// How far a rectification is (整改状态).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// 未整改
    #[default]
    NotBegun,
    /// 整改中
    Underway,
    /// 已完成
    Done,
    /// 无法整改
    Impossible,
}

impl Stage {
    /// Every stage.
    pub const ALL: [Self; 4] = [Self::NotBegun, Self::Underway, Self::Done, Self::Impossible];

    /// The word in the book.
    pub const fn word(self) -> &'static str {
        match self {
            Self::NotBegun => "未整改",
            Self::Underway => "整改中",
            Self::Done => "已完成",
            Self::Impossible => "无法整改",
        }
    }

    /// Other words that ledgers have for it.
    pub(crate) const fn aliases(self) -> &'static [&'static str] {
        match self {
            Self::NotBegun => &["未完成", "未开始"],
            Self::Underway => &["正在整改", "推进中", "部分整改"],
            Self::Done => &["已整改", "完成", "整改到位", "已销号", "销号"],
            Self::Impossible => &["不能整改"],
        }
    }

    /// Whether something is still to be done.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::NotBegun | Self::Underway)
    }
}

/// What became of a problem after it was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FollowUp {
    /// 编号
    pub id: Option<String>,
    /// 来源: 监控, 单位自评, 部门评价, 财政评价, 审计, 督察, 巡察, 人大 or another; unless stated, 单位自评.
    pub source: Option<String>,
    /// 发现日期
    pub found: Option<Date>,
    /// 类别
    pub category: Option<String>,
    /// 涉及金额, in 万元.
    pub amount: Option<Decimal>,
    /// 责任单位
    pub unit: Option<String>,
    /// 状态
    pub stage: Stage,
    /// 完成日期
    pub done: Option<Date>,
    /// 未完成原因: why it is still open, or cannot be done.
    pub left: Option<String>,
    /// 佐证: files below `evidence/`.
    pub evidence: Vec<String>,
    /// 销号: who struck it off, and when.
    pub closure: Option<Closure>,
    /// 上年结转: it was carried on from last year.
    pub carried: bool,
}

/// Who struck a problem off the list, and when (销号).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closure {
    /// 销号人, a person or an office.
    pub by: String,
    /// 销号日期
    pub date: Date,
}

/// A ledger that is a list of problems (整改台账), and which of its columns says what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RectificationLedger {
    /// 台账
    pub ledger: String,
    /// 来源 of all its problems.
    pub source: String,
    /// 发现日期 of all its problems, where no column has it.
    pub found: Option<Date>,
    /// 佐证 of all that is done: files below `evidence/`.
    pub evidence: Vec<String>,
    /// 列: the column for each field, by the field's word.
    pub columns: BTreeMap<Field, String>,
    /// 状态: what words of the ledger mean, beyond the usual ones.
    pub words: BTreeMap<String, Stage>,
}

/// What a column of a rectification ledger can hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// 编号
    Id,
    /// 问题
    Text,
    /// 类别
    Category,
    /// 发现日期
    Found,
    /// 涉及金额
    Amount,
    /// 原因
    Cause,
    /// 措施
    Measure,
    /// 责任单位
    Unit,
    /// 责任人
    Owner,
    /// 期限
    Deadline,
    /// 状态
    Stage,
    /// 完成日期
    Done,
    /// 未完成原因
    Left,
    /// 佐证
    Evidence,
    /// 上年结转
    Carried,
}

impl Field {
    /// Every field.
    pub const ALL: [Self; 15] = [
        Self::Id,
        Self::Text,
        Self::Category,
        Self::Found,
        Self::Amount,
        Self::Cause,
        Self::Measure,
        Self::Unit,
        Self::Owner,
        Self::Deadline,
        Self::Stage,
        Self::Done,
        Self::Left,
        Self::Evidence,
        Self::Carried,
    ];

    /// The word in the book.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Id => "编号",
            Self::Text => "问题",
            Self::Category => "类别",
            Self::Found => "发现日期",
            Self::Amount => "涉及金额",
            Self::Cause => "原因",
            Self::Measure => "措施",
            Self::Unit => "责任单位",
            Self::Owner => "责任人",
            Self::Deadline => "期限",
            Self::Stage => "状态",
            Self::Done => "完成日期",
            Self::Left => "未完成原因",
            Self::Evidence => "佐证",
            Self::Carried => "上年结转",
        }
    }
}

/// All problems known on a day, in the order of the book, then of its ledgers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rectification {
    /// The day; `None` when everything the book says is taken.
    pub as_of: Option<Date>,
    /// The problems.
    pub items: Vec<Item>,
    /// What contradicts itself or is to be watched, errors first.
    pub remarks: Vec<Remark>,
}

/// A problem with what became of it by a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Where it stands: `问题3`, or the ledger and its row.
    pub place: String,
    /// The problem. Its stage is that of the day.
    pub problem: crate::Problem,
    /// 逾期: days since the deadline, while it is open.
    pub overdue: Option<i64>,
    /// Days until the deadline, while it is open and the deadline is near.
    pub due_in: Option<i64>,
}

impl Item {
    /// 编号, or the place where there is none.
    pub fn name(&self) -> &str {
        self.problem.follow_up.id.as_deref().unwrap_or(&self.place)
    }

    /// Whether it stands in a ledger, and not in `book.toml`.
    pub fn is_listed(&self) -> bool {
        self.place.starts_with(LEDGER)
    }

    /// 来源
    pub fn source(&self) -> &str {
        let source = self.problem.follow_up.source.as_deref();
        source.unwrap_or(OWN)
    }

    /// How far it is.
    pub fn stage(&self) -> Stage {
        self.problem.follow_up.stage
    }
}

/// With what the place of a problem in a ledger begins.
pub(crate) const LEDGER: &str = "台账";

/// The source of problems for which none is stated: what the unit found itself.
pub(crate) const OWN: &str = "单位自评";
