//! The import of a sheet of 100,000 rows, the first time and again: `cargo bench -p exchange`.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::time::Instant;

use book::{Book, Date, Definition};
use exchange::{Mapping, export, read, rows};
use folder::Plain;

const ROWS: usize = 100_000;

const LEDGER: &str = r#"
"列" = ["编号:文本*", "类别:枚举(甲类|乙类|丙类)", "面积:亩", "金额:元", "日期:日期", "完成:是否", "备注:文本?", "登记日期:登记"]
"#;

#[allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a bench stops, and says what it measured"
)]
fn main() {
    let folder = std::env::temp_dir().join(format!("kaocheng-import-{}", std::process::id()));
    let sheet = sheet();
    std::fs::create_dir_all(folder.join("definitions")).unwrap();
    std::fs::write(
        folder.join("book.toml"),
        "年度 = 2022\n评分方案 = \"caizheng-2020-10\"\n[单位]\n名称 = \"某局\"\n级别 = \"单位\"\n",
    )
    .unwrap();
    std::fs::write(folder.join("definitions/台账.toml"), LEDGER).unwrap();
    println!(
        "{ROWS} rows of 8 columns, {} MB of xlsx",
        sheet.len() / 1_000_000
    );
    for (time, day) in ["2022-07-05", "2022-08-05"].into_iter().enumerate() {
        let started = Instant::now();
        let (new, unchanged) = import(&folder, &sheet, day.parse().unwrap());
        let took = started.elapsed().as_millis();
        println!(
            "import {}: {took} ms, {new} new, {unchanged} unchanged",
            time + 1
        );
    }
    if let Some(peak) = peak() {
        println!("peak memory: {peak}");
    }
    std::fs::remove_dir_all(folder).unwrap();
}

/// From the bytes of the sheet to the saved book.
#[allow(clippy::unwrap_used, reason = "a bench stops")]
fn import(folder: &std::path::Path, bytes: &[u8], day: Date) -> (usize, usize) {
    let mut book = Book::read(&Plain::new(folder)).unwrap();
    let empty = || Definition::read("台账", LEDGER).unwrap().ledger();
    let mut ledger = book.ledgers.get("台账").cloned().unwrap_or_else(empty);
    let sheet = read(bytes, None).unwrap();
    let mapping = Mapping::find(&sheet, ledger.columns(), &BTreeMap::new()).unwrap();
    let incoming = rows(&sheet, &mapping, ledger.columns()).unwrap();
    let merge = ledger.merge(incoming.rows, day).unwrap();
    if !merge.changes_nothing() {
        ledger.apply(&merge).unwrap();
        book.ledgers.insert("台账".to_owned(), ledger);
        let (path, bytes) = book.ledger_file(&Plain::new(folder), "台账").unwrap();
        std::fs::create_dir_all(folder.join("ledgers")).unwrap();
        std::fs::write(folder.join(path), bytes).unwrap();
    }
    (merge.new_rows(), merge.unchanged())
}

#[allow(clippy::unwrap_used, reason = "a bench stops")]
fn sheet() -> Vec<u8> {
    let definition = Definition::read("台账", LEDGER).unwrap();
    let mut ledger = definition.ledger();
    for row in 0..ROWS {
        let mut text = String::new();
        let kind = ["甲类", "乙类", "丙类"][row % 3];
        let _ = write!(
            text,
            "N{row:06}|{kind}|{}.{:02}|{}.00|2022-{:02}-{:02}|{}|第{}批|2022-12-30",
            row % 300 + 1,
            row % 100,
            row * 37 % 900_000,
            row % 12 + 1,
            row % 28 + 1,
            if row % 7 == 0 { "否" } else { "是" },
            row % 50,
        );
        let cells = ledger.columns().iter().zip(text.split('|'));
        let row = cells
            .map(|(column, text)| column.read(text).unwrap())
            .collect();
        ledger.push(row).unwrap();
    }
    export("台账", &ledger, false).unwrap()
}

/// The greatest memory the process held, where the system tells.
fn peak() -> Option<String> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM"))?;
    Some(line.trim_start_matches("VmHWM:").trim().to_owned())
}
