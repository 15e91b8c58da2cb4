//! `book.toml`.

use std::collections::{BTreeMap, BTreeSet};

use super::department::{self, transfer};
use super::indicator::{each, fact, indicator};
use super::kind::{DATE, MONEY, NAME, PEOPLE, TEXT, YEAR, YES_NO, choice};
use super::project::{Unit, Written, projects};
use super::rectification;
use super::reference::{Known, Names, References};
use super::survey::survey;
use super::year::{adjustment, notes};
use crate::measure::Calendar;
use crate::{
    BalanceSheet, Book, BudgetLine, Definition, Evidence, Goal, Item, Ledger, LongLedger, Measure,
    Member, Objective, Profile, Publication, Rank, ResultUse, Scheme, SelfEvaluation, Side,
    Spending, Staff, Task, Thresholds, Totals,
};
use quantity::Decimal;
use settings::Source;
use settings::Table;
use settings::suggestion;

/// The files beside `book.toml`.
pub(crate) struct Parts {
    pub(crate) ledgers: BTreeMap<String, Ledger>,
    pub(crate) long_ledgers: BTreeMap<String, LongLedger>,
    /// Names of ledgers that are there and could not be read.
    pub(crate) faulty_ledgers: BTreeSet<String>,
    pub(crate) texts: BTreeMap<String, String>,
    pub(crate) evidence: Evidence,
    pub(crate) schemes: BTreeMap<String, Scheme>,
    pub(crate) definitions: BTreeMap<String, Definition>,
    pub(crate) projects: Vec<Written>,
    /// The units' books, for a department.
    pub(crate) members: Vec<Member>,
}

/// Reads `book.toml` and checks what it says about the other files.
pub(crate) fn read(source: &Source<'_>, parts: Parts) -> Option<Book> {
    settings::read(source, |table| decode(table, parts))
}

fn decode(table: &mut Table<'_>, parts: Parts) -> Option<Book> {
    let references = &mut References::default();
    let year = table.required("年度", &YEAR);
    let scheme = scheme(table, &parts);
    let packs = table.list("指标包", &NAME);
    let members = department::named(table, &parts.members);
    let mut parts = parts;
    if let Some(year) = year {
        department::take_in(year, &members, &mut parts, table.source.log);
    }
    let profile = section(table, "单位", profile);
    let evaluation = table.table("自评", evaluation);
    let staff = table.tables("人员", staff);
    let balance = table.value("资产负债").map(|value| value.table(balance));
    let budget = table.tables("预算", |table| budget(table, references));
    let transfers = table.tables("内部往来", |table| {
        transfer(
            table,
            &budget,
            balance.as_ref().and_then(Option::as_ref),
            references,
        )
    });
    let objective = table.value("总体目标").map(|value| value.table(objective));
    let mut names = Names::default();
    let goals = table.tables("目标", |table| goal(table, &mut names));
    let mut names = Names::default();
    let tasks = table.tables("任务", |table| task(table, &mut names, references));
    let mut ids = Names::default();
    let indicators = table.tables("指标", |table| indicator(table, &mut ids, references));
    let mut names = Names::default();
    let facts = table.tables("数据", |table| fact(table, &mut names, references));
    let mut surveyed = Names::default();
    let surveys = table.tables("满意度调查", |table| {
        survey(table, &mut surveyed, references, &parts)
    });
    let adjustments = table.tables("调整", |table| adjustment(table, &indicators, &budget));
    let notes = table.tables("监控", |table| notes(table, &indicators, references));
    let thresholds = table.table("监控阈值", |table| Some(Thresholds::decode(table)));
    let problems = table.tables("问题", |table| rectification::problem(table, references));
    let rectification_ledgers =
        table.tables("整改台账", |table| rectification::ledger(table, &parts));
    let result_use = table.table("结果应用", result_use);
    let publication = table.table("公开", publication);
    let unit = Unit {
        parts: &parts,
        scheme: scheme.as_ref(),
        budget: &budget,
        facts: &facts,
        fact_names: &names,
        // A book without a year is at fault already.
        calendar: Calendar::of_year(year.unwrap_or(1)),
    };
    let projects = projects(&unit, &mut ids, table.source.log);
    let known = Known {
        parts: &parts,
        scheme: scheme.as_ref(),
        indicators: &ids,
        facts: &names,
        read_facts: &facts,
        calendar: unit.calendar,
    };
    references.check(&known, table.source);
    let mut book = Book {
        year: year?,
        scheme: scheme?.name().to_owned(),
        packs,
        profile: profile?,
        evaluation: evaluation.unwrap_or_default(),
        staff,
        balance: balance.flatten(),
        budget,
        objective: objective.flatten(),
        goals,
        tasks,
        indicators,
        projects,
        facts,
        surveys,
        adjustments,
        notes,
        thresholds: thresholds.unwrap_or_default(),
        problems,
        rectification_ledgers,
        result_use: result_use.unwrap_or_default(),
        publication: publication.unwrap_or_default(),
        transfers,
        members,
        ledgers: parts.ledgers,
        long_ledgers: parts.long_ledgers,
        texts: parts.texts,
        evidence: parts.evidence,
        schemes: parts.schemes,
        definitions: parts.definitions,
    };
    if book.is_department() {
        book.take_in_accounts();
    }
    Some(book)
}

fn section<'a, T>(
    table: &mut Table<'a>,
    key: &'static str,
    decode: impl FnOnce(&mut Table<'a>) -> Option<T>,
) -> Option<T> {
    if table.value(key).is_none() {
        table.missing(key, format!("补上小节 [\"{key}\"]"));
    }
    table.table(key, decode)
}

pub(super) fn scheme(table: &mut Table<'_>, parts: &Parts) -> Option<Scheme> {
    let name = table.required("评分方案", &NAME)?;
    let own = parts.schemes.get(&name).cloned();
    let scheme = own.or_else(|| Scheme::shipped(&name));
    if scheme.is_none()
        && let Some(value) = table.value("评分方案")
    {
        let shipped: Vec<&str> = Scheme::shipped_names().collect();
        let own = parts.schemes.keys().map(String::as_str);
        let known: Vec<&str> = own.chain(shipped).collect();
        let hint = suggestion(&name, known.iter().copied());
        let remedy = format!("换成已有的方案（{hint}），或自备 schemes/{name}.toml");
        value.fault(format!("没有评分方案“{name}”"), remedy);
    }
    scheme
}

fn profile(table: &mut Table<'_>) -> Option<Profile> {
    let name = table.required("名称", &NAME);
    let short_name = table.optional("简称", &NAME);
    let superior = table.optional("上级", &NAME);
    let rank = match table.value("级别") {
        Some(value) => choice(value, &Rank::ALL, Rank::word),
        None => {
            table.missing("级别", "补上 \"级别\" = \"单位\" 或 \"部门\"");
            None
        }
    };
    let duties = table.list("职责", &TEXT);
    let organisation = table.optional("机构", &TEXT);
    Some(Profile {
        name: name?,
        short_name,
        superior,
        rank: rank?,
        duties,
        organisation,
    })
}

fn evaluation(table: &mut Table<'_>) -> Option<SelfEvaluation> {
    Some(SelfEvaluation {
        basis: table.list("依据", &TEXT),
        organisation: table.optional("组织", &TEXT),
        author: table.optional("填报人", &NAME),
        telephone: table.optional("联系电话", &NAME),
        date: table.optional("填报日期", &DATE),
    })
}

fn staff(table: &mut Table<'_>) -> Option<Staff> {
    let kind = table.required("类别", &NAME);
    let posts = table.optional("编制", &PEOPLE);
    let present = table.optional("实有", &PEOPLE);
    let serving = table.required("在职", &PEOPLE);
    let retired = table.optional("退休", &PEOPLE).unwrap_or_default();
    Some(Staff {
        kind: kind?,
        posts,
        present: present.or(serving)?,
        serving: serving?,
        retired,
    })
}

fn balance(table: &mut Table<'_>) -> Option<BalanceSheet> {
    let date = table.required("日期", &DATE);
    let mut side = |key| Side {
        items: table.tables(key, item),
    };
    let (assets, liabilities, net) = (side("资产"), side("负债"), side("净资产"));
    Some(BalanceSheet {
        date: date?,
        assets,
        liabilities,
        net,
    })
}

fn item(table: &mut Table<'_>) -> Option<Item> {
    let name = table.required("名称", &NAME);
    let amount = table.required("金额", &MONEY);
    let note = table.optional("说明", &TEXT);
    Some(Item {
        name: name?,
        amount: amount?,
        note,
    })
}

fn budget(table: &mut Table<'_>, references: &mut References) -> Option<BudgetLine> {
    let name = table.required("名称", &NAME);
    let spending = match table.value("类别") {
        Some(value) => choice(value, &Spending::ALL, Spending::word),
        None => {
            table.missing("类别", "补上 \"类别\" = \"基本支出\" 或 \"项目支出\"");
            None
        }
    };
    let source = table.required("资金来源", &NAME);
    let initial = table.required("年初预算", &MONEY);
    let adjustment = table.optional("调整", &MONEY).unwrap_or_default();
    let carried = table.optional("上年结转", &MONEY).unwrap_or_default();
    let (executed, execution) = execution(table, references);
    let stated = table.optional("全年预算", &MONEY);
    let carried_executed = table.optional("结转执行", &MONEY);
    let unspent_reason = table.optional("结余说明", &TEXT);
    let indicators = indicators(table, references);
    let amounts = Totals {
        initial: initial?,
        adjustment,
        carried,
        executed: executed?,
    };
    if let (Some(stated), Some(value)) = (stated, table.value("全年预算"))
        && stated != amounts.full_year()
    {
        let problem = format!(
            "“全年预算”写的是 {stated}，而年初预算＋调整＋上年结转 = {}",
            amounts.full_year()
        );
        value.fault(problem, "核对这几个数，或删去“全年预算”由程序计算");
    }
    Some(BudgetLine {
        name: name?,
        spending: spending?,
        source: source?,
        amounts,
        execution,
        carried_executed,
        unspent_reason,
        indicators,
    })
}

/// What was executed: typed in, or a measure that is computed once the whole book is read.
fn execution(
    table: &mut Table<'_>,
    references: &mut References,
) -> (Option<Decimal>, Option<Measure>) {
    match (table.value("执行数"), table.value("执行统计")) {
        (None, Some(measured)) => {
            let measure = references.measure(measured, "万元");
            (measure.as_ref().map(|_| Decimal::ZERO), measure)
        }
        (Some(typed), Some(_)) => {
            typed.fault(
                "“执行数”和“执行统计”只能有一个".to_owned(),
                "删去一个；有台账的用“执行统计”",
            );
            (None, None)
        }
        _ => (table.required("执行数", &MONEY), None),
    }
}

pub(super) fn objective(table: &mut Table<'_>) -> Option<Objective> {
    let text = table.required("内容", &TEXT);
    let outcome = table.optional("完成情况", &TEXT);
    let all_done = table.optional("全部完成", &YES_NO);
    Some(Objective {
        text: text?,
        outcome,
        all_done,
    })
}

pub(super) fn goal(table: &mut Table<'_>, names: &mut Names) -> Option<Goal> {
    let id = table.required("编号", &NAME);
    if let (Some(id), Some(value)) = (&id, table.value("编号")) {
        names.take("编号", id, table.source, value.span());
    }
    let text = table.required("内容", &TEXT);
    let outcome = table.optional("完成情况", &TEXT);
    Some(Goal {
        id: id?,
        text: text?,
        outcome,
    })
}

fn task(table: &mut Table<'_>, names: &mut Names, references: &mut References) -> Option<Task> {
    let name = table.required("名称", &NAME);
    if let (Some(name), Some(value)) = (&name, table.value("名称")) {
        names.take("任务的名称", name, table.source, value.span());
    }
    let text = table.optional("内容", &TEXT);
    let outcome = table.optional("完成情况", &TEXT);
    let budget = table.optional("预算", &MONEY);
    let executed = table.optional("执行", &MONEY);
    let indicators = indicators(table, references);
    Some(Task {
        name: name?,
        text,
        outcome,
        budget,
        executed,
        indicators,
    })
}

fn indicators(table: &mut Table<'_>, references: &mut References) -> Vec<String> {
    each(table, "指标", &NAME, |id, value| {
        references.indicator(id.clone(), value);
    })
}

fn result_use(table: &mut Table<'_>) -> Option<ResultUse> {
    Some(ResultUse {
        uses: table.list("应用", &TEXT),
    })
}

fn publication(table: &mut Table<'_>) -> Option<Publication> {
    Some(Publication {
        channel: table.optional("方式", &NAME),
        url: table.optional("网址", &NAME),
        date: table.optional("日期", &DATE),
    })
}
