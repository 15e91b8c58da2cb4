//! `projects/NAME.toml`: one project of the unit.

use std::collections::BTreeMap;

use super::book::{Parts, goal, objective};
use super::indicator::{each, indicator};
use super::kind::{MONEY, NAME, TEXT, choice};
use super::reference::{Known, Names, References};
use super::year::{adjustment, notes};
use crate::measure::Calendar;
use crate::{BudgetLine, Fact, Nature, Project, Scheme, Span, Spending, names};
use settings::{Log, Source, Table, Value, suggestion};

/// The folder of a book that holds its projects.
pub(crate) const FOLDER: &str = "projects";

/// The file of a project, as it is written.
pub(crate) struct Written {
    /// The name of the project.
    pub(crate) name: String,
    /// The path inside the book.
    pub(crate) file: String,
    pub(crate) text: String,
}

/// What of the unit's book a project is read beside.
pub(super) struct Unit<'a> {
    pub(super) parts: &'a Parts,
    pub(super) scheme: Option<&'a Scheme>,
    pub(super) budget: &'a [BudgetLine],
    pub(super) facts: &'a [Fact],
    pub(super) fact_names: &'a Names,
    pub(super) calendar: Calendar,
}

/// Reads every project. The ids of their indicators join those of the unit.
pub(super) fn projects(unit: &Unit<'_>, ids: &mut Names, log: &Log) -> BTreeMap<String, Project> {
    let mut projects = BTreeMap::new();
    let mut claims = Claims::default();
    for written in &unit.parts.projects {
        let source = Source {
            file: &written.file,
            text: written.text.trim_start_matches('\u{feff}'),
            log,
        };
        if !names::is_word(&written.name) {
            let remedy = "改文件名：项目的名称不用空格和标点";
            source.line_fault(0, "项目的名称含有空格或标点", remedy);
        }
        let read = settings::read(&source, |table| {
            project(table, &written.name, unit, ids, &mut claims)
        });
        if let Some(project) = read {
            projects.insert(written.name.clone(), project);
        }
    }
    projects
}

fn project(
    table: &mut Table<'_>,
    name: &str,
    unit: &Unit<'_>,
    ids: &mut Names,
    claims: &mut Claims,
) -> Option<Project> {
    let references = &mut References::default();
    let code = table.optional("编码", &NAME);
    let nature = table
        .value("属性")
        .and_then(|value| choice(value, &Nature::ALL, Nature::word));
    let span = table.value("项目期").and_then(span);
    let department = table.optional("主管部门", &NAME);
    let executor = table.optional("实施单位", &NAME);
    let own = table
        .value("评分方案")
        .map(|_| super::book::scheme(table, unit.parts));
    let lines = lines(table, name, unit.budget, claims);
    let long_term = table.optional("中期目标", &TEXT);
    let long_term_fiscal = table.optional("中期财政拨款", &MONEY);
    let long_term_other = table.optional("中期其他资金", &MONEY);
    let objective = table.value("总体目标").map(|value| value.table(objective));
    let mut numbers = Names::default();
    let goals = table.tables("目标", |table| goal(table, &mut numbers));
    let indicators = table.tables("指标", |table| indicator(table, ids, references));
    let paid: Vec<BudgetLine> = unit
        .budget
        .iter()
        .filter(|line| match lines.as_slice() {
            [] => line.name == name,
            lines => lines.contains(&line.name),
        })
        .cloned()
        .collect();
    let adjustments = table.tables("调整", |table| adjustment(table, &indicators, &paid));
    let notes = table.tables("监控", |table| notes(table, &indicators, references));
    let scheme = match &own {
        Some(own) => own.as_ref(),
        None => unit.scheme,
    };
    let known = Known {
        parts: unit.parts,
        scheme,
        indicators: ids,
        facts: unit.fact_names,
        read_facts: unit.facts,
        calendar: unit.calendar,
    };
    references.check(&known, table.source);
    Some(Project {
        code,
        nature,
        span,
        department,
        executor,
        scheme: own.flatten().map(|scheme| scheme.name().to_owned()),
        lines,
        long_term,
        long_term_fiscal,
        long_term_other,
        objective: objective.flatten(),
        goals,
        indicators,
        adjustments,
        notes,
    })
}

fn span(value: Value<'_>) -> Option<Span> {
    let text = value.as_digits().or(value.as_text()).unwrap_or_default();
    text.parse()
        .map_err(|error: crate::ParseSpanError| {
            value.fault(
                format!("“项目期”的值不对：{error}"),
                "例如 \"项目期\" = \"2021-2023\"",
            );
        })
        .ok()
}

/// The budget lines that pay for a project: each there, each project spending, none of another project.
fn lines(
    table: &mut Table<'_>,
    name: &str,
    budget: &[BudgetLine],
    claims: &mut Claims,
) -> Vec<String> {
    let lines = each(table, "预算", &NAME, |line, value| {
        let fault = |problem, remedy| value.fault(problem, remedy);
        claims.take(line, name, budget, fault);
    });
    if lines.is_empty() {
        let source = table.source;
        let fault = |problem, remedy: String| source.fault(table.span.clone(), problem, remedy);
        claims.take(name, name, budget, fault);
    }
    lines
}

/// Which project a budget line pays for.
#[derive(Default)]
struct Claims(BTreeMap<String, String>);

impl Claims {
    fn take(
        &mut self,
        line: &str,
        project: &str,
        budget: &[BudgetLine],
        fault: impl Fn(String, String),
    ) {
        let is_project = |one: &&BudgetLine| one.spending == Spending::Project;
        let mut named = budget.iter().filter(|one| one.name == line).peekable();
        if named.peek().is_none() {
            let names = budget.iter().filter(is_project);
            let hint = suggestion(line, names.map(|one| one.name.as_str()));
            let remedy = format!("用“预算”写明由 book.toml 的哪几项预算开支（{hint}）");
            fault(format!("book.toml 里没有名为“{line}”的预算"), remedy);
        } else if !named.all(|one| is_project(&one)) {
            let remedy = "换成项目支出的预算，或改 book.toml 里它的“类别”".to_owned();
            fault(format!("预算“{line}”是基本支出，不能归项目"), remedy);
        } else if let Some(other) = self.0.insert(line.to_owned(), project.to_owned()) {
            let remedy = "一项预算只归一个项目，否则执行数会算两遍".to_owned();
            fault(format!("预算“{line}”已经归项目“{other}”"), remedy);
        }
    }
}
