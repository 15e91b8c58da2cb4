//! Indicators and money from the self-evaluation table (自评表), which may run over pages.

use super::piece::{Grid, Pieces};
use super::{Draft, Found, Funds, Row, Unsure};

/// Words of a head, and what stands below it.
type Head = (&'static [&'static str], fn(&mut Row) -> &mut String);

/// The columns of the table, by what their heads contain; the first that fits.
const HEADS: [Head; 8] = [
    (&["一级指标"], |row| &mut row.first),
    (&["二级指标"], |row| &mut row.second),
    (&["三级指标", "指标名称"], |row| &mut row.name),
    (
        &["年度指标值", "指标值", "目标值", "预期值"],
        |row| &mut row.target,
    ),
    (
        &["实际完成", "完成值", "全年完成", "完成情况"],
        |row| &mut row.actual,
    ),
    (&["分值", "权重"], |row| &mut row.weight),
    (&["得分", "自评分"], |row| &mut row.score),
    (&["偏差原因", "原因分析", "改进措施"], |row| {
        &mut row.reason
    }),
];

/// Of each of [`HEADS`], its column.
type Columns = [Option<usize>; HEADS.len()];

pub(super) fn read(pieces: &Pieces, draft: &mut Draft) {
    let mut open: Option<(Columns, usize)> = None;
    for grid in &pieces.grids {
        let width = grid.rows.first().map_or(0, Vec::len);
        let mut columns = open
            .filter(|(_, before)| *before == width)
            .map(|(columns, _)| columns);
        for (row, place) in grid.rows.iter().zip(&grid.places) {
            if let Some(found) = head(row) {
                columns = Some(found);
            } else if let Some(columns) = &columns {
                indicator(row, place, columns, draft);
            }
        }
        open = columns.map(|columns| (columns, width));
        funds(grid, draft);
        superior(grid, draft);
    }
}

/// The columns, when a row is the head of a table of indicators.
fn head(row: &[String]) -> Option<Columns> {
    let columns = HEADS.map(|(words, _)| {
        row.iter()
            .position(|cell| words.iter().any(|word| cell.contains(word)))
    });
    let [_, _, name, target, actual, ..] = columns;
    (name.is_some() && target.is_some() && actual.is_some() && name != target).then_some(columns)
}

fn indicator(cells: &[String], place: &str, columns: &Columns, draft: &mut Draft) {
    let mut row = Row::default();
    for ((_, field), column) in HEADS.iter().zip(columns) {
        if let Some(cell) = column.and_then(|column| cells.get(column)) {
            field(&mut row).clone_from(cell);
        }
    }
    let total = ["合计", "总分", "总计", "小计"];
    let sums_up = [&row.first, &row.second, &row.name]
        .iter()
        .any(|cell| total.iter().any(|word| cell.contains(word)));
    let money = row.first.contains("预算执行") || row.name.contains("预算执行率");
    if row.name.is_empty() || row.target.is_empty() || sums_up || money || row.name == row.first {
        return;
    }
    draft.indicators.push(Found {
        value: row,
        place: place.to_owned(),
    });
}

/// The row 年度资金总额 under 年初预算数, 全年预算数 and 全年执行数.
fn funds(grid: &Grid, draft: &mut Draft) {
    let column = |word: &str| {
        let mut rows = grid.rows.iter();
        rows.find_map(|row| row.iter().position(|cell| cell.contains(word)))
    };
    let unit = grid
        .rows
        .iter()
        .flatten()
        .any(|cell| cell.contains("万元"))
        .then_some("万元");
    let (Some(budget), Some(executed)) = (column("全年预算"), column("执行数")) else {
        return;
    };
    let total = grid.rows.iter().zip(&grid.places).find(|(row, _)| {
        let named = |cell: &String| cell.contains("资金总额") || cell.contains("预算总额");
        row.iter().any(named) && amount(row.get(budget), unit).is_some()
    });
    let Some((row, place)) = total else {
        return;
    };
    let found = Found {
        value: Funds {
            initial: column("年初预算").and_then(|at| amount(row.get(at), unit)),
            budget: amount(row.get(budget), unit),
            executed: amount(row.get(executed), unit),
        },
        place: place.clone(),
    };
    match &draft.budget {
        Some(known) if known.value != found.value => draft.unsure.push(Unsure {
            field: "预算".to_owned(),
            said: [known, &found]
                .map(|one| Found {
                    value: format!("{:?}", one.value.budget.as_deref().unwrap_or_default()),
                    place: one.place.clone(),
                })
                .to_vec(),
        }),
        _ => draft.budget = Some(found),
    }
}

/// An amount of a cell: digits, with the unit of the table.
fn amount(cell: Option<&String>, unit: Option<&str>) -> Option<String> {
    let cell = cell?;
    let digits = !cell.is_empty() && cell.chars().all(|c| c.is_ascii_digit() || ",.".contains(c));
    match (digits, unit) {
        (true, Some(unit)) => Some(format!("{cell}{unit}")),
        _ => None,
    }
}

/// What stands beside 主管部门.
fn superior(grid: &Grid, draft: &mut Draft) {
    for (row, place) in grid.rows.iter().zip(&grid.places) {
        let label = row.iter().position(|cell| cell.starts_with("主管部门"));
        let value =
            label.and_then(|at| row[at..].iter().find(|cell| !cell.starts_with("主管部门")));
        let Some(value) = value.filter(|value| value.chars().count() > 2) else {
            continue;
        };
        if draft.superior.is_none() {
            draft.superior = Some(Found {
                value: value.clone(),
                place: place.clone(),
            });
        }
    }
}
