//! A department's figures and where they come from, for the terminal and for programs.

use std::io::{self, Write};

use book::{Book, Consolidation, Scorecard, Totals, UnitShare, in_wan_yuan};
use quantity::Decimal;
use work::percent;

use crate::render::table;

/// Writes the units with their sum, what passes between them, each unit's part of the indicators, and what is to be
/// mended.
pub(crate) fn write(
    out: &mut impl Write,
    book: &Book,
    statement: &Consolidation,
    card: &Scorecard,
) -> io::Result<()> {
    let units = statement.units.len();
    let (name, year) = (&book.profile.name, book.year);
    writeln!(
        out,
        "{name}{year}年度部门汇总（{units}个单位，金额单位：万元）\n"
    )?;
    table::write(out, &accounts(statement), &[1, 2, 3, 4, 5, 6])?;
    if !statement.eliminations.is_empty() {
        writeln!(out, "\n内部往来：")?;
        table::write(out, &matters(statement), &[3, 4, 5])?;
    }
    let shares = book.shares();
    if !shares.is_empty() {
        writeln!(out, "\n指标（部门合在一起算，各单位单独算）：")?;
        for one in &shares {
            writeln!(out, "{}", indicator(statement, one))?;
        }
    }
    for (place, remark) in card.remarks.iter().enumerate() {
        let gap = if place == 0 { "\n" } else { "" };
        writeln!(out, "{gap}{remark}")?;
    }
    Ok(())
}

fn accounts(statement: &Consolidation) -> Vec<[String; 8]> {
    let heads = [
        "单位",
        "年初预算",
        "全年预算",
        "执行数",
        "执行率",
        "实有人数",
        "自评得分",
        "等级",
    ];
    let mut rows = vec![heads.map(str::to_owned)];
    for unit in &statement.units {
        let (score, grade) = match &unit.score {
            Some((score, grade)) => (score.to_string(), grade.clone().unwrap_or_default()),
            None => (String::new(), String::new()),
        };
        let people = unit.present.to_string();
        rows.push(account(&unit.name, unit.totals, [people, score, grade]));
    }
    let people: u64 = statement
        .units
        .iter()
        .map(|unit| u64::from(unit.present))
        .sum();
    let nothing = || [String::new(), String::new(), String::new()];
    let sum = [people.to_string(), String::new(), String::new()];
    rows.push(account("各单位合计", statement.sum, sum));
    let mut eliminated = account("减：内部往来", statement.eliminated, nothing());
    eliminated[4].clear();
    rows.push(eliminated);
    rows.push(account("部门汇总", statement.total, nothing()));
    rows
}

fn account(name: &str, totals: Totals, behind: [String; 3]) -> [String; 8] {
    let [people, score, grade] = behind;
    [
        name.to_owned(),
        in_wan_yuan(totals.initial).to_string(),
        in_wan_yuan(totals.full_year()).to_string(),
        in_wan_yuan(totals.executed).to_string(),
        totals
            .execution_rate()
            .map_or_else(String::new, |rate| percent(&rate)),
        people,
        score,
        grade,
    ]
}

fn matters(statement: &Consolidation) -> Vec<[String; 7]> {
    let heads = [
        "事项",
        "给出",
        "得到",
        "预算",
        "给出方金额",
        "得到方金额",
        "处理",
    ];
    let mut rows = vec![heads.map(str::to_owned)];
    let matters = statement.eliminations.iter();
    rows.extend(matters.map(|one| {
        let (given, taken) = (one.all_given(), one.all_taken());
        let side = |told: &[(String, Totals)], amount: Decimal| match told.is_empty() {
            true => "没有".to_owned(),
            false => in_wan_yuan(amount).to_string(),
        };
        [
            one.matter.clone(),
            one.giver.clone(),
            one.taker.clone(),
            if one.of_budget {
                in_wan_yuan(given.full_year()).to_string()
            } else {
                "债权债务".to_owned()
            },
            side(&one.given, given.executed),
            side(&one.taken, taken.executed),
            one.standing.word().to_owned(),
        ]
    }));
    rows
}

fn indicator(statement: &Consolidation, one: &UnitShare) -> String {
    let unit = &one.unit;
    let parts = statement.units.iter().zip(&one.parts);
    let parts = parts.map(|(name, part)| match part {
        Some(part) => format!("{} {}{unit}", name.name, part.printed(unit)),
        None => format!("{} —", name.name),
    });
    let parts: Vec<String> = parts.collect();
    let whole = one.whole.printed(unit);
    if one.parts.iter().all(Option::is_none) {
        return format!("{} {} {whole}{unit}（部门自己的台账）", one.id, one.name);
    }
    format!(
        "{} {} {whole}{unit}：{}",
        one.id,
        one.name,
        parts.join("，")
    )
}
