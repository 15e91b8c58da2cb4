//! An office of many units on each engine: `cargo bench -p store -- [UNITS] [REQUESTS A SECOND] [SECONDS]`.
//!
//! Each unit has a book of 20 indicators, whose ledger has a row for each of them and month. Once they are in, requests
//! come at a fixed rate, whether those before are answered or not; a time is counted from when its request was due. Of ten
//! nine read a book and score it, as a unit's page does, and one changes a field. A list of all books is asked for each
//! second. PostgreSQL is tried where this machine has one.

#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "a bench prints")]

use std::fmt::Write as _;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use book::{Book, Scheme};
use entry::{Change, Value};
use folder::{New, Note, Shelf};
use store::{Database, Place};

#[allow(dead_code, reason = "tests ask more of it")]
#[path = "../tests/store/cluster.rs"]
mod cluster;

const INDICATORS: usize = 20;
const MONTHS: usize = 12;
const SCHEME: &str = "caizheng-2020-10";

/// So many books go into one round of answers to who fills the database.
const WRITERS: usize = 8;

/// So many requests are worked on at once, as many as the server lets in.
const WORKERS: usize = 8;

fn main() {
    let numbers: Vec<usize> = std::env::args()
        .filter_map(|one| one.parse().ok())
        .collect();
    let load = Load {
        units: numbers.first().copied().unwrap_or(10_000),
        rate: numbers.get(1).copied().unwrap_or(200),
        seconds: numbers.get(2).copied().unwrap_or(30),
    };
    println!(
        "{} units of {INDICATORS} indicators and {MONTHS} months; {} requests a second for {} s",
        load.units, load.rate, load.seconds
    );
    let folder = tempfile::tempdir().unwrap();
    let sqlite = folder.path().join("data");
    run("SQLite", &Place::Folder(sqlite.clone()), &load);
    println!("  {:.0} MB on the disk", size(&sqlite) as f64 / 1e6);
    if let Some(cluster) = cluster::Cluster::own() {
        run("PostgreSQL", &cluster.place(), &load);
    }
}

/// What is asked of a database.
struct Load {
    units: usize,
    rate: usize,
    seconds: usize,
}

fn run(engine: &str, place: &Place, load: &Load) {
    println!("{engine}");
    fill(&Database::init(place).unwrap(), load.units);
    let start = Instant::now();
    let database = Database::open(place).unwrap();
    let listed = database.list().unwrap().len();
    let took = start.elapsed();
    println!(
        "  opened and {listed} books listed in {} ms",
        took.as_millis()
    );
    let mut times = ask(&database, load);
    for (name, times) in ["page", "edit", "list"].iter().zip(&mut times) {
        tell(name, times);
    }
    if let Some(peak) = peak() {
        println!("  {peak} at the peak");
    }
}

/// Puts the books of all units in.
fn fill(database: &Database, units: usize) {
    let start = Instant::now();
    let next = AtomicUsize::new(0);
    thread::scope(|scope| {
        for _ in 0..WRITERS {
            scope.spawn(|| {
                loop {
                    let unit = next.fetch_add(1, Ordering::Relaxed);
                    if unit >= units {
                        break;
                    }
                    let files = [
                        ("book.toml".to_owned(), New::Bytes(book(unit).into())),
                        (
                            "ledgers/进度.csv".to_owned(),
                            New::Bytes(ledger(unit).into()),
                        ),
                    ];
                    let held = database.new_book(&name(unit)).unwrap();
                    Shelf::new(held).write(&files, &note()).unwrap();
                }
            });
        }
    });
    let seconds = start.elapsed().as_secs_f64();
    println!("  {:.0} books a second put in", units as f64 / seconds);
}

/// Asks at the rate, and how long each answer took: pages, edits, lists.
fn ask(database: &Database, load: &Load) -> [Vec<Duration>; 3] {
    let scheme = Scheme::shipped(SCHEME).unwrap();
    let gap = Duration::from_secs(1) / u32::try_from(load.rate).unwrap();
    let next = AtomicUsize::new(0);
    let start = Instant::now();
    let worker = || {
        let mut times: [Vec<Duration>; 3] = Default::default();
        loop {
            let request = next.fetch_add(1, Ordering::Relaxed);
            if request >= load.rate * load.seconds {
                return times;
            }
            let due = start + gap * u32::try_from(request).unwrap();
            thread::sleep(due.saturating_duration_since(Instant::now()));
            // Units far apart, each in its turn.
            let unit = request * 7919 % load.units;
            let kind = match request % load.rate {
                0 => 2,
                place if place % 10 == 1 => 1,
                _ => 0,
            };
            match kind {
                2 => assert_eq!(database.list().unwrap().len(), load.units),
                1 => edit(database, unit, request / load.units),
                _ => page(database, unit, &scheme),
            }
            times[kind].push(due.elapsed());
        }
    };
    let times = thread::scope(|scope| {
        let workers: Vec<_> = (0..WORKERS).map(|_| scope.spawn(worker)).collect();
        let times = workers.into_iter().map(|worker| worker.join().unwrap());
        times.fold(<[Vec<Duration>; 3]>::default(), |mut all, some| {
            for (all, some) in all.iter_mut().zip(some) {
                all.extend(some);
            }
            all
        })
    });
    let seconds = start.elapsed().as_secs_f64();
    println!(
        "  {:.0} answers a second",
        (load.rate * load.seconds) as f64 / seconds
    );
    times
}

/// What a unit's page shows: its book with the score.
fn page(database: &Database, unit: usize, scheme: &Scheme) {
    let book = Book::read(&database.book(&name(unit)).unwrap()).unwrap();
    assert_eq!(book::score(&book, scheme).indicators.len(), INDICATORS);
}

/// One field, as a cell of a sheet is left: each time that of another indicator.
fn edit(database: &Database, unit: usize, time: usize) {
    assert!(time < INDICATORS, "too few units for so many requests");
    let change = Change::Set {
        at: format!("指标Z{:02}.解释", time + 1).parse().unwrap(),
        was: None,
        is: Some(Value::Text("当年实际办结的件数。".to_owned())),
    };
    database
        .edit(&name(unit), |shelf| shelf.publish(&change, &note()))
        .unwrap();
}

fn tell(name: &str, times: &mut [Duration]) {
    times.sort_unstable();
    let at = |of_hundred: usize| {
        let place = times.len() * of_hundred / 100;
        times
            .get(place)
            .or(times.last())
            .map_or(0.0, |time| time.as_secs_f64() * 1e3)
    };
    println!(
        "  {name}: {} answers, p50 {:.1} ms, p95 {:.1}, p99 {:.1}, longest {:.1}",
        times.len(),
        at(50),
        at(95),
        at(99),
        at(100)
    );
}

fn name(unit: usize) -> String {
    format!("县{:03}/单位{unit:05}", unit / 100)
}

fn book(unit: usize) -> String {
    let mut text = format!(
        "\"年度\" = 2025\n\"评分方案\" = \"{SCHEME}\"\n\n[\"单位\"]\n\"名称\" = \"第{unit}单位\"\n\"级别\" = \"单位\"\n"
    );
    for number in 1..=INDICATORS {
        let _ = write!(
            text,
            "\n[[\"指标\"]]\n\"编号\" = \"Z{number:02}\"\n\"一级\" = \"产出指标\"\n\"二级\" = \"数量指标\"\n\"三级\" = \"第{number}项工作量\"\n\
             \"方向\" = \"≥\"\n\"目标\" = {}\n\"单位\" = \"件\"\n\"分值\" = 4.5\n\"统计\" = \"求和(进度.数量 | 指标 = Z{number:02})\"\n",
            unit % 100 + 600
        );
    }
    text
}

fn ledger(unit: usize) -> String {
    let mut text = "编号:文本*,指标:文本,数量:件,日期:日期,登记日期:登记\n".to_owned();
    for month in 1..=MONTHS {
        for number in 1..=INDICATORS {
            let _ = writeln!(
                text,
                "{unit}-{month:02}-{number:02},Z{number:02},{},2025-{month:02}-15,2025-{month:02}-20",
                40 + month + number + unit % 7
            );
        }
    }
    text
}

fn note() -> Note {
    Note {
        by: "张三".to_owned(),
        via: "bench".to_owned(),
        at: "2025-12-31T09:30:00+08:00".to_owned(),
        ..Note::default()
    }
}

/// The bytes of the files of a folder.
fn size(folder: &Path) -> u64 {
    let files = std::fs::read_dir(folder).unwrap();
    files
        .map(|file| file.unwrap().metadata().unwrap().len())
        .sum()
}

/// The most memory the process held.
fn peak() -> Option<String> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().to_owned())
}
