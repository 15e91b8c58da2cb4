//! Auditing by the program: a whole process on one report, and the memory of a process on 10 MB. The throughput of the
//! auditor itself is measured by `cargo bench -p audit`.
#![allow(clippy::print_stdout, reason = "a benchmark reports to the terminal")]

#[path = "../../audit/benches/corpus/mod.rs"]
mod corpus;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use divan::Bencher;

const MEGABYTES: usize = 10;

fn main() {
    if let Some(peak) = peak_memory() {
        println!("peak memory of `kaocheng check` on {MEGABYTES} MB: {peak}");
    }
    divan::main();
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
