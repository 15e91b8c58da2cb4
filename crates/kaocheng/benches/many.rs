//! Many reports at once: reports a second and peak memory of the process on 100, 1,000 and 10,000 of them.
//!
//! `cargo bench -p kaocheng --bench many`; it grows linearly when the last column stays.
#![allow(clippy::print_stdout, reason = "a benchmark reports to the terminal")]

#[path = "../../audit/benches/corpus/mod.rs"]
mod corpus;

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// The size of one report.
const BYTES: usize = 12 << 10;

fn main() {
    println!("reports  format  seconds  reports/s  peak memory");
    for count in [100, 1_000, 10_000] {
        let folder = std::env::temp_dir().join(format!("kaocheng-bench-many-{count}"));
        fill(&folder, count);
        for format in ["text", "jsonl"] {
            let (took, peak) = check(&folder, format);
            let rate = count as f64 / took.as_secs_f64();
            println!(
                "{count:>7}  {format:>6}  {:>7.2}  {rate:>9.0}  {peak}",
                took.as_secs_f64()
            );
        }
        fs::remove_dir_all(&folder).expect("the temporary folder is ours");
    }
}

/// Writes so many reports, all different.
fn fill(folder: &Path, count: usize) {
    fs::create_dir_all(folder).expect("the temporary folder takes a folder");
    let text = corpus::text(count.min(1_000) * BYTES);
    let mut rest = text.as_str();
    for number in 0..count {
        if rest.len() < 2 * BYTES {
            rest = &text;
        }
        let end = rest[BYTES..]
            .find("\n\n")
            .map_or(rest.len(), |at| BYTES + at + 2);
        fs::write(folder.join(format!("{number:05}.txt")), &rest[..end])
            .expect("the folder takes a file");
        rest = &rest[end..];
    }
}

/// How long a check of the folder takes, and the high-water mark the kernel keeps of the process.
fn check(folder: &Path, format: &str) -> (Duration, String) {
    let start = Instant::now();
    let mut child = Command::new(env!("CARGO_BIN_EXE_kaocheng"))
        .args(["check", "--format", format])
        .arg(folder)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts");
    let status = format!("/proc/{}/status", child.id());
    let mut peak = "unknown".to_owned();
    while child.try_wait().expect("the program ends").is_none() {
        let text = fs::read_to_string(&status).unwrap_or_default();
        if let Some(mark) = text.lines().find_map(|line| line.strip_prefix("VmHWM:")) {
            peak = mark.trim().to_owned();
        }
        std::thread::sleep(Duration::from_millis(2));
    }
    (start.elapsed(), peak)
}
