//! Damages files and looks at what becomes of them: `mutants PROGRAM COUNT SEED FILE...`
//!
//! Each mutant is checked by PROGRAM under a bound of memory: it must end in 0, 1 or 2, never by a signal. Where text of the
//! original is gone, that must have been told. Bare text has nothing by which a loss could be known; it is counted apart.
//! The files are taken as whole: one of which something is told already is left out.
#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a tool for developers"
)]

use std::collections::{BTreeMap, HashMap};
use std::io::{Cursor, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use document::{Limits, read_file};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// Memory a run may ask for, in kilobytes.
const MEMORY: u64 = 2_000_000;

/// Characters that a damaged byte or two may change without anything being lost.
const SLACK: usize = 8;

/// Formats that have nothing by which a loss could be known.
const BARE: &[&str] = &["txt", "md", "csv", "html", "htm"];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.first().map(String::as_str) {
        Some("--read") => {
            tell(Path::new(&arguments[1]));
            return ExitCode::SUCCESS;
        }
        Some(_) if arguments.len() > 3 => {}
        _ => {
            println!("mutants PROGRAM COUNT SEED FILE...");
            return ExitCode::from(2);
        }
    }
    let (program, count) = (&arguments[0], arguments[1].parse::<usize>().unwrap());
    let seed: u64 = arguments[2].parse().unwrap();
    let files: Vec<PathBuf> = arguments[3..].iter().map(PathBuf::from).collect();
    let whole: Vec<(PathBuf, Vec<u8>, String)> = files
        .into_iter()
        .filter_map(|file| {
            let (told, text) = heard(&file)?;
            (!told && text.len() > 100).then(|| (file.clone(), std::fs::read(&file).unwrap(), text))
        })
        .collect();
    println!("{} files", whole.len());
    let folder = std::env::temp_dir().join(format!("mutants-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let (next, tally) = (AtomicUsize::new(0), Mutex::new(Tally::default()));
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(|| {
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    if number >= count {
                        break;
                    }
                    let (file, bytes, text) = &whole[number % whole.len()];
                    let mut chance =
                        Chance(seed ^ (number as u64 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15));
                    let (kind, mutant) = mutated(bytes, &mut chance);
                    let extension = file
                        .extension()
                        .unwrap_or_default()
                        .to_string_lossy()
                        .to_lowercase();
                    let path = folder.join(format!("{number}.{extension}"));
                    std::fs::write(&path, mutant).unwrap();
                    let seen = Seen::of(program, &path, text);
                    let keep = tally.lock().unwrap().add(&extension, kind, &seen);
                    match keep {
                        true => println!("{} {kind} {seen:?} {}", file.display(), path.display()),
                        false => std::fs::remove_file(&path).unwrap(),
                    }
                }
            });
        }
    });
    tally.into_inner().unwrap().print()
}

/// What became of a mutant.
#[derive(Debug)]
struct Seen {
    /// How the program ended; `None` by a signal.
    code: Option<i32>,
    /// Whether the program says that not all was read.
    told: bool,
    /// How many characters of the original are gone.
    lost: usize,
}

impl Seen {
    fn of(program: &str, path: &Path, text: &str) -> Self {
        let bounded =
            format!("ulimit -v {MEMORY}; exec timeout 120 \"$0\" check \"$1\" --format jsonl");
        let run = Command::new("sh")
            .args(["-c", &bounded, program])
            .arg(path)
            .stderr(Stdio::null())
            .stdout(Stdio::null())
            .status()
            .unwrap();
        let now = heard(path).map(|(_, text)| text).unwrap_or_default();
        Self {
            code: run.code(),
            told: run.code() == Some(2),
            lost: lost(text, &now),
        }
    }
}

#[derive(Default)]
struct Tally {
    /// By format: mutants, ended badly, lost text, lost it untold.
    formats: BTreeMap<String, [usize; 4]>,
    untold: BTreeMap<&'static str, usize>,
}

impl Tally {
    /// Adds a mutant, and says whether somebody should look at it.
    fn add(&mut self, format: &str, kind: &'static str, seen: &Seen) -> bool {
        let bad = !matches!(seen.code, Some(0..=2));
        let lost = seen.lost > SLACK;
        let untold = lost && !seen.told && !BARE.contains(&format);
        let counts = self.formats.entry(format.to_owned()).or_default();
        for (count, is) in counts.iter_mut().zip([true, bad, lost, lost && !seen.told]) {
            *count += usize::from(is);
        }
        if untold {
            *self.untold.entry(kind).or_default() += 1;
        }
        bad || untold
    }

    fn print(&self) -> ExitCode {
        println!("format: mutants, ended badly, lost text, of these untold");
        for (format, [all, bad, lost, untold]) in &self.formats {
            println!("{format}: {all}, {bad}, {lost}, {untold}");
        }
        println!("untold where it could be known: {:?}", self.untold);
        let bad: usize = self.formats.values().map(|counts| counts[1]).sum();
        match bad == 0 && self.untold.is_empty() {
            true => ExitCode::SUCCESS,
            false => ExitCode::FAILURE,
        }
    }
}

/// How many characters of a text another does not have.
fn lost(before: &str, after: &str) -> usize {
    let mut counts: HashMap<char, i64> = HashMap::new();
    for character in before.chars().filter(|c| !c.is_whitespace()) {
        *counts.entry(character).or_default() += 1;
    }
    for character in after.chars() {
        counts.entry(character).and_modify(|count| *count -= 1);
    }
    counts
        .values()
        .filter(|count| **count > 0)
        .map(|count| *count as usize)
        .sum()
}

/// Reads a file and writes whether something is told of it, and its text.
fn tell(path: &Path) {
    let (told, text) = match read_file(path, &Limits::default()) {
        Ok(document) => (!document.faults.is_empty(), document.flatten().text),
        Err(_) => (true, String::new()),
    };
    let mut out = std::io::stdout().lock();
    writeln!(out, "{}", u8::from(told)).unwrap();
    out.write_all(text.as_bytes()).unwrap();
}

/// What another process tells of a file; `None` where it ended badly.
fn heard(path: &Path) -> Option<(bool, String)> {
    let bounded = format!("ulimit -v {MEMORY}; exec timeout 120 \"$0\" --read \"$1\"");
    let run = Command::new("sh")
        .args(["-c", &bounded])
        .arg(std::env::current_exe().unwrap())
        .arg(path)
        .stderr(Stdio::null())
        .output()
        .unwrap();
    let out = String::from_utf8(run.stdout)
        .ok()
        .filter(|_| run.status.success())?;
    let (told, text) = out.split_once('\n')?;
    Some((told == "1", text.to_owned()))
}

/// Numbers by chance, the same for the same seed (splitmix64).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }
}

fn mutated(bytes: &[u8], chance: &mut Chance) -> (&'static str, Vec<u8>) {
    let mut out = bytes.to_vec();
    let length = out.len();
    let at = chance.below(length);
    let long = 1 + chance.below(length.div_ceil(8));
    let end = (at + long).min(length);
    let is_package = bytes.starts_with(b"PK");
    let kind = match chance.below(if is_package { 9 } else { 7 }) {
        0 | 1 => {
            out[at] ^= 1 << chance.below(8);
            "one bit"
        }
        2 => {
            for _ in 0..4 {
                let at = chance.below(length);
                out[at] = chance.next() as u8;
            }
            "four bytes"
        }
        3 => {
            out.truncate(at);
            "cut"
        }
        4 => {
            out[at..end].fill(0);
            "zeroed"
        }
        5 => {
            out.drain(at..end);
            "left out"
        }
        6 => {
            let again = out[at..end].to_vec();
            out.splice(end..end, again);
            "doubled"
        }
        7 => {
            out = repacked(bytes, chance, true).unwrap_or(out);
            "part left out"
        }
        _ => {
            out = repacked(bytes, chance, false).unwrap_or(out);
            "part renamed"
        }
    };
    (kind, out)
}

/// A package with one of its parts left out, or under another name.
fn repacked(bytes: &[u8], chance: &mut Chance, without: bool) -> Option<Vec<u8>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let chosen = chance.below(archive.len());
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).ok()?;
        let mut name = part.name().ok()?.into_owned();
        let mut content = Vec::new();
        part.read_to_end(&mut content).ok()?;
        match (index == chosen, without) {
            (true, true) => continue,
            (true, false) => name.push('x'),
            (false, _) => {}
        }
        zip.start_file(name, SimpleFileOptions::default()).ok()?;
        zip.write_all(&content).ok()?;
    }
    Some(zip.finish().ok()?.into_inner())
}
