//! A department's figures and where they come from, for the terminal and for programs.

use std::io::{self, Write};

use book::{Book, Consolidation, Elimination, Scorecard, Totals, UnitShare};
use quantity::{Decimal, Rational};
use serde_json::{Value, json};

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
        money(totals.initial),
        money(totals.full_year()),
        money(totals.executed),
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
            false => money(amount),
        };
        [
            one.matter.clone(),
            one.giver.clone(),
            one.taker.clone(),
            if one.of_budget {
                money(given.full_year())
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

fn money(amount: Decimal) -> String {
    Decimal::round(&amount.to_rational(), amount.scale().max(2)).to_string()
}

fn percent(ratio: &Rational) -> String {
    let hundred = Rational::from_integer(100.into());
    format!("{}%", Decimal::round(&(ratio * hundred), 2))
}

/// The same for programs; amounts are decimals in strings, in 万元.
pub(crate) fn json(book: &Book, statement: &Consolidation, card: &Scorecard) -> Value {
    let units = statement.units.iter().map(|unit| {
        let score = unit.score.as_ref();
        json!({
            "name": unit.name, "folder": unit.folder, "budget": totals_json(unit.totals), "staff": unit.present,
            "score": score.map(|(score, _)| score.to_string()), "grade": score.and_then(|(_, grade)| grade.as_ref()),
        })
    });
    let remarks = card.remarks.iter().map(|remark| {
        json!({
            "severity": remark.severity.to_string(), "subject": remark.subject, "message": remark.message,
        })
    });
    json!({
        "department": book.profile.name,
        "year": book.year,
        "units": units.collect::<Vec<_>>(),
        "sum": totals_json(statement.sum),
        "eliminated": totals_json(statement.eliminated),
        "total": totals_json(statement.total),
        "eliminations": statement.eliminations.iter().map(elimination_json).collect::<Vec<_>>(),
        "indicators": book.shares().iter().map(|one| indicator_json(statement, one)).collect::<Vec<_>>(),
        "remarks": remarks.collect::<Vec<_>>(),
    })
}

fn totals_json(totals: Totals) -> Value {
    json!({
        "initial": totals.initial.to_string(),
        "full_year": totals.full_year().to_string(),
        "executed": totals.executed.to_string(),
        "rate": totals.execution_rate().map(|rate| percent(&rate)),
    })
}

fn elimination_json(one: &Elimination) -> Value {
    let side = |told: &[(String, Totals)]| {
        let entries = told.iter().map(|(account, amounts)| {
            json!({
                "account": account, "budget": amounts.full_year().to_string(), "amount": amounts.executed.to_string(),
            })
        });
        entries.collect::<Vec<_>>()
    };
    json!({
        "matter": one.matter, "of_budget": one.of_budget, "giver": one.giver, "taker": one.taker,
        "given": side(&one.given), "taken": side(&one.taken),
        "eliminated": one.is_agreed(), "standing": one.standing.word(),
    })
}

fn indicator_json(statement: &Consolidation, one: &UnitShare) -> Value {
    let parts = statement.units.iter().zip(&one.parts).map(|(unit, part)| {
        json!({
            "unit": unit.name, "value": part.as_ref().map(|part| part.printed(&one.unit)),
        })
    });
    json!({
        "id": one.id, "name": one.name, "unit": one.unit, "value": one.whole.printed(&one.unit),
        "parts": parts.collect::<Vec<_>>(),
    })
}
