//! Indicators and figures from TOML.

use super::kind::{self, DATE, NAME, PERCENT, PLACES, POSITIVE, TEXT, YES_NO, choice};
use super::reference::{Names, References};
use crate::measure;
use crate::scoring::Rule;
use crate::{
    Actual, Date, Direction, Fact, Indicator, IndicatorBasis, Milestone, ParsePeriodError, Target,
    Value as Figure,
};
use quantity::{Decimal, Unit};
use settings::{Kind, Table, Value};

/// Reads one of `[["指标"]]`.
pub(crate) fn indicator(
    table: &mut Table<'_>,
    names: &mut Names,
    references: &mut References,
) -> Option<Indicator> {
    let id = table.required("编号", &NAME);
    if let (Some(id), Some(value)) = (&id, table.value("编号")) {
        names.take("编号", id, table.source, value.span());
    }
    let first = table.required("一级", &NAME);
    let second = table.required("二级", &NAME);
    let name = table.required("三级", &NAME);
    let unit = unit(table);
    let direction = direction(table);
    let target = target(table, direction, &unit);
    let cumulative = table.optional("累计", &YES_NO);
    let milestones = milestones(table, &unit);
    let weight = table.required("分值", &POSITIVE);
    let rule = rule(table, direction);
    let actual = actual(table, direction, &unit, references);
    let rating = rating(table, direction);
    let evidence = table.list("佐证", &NAME);
    let outcome = table.optional("完成情况", &TEXT);
    let deviation = table.optional("偏差原因", &TEXT);
    let improvement = table.optional("改进措施", &TEXT);
    let excess_reason = table.optional("超额原因", &TEXT);
    let target_too_low = table.optional("目标偏低", &YES_NO).unwrap_or_default();
    let last_year = table
        .value("上年完成值")
        .and_then(|value| in_unit(value, &unit));
    let basis = IndicatorBasis::decode(table, |_| true);
    Some(Indicator {
        id: id?,
        level1: first?,
        level2: second?,
        name: name?,
        target: target?,
        unit,
        cumulative,
        milestones,
        weight: weight?,
        rule: rule?,
        actual: actual?,
        rating,
        evidence,
        outcome,
        deviation,
        improvement,
        excess_reason,
        target_too_low,
        last_year,
        basis,
    })
}

/// 进度目标: `["2022-Q1=8", "2022-Q2=15"]`.
fn milestones(table: &mut Table<'_>, unit: &str) -> Vec<Milestone> {
    let texts = table.list("进度目标", &TEXT);
    let Some(value) = table.value("进度目标") else {
        return Vec::new();
    };
    let one = |text: &String| -> Result<Milestone, String> {
        let (period, number) = text
            .split_once(['=', '＝'])
            .ok_or_else(|| format!("“{text}”里没有等号"))?;
        let unit = unit.parse::<Unit>().ok();
        Ok(Milestone {
            period: period
                .parse()
                .map_err(|error: ParsePeriodError| error.to_string())?,
            value: crate::number::read(number.trim(), unit)?,
        })
    };
    let read = texts.iter().filter_map(|text| {
        let fault = |problem| {
            value.fault(
                problem,
                "写成 \"进度目标\" = [\"2022-Q1=8\", \"2022-Q2=15\"]",
            )
        };
        one(text).map_err(fault).ok()
    });
    read.collect()
}

/// Reads one of `[["数据"]]`.
pub(crate) fn fact(
    table: &mut Table<'_>,
    names: &mut Names,
    references: &mut References,
) -> Option<Fact> {
    let name = table.required("名称", &NAME);
    if let (Some(name), Some(value)) = (&name, table.value("名称")) {
        names.take("数据的名称", name, table.source, value.span());
        if name.contains(['.', '{', '}', '|']) {
            value.fault(format!("数据的名称“{name}”里有 . {{ }} 或 |"), "换一个名称");
        }
    }
    let unit = unit(table);
    let places = table.optional("小数", &PLACES);
    let value = match (table.value("数值"), table.value("统计")) {
        (Some(typed), None) => in_unit(typed, &unit).map(Figure::Typed),
        (None, Some(measured)) => references.measure(measured, &unit).map(Figure::Measure),
        (Some(typed), Some(measured)) => {
            both(typed);
            references.measure(measured, &unit).and(None)
        }
        (None, None) => {
            table.missing("数值", "补上“数值”（并写“来源”）或“统计”之一");
            None
        }
    };
    let source = table.optional("来源", &TEXT);
    let note = table.optional("说明", &TEXT);
    Some(Fact {
        name: name?,
        unit,
        places,
        value: value?,
        source,
        note,
    })
}

fn both(typed: Value<'_>) {
    let problem = format!("“{}”和“统计”只能有一个", typed.key);
    typed.fault(problem, "删去一个");
}

fn unit(table: &mut Table<'_>) -> String {
    table.optional("单位", &NAME).unwrap_or_default()
}

/// A number in the unit of its entry.
pub(crate) fn in_unit(value: Value<'_>, unit: &str) -> Option<Decimal> {
    match kind::number(value, unit.parse::<Unit>().ok()) {
        Ok(number) => Some(number),
        Err(problem) => {
            let problem = format!("“{}”的值不对：{problem}", value.key);
            value.fault(problem, format!("写成一个数，例如 \"{}\" = 30", value.key));
            None
        }
    }
}

fn direction(table: &mut Table<'_>) -> Option<Direction> {
    let words = Direction::ALL.map(Direction::word).join("、");
    let Some(value) = table.value("方向") else {
        table.missing(
            "方向",
            format!("补上，例如 \"方向\" = \"≥\"；可用：{words}"),
        );
        return None;
    };
    match value.as_text() {
        Some(">=") => Some(Direction::AtLeast),
        Some("<=") => Some(Direction::AtMost),
        _ => choice(value, &Direction::ALL, Direction::word),
    }
}

fn target(table: &mut Table<'_>, direction: Option<Direction>, unit: &str) -> Option<Target> {
    let Some(value) = table.value("目标") else {
        table.missing("目标", "没有目标值就无法评分，补上，例如 \"目标\" = 30");
        return None;
    };
    let number = || in_unit(value, unit);
    Some(match direction? {
        Direction::AtLeast => Target::AtLeast(number()?),
        Direction::MoreThan => Target::MoreThan(number()?),
        Direction::Exactly => Target::Exactly(number()?),
        Direction::AtMost => Target::AtMost(number()?),
        Direction::LessThan => Target::LessThan(number()?),
        Direction::Between => between(value, unit)?,
        Direction::State => Target::State(value.get(&TEXT)?),
        Direction::YesNo => Target::YesNo(value.get(&YES_NO)?),
        Direction::By => Target::By(value.get(&DATE)?),
    })
}

fn between(value: Value<'_>, unit: &str) -> Option<Target> {
    let ends: Vec<_> = match value.items() {
        Some(items) => items
            .map(|item| in_unit(item, unit))
            .collect::<Option<_>>()?,
        None => Vec::new(),
    };
    match ends.as_slice() {
        [low, high] if low <= high => Some(Target::Between(*low, *high)),
        _ => {
            value.fault("区间的目标要有下限和上限", "写成 \"目标\" = [90, 110]");
            None
        }
    }
}

/// The method; `Some(None)` leaves it to the scheme.
fn rule(table: &mut Table<'_>, direction: Option<Direction>) -> Option<Option<Rule>> {
    let Some(value) = table.value("评分") else {
        return Some(None);
    };
    let rule = Rule::decode(value)?;
    let direction = direction?;
    if !rule.name().suits(direction) {
        let (method, word) = (rule.name().word(), direction.word());
        let problem = format!("评分方法“{method}”不能用于方向“{word}”");
        value.fault(problem, "换一种方法，或删去“评分”按方案的默认方法");
        return None;
    }
    Some(Some(rule))
}

fn actual(
    table: &mut Table<'_>,
    direction: Option<Direction>,
    unit: &str,
    references: &mut References,
) -> Option<Actual> {
    let typed = table.value("完成值");
    let measured = table.value("统计");
    match (typed, measured) {
        (None, None) => Some(Actual::Blank),
        (Some(typed), Some(measured)) => {
            both(typed);
            references.measure(measured, unit).and(None)
        }
        (None, Some(value)) => {
            let unit = match direction? {
                Direction::State | Direction::YesNo => {
                    value.fault("这个方向的完成值不是数，不能统计", "改填“完成值”");
                    return None;
                }
                Direction::By => measure::DATE,
                _ => unit,
            };
            references.measure(value, unit).map(Actual::Measure)
        }
        (Some(value), None) => typed_actual(value, direction?, unit, references),
    }
}

pub(crate) fn typed_actual(
    value: Value<'_>,
    direction: Direction,
    unit: &str,
    references: &mut References,
) -> Option<Actual> {
    match direction {
        Direction::State => {
            let band: String = value.get(&NAME)?;
            references.band(band.clone(), value);
            Some(Actual::Band(band))
        }
        Direction::YesNo => value.get(&YES_NO).map(Actual::YesNo),
        Direction::By => value.get::<Date>(&DATE).map(Actual::Date),
        _ => in_unit(value, unit).map(Actual::Number),
    }
}

fn rating(table: &mut Table<'_>, direction: Option<Direction>) -> Option<Decimal> {
    let value = table.value("评定比例")?;
    if direction.is_some_and(|direction| direction != Direction::State) {
        value.fault("只有定性指标才有“评定比例”", "删去这一行");
        return None;
    }
    let rating = value.get(&PERCENT)?;
    if rating.is_negative() || rating > Decimal::HUNDRED {
        value.fault("“评定比例”要在 0 到 100 之间", "例如 \"评定比例\" = 95");
        return None;
    }
    Some(rating)
}

/// A list of names, each passed on with its place.
pub(crate) fn each<'a>(
    table: &mut Table<'a>,
    key: &'static str,
    kind: &Kind<String>,
    mut refer: impl FnMut(&String, Value<'a>),
) -> Vec<String> {
    let Some(value) = table.value(key) else {
        return Vec::new();
    };
    let mut take = |value: Value<'a>| {
        let name = value.get(kind)?;
        refer(&name, value);
        Some(name)
    };
    match value.items() {
        Some(items) => items.filter_map(take).collect(),
        None => take(value).into_iter().collect(),
    }
}
