//! The monitoring of a period for the terminal and for programs.

use std::io::{self, Write};

use book::{
    Book, Date, Funds, History, Monitored, Monitoring, Scorecard, TargetChange, in_wan_yuan,
};
use work::{number, percent};

use crate::render::table;

/// The columns that are set to the right.
const NUMBERS: [usize; 3] = [2, 3, 4];

/// Writes the period as two tables, then what is missing or to be watched.
pub(crate) fn write(out: &mut impl Write, book: &Book, period: &Monitoring) -> io::Result<()> {
    writeln!(
        out,
        "{}{}绩效运行监控（{}，截至{}）\n",
        book.profile.name,
        period.period.chinese(),
        period.period.so_far(),
        period.period.last_day().chinese()
    )?;
    table::write(out, &goals(book, period), &NUMBERS)?;
    writeln!(out)?;
    table::write(out, &money(period), &[1, 2, 3, 4, 5])?;
    for one in period.indicators.iter().filter(|one| is_lit(one)) {
        writeln!(
            out,
            "\n{} {}灯：{}",
            one.indicator,
            one.light.word(),
            one.reason
        )?;
        if let Some(note) = &one.note {
            if let Some(cause) = &note.explanation {
                let causes: Vec<&str> = note.causes.iter().map(|cause| cause.word()).collect();
                match causes.is_empty() {
                    true => writeln!(out, "  原因：{cause}")?,
                    false => writeln!(out, "  原因（{}）：{cause}", causes.join("、"))?,
                }
            }
            if let Some(measure) = &note.remedy {
                writeln!(out, "  措施：{measure}")?;
            }
        }
    }
    for (place, remark) in period.remarks.iter().enumerate() {
        let gap = if place == 0 { "\n" } else { "" };
        writeln!(out, "{gap}{remark}")?;
    }
    Ok(())
}

/// Whether a light asks for words.
fn is_lit(one: &Monitored) -> bool {
    matches!(one.light, book::Light::Red | book::Light::Yellow)
}

fn goals(book: &Book, period: &Monitoring) -> Vec<[String; 7]> {
    let mut rows = vec![
        [
            "编号",
            "三级指标",
            "全年目标",
            "完成情况",
            "全年预计",
            "灯",
            "完成目标可能性",
        ]
        .map(str::to_owned),
    ];
    for one in &period.indicators {
        let indicator = book.indicator(&one.indicator);
        let unit = indicator.map_or("", |indicator| indicator.unit.as_str());
        rows.push([
            one.indicator.clone(),
            indicator.map_or_else(String::new, |indicator| indicator.name.clone()),
            one.target.clone(),
            one.actual.clone().unwrap_or_else(|| "—".to_owned()),
            forecast(one, unit),
            one.light.word().to_owned(),
            one.likelihood
                .map_or_else(|| "—".to_owned(), |likelihood| likelihood.word().to_owned()),
        ]);
    }
    rows
}

/// The forecast with its interval: `36次（30～42）`.
fn forecast(one: &Monitored, unit: &str) -> String {
    let forecast = one.forecast.as_ref();
    forecast.map_or_else(|| "—".to_owned(), |forecast| forecast.printed(unit))
}

fn money(period: &Monitoring) -> Vec<[String; 7]> {
    let mut rows = vec![
        [
            "资金（万元）",
            "年初预算",
            "全年预算",
            "执行数",
            "执行率",
            "时序进度",
            "灯",
        ]
        .map(str::to_owned),
    ];
    for line in period.lines.iter().chain([&period.funds]) {
        rows.push([
            line.name.clone(),
            in_wan_yuan(line.initial).to_string(),
            in_wan_yuan(line.budget).to_string(),
            in_wan_yuan(line.executed).to_string(),
            rate(line),
            percent(&line.time),
            line.light.word().to_owned(),
        ]);
    }
    rows
}

fn rate(funds: &Funds) -> String {
    funds.rate.as_ref().map_or_else(|| "—".to_owned(), percent)
}

/// The adjustments made by a day, and the effect of the year's on the score.
pub(crate) fn adjustments(
    out: &mut impl Write,
    book: &Book,
    until: Date,
    before: &Scorecard,
    after: &Scorecard,
) -> io::Result<()> {
    let made = |adjustment: &&TargetChange| adjustment.date <= until;
    let mut adjustments = book.adjustments.iter().filter(made).peekable();
    if adjustments.peek().is_none() {
        return Ok(());
    }
    writeln!(out, "\n年中调整")?;
    for adjustment in adjustments {
        let (kind, name) = adjustment.change.concerns();
        let (from, to) = adjustment.change.values();
        writeln!(
            out,
            "  {} {kind} {name}：{from} → {to}（{}；{}）",
            adjustment.date, adjustment.approval, adjustment.reason
        )?;
    }
    for (old, new) in before.indicators.iter().zip(&after.indicators) {
        if old.points != new.points {
            writeln!(
                out,
                "  {} {}：按原目标 {} 得 {} 分，按调整后 {} 得 {} 分",
                new.id, new.name, old.target, old.points, new.target, new.points
            )?;
        }
    }
    writeln!(
        out,
        "  总分：按原目标 {}，按调整后 {}",
        before.total, after.total
    )
}

/// What was forecast, period by period, against what came.
pub(crate) fn history(out: &mut impl Write, book: &Book, histories: &[History]) -> io::Result<()> {
    writeln!(out, "\n历次预计与年末实际")?;
    let heads = [
        "编号",
        "三级指标",
        "期间",
        "当时预计",
        "可能性",
        "灯",
        "年末实际",
        "相差",
        "在区间内",
    ];
    let mut rows = vec![heads.map(str::to_owned)];
    let none = || "—".to_owned();
    let (mut given, mut held) = (0, 0);
    for history in histories {
        let indicator = book.indicator(&history.indicator);
        let unit = indicator.map_or("", |indicator| indicator.unit.as_str());
        for looked in &history.forecasts {
            let Some(forecast) = &looked.forecast else {
                continue;
            };
            if let Some(inside) = looked.held {
                given += 1;
                held += usize::from(inside);
            }
            rows.push([
                history.indicator.clone(),
                indicator.map_or_else(String::new, |indicator| indicator.name.clone()),
                looked.period.to_string(),
                forecast.printed(unit),
                looked
                    .likelihood
                    .map_or_else(none, |one| one.word().to_owned()),
                looked.light.word().to_owned(),
                came(history, unit),
                looked.error.as_ref().map_or_else(none, number),
                looked
                    .held
                    .map_or_else(none, |held| if held { "是" } else { "否" }.to_owned()),
            ]);
        }
    }
    table::write(out, &rows, &[3, 6, 7])?;
    match given {
        0 => writeln!(out, "年度还没有结束，或者没有给出过区间，还不能对照。"),
        _ => writeln!(
            out,
            "给出区间的预计 {given} 次，年末实际落在区间内 {held} 次。"
        ),
    }
}

fn came(history: &History, unit: &str) -> String {
    let came = history.came.as_ref();
    came.map_or_else(|| "—".to_owned(), |came| format!("{}{unit}", number(came)))
}
