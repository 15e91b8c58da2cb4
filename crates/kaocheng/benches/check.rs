//! Auditing: throughput in memory, a whole process on one report, and the memory of a process on 10 MB.
#![allow(clippy::print_stdout, reason = "a benchmark reports to the terminal")]

mod corpus;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use divan::Bencher;
use divan::counter::BytesCount;
use document::Limits;

const MEGABYTES: usize = 10;

fn main() {
    let audit = audit::check(&read(&corpus::text(1 << 20)));
    println!(
        "corpus: {} figures, {} relations and {} findings a megabyte",
        audit.figures.len(),
        audit.relations.len(),
        audit.findings.len()
    );
    if let Some(peak) = peak_memory() {
        println!("peak memory of `kaocheng check` on {MEGABYTES} MB: {peak}");
    }
    divan::main();
}

fn read(text: &str) -> document::Document {
    document::read("report.txt", text.as_bytes(), &Limits::default()).expect("the corpus is text")
}

/// Reading and auditing 10 MB of text on one core.
#[divan::bench(sample_count = 20)]
fn text_10_mb(bencher: Bencher<'_, '_>) {
    let text = corpus::text(MEGABYTES << 20);
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| audit::check(&read(&text)));
}

/// What a user would otherwise run: a regular expression that only finds the numbers.
#[divan::bench(sample_count = 20)]
fn regex_finding_numbers_only_10_mb(bencher: Bencher<'_, '_>) {
    let text = corpus::text(MEGABYTES << 20);
    let numbers = regex::Regex::new(r"\d[\d,]*(?:\.\d+)?(?:万元|亿元|元|亩|人|宗|个|%)")
        .expect("a sound pattern");
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| numbers.find_iter(&text).count());
}

/// The program from start to end on one report.
#[divan::bench(sample_count = 50)]
fn process_one_report(bencher: Bencher<'_, '_>) {
    let file = temporary("one.txt", &corpus::text(12 << 10));
    bencher.bench(|| check(&file).wait());
}

fn check(file: &Path) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kaocheng"));
    command
        .arg("check")
        .arg(file)
        .stdout(Stdio::null())
        .spawn()
        .expect("the program starts")
}

fn temporary(name: &str, text: &str) -> PathBuf {
    let path = std::env::temp_dir().join(format!("kaocheng-bench-{name}"));
    fs::write(&path, text).expect("the temporary folder takes a file");
    path
}

/// The high-water mark the kernel keeps of a process; `None` where there is no /proc.
fn peak_memory() -> Option<String> {
    let file = temporary("large.txt", &corpus::text(MEGABYTES << 20));
    let mut child = check(&file);
    let status = format!("/proc/{}/status", child.id());
    let mut peak = None;
    while child.try_wait().ok()?.is_none() {
        let text = fs::read_to_string(&status).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        peak = line.map(|mark| mark.trim().to_owned()).or(peak);
    }
    peak
}
