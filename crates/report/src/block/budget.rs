//! The budget execution tables (预算执行情况表), by line and by source of funds.

use book::Spending;
use document::Align::{self, Center, Left, Right};

use super::cells::Filler;
use super::place;
use crate::compose::Composer;

const AMOUNTS: [&str; 6] = [
    "年初预算",
    "调整",
    "上年结转",
    "全年预算",
    "执行数",
    "执行率",
];

/// Basic and project spending with their lines and subtotals.
pub(crate) fn by_line(composer: &mut Composer<'_>) {
    let book = composer.names.book;
    let heads = [
        "支出项目",
        "资金来源",
        "年初预算数",
        "调整数",
        "上年结转",
        "全年预算数",
        "全年执行数",
        "执行率",
    ];
    let mut table = Filler::new(composer, &heads, &[9, 8, 6, 5, 5, 6, 6, 6]);
    for spending in Spending::ALL {
        let lines: Vec<_> = book
            .budget
            .iter()
            .filter(|line| line.spending == spending)
            .collect();
        for line in &lines {
            let path = format!("预算.项目.{}", line.name);
            row(&mut table, (&line.name, Left), Some(&line.source), &path);
        }
        if !lines.is_empty() {
            let word = spending.word();
            let label = format!("{word}小计");
            row(
                &mut table,
                (&label, Center),
                Some(""),
                &format!("预算.{word}"),
            );
        }
    }
    row(&mut table, ("**合计**", Center), Some(""), "预算");
    table.finish("预算执行情况　单位：万元");
}

/// One row a source of funds.
pub(crate) fn by_source(composer: &mut Composer<'_>) {
    let mut sources: Vec<&str> = Vec::new();
    for line in &composer.names.book.budget {
        if !sources.contains(&line.source.as_str()) {
            sources.push(&line.source);
        }
    }
    let heads = [
        "资金来源",
        "年初预算数",
        "调整数",
        "上年结转",
        "全年预算数",
        "全年执行数",
        "执行率",
    ];
    let mut table = Filler::new(composer, &heads, &[9, 6, 5, 5, 6, 6, 6]);
    for source in sources {
        row(
            &mut table,
            (source, Left),
            None,
            &format!("预算.来源.{source}"),
        );
    }
    row(&mut table, ("**合计**", Center), None, "预算");
    table.finish("按资金来源的预算执行情况　单位：万元");
}

fn row(table: &mut Filler<'_, '_>, label: (&str, Align), source: Option<&str>, path: &str) {
    let place = place("预算");
    let mut cells = vec![table.cell(label.0, label.1, &place)];
    if let Some(source) = source {
        cells.push(table.cell(source, Left, &place));
    }
    for amount in AMOUNTS {
        let option = if amount == "执行率" { "" } else { " | 数" };
        let words = format!("{{{{ {path}.{amount}{option} }}}}");
        cells.push(table.cell(&words, Right, &place));
    }
    table.row(cells);
}
