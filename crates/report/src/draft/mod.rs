//! Somebody's report turned into a book to correct (报告转账本): what it says, each with its place, and what could not be
//! placed.
//!
//! Nothing is invented and nothing is computed: values stand as they were printed. Where two places disagree neither wins;
//! both are told.

mod account;
mod outline;
mod people;
mod piece;
mod project;
mod prose;
mod sheet;
mod write;

use document::Document;

use piece::Pieces;

/// Something a report says, with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found<T> {
    /// What it says, as printed.
    pub value: T,
    /// Where, in words: `第3页 第2个表 第5行`.
    pub place: String,
}

/// What a report says of a unit's year.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// 单位
    pub unit: Option<Found<String>>,
    /// 年度
    pub year: Option<Found<String>>,
    /// 主管部门
    pub superior: Option<Found<String>>,
    /// 职责
    pub duties: Vec<Found<String>>,
    /// 人员, by kind.
    pub staff: Vec<Found<Staff>>,
    /// 资产负债: side, item, amount with its unit.
    pub balance: Vec<Found<Item>>,
    /// 预算, as a whole.
    pub budget: Option<Found<Funds>>,
    /// 预算, by item of the classification, as final accounts tell them.
    pub lines: Vec<Found<Line>>,
    /// 总体目标
    pub objective: Option<Found<String>>,
    /// What became of the overall goal.
    pub outcome: Option<Found<String>>,
    /// 指标
    pub indicators: Vec<Found<Row>>,
    /// 项目, each by its own form.
    pub projects: Vec<Form>,
    /// 问题
    pub problems: Vec<Found<String>>,
    /// 措施
    pub measures: Vec<Found<String>>,
    /// 结果应用
    pub uses: Vec<Found<String>>,
    /// Fields of which the report says several things.
    pub unsure: Vec<Unsure>,
    /// Sentences with figures that nothing took.
    pub unplaced: Vec<Found<String>>,
    /// What of the report could not be read, each with its place.
    pub unread: Vec<Found<String>>,
}

/// A self-evaluation form (自评表), of the unit or of a project.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Form {
    /// 项目名称; `None` for the unit's form.
    pub project: Option<Found<String>>,
    /// 部门名称, or 实施单位 of a project.
    pub unit: Option<Found<String>>,
    /// 主管部门
    pub superior: Option<Found<String>>,
    /// 年度资金总额
    pub funds: Option<Found<Funds>>,
    /// 预期目标
    pub objective: Option<Found<String>>,
    /// 实际完成情况
    pub outcome: Option<Found<String>>,
    /// 指标
    pub indicators: Vec<Found<Row>>,
}

/// Staff of one kind.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Staff {
    /// 类别
    pub kind: String,
    /// 编制
    pub posts: Option<String>,
    /// 在职
    pub serving: String,
    /// 实有
    pub present: Option<String>,
    /// 退休
    pub retired: Option<String>,
}

/// An item of the balance sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// 资产, 负债 or 净资产.
    pub side: &'static str,
    /// 名称
    pub name: String,
    /// The amount with its unit, as printed.
    pub amount: String,
}

/// The money of the year, amounts with their units as printed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Funds {
    /// 年初预算数
    pub initial: Option<String>,
    /// 全年预算数
    pub budget: Option<String>,
    /// 全年执行数
    pub executed: Option<String>,
    /// What of it was basic and what project spending.
    pub parts: Option<(String, String)>,
}

/// A line of the budget, amounts with their units as printed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// 名称, such as 行政运行.
    pub name: String,
    /// 资金来源, where the report says whose spending it tells of.
    pub source: Option<String>,
    /// 年初预算
    pub initial: String,
    /// 支出决算
    pub executed: String,
}

/// An indicator as its table or its line prints it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// 一级指标
    pub first: String,
    /// 二级指标
    pub second: String,
    /// 三级指标
    pub name: String,
    /// 年度指标值
    pub target: String,
    /// 实际完成值
    pub actual: String,
    /// 分值
    pub weight: String,
    /// 得分, as the report gave it.
    pub score: String,
    /// 偏差原因及改进措施
    pub reason: String,
}

/// A field of which a report says several things.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unsure {
    /// The field.
    pub field: String,
    /// What it says, each with its place.
    pub said: Vec<Found<String>>,
}

/// Reads a report for what a book holds.
pub fn draft(document: &Document) -> Draft {
    let pieces = Pieces::of(document);
    let mut draft = Draft::default();
    let mut used = vec![false; pieces.texts.len()];
    sheet::read(&pieces, &mut draft);
    account::read(&pieces, &mut draft, &mut used);
    prose::read(&pieces, &mut draft, &mut used);
    outline::read(&pieces, &mut draft, &mut used);
    draft.unplaced = pieces
        .texts
        .iter()
        .zip(&used)
        .filter(|(text, used)| !**used && prose::has_figure(&text.words))
        .map(|(text, _)| Found {
            value: text.words.clone(),
            place: text.place.clone(),
        })
        .collect();
    let faults = document.faults.iter();
    draft.unread = faults
        .map(|fault| Found {
            value: fault.message.clone(),
            place: fault.place.clone(),
        })
        .collect();
    draft
}

/// What one field comes to: said once or always the same it is taken, else both are told.
fn settle(
    field: &str,
    said: Vec<Found<String>>,
    unsure: &mut Vec<Unsure>,
) -> Option<Found<String>> {
    let first = said.first()?.clone();
    if said.iter().all(|one| one.value == first.value) {
        return Some(first);
    }
    unsure.push(Unsure {
        field: field.to_owned(),
        said,
    });
    None
}
