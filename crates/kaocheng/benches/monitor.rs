//! Monitoring many units, and rolling them up: 500 books of 30 indicators with twelve months of ledgers.
//!
//! `cargo bench -p kaocheng --bench monitor`; with `-- 100` on as many books.
#![allow(clippy::print_stdout, reason = "a benchmark reports to the terminal")]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

/// Ledgers of a book, each of which one indicator counts, one adds up and one takes a share of.
const LEDGERS: usize = 10;
/// Rows of a ledger, spread over the months.
const ROWS: usize = 240;

fn main() {
    let count = std::env::args().find_map(|text| text.parse().ok());
    let count: usize = count.unwrap_or(500);
    let folder = std::env::temp_dir().join(format!("kaocheng-bench-monitor-{count}"));
    for unit in 0..count {
        fill(&folder.join(format!("单位{unit:03}")), unit);
    }
    println!(
        "{count} books, {} indicators and {} rows each",
        LEDGERS * 3,
        LEDGERS * ROWS
    );
    for (what, options) in [
        ("table", &[][..]),
        ("one core", &["--jobs", "1"]),
        ("with docx and xlsx", &["--to", "docx,xlsx", "--out", "表"]),
    ] {
        let monitor = ["monitor", ".", "--period", "2022-Q4"];
        let seconds = timed(&folder, &[&monitor, options].concat());
        println!(
            "{what:>20}  {seconds:>6.2} s  {:>7.0} books/s",
            count as f64 / seconds
        );
    }
    department(&folder.join("部门"), count);
    let seconds = timed(&folder, &["rollup", "部门"]);
    println!("{:>20}  {seconds:>6.2} s", "rolled up");
    fs::remove_dir_all(&folder).expect("the temporary folder is ours");
}

/// How long the program takes, in seconds.
fn timed(folder: &Path, arguments: &[&str]) -> f64 {
    let start = Instant::now();
    let status = Command::new(env!("CARGO_BIN_EXE_kaocheng"))
        .current_dir(folder)
        .args(arguments)
        .stdout(Stdio::null())
        .status()
        .expect("the program starts");
    assert!(status.code().is_some_and(|code| code < 2));
    start.elapsed().as_secs_f64()
}

/// A department of all units, with their indicators over the rows of all.
fn department(folder: &Path, units: usize) {
    fs::create_dir_all(folder).expect("the temporary folder takes a folder");
    let members: Vec<String> = (0..units)
        .map(|unit| format!("\"../单位{unit:03}\""))
        .collect();
    let mut book = format!(
        "年度 = 2022\n评分方案 = \"caizheng-2020-10\"\n下属 = [{}]\n[单位]\n名称 = \"部门\"\n级别 = \"部门\"\n",
        members.join(", ")
    );
    indicators(&mut book);
    fs::write(folder.join("book.toml"), book).expect("the folder takes a file");
}

fn indicators(book: &mut String) {
    let kinds = [
        ("数量指标", "次", "计数(台账{})", 200),
        ("数量指标", "亩", "求和(台账{}.数量)", 900),
        ("质量指标", "%", "占比(台账{} | 合格 = 是)", 90),
    ];
    for ledger in 0..LEDGERS {
        for (kind, (second, unit, measure, goal)) in kinds.iter().enumerate() {
            let measure = measure.replace("{}", &ledger.to_string());
            let _ = write!(
                book,
                "[[指标]]\n编号 = \"Z{ledger}{kind}\"\n一级 = \"产出指标\"\n二级 = \"{second}\"\n三级 = \"事项{ledger}{kind}\"\n\
                 方向 = \"≥\"\n目标 = {goal}\n单位 = \"{unit}\"\n分值 = 3\n统计 = \"{measure}\"\n"
            );
        }
    }
}

fn fill(folder: &Path, unit: usize) {
    fs::create_dir_all(folder.join("ledgers")).expect("the temporary folder takes a folder");
    let mut book = format!(
        "年度 = 2022\n评分方案 = \"caizheng-2020-10\"\n[单位]\n名称 = \"单位{unit}\"\n级别 = \"单位\"\n"
    );
    indicators(&mut book);
    for ledger in 0..LEDGERS {
        let mut rows = "编号:文本*,数量:亩,合格:是否,登记日期:登记\n".to_owned();
        for row in 0..ROWS {
            let (month, day) = (row * 12 / ROWS + 1, row % 28 + 1);
            let good = if (row + unit).is_multiple_of(11) {
                "否"
            } else {
                "是"
            };
            let size = (row * 7 + unit) % 9;
            let _ = writeln!(rows, "X{row},{size}.5,{good},2022-{month:02}-{day:02}");
        }
        fs::write(folder.join(format!("ledgers/台账{ledger}.csv")), rows)
            .expect("the folder takes a file");
    }
    fs::write(folder.join("book.toml"), book).expect("the folder takes a file");
}
