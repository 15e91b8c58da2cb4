//! The self-evaluations of a unit's projects side by side (项目支出绩效自评汇总表).

use std::cell::OnceCell;

use book::{Book, Evaluated, Evaluations, Figures};
use document::{Entry, Sheet};

use super::entries::{MONEY, added, centred, head, money, points, rate, wide};

const HEADS: [&str; 10] = [
    "序号",
    "项目名称",
    "实施单位",
    "年初预算数",
    "全年预算数",
    "全年执行数",
    "执行率",
    "总分",
    "等级",
    "失分的指标及原因",
];

/// Columns of the amounts.
const INITIAL: usize = 3;
const BUDGET: usize = 4;
const EXECUTED: usize = 5;

/// One row a project, then the sums and the number of each grade (项目支出绩效自评汇总表). Sums and rates are formulas.
pub fn projects_sheet(book: &Book, all: &Evaluations) -> Sheet {
    let mut sheet = Sheet {
        name: "项目自评汇总".to_owned(),
        title: Some("项目支出绩效自评汇总表".to_owned()),
        note: Some(format!("{}　{}年度", book.profile.name, book.year)),
        unit: Some(MONEY.to_owned()),
        rows: vec![HEADS.into_iter().map(head).collect()],
        header: 0..1,
        frozen: true,
        widths: vec![6, 22, 20, 12, 12, 12, 10, 9, 7, 36],
        landscape: true,
        ..Sheet::default()
    };
    for (at, one) in all.projects.iter().enumerate() {
        let row = project(at + 1, one, &sheet);
        sheet.rows.push(row);
    }
    sheet.rows.push(sums(all, &sheet));
    let grades = all.grades().into_iter();
    let grades: Vec<String> = grades
        .map(|(grade, count)| format!("{grade}{count}个"))
        .collect();
    let told = format!("共{}个项目：{}", all.projects.len(), grades.join("、"));
    sheet.rows.push(vec![
        wide(head("等级分布"), 2),
        wide(Entry::text(told), HEADS.len() - 2),
    ]);
    sheet
}

fn project(number_in_list: usize, one: &Evaluated, sheet: &Sheet) -> Vec<Entry> {
    let totals = one.book.totals();
    let card = &one.card;
    let at = |column| sheet.address(sheet.rows.len(), column);
    let ratio = totals.execution_rate();
    let grade = card.grade.as_ref();
    vec![
        centred(number_in_list.to_string()),
        Entry::text(&one.name),
        Entry::text(&one.book.profile.name),
        money(totals.initial),
        money(totals.full_year()),
        money(totals.executed),
        ratio.map_or_else(Entry::empty, |ratio| {
            rate(format!("{}/{}", at(EXECUTED), at(BUDGET)), &ratio)
        }),
        points(one.points()),
        centred(grade.map_or("未评定", |grade| grade.name.as_str())),
        Entry::text(losses(one)),
    ]
}

/// The indicators that lost points, with the reason the project gives.
fn losses(one: &Evaluated) -> String {
    let figures = OnceCell::new();
    let filled = |words: &str| match words.contains("{{") {
        true => figures.get_or_init(|| Figures::of(&one.book)).fill(words),
        false => words.to_owned(),
    };
    let pairs = one.card.indicators.iter().zip(&one.book.indicators);
    let lost = pairs.filter(|(scored, _)| scored.points < scored.weight);
    let told = lost.map(|(scored, indicator)| {
        let reason = indicator.deviation.as_deref().unwrap_or("原因未说明");
        let reason = filled(reason.trim_end_matches('。'));
        format!(
            "{}（{}／{}）：{reason}",
            scored.name, scored.points, scored.weight
        )
    });
    told.collect::<Vec<_>>().join("\n")
}

fn sums(all: &Evaluations, sheet: &Sheet) -> Vec<Entry> {
    let totals = all.totals();
    let last = sheet.rows.len();
    let sum = |column, value| {
        let [first, last] = [1, last - 1].map(|row| sheet.address(row, column));
        added(format!("SUM({first}:{last})"), value)
    };
    let at = |column| sheet.address(last, column);
    let ratio = totals.execution_rate();
    vec![
        wide(head("合计"), INITIAL),
        sum(INITIAL, totals.initial),
        sum(BUDGET, totals.full_year()),
        sum(EXECUTED, totals.executed),
        ratio.map_or_else(Entry::empty, |ratio| {
            rate(format!("{}/{}", at(EXECUTED), at(BUDGET)), &ratio)
        }),
        Entry::empty(),
        Entry::empty(),
        Entry::empty(),
    ]
}
