//! A score sheet for the terminal and for programs.

use std::io::{self, Write};

use book::{Scorecard, in_wan_yuan};
use work::score::is_sound;

use crate::Outcome;
use crate::render::table;

/// A book with an error cannot be handed in.
pub(crate) fn outcome(card: &Scorecard) -> Outcome {
    match is_sound(card) {
        true => Outcome::Clean,
        false => Outcome::Findings,
    }
}

/// Writes the sheet as a table, then what is to be mended or watched.
pub(crate) fn write(
    out: &mut impl Write,
    title: &str,
    card: &Scorecard,
    explain: bool,
) -> io::Result<()> {
    writeln!(out, "{title}绩效自评表（评分方案：{}）\n", card.scheme)?;
    let rows = rows(card);
    table::write(out, &rows, &NUMBERS)?;
    let grade = card
        .grade
        .as_ref()
        .map_or("未定", |grade| grade.name.as_str());
    writeln!(out, "\n总分 {} ／ {}，等级：{grade}", card.total, card.full)?;
    if let Some(normalised) = card.normalised {
        writeln!(out, "分值合计不是100，折算为百分制：{normalised}")?;
    }
    if explain {
        writeln!(out, "\n评分说明")?;
        if let Some(execution) = &card.execution {
            writeln!(out, "  预算执行率：{}", execution.explanation)?;
        }
        for item in &card.indicators {
            writeln!(out, "  {} {}：{}", item.id, item.name, item.explanation)?;
            if let Some(measured) = &item.measured {
                let sources = measured
                    .sources
                    .iter()
                    .map(|source| format!("{} {}", source.ledger, source.rows));
                writeln!(
                    out,
                    "      完成值：{}（{}）",
                    measured.formula,
                    sources.collect::<Vec<_>>().join("；")
                )?;
            }
            if let Some(adjustment) = &item.adjustment {
                writeln!(out, "      {}", adjustment.reason)?;
            }
        }
    }
    for (place, remark) in card.remarks.iter().enumerate() {
        let gap = if place == 0 { "\n" } else { "" };
        writeln!(out, "{gap}{remark}")?;
    }
    Ok(())
}

/// The columns that are set to the right.
const NUMBERS: [usize; 2] = [5, 6];

fn rows(card: &Scorecard) -> Vec<[String; 7]> {
    let mut rows = vec![
        [
            "一级指标",
            "二级指标",
            "三级指标",
            "年度指标值",
            "实际完成值",
            "分值",
            "得分",
        ]
        .map(str::to_owned),
    ];
    if let Some(execution) = &card.execution {
        rows.push([
            "预算执行".to_owned(),
            "预算执行率".to_owned(),
            String::new(),
            format!("{}万元", in_wan_yuan(execution.budget)),
            format!("{}万元", in_wan_yuan(execution.executed)),
            execution.weight.to_string(),
            execution.points.to_string(),
        ]);
    }
    let (mut first, mut second) = ("", "");
    for item in &card.indicators {
        let new_first = item.level1 != first;
        let new_second = new_first || item.level2 != second;
        (first, second) = (&item.level1, &item.level2);
        rows.push([
            if new_first {
                first.to_owned()
            } else {
                String::new()
            },
            if new_second {
                second.to_owned()
            } else {
                String::new()
            },
            item.name.clone(),
            item.target.clone(),
            item.actual.clone().unwrap_or_else(|| "未填".to_owned()),
            item.weight.to_string(),
            item.points.to_string(),
        ]);
    }
    rows
}
