//! A ledger of a hundred thousand rows loaded with its definition, merged, looked back into and saved.
//!
//! `cargo bench -p book --bench ledgers -- [ROWS]`

#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "a bench prints")]

use std::fmt::Write as _;
use std::fs;
use std::time::Instant;

use book::{Book, Cell, Date, Ledger, Row};
use quantity::Decimal;

const BOOK: &str = r#"
"年度" = 2022
"评分方案" = "caizheng-2020-10"
["单位"]
"名称" = "某县住房和城乡建设局"
"级别" = "单位"
"#;

const DEFINITION: &str = r#"
"列" = ["编号:文本*", "应收:万元", "减免:元", "实收:元", "受理:日期", "办结:日期?", "状态:枚举(在办|办结)", "登记日期:登记"]
"约束" = ["实收 = 应收 - 减免", "应收 > 0", "办结 ≥ 受理", "若 状态 = 办结 则 办结 非空"]
"#;

fn main() {
    let rows = std::env::args().find_map(|argument| argument.parse().ok());
    let rows: usize = rows.unwrap_or(100_000);
    let dir = tempfile::tempdir().unwrap();
    for folder in ["ledgers", "definitions"] {
        fs::create_dir(dir.path().join(folder)).unwrap();
    }
    fs::write(dir.path().join("book.toml"), BOOK).unwrap();
    fs::write(dir.path().join("definitions/配套费.toml"), DEFINITION).unwrap();
    fs::write(dir.path().join("ledgers/配套费.csv"), csv(rows)).unwrap();

    let mut book = timed("load and check", || {
        Book::read(&folder::Plain::new(dir.path())).unwrap()
    });
    let ledger = &book.ledgers["配套费"];
    let standing = timed("which rows stand", || ledger.standing().len());
    assert_eq!(standing, rows);
    let day = |month| Date::new(2022, month, 28).unwrap();
    let then = ledger.as_of(day(6));
    timed("which stood in June", || then.standing().len());

    let same = ledger.rows().to_vec();
    let merge = timed("merge the same rows", || ledger.merge(same, day(12)));
    assert!(merge.unwrap().changes_nothing());
    let corrected: Vec<Row> = ledger.rows().iter().map(corrected).collect();
    let merge = timed("merge corrections", || ledger.merge(corrected, day(12)));
    let merge = merge.unwrap();
    assert_eq!(merge.corrections(), rows);
    let mut longer: Ledger = ledger.clone();
    timed("apply them", || longer.apply(&merge).unwrap());
    assert_eq!(longer.standing().len(), rows);
    book.ledgers.insert("配套费".to_owned(), longer);
    timed("write all rows", || book.files().unwrap().len());
}

fn timed<T>(what: &str, work: impl FnOnce() -> T) -> T {
    let (start, worked) = (Instant::now(), processor_time());
    let done = work();
    let (elapsed, worked) = (start.elapsed().as_millis(), processor_time() - worked);
    println!("{elapsed:>6} ms, {worked:>5} ms of them at work: {what}");
    done
}

/// The milliseconds the process had a processor, where the system tells.
fn processor_time() -> u128 {
    let told = fs::read_to_string("/proc/self/schedstat").unwrap_or_default();
    let nanoseconds = told.split(' ').next().and_then(|first| first.parse().ok());
    nanoseconds.unwrap_or(0_u128) / 1_000_000
}

fn csv(rows: usize) -> String {
    let mut csv = "编号:文本*,应收:万元,减免:元,实收:元,受理:日期,办结:日期?,状态:枚举(在办|办结),登记日期:登记\n".to_owned();
    for row in 0..rows {
        let (due, waived) = (100_000 + row, row % 1000);
        let month = row % 11 + 1;
        writeln!(
            csv,
            "PTF-2022-{row:06},{}.{:04},{waived},{},2022-{month:02}-03,2022-{month:02}-20,办结,2022-{month:02}-21",
            due / 10_000,
            due % 10_000,
            due - waived,
        )
        .unwrap();
    }
    csv
}

/// The row with a waiver of nothing.
fn corrected(row: &Row) -> Row {
    let mut row = row.clone();
    row[2] = Cell::Number(Decimal::from(-1));
    row
}
