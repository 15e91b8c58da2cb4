//! The monitoring form of the example, as it is printed.

use std::path::Path;

use book::{Book, Period};
use document::{Block, markdown};

fn form(period: &str) -> document::Sheet {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/nanchang-jingkai-2022");
    let book = Book::read(&::folder::Plain::new(&folder)).unwrap();
    let scheme = book.scoring_scheme().unwrap();
    let period: Period = period.parse().unwrap();
    let monitoring = book.monitor(period, &scheme).unwrap();
    report::monitoring_sheet(&book, None, &scheme, &monitoring).unwrap()
}

#[test]
fn every_row_of_the_form_fills_its_sixteen_columns() {
    let sheet = form("2022-Q3");
    let mut hanging: Vec<(usize, usize)> = Vec::new();
    for (place, row) in sheet.rows.iter().enumerate() {
        let own: usize = row.iter().map(|entry| entry.colspan).sum();
        let above: usize = hanging.iter().map(|(_, columns)| columns).sum();
        assert_eq!(own + above, 16, "row {place}");
        hanging.retain_mut(|(rows, _)| {
            *rows -= 1;
            *rows > 0
        });
        let new = row.iter().filter(|entry| entry.rowspan > 1);
        hanging.extend(new.map(|entry| (entry.rowspan - 1, entry.colspan)));
    }
}

#[test]
fn the_form_says_what_the_ministry_asks_and_lies_on_its_side() {
    let document = form("2022-Q3").to_document();
    assert!(document.landscape);
    let text = markdown(&document);
    for words in [
        "1–9月执行情况",
        "全年预计完成情况",
        "经费保障",
        "硬件条件保障",
        "完全不可能",
        "年度资金总额",
        "全年预计执行数",
    ] {
        assert!(text.contains(words), "{words}");
    }
    let tables = document.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some((table.above > 0, table.head().len())),
        _ => None,
    });
    let tables: Vec<_> = tables.collect();
    assert_eq!(tables, [(true, 2)], "one table whose head repeats");
}
