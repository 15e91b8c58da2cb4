//! The projects of a unit with their scores, for the terminal and for programs.

use std::io::{self, Write};

use book::{Evaluated, Evaluations, Totals, in_wan_yuan};

use crate::render::table;
use work::percent;

/// The columns that are set to the right.
const NUMBERS: [usize; 4] = [1, 2, 3, 4];

/// Writes the table with its sum, the number of each grade, then what is to be mended or watched by project.
pub(crate) fn write(out: &mut impl Write, title: &str, all: &Evaluations) -> io::Result<()> {
    writeln!(
        out,
        "{title}项目支出绩效自评汇总，{}个项目，金额单位：万元\n",
        all.projects.len()
    )?;
    let heads = ["项目", "全年预算", "执行数", "执行率", "得分", "等级"];
    let mut rows = vec![heads.map(str::to_owned)];
    rows.extend(all.projects.iter().map(row));
    rows.push(cells("合计", &all.totals(), String::new(), String::new()));
    table::write(out, &rows, &NUMBERS)?;
    let grades = all.grades().into_iter();
    let grades = grades.map(|(grade, count)| format!("{grade}{count}个"));
    writeln!(out, "\n等级：{}", grades.collect::<Vec<_>>().join("、"))?;
    for one in &all.projects {
        for (place, remark) in one.card.remarks.iter().enumerate() {
            if place == 0 {
                writeln!(out, "\n{}", one.name)?;
            }
            writeln!(out, "  {remark}")?;
        }
    }
    Ok(())
}

fn row(one: &Evaluated) -> [String; 6] {
    let points = one.points().to_string();
    cells(&one.name, &one.totals(), points, grade(one).to_owned())
}

fn cells(name: &str, totals: &Totals, total: String, grade: String) -> [String; 6] {
    let rate = totals.execution_rate();
    [
        name.to_owned(),
        in_wan_yuan(totals.full_year()).to_string(),
        in_wan_yuan(totals.executed).to_string(),
        rate.map_or_else(|| "—".to_owned(), |rate| percent(&rate)),
        total,
        grade,
    ]
}

fn grade(one: &Evaluated) -> &str {
    let grade = one.card.grade.as_ref();
    grade.map_or("未定", |grade| grade.name.as_str())
}
