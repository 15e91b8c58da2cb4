//! `book.toml` from a book.

use super::rectification;
use super::survey::survey;
use super::toml::{Writer, quoted};
use crate::indicator::yes_no;
use crate::scoring::{Method, Rule};
use crate::{
    Actual, BalanceSheet, Book, BudgetLine, Direction, Fact, Goal, Indicator, Objective,
    PeriodNotes, Profile, Publication, SelfEvaluation, Side, Staff, Target, TargetChange, Task,
    Thresholds, Transfer, Value,
};

/// The block of an indicator in `book.toml`.
pub(crate) fn block(entry: &Indicator) -> String {
    let mut out = Writer::default();
    indicator(&mut out, entry);
    out.into_string()
}

/// The text of `book.toml`.
pub(crate) fn write(book: &Book) -> String {
    let mut out = Writer::default();
    out.raw("年度", book.year);
    out.text("评分方案", &book.scheme);
    out.list("指标包", &book.packs);
    let members = book.members.iter().map(|member| member.folder.clone());
    out.list("下属", &members.collect::<Vec<_>>());
    profile(&mut out, &book.profile);
    evaluation(&mut out, &book.evaluation);
    each(&mut out, &book.transfers, transfer);
    each(&mut out, &book.staff, staff);
    if let Some(sheet) = &book.balance {
        balance(&mut out, sheet);
    }
    each(&mut out, &book.budget, budget);
    if let Some(whole) = &book.objective {
        objective(&mut out, whole);
    }
    each(&mut out, &book.goals, goal);
    each(&mut out, &book.tasks, task);
    each(&mut out, &book.indicators, indicator);
    each(&mut out, &book.facts, fact);
    each(&mut out, &book.surveys, survey);
    each(&mut out, &book.adjustments, adjustment);
    each(&mut out, &book.notes, notes);
    thresholds(&mut out, &book.thresholds);
    each(&mut out, &book.problems, rectification::problem);
    each(&mut out, &book.rectification_ledgers, rectification::ledger);
    if !book.result_use.uses.is_empty() {
        out.table(&["结果应用"]);
        out.list("应用", &book.result_use.uses);
    }
    publication(&mut out, &book.publication);
    out.into_string()
}

pub(super) fn each<T>(out: &mut Writer, items: &[T], write: fn(&mut Writer, &T)) {
    for item in items {
        write(out, item);
    }
}

fn profile(out: &mut Writer, profile: &Profile) {
    out.table(&["单位"]);
    out.text("名称", &profile.name);
    out.optional_text("简称", profile.short_name.as_ref());
    out.optional_text("上级", profile.superior.as_ref());
    out.text("级别", profile.rank.word());
    out.list("职责", &profile.duties);
    out.optional_text("机构", profile.organisation.as_ref());
}

fn evaluation(out: &mut Writer, evaluation: &SelfEvaluation) {
    if *evaluation == SelfEvaluation::default() {
        return;
    }
    out.table(&["自评"]);
    out.list("依据", &evaluation.basis);
    out.optional_text("组织", evaluation.organisation.as_ref());
    out.optional_text("填报人", evaluation.author.as_ref());
    out.optional_text("联系电话", evaluation.telephone.as_ref());
    out.optional("填报日期", evaluation.date);
}

fn staff(out: &mut Writer, staff: &Staff) {
    out.item(&["人员"]);
    out.text("类别", &staff.kind);
    out.optional("编制", staff.posts);
    if staff.present != staff.serving {
        out.raw("实有", staff.present);
    }
    out.raw("在职", staff.serving);
    if staff.retired > 0 {
        out.raw("退休", staff.retired);
    }
}

fn balance(out: &mut Writer, balance: &BalanceSheet) {
    out.table(&["资产负债"]);
    out.raw("日期", balance.date);
    side(out, "资产", &balance.assets);
    side(out, "负债", &balance.liabilities);
    side(out, "净资产", &balance.net);
}

fn side(out: &mut Writer, name: &str, side: &Side) {
    for item in &side.items {
        out.item(&["资产负债", name]);
        out.text("名称", &item.name);
        out.raw("金额", item.amount);
        out.optional_text("说明", item.note.as_ref());
    }
}

fn budget(out: &mut Writer, line: &BudgetLine) {
    out.item(&["预算"]);
    out.text("名称", &line.name);
    out.text("类别", line.spending.word());
    out.text("资金来源", &line.source);
    out.raw("年初预算", line.amounts.initial);
    out.nonzero("调整", line.amounts.adjustment);
    out.nonzero("上年结转", line.amounts.carried);
    match &line.execution {
        Some(measure) => out.text("执行统计", &measure.to_string()),
        None => out.raw("执行数", line.amounts.executed),
    }
    out.optional("结转执行", line.carried_executed);
    out.optional_text("结余说明", line.unspent_reason.as_ref());
    out.list("指标", &line.indicators);
}

fn transfer(out: &mut Writer, transfer: &Transfer) {
    let flow = transfer.account.flow;
    out.item(&["内部往来"]);
    out.text("事项", &transfer.matter);
    out.text("方向", flow.word());
    out.text("对方", &transfer.other);
    out.text("科目", &transfer.account.name);
    if flow.is_of_budget() {
        out.raw("年初预算", transfer.amounts.initial);
        out.nonzero("调整", transfer.amounts.adjustment);
        out.nonzero("上年结转", transfer.amounts.carried);
    }
    match &transfer.measure {
        Some(measure) => out.text("统计", &measure.to_string()),
        None => out.raw("金额", transfer.amount()),
    }
}

pub(super) fn goal(out: &mut Writer, goal: &Goal) {
    out.item(&["目标"]);
    out.text("编号", &goal.id);
    out.text("内容", &goal.text);
    out.optional_text("完成情况", goal.outcome.as_ref());
}

pub(super) fn objective(out: &mut Writer, objective: &Objective) {
    out.table(&["总体目标"]);
    out.text("内容", &objective.text);
    out.optional_text("完成情况", objective.outcome.as_ref());
    if let Some(done) = objective.all_done {
        out.text("全部完成", yes_no(done));
    }
}

fn task(out: &mut Writer, task: &Task) {
    out.item(&["任务"]);
    out.text("名称", &task.name);
    out.optional_text("内容", task.text.as_ref());
    out.optional_text("完成情况", task.outcome.as_ref());
    out.optional("预算", task.budget);
    out.optional("执行", task.executed);
    out.list("指标", &task.indicators);
}

pub(super) fn indicator(out: &mut Writer, indicator: &Indicator) {
    out.item(&["指标"]);
    out.text("编号", &indicator.id);
    out.text("一级", &indicator.level1);
    out.text("二级", &indicator.level2);
    out.text("三级", &indicator.name);
    target(out, &indicator.target);
    if !indicator.unit.is_empty() {
        out.text("单位", &indicator.unit);
    }
    if let Some(cumulative) = indicator.cumulative {
        out.text("累计", yes_no(cumulative));
    }
    let milestones = indicator.milestones.iter().map(ToString::to_string);
    out.list("进度目标", &milestones.collect::<Vec<_>>());
    out.raw("分值", indicator.weight);
    match &indicator.rule {
        None => {}
        Some(Rule::Named(name)) => out.text("评分", name.word()),
        Some(Rule::Given(method)) => out.raw("评分", inline(method)),
    }
    actual(out, &indicator.actual);
    out.optional("评定比例", indicator.rating);
    out.list("佐证", &indicator.evidence);
    out.optional_text("完成情况", indicator.outcome.as_ref());
    out.optional_text("偏差原因", indicator.deviation.as_ref());
    out.optional_text("改进措施", indicator.improvement.as_ref());
    out.optional_text("超额原因", indicator.excess_reason.as_ref());
    if indicator.target_too_low {
        out.text("目标偏低", yes_no(true));
    }
    out.optional("上年完成值", indicator.last_year);
    for (key, text) in indicator.basis.parts() {
        out.text(key, text);
    }
}

fn target(out: &mut Writer, target: &Target) {
    let direction: Direction = target.direction();
    out.text("方向", direction.word());
    match target {
        Target::AtLeast(value)
        | Target::MoreThan(value)
        | Target::Exactly(value)
        | Target::AtMost(value)
        | Target::LessThan(value) => out.raw("目标", value),
        Target::Between(low, high) => out.raw("目标", format!("[{low}, {high}]")),
        Target::State(text) => out.text("目标", text),
        Target::YesNo(yes) => out.text("目标", yes_no(*yes)),
        Target::By(date) => out.raw("目标", date),
    }
}

fn actual(out: &mut Writer, actual: &Actual) {
    match actual {
        Actual::Blank => {}
        Actual::Number(value) => out.raw("完成值", value),
        Actual::Date(date) => out.raw("完成值", date),
        Actual::YesNo(yes) => out.text("完成值", yes_no(*yes)),
        Actual::Band(band) => out.text("完成值", band),
        Actual::Measure(measure) => out.text("统计", &measure.to_string()),
    }
}

fn inline(method: &Method) -> String {
    let name = ("方法", quoted(method.name().word()));
    let entries: Vec<_> = std::iter::once(name)
        .chain(method.parameters())
        .map(|(key, value)| format!("\"{key}\" = {value}"))
        .collect();
    format!("{{ {} }}", entries.join(", "))
}

fn fact(out: &mut Writer, fact: &Fact) {
    out.item(&["数据"]);
    out.text("名称", &fact.name);
    if !fact.unit.is_empty() {
        out.text("单位", &fact.unit);
    }
    out.optional("小数", fact.places);
    match &fact.value {
        Value::Typed(value) => out.raw("数值", value),
        Value::Measure(measure) => out.text("统计", &measure.to_string()),
    }
    out.optional_text("来源", fact.source.as_ref());
    out.optional_text("说明", fact.note.as_ref());
}

pub(super) fn adjustment(out: &mut Writer, adjustment: &TargetChange) {
    let (kind, name) = adjustment.change.concerns();
    let (before, after) = adjustment.change.values();
    out.item(&["调整"]);
    out.raw("日期", adjustment.date);
    out.text("批准", &adjustment.approval);
    out.text("原因", &adjustment.reason);
    out.text(kind, name);
    out.raw("调整前", before);
    out.raw("调整后", after);
}

pub(super) fn notes(out: &mut Writer, notes: &PeriodNotes) {
    out.item(&["监控"]);
    out.text("期间", &notes.period.to_string());
    out.optional("填报日期", notes.date);
    out.optional_text("说明", notes.summary.as_ref());
    for note in &notes.indicators {
        out.item(&["监控", "指标"]);
        out.text("编号", &note.indicator);
        actual(out, &note.actual);
        let causes = note.causes.iter().map(|cause| cause.word().to_owned());
        out.list("原因类别", &causes.collect::<Vec<_>>());
        out.optional_text("原因说明", note.explanation.as_ref());
        out.optional_text("措施", note.remedy.as_ref());
        if let Some(likelihood) = note.likelihood {
            out.text("可能性", likelihood.word());
        }
    }
}

fn thresholds(out: &mut Writer, thresholds: &Thresholds) {
    if *thresholds == Thresholds::default() {
        return;
    }
    out.table(&["监控阈值"]);
    for (line, percent) in thresholds.stated() {
        out.raw(line.word(), percent);
    }
}

fn publication(out: &mut Writer, publication: &Publication) {
    if *publication == Publication::default() {
        return;
    }
    out.table(&["公开"]);
    out.optional_text("方式", publication.channel.as_ref());
    out.optional_text("网址", publication.url.as_ref());
    out.optional("日期", publication.date);
}
