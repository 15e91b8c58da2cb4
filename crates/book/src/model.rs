//! The book as a whole.

use std::collections::BTreeMap;

use crate::{
    BalanceSheet, BudgetLine, Definition, Evidence, Fact, Goal, Indicator, Ledger, LongLedger,
    Member, Objective, PeriodNotes, Problem, Profile, Project, Publication, RectificationLedger,
    ResultUse, Scheme, SelfEvaluation, Staff, Survey, TargetChange, Task, Thresholds, Totals,
    Transfer,
};

/// One unit's year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Book {
    /// 年度
    pub year: u16,
    /// 评分方案: the name of the scoring scheme.
    pub scheme: String,
    /// 指标包: the packs of indicators and ledgers the book draws on, by name.
    pub packs: Vec<String>,
    /// 单位
    pub profile: Profile,
    /// 自评
    pub evaluation: SelfEvaluation,
    /// 人员, by kind.
    pub staff: Vec<Staff>,
    /// 资产负债
    pub balance: Option<BalanceSheet>,
    /// 预算, by line.
    pub budget: Vec<BudgetLine>,
    /// 总体目标
    pub objective: Option<Objective>,
    /// 目标
    pub goals: Vec<Goal>,
    /// 任务
    pub tasks: Vec<Task>,
    /// 指标
    pub indicators: Vec<Indicator>,
    /// 项目, by name: `projects/学生资助.toml` is `学生资助`.
    pub projects: BTreeMap<String, Project>,
    /// 数据
    pub facts: Vec<Fact>,
    /// 满意度调查
    pub surveys: Vec<Survey>,
    /// 调整, within the year.
    pub adjustments: Vec<TargetChange>,
    /// 监控: what was said of each period.
    pub notes: Vec<PeriodNotes>,
    /// 监控阈值: where lights come on, as far as the book says otherwise than its scheme.
    pub thresholds: Thresholds,
    /// 问题
    pub problems: Vec<Problem>,
    /// 整改台账: ledgers that are lists of problems.
    pub rectification_ledgers: Vec<RectificationLedger>,
    /// 结果应用
    pub result_use: ResultUse,
    /// 公开
    pub publication: Publication,
    /// 内部往来: what passes between the unit and others of its department.
    pub transfers: Vec<Transfer>,
    /// 下属: the units whose books a department's book takes in; staff, balance, budget and pooled ledgers come from them.
    pub members: Vec<Member>,
    /// 台账, by name: `ledgers/供地.csv` is `供地`.
    pub ledgers: BTreeMap<String, Ledger>,
    /// Ledgers too long to be loaded, by name: measures look at their rows, nothing else does.
    pub long_ledgers: BTreeMap<String, LongLedger>,
    /// Narrative pieces, by name: `text/概况.md` is `概况`.
    pub texts: BTreeMap<String, String>,
    /// Files below `evidence/`.
    pub evidence: Evidence,
    /// The book's own scoring schemes, by name.
    pub schemes: BTreeMap<String, Scheme>,
    /// What its ledgers should look like, by the name of the ledger.
    pub definitions: BTreeMap<String, Definition>,
}

impl Book {
    /// The indicator of that id (编号), the unit's or a project's.
    pub fn indicator(&self, id: &str) -> Option<&Indicator> {
        self.all_indicators().find(|indicator| indicator.id == id)
    }

    /// The figure of that name (数据).
    pub fn fact(&self, name: &str) -> Option<&Fact> {
        self.facts.iter().find(|fact| fact.name == name)
    }

    /// The budget summed over all lines.
    pub fn totals(&self) -> Totals {
        Totals::of(&self.budget)
    }

    /// The scoring scheme the book names: its own, or else a shipped one.
    pub fn scoring_scheme(&self) -> Option<Scheme> {
        self.schemes
            .get(&self.scheme)
            .cloned()
            .or_else(|| Scheme::shipped(&self.scheme))
    }
}
