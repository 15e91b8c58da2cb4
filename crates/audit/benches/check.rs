//! The speed of a check on one core, beside what only finds numbers and what only counts characters.
//!
//! `cargo bench -p audit` measures reading, flattening and auditing text in memory: a document of 10 MB, and one of the
//! size of a report. On the same file it runs `rg -c` with a plain pattern of a number, where ripgrep is
//! installed, and `wc -m`, the floor of anything that decodes characters; these two are whole processes.
#![allow(clippy::print_stdout, reason = "a benchmark reports to the terminal")]

mod corpus;

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::LazyLock;

use divan::Bencher;
use divan::counter::BytesCount;
use document::{Document, Limits};

const MEGABYTES: usize = 10;

static TEXT: LazyLock<String> = LazyLock::new(|| corpus::text(MEGABYTES << 20));

/// The text as a file, for other programs.
static FILE: LazyLock<PathBuf> = LazyLock::new(|| {
    let path = std::env::temp_dir().join("kaocheng-bench-corpus.txt");
    fs::write(&path, &*TEXT).expect("the temporary folder takes a file");
    path
});

fn main() {
    let audit = audit::check(&read(&corpus::text(1 << 20)));
    println!(
        "corpus: {} figures, {} relations and {} findings a megabyte",
        audit.figures.len(),
        audit.relations.len(),
        audit.findings.len()
    );
    divan::main();
}

fn read(text: &str) -> Document {
    document::read("report.txt", text.as_bytes(), &Limits::default()).expect("the corpus is text")
}

/// One document of 10 MB.
#[divan::bench(sample_count = 20)]
fn text_10_mb(bencher: Bencher<'_, '_>) {
    bencher
        .counter(BytesCount::of_str(&*TEXT))
        .bench(|| audit::check(&read(&TEXT)));
}

/// A document of the size of a report with its forms.
#[divan::bench(sample_count = 200)]
fn text_60_kb(bencher: Bencher<'_, '_>) {
    let report = corpus::text(60 << 10);
    bencher
        .counter(BytesCount::of_str(&report))
        .bench(|| audit::check(&read(&report)));
}

/// `rg -c` with a plain pattern of a number.
#[divan::bench(sample_count = 20)]
fn ripgrep_counting_numbers_10_mb(bencher: Bencher<'_, '_>) {
    beside(bencher, "rg", &["-c", r"[0-9]+(\.[0-9]+)?"]);
}

/// `wc -m`.
#[divan::bench(sample_count = 20)]
fn wc_counting_characters_10_mb(bencher: Bencher<'_, '_>) {
    beside(bencher, "wc", &["-m"]);
}

/// Another program on the corpus, left out where it is not installed.
fn beside(bencher: Bencher<'_, '_>, program: &str, arguments: &[&str]) {
    let run = || {
        Command::new(program)
            .args(arguments)
            .arg(&*FILE)
            .env("LC_ALL", "C.UTF-8")
            .stdout(Stdio::null())
            .status()
    };
    match run() {
        Ok(_) => bencher.counter(BytesCount::of_str(&*TEXT)).bench(run),
        Err(_) => println!("{program} is not installed"),
    }
}
