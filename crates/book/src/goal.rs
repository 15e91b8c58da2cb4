//! Objectives and tasks of the year.

use quantity::Decimal;

/// The overall objective (年度总体目标).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Objective {
    /// 内容
    pub text: String,
    /// 完成情况
    pub outcome: Option<String>,
    /// 全部完成: every task of the year is done, which matters where budget execution is scored by steps; where nothing is
    /// said, it counts as no.
    pub all_done: Option<bool>,
}

/// One numbered goal of the year (年度绩效目标).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Goal {
    /// 编号, unique in the book.
    pub id: String,
    /// 内容
    pub text: String,
    /// 完成情况
    pub outcome: Option<String>,
}

/// A main task of the year (年度主要任务).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    /// 名称, unique in the book.
    pub name: String,
    /// 内容
    pub text: Option<String>,
    /// 完成情况
    pub outcome: Option<String>,
    /// 预算, in 万元.
    pub budget: Option<Decimal>,
    /// 执行, in 万元.
    pub executed: Option<Decimal>,
    /// 指标: ids of the indicators that show the task.
    pub indicators: Vec<String>,
}
