//! A thousand indicators of a book whose ledger has up to ten million rows, from the folder to the figures.
//!
//! `cargo bench -p book --bench measures -- [ROWS…]` writes a ledger of each size (all of them without an
//! argument: 100000, 1000000, 10000000), computes the indicators and prints rows per second and the most
//! memory the process held. With `--keep FOLDER` the ledgers stay there, with `sums.sql` for `compare.py`.

#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "a bench prints")]

use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::time::Instant;

use book::{Book, Measure};

const TOWNS: usize = 20;
const KINDS: [&str; 5] = ["许可", "登记", "审查", "验收", "核实"];
const STATES: [&str; 4] = ["受理", "在办", "办结", "退件"];

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let kept = arguments.iter().position(|argument| argument == "--keep");
    let kept = kept.map(|at| PathBuf::from(&arguments[at + 1]));
    let mut sizes: Vec<usize> = arguments
        .iter()
        .filter_map(|size| size.parse().ok())
        .collect();
    if sizes.is_empty() {
        sizes = vec![100_000, 1_000_000, 10_000_000];
    }
    let scratch = tempfile::tempdir().unwrap();
    let folder = kept.as_deref().unwrap_or_else(|| scratch.path());
    fs::create_dir_all(folder).unwrap();
    fs::write(folder.join("sums.sql"), sums().join("\n")).unwrap();
    let measures = indicators();
    println!("{} indicators", measures.len());
    for rows in sizes {
        let book = folder.join(rows.to_string());
        fs::create_dir_all(book.join("ledgers")).unwrap();
        fs::write(book.join("book.toml"), BOOK).unwrap();
        write_ledger(&book.join("ledgers/业务.csv"), rows);
        run(&book, rows, &measures);
        if kept.is_none() {
            fs::remove_dir_all(&book).unwrap();
        }
    }
}

const BOOK: &str =
    "年度 = 2022\n评分方案 = \"caizheng-2020-10\"\n[单位]\n名称 = \"某区\"\n级别 = \"单位\"\n";

fn run(folder: &Path, rows: usize, measures: &[(Measure, Option<&str>)]) {
    let before = processor_seconds();
    let start = Instant::now();
    let book = Book::read(&::folder::Plain::new(folder)).unwrap();
    book.foresee(measures.iter().map(|(measure, _)| measure));
    let measured = measures.iter().map(|(measure, unit)| match unit {
        Some(unit) => book.measure(measure, unit),
        None => book.measure_as_is(measure),
    });
    let computed = measured.filter(Result::is_ok).count();
    let seconds = start.elapsed().as_secs_f64();
    println!(
        "{rows} rows: {seconds:.2} s ({:.2} s of processor), {:.2} million rows/s, {computed} computed, peak {} MB",
        processor_seconds() - before,
        rows as f64 / seconds / 1e6,
        peak_memory()
    );
}

/// The most memory the process has held, in MB, where the system tells.
fn peak_memory() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.trim().strip_suffix(" kB")?.parse::<u64>().ok());
    kilobytes.unwrap_or_default() / 1024
}

/// Seconds that processors have spent on this process, where the system tells.
fn processor_seconds() -> f64 {
    let status = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after_name = status.rsplit(')').next().unwrap_or_default();
    let fields: Vec<&str> = after_name.split_whitespace().collect();
    let ticks = [11, 12].map(|at| fields.get(at).and_then(|field| field.parse::<f64>().ok()));
    ticks.into_iter().flatten().sum::<f64>() / 100.0
}

/// The same numbers on every machine.
struct Dice(u64);

impl Dice {
    fn throw(&mut self, sides: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % sides
    }
}

fn write_ledger(path: &Path, rows: usize) {
    let mut out = BufWriter::new(File::create(path).unwrap());
    let towns: Vec<String> = (1..=TOWNS).map(|town| format!("镇{town:02}")).collect();
    writeln!(
        out,
        "编号:文本,镇:枚举({}),类型:枚举({}),状态:枚举({}),面积:亩,金额:万元,受理:日期,期限:日期,办结:日期?",
        towns.join("|"),
        KINDS.join("|"),
        STATES.join("|")
    )
    .unwrap();
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    let mut line = String::new();
    for row in 0..rows {
        let town = &towns[dice.throw(TOWNS as u64) as usize];
        let kind = KINDS[dice.throw(5) as usize];
        let state = STATES[dice.throw(4) as usize];
        let (area, money) = (dice.throw(100_000), dice.throw(10_000_000));
        let (month, day) = (dice.throw(12) + 1, dice.throw(28) + 1);
        let due = (month + 1).min(12);
        line.clear();
        write!(
            line,
            "YW{row:08},{town},{kind},{state},{}.{:02},{}.{:02},2022-{month:02}-{day:02},2022-{due:02}-{day:02},",
            area / 100,
            area % 100,
            money / 100,
            money % 100,
        )
        .unwrap();
        if state == "办结" {
            let (month, day) = ((month + dice.throw(3)).min(12), dice.throw(28) + 1);
            write!(line, "2022-{month:02}-{day:02}").unwrap();
        }
        writeln!(out, "{line}").unwrap();
    }
}

/// A thousand indicators such as a district keeps of its towns.
fn indicators() -> Vec<(Measure, Option<&'static str>)> {
    let mut texts: Vec<(String, &str)> = Vec::new();
    for town in 1..=TOWNS {
        let town = format!("镇 = 镇{town:02}");
        for kind in KINDS {
            let both = format!("{town} 且 类型 = {kind}");
            texts.push((format!("计数(业务 | {both})"), "件"));
            texts.push((format!("求和(业务.面积 | {both})"), "亩"));
            texts.push((format!("求和(业务.金额 | {both})"), "万元"));
            texts.push((format!("平均(业务.金额 | {both})"), "万元"));
            texts.push((format!("按时率(业务.办结 ≤ 期限 | {both})"), "%"));
        }
        for month in 1..=12 {
            texts.push((format!("计数(业务 | {town} 且 办结 在 {month}月)"), "件"));
        }
        for quarter in ["一季度", "二季度", "三季度", "四季度"] {
            texts.push((
                format!("求和(业务.金额 | {town} 且 受理 在 {quarter})"),
                "万元",
            ));
        }
        for state in STATES {
            texts.push((format!("占比(业务 | 状态 = {state} | {town})"), "%"));
        }
        texts.push((format!("按时率(业务.办结 ≤ 期限 | {town})"), "%"));
        texts.push((format!("最大(业务.金额 | {town})"), "万元"));
        texts.push((format!("最小(业务.面积 | {town})"), "亩"));
        texts.push((format!("计数(业务 | {town} 且 金额 > 50000)"), "件"));
        texts.push((format!("求和(业务.面积 | {town} 且 面积 ≥ 500)"), "亩"));
    }
    let read = texts.into_iter();
    read.map(|(text, unit)| (text.parse().unwrap(), Some(unit)))
        .collect()
}

/// The conditions and sums of the same thousand indicators, one an entry, in SQL.
fn sums() -> Vec<String> {
    let mut sums = Vec::new();
    let mut sum =
        |what: &str, condition: String| sums.push(format!("{what} FILTER (WHERE {condition})"));
    for town in 1..=TOWNS {
        let town = format!("town='镇{town:02}'");
        for kind in KINDS {
            let both = format!("{town} AND kind='{kind}'");
            sum("count(*)", both.clone());
            sum("sum(area)", both.clone());
            sum("sum(money)", both.clone());
            sum("avg(money)", both.clone());
            sum(
                "avg(CASE WHEN done<=due THEN 1.0 ELSE 0.0 END)",
                format!("{both} AND (done IS NOT NULL OR due<='2022-12-31')"),
            );
        }
        for month in 1..=12 {
            let (first, next) = (month_start(month), month_start(month + 1));
            sum(
                "count(*)",
                format!("{town} AND done>='{first}' AND done<'{next}'"),
            );
        }
        for month in [1, 4, 7, 10] {
            let (first, next) = (month_start(month), month_start(month + 3));
            sum(
                "sum(money)",
                format!("{town} AND entered>='{first}' AND entered<'{next}'"),
            );
        }
        for state in STATES {
            sum(
                &format!("avg(CASE WHEN state='{state}' THEN 1.0 ELSE 0.0 END)"),
                town.clone(),
            );
        }
        sum(
            "avg(CASE WHEN done<=due THEN 1.0 ELSE 0.0 END)",
            format!("{town} AND (done IS NOT NULL OR due<='2022-12-31')"),
        );
        sum("max(money)", town.clone());
        sum("min(area)", town.clone());
        sum("count(*)", format!("{town} AND money>50000"));
        sum("sum(area)", format!("{town} AND area>=500"));
    }
    sums
}

/// The first day of a month; the thirteenth is in the next year.
fn month_start(month: usize) -> String {
    match month {
        13 => "2023-01-01".to_owned(),
        month => format!("2022-{month:02}-01"),
    }
}
