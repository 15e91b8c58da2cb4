//! What happens within the year: adjustments and monitoring notes from TOML.

use super::indicator::typed_actual;
use super::kind::{DATE, MONEY, NAME, TEXT, choice};
use super::reference::References;
use crate::monitor::{Cause, IndicatorNote, Likelihood, PeriodNotes};
use crate::{Actual, BudgetLine, Change, Indicator, Period, TargetChange};
use settings::{Table, Value, suggestion};

/// Reads one of `[["调整"]]`.
pub(crate) fn adjustment(
    table: &mut Table<'_>,
    indicators: &[Indicator],
    budget: &[BudgetLine],
) -> Option<TargetChange> {
    let date = table.required("日期", &DATE);
    let approval = table.required("批准", &TEXT);
    let reason = table.required("原因", &TEXT);
    let change = match (table.value("指标"), table.value("预算")) {
        (Some(indicator), None) => target_change(table, indicator, indicators),
        (None, Some(line)) => budget_change(table, line, budget),
        (Some(_), Some(line)) => {
            line.fault("“指标”和“预算”只能有一个".to_owned(), "分成两条调整");
            None
        }
        (None, None) => {
            table.missing("指标", "补上“指标”的编号，或“预算”的名称");
            None
        }
    };
    Some(TargetChange {
        date: date?,
        approval: approval?,
        reason: reason?,
        change: change?,
    })
}

fn target_change(
    table: &mut Table<'_>,
    value: Value<'_>,
    indicators: &[Indicator],
) -> Option<Change> {
    let indicator = found(value, indicators)?;
    let mut number = |key| {
        let Some(value) = table.value(key) else {
            table.missing(key, format!("补上，例如 \"{key}\" = 30"));
            return None;
        };
        super::indicator::in_unit(value, &indicator.unit)
    };
    let (before, after) = (number("调整前"), number("调整后"));
    if indicator.target.number().is_none() {
        value.fault(
            format!("指标“{}”的目标不是一个数，不能这样调整", indicator.id),
            "直接改“目标”，并在“原因”里写明",
        );
        return None;
    }
    Some(Change::Target {
        indicator: indicator.id.clone(),
        before: before?,
        after: after?,
    })
}

fn budget_change(table: &mut Table<'_>, value: Value<'_>, budget: &[BudgetLine]) -> Option<Change> {
    let line = value.get(&NAME)?;
    let before = table.required("调整前", &MONEY);
    let after = table.required("调整后", &MONEY);
    if !budget.iter().any(|one| one.name == line) {
        let names = budget.iter().map(|one| one.name.as_str());
        value.fault(format!("没有名为“{line}”的预算"), suggestion(&line, names));
        return None;
    }
    Some(Change::Budget {
        line,
        before: before?,
        after: after?,
    })
}

/// Reads one of `[["监控"]]`.
pub(crate) fn notes(
    table: &mut Table<'_>,
    indicators: &[Indicator],
    references: &mut References,
) -> Option<PeriodNotes> {
    let period = table
        .required("期间", &NAME)
        .zip(table.value("期间"))
        .and_then(|(text, value)| period(&text, value));
    let date = table.optional("填报日期", &DATE);
    let summary = table.optional("说明", &TEXT);
    let indicators = table.tables("指标", |table| note(table, indicators, references));
    Some(PeriodNotes {
        period: period?,
        date,
        summary,
        indicators,
    })
}

pub(crate) fn period(text: &str, value: Value<'_>) -> Option<Period> {
    text.parse()
        .map_err(|error: crate::ParsePeriodError| {
            value.fault(
                error.to_string(),
                "季度写 年份-Q1 到 年份-Q4，半年写 年份-H1、年份-H2，到某月写 年份-月份，月份两位",
            );
        })
        .ok()
}

fn note(
    table: &mut Table<'_>,
    indicators: &[Indicator],
    references: &mut References,
) -> Option<IndicatorNote> {
    let Some(value) = table.value("编号") else {
        table.missing("编号", "补上指标的编号");
        return None;
    };
    let indicator = found(value, indicators);
    let causes = causes(table);
    let explanation = table.optional("原因说明", &TEXT);
    let remedy = table.optional("措施", &TEXT);
    let likelihood = table
        .value("可能性")
        .and_then(|value| choice(value, &Likelihood::ALL, Likelihood::word));
    let typed = table.value("完成值");
    let indicator = indicator?;
    let actual = match typed {
        None => Actual::Blank,
        Some(value) if matches!(indicator.actual, Actual::Measure(_)) => {
            value.fault(
                format!("指标“{}”由台账统计，不填完成值", indicator.id),
                "删去这一行",
            );
            return None;
        }
        Some(value) => typed_actual(
            value,
            indicator.target.direction(),
            &indicator.unit,
            references,
        )?,
    };
    Some(IndicatorNote {
        indicator: indicator.id.clone(),
        actual,
        causes,
        explanation,
        remedy,
        likelihood,
    })
}

fn causes(table: &mut Table<'_>) -> Vec<Cause> {
    let Some(value) = table.value("原因类别") else {
        return Vec::new();
    };
    match value.items() {
        Some(items) => items
            .filter_map(|item| choice(item, &Cause::ALL, Cause::word))
            .collect(),
        None => choice(value, &Cause::ALL, Cause::word)
            .into_iter()
            .collect(),
    }
}

fn found<'a>(value: Value<'_>, indicators: &'a [Indicator]) -> Option<&'a Indicator> {
    let id: String = value.get(&NAME)?;
    let found = indicators.iter().find(|indicator| indicator.id == id);
    if found.is_none() {
        let ids = indicators.iter().map(|indicator| indicator.id.as_str());
        value.fault(format!("没有编号为“{id}”的指标"), suggestion(&id, ids));
    }
    found
}
