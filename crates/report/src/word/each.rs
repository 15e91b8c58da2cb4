//! Rows of a table in a user's template that are repeated: one for each indicator, budget line, task and so on.

use book::{Book, Scorecard};

use crate::block::{deviation, target};

/// What can be repeated, with its fields: each gives template words.
type Field<T> = (&'static str, fn(&T, &Scorecard) -> String);

const INDICATOR: [Field<book::Indicator>; 11] = [
    ("编号", |one, _| one.id.clone()),
    ("一级", |one, _| one.level1.clone()),
    ("二级", |one, _| one.level2.clone()),
    ("三级", |one, _| one.name.clone()),
    ("目标", |one, _| target(one)),
    ("完成值", |one, _| named("指标", &one.id, "完成值")),
    ("分值", |one, _| named("指标", &one.id, "分值 | 数")),
    ("得分", |one, _| named("指标", &one.id, "得分 | 数")),
    ("完成情况", |one, _| said(one.outcome.as_ref())),
    ("偏差", deviation),
    ("措施", |one, _| said(one.improvement.as_ref())),
];

const BUDGET: [Field<book::BudgetLine>; 11] = [
    ("名称", |one, _| one.name.clone()),
    ("类别", |one, _| one.spending.word().to_owned()),
    ("资金来源", |one, _| one.source.clone()),
    ("年初预算", |one, _| {
        named("预算.项目", &one.name, "年初预算 | 数")
    }),
    ("调整", |one, _| {
        named("预算.项目", &one.name, "调整 | 数")
    }),
    ("上年结转", |one, _| {
        named("预算.项目", &one.name, "上年结转 | 数")
    }),
    ("全年预算", |one, _| {
        named("预算.项目", &one.name, "全年预算 | 数")
    }),
    ("执行数", |one, _| {
        named("预算.项目", &one.name, "执行数 | 数")
    }),
    ("结余", |one, _| {
        named("预算.项目", &one.name, "结余 | 数")
    }),
    ("执行率", |one, _| {
        named("预算.项目", &one.name, "执行率")
    }),
    ("结余说明", |one, _| said(one.unspent_reason.as_ref())),
];

const TASK: [Field<book::Task>; 3] = [
    ("名称", |one, _| one.name.clone()),
    ("内容", |one, _| said(one.text.as_ref())),
    ("完成情况", |one, _| said(one.outcome.as_ref())),
];

const GOAL: [Field<book::Goal>; 3] = [
    ("编号", |one, _| one.id.clone()),
    ("内容", |one, _| one.text.clone()),
    ("完成情况", |one, _| said(one.outcome.as_ref())),
];

const PROBLEM: [Field<book::Problem>; 5] = [
    ("内容", |one, _| one.text.clone()),
    ("原因", |one, _| said(one.cause.as_ref())),
    ("措施", |one, _| said(one.remedy.as_ref())),
    ("责任人", |one, _| said(one.owner.as_ref())),
    ("期限", |one, _| {
        one.deadline.map(book::Date::chinese).unwrap_or_default()
    }),
];

const STAFF: [Field<book::Staff>; 4] = [
    ("类别", |one, _| one.kind.clone()),
    ("编制", |one, _| match one.posts {
        Some(_) => named("人员", &one.kind, "编制 | 数"),
        None => String::new(),
    }),
    ("在职", |one, _| named("人员", &one.kind, "在职 | 数")),
    ("退休", |one, _| named("人员", &one.kind, "退休 | 数")),
];

const KINDS: [&str; 6] = ["指标", "预算", "任务", "目标", "问题", "人员"];

/// The place of a row among the others, from 1.
const ORDINAL: &str = "序号";

/// What can be repeated.
pub(super) fn kinds() -> impl Iterator<Item = &'static str> {
    KINDS.into_iter()
}

/// How many there are of a kind.
pub(super) fn count(book: &Book, _: &Scorecard, kind: &str) -> Option<usize> {
    Some(match kind {
        "指标" => book.indicators.len(),
        "预算" => book.budget.len(),
        "任务" => book.tasks.len(),
        "目标" => book.goals.len(),
        "问题" => book.problems.len(),
        "人员" => book.staff.len(),
        _ => return None,
    })
}

/// The fields of a kind.
pub(super) fn fields(kind: &str) -> Box<dyn Iterator<Item = &'static str>> {
    fn names<T>(fields: &'static [Field<T>]) -> Box<dyn Iterator<Item = &'static str>> {
        Box::new(fields.iter().map(|(name, _)| *name))
    }
    match kind {
        "指标" => names(&INDICATOR),
        "预算" => names(&BUDGET),
        "任务" => names(&TASK),
        "目标" => names(&GOAL),
        "问题" => names(&PROBLEM),
        "人员" => names(&STAFF),
        _ => Box::new(std::iter::empty()),
    }
}

/// The template words that a name means in the `at`th row of a kind: `指标.得分`, `序号`.
pub(super) fn item(
    book: &Book,
    card: &Scorecard,
    kind: &str,
    at: usize,
    name: &str,
) -> Option<String> {
    if name == ORDINAL {
        return Some((at + 1).to_string());
    }
    let field = name.strip_prefix(kind)?.strip_prefix('.')?;
    match kind {
        "指标" => words(&INDICATOR, book.indicators.get(at)?, card, field),
        "预算" => words(&BUDGET, book.budget.get(at)?, card, field),
        "任务" => words(&TASK, book.tasks.get(at)?, card, field),
        "目标" => words(&GOAL, book.goals.get(at)?, card, field),
        "问题" => words(&PROBLEM, book.problems.get(at)?, card, field),
        "人员" => words(&STAFF, book.staff.get(at)?, card, field),
        _ => None,
    }
}

fn words<T>(fields: &[Field<T>], one: &T, card: &Scorecard, field: &str) -> Option<String> {
    let (_, words) = fields.iter().find(|(name, _)| *name == field)?;
    Some(words(one, card))
}

fn named(group: &str, name: &str, part: &str) -> String {
    format!("{{{{ {group}.{name}.{part} }}}}")
}

fn said(words: Option<&String>) -> String {
    words.cloned().unwrap_or_default()
}
