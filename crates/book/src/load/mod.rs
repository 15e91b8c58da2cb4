//! A book from its folder: everything is read, every fault is reported.

mod book;
mod department;
mod folder;
mod indicator;
pub(crate) mod kind;
mod large;
pub(crate) mod project;
mod rectification;
mod reference;
mod survey;
mod year;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::evidence::{FOLDER, REGISTER};
use crate::{
    Book, Definition, Evidence, Fault, Faults, Ledger, LongLedger, Register, Scheme, ledger, names,
};
use folder::File;
use project::Written;

pub(crate) use folder::{decode, list, read_text};
pub(crate) use settings::{Log, Source};

/// The file that makes a folder a book.
pub(crate) const BOOK: &str = "book.toml";

impl Book {
    /// Reads a book from its folder.
    ///
    /// # Errors
    /// Everything that is wrong in any file, at once, by file and line.
    pub fn load(dir: &Path) -> Result<Self, Faults> {
        let log = Log::default();
        if dir.is_file() {
            let remedy = "写账本所在的文件夹，即 book.toml 所在的那个";
            log.add(Fault::of_file(
                BOOK,
                "给出的路径是一个文件，不是账本的文件夹",
                remedy,
            ));
            return Err(log.into_faults());
        }
        let book = load(dir, &mut department::Reached::from(dir), &log);
        match book {
            Some(book) if log.is_empty() => Ok(book),
            _ => Err(log.into_faults()),
        }
    }
}

impl Book {
    /// The book with another `book.toml`, beside the same ledgers, narrative, evidence and schemes.
    ///
    /// # Errors
    /// Everything that is wrong in it, by line.
    pub fn with_entries(&self, text: &str) -> Result<Self, Faults> {
        self.with_files(&BTreeMap::from([(BOOK.to_owned(), text.to_owned())]))
    }
}

impl Book {
    /// The book with other texts in some of its files: `book.toml`, files of projects, narrative. Other files stay.
    ///
    /// # Errors
    /// Everything that is wrong in them, by file and line. `book.toml` has to be among them.
    pub fn with_files(&self, files: &BTreeMap<String, String>) -> Result<Self, Faults> {
        let mut book = self.clone();
        let mut projects = self.written_projects();
        for (file, text) in files {
            if let Some(name) = stem(file, project::FOLDER, ".toml") {
                projects.retain(|written| written.name != name);
                projects.push(Written {
                    name: name.to_owned(),
                    file: file.clone(),
                    text: text.clone(),
                });
            } else if let Some(name) = stem(file, "text", ".md") {
                book.texts.insert(name.to_owned(), text.clone());
            }
        }
        projects.sort_by(|a, b| a.file.cmp(&b.file));
        let log = Log::default();
        let text = files.get(BOOK).map_or("", String::as_str);
        let source = Source {
            file: BOOK,
            text: text.trim_start_matches('\u{feff}'),
            log: &log,
        };
        match read_book(&source, &book, projects) {
            Some(book) if log.is_empty() => Ok(book),
            _ => Err(log.into_faults()),
        }
    }
}

/// The name of a file of one of the book's folders.
fn stem<'a>(file: &'a str, folder: &str, ending: &str) -> Option<&'a str> {
    file.strip_prefix(folder)?
        .strip_prefix('/')?
        .strip_suffix(ending)
}

impl Book {
    /// Rows that break the definition of their ledger, and references between ledgers that lead nowhere. A book that
    /// was loaded has none; one whose ledgers were added to may have.
    pub fn ledger_faults(&self) -> Vec<Fault> {
        ledger_faults(&self.ledgers, &self.long_ledgers, &self.definitions).concat()
    }
}

/// Reads a book, the last of those that were reached.
fn load(dir: &Path, reached: &mut department::Reached, log: &Log) -> Option<Book> {
    let (ledgers, long_ledgers, faulty_ledgers) = ledgers(dir, log);
    let definitions = definitions(dir, log);
    if faulty_ledgers.is_empty() {
        for faults in ledger_faults(&ledgers, &long_ledgers, &definitions) {
            first_rows(faults)
                .into_iter()
                .for_each(|fault| log.add(fault));
        }
    }
    let mut parts = book::Parts {
        ledgers,
        long_ledgers,
        faulty_ledgers,
        texts: texts(dir, log),
        evidence: evidence(dir, log),
        schemes: schemes(dir, log),
        definitions,
        projects: projects(dir, log),
        members: Vec::new(),
    };
    let text = folder::read_text(dir, BOOK, log)?;
    // Without a unit's book everything that asks for it would be at fault.
    parts.members = department::members(dir, &text, reached, log)?;
    let source = Source {
        file: BOOK,
        text: &text,
        log,
    };
    let mut book = book::read(&source, parts)?;
    book.foresee(book.measures());
    for (line, problem) in book.execute_budget() {
        let problem = format!("预算“{line}”的执行统计算不出：{problem}");
        log.add(Fault::of_file(BOOK, problem, "核对统计和台账"));
    }
    Some(book)
}

type LongLedgers = BTreeMap<String, LongLedger>;

/// The ledgers, those too long to be loaded, and the names of those that cannot be read.
fn ledgers(dir: &Path, log: &Log) -> (BTreeMap<String, Ledger>, LongLedgers, BTreeSet<String>) {
    let mut ledgers = BTreeMap::new();
    let mut long = BTreeMap::new();
    let mut faulty = BTreeSet::new();
    for file in folder::list(dir, "ledgers", "csv", log) {
        if !names::is_word(&file.stem) {
            let remedy = "改文件名：台账的名称不用空格和标点";
            log.add(Fault::of_file(
                &file.path,
                "台账的名称含有空格或标点",
                remedy,
            ));
        }
        match ledger(dir, &file, log) {
            Some(Opened::Loaded(ledger)) => {
                ledgers.insert(file.stem, ledger);
            }
            Some(Opened::Long(ledger)) => {
                long.insert(file.stem, ledger);
            }
            None => {
                faulty.insert(file.stem);
            }
        }
    }
    (ledgers, long, faulty)
}

enum Opened {
    Loaded(Ledger),
    Long(LongLedger),
}

fn ledger(dir: &Path, file: &File, log: &Log) -> Option<Opened> {
    let path = dir.join(&file.path);
    if !large::is_too_long(&path) {
        let bytes = folder::read(dir, &file.path, log)?;
        if !large::has_too_many_rows(&bytes) {
            return ledger::read(&file.path, &bytes, log).map(Opened::Loaded);
        }
    }
    match LongLedger::open(&file.stem, &path) {
        Ok(ledger) => Some(Opened::Long(ledger)),
        Err(fault) => {
            log.add(fault);
            None
        }
    }
}

fn texts(dir: &Path, log: &Log) -> BTreeMap<String, String> {
    let pieces = folder::list(dir, "text", "md", log);
    named(dir, pieces, log).collect()
}

fn projects(dir: &Path, log: &Log) -> Vec<Written> {
    let files = folder::list(dir, project::FOLDER, "toml", log);
    let read = files.into_iter().filter_map(|file| {
        Some(Written {
            text: folder::read_text(dir, &file.path, log)?,
            name: file.stem,
            file: file.path,
        })
    });
    read.collect()
}

fn schemes(dir: &Path, log: &Log) -> BTreeMap<String, Scheme> {
    let files = folder::list(dir, "schemes", "toml", log);
    let mut schemes = BTreeMap::new();
    for file in files {
        let Some(text) = folder::read_text(dir, &file.path, log) else {
            continue;
        };
        if let Some(scheme) = Scheme::read(&file.stem, &file.path, &text, log) {
            schemes.insert(file.stem, scheme);
        }
    }
    schemes
}

fn definitions(dir: &Path, log: &Log) -> BTreeMap<String, Definition> {
    let mut definitions = BTreeMap::new();
    for file in folder::list(dir, "definitions", "toml", log) {
        let text = folder::read_text(dir, &file.path, log);
        let read = text.and_then(|text| Definition::read_logged(&file.path, &text, log));
        if let Some(definition) = read {
            definitions.insert(file.stem, definition);
        }
    }
    definitions
}

/// Rows that break the definition of their ledger, and references that lead nowhere: the faults of each rule together.
fn ledger_faults(
    ledgers: &BTreeMap<String, Ledger>,
    long: &LongLedgers,
    definitions: &BTreeMap<String, Definition>,
) -> Vec<Vec<Fault>> {
    let misdefined = definitions
        .iter()
        .filter_map(|(name, definition)| Some(definition.check_by_rule(name, ledgers.get(name)?)));
    misdefined
        .flatten()
        .chain(ledger::dangling(ledgers, long))
        .collect()
}

/// The most rows that are told of those that break one rule.
const MOST_ROWS: usize = 20;

/// The first of the rows that break a rule; the last of them says how many there are.
fn first_rows(mut faults: Vec<Fault>) -> Vec<Fault> {
    let rows = faults.len();
    faults.truncate(MOST_ROWS);
    if let Some(last) = faults.last_mut().filter(|_| rows > MOST_ROWS) {
        last.problem.push_str(&format!("，等共{rows}行"));
        last.count += rows - MOST_ROWS;
    }
    faults
}

fn named(dir: &Path, files: Vec<File>, log: &Log) -> impl Iterator<Item = (String, String)> {
    files
        .into_iter()
        .filter_map(move |file| Some((file.stem, folder::read_text(dir, &file.path, log)?)))
}

fn evidence(dir: &Path, log: &Log) -> Evidence {
    let mut evidence = Evidence::default();
    let mut registered = false;
    folder::walk(dir, FOLDER, log, &mut |name, path| match name == REGISTER {
        true => registered = true,
        false => evidence.insert(name, path),
    });
    if registered && let Some(register) = register(dir, log) {
        evidence.set_register(register);
    }
    evidence
}

fn register(dir: &Path, log: &Log) -> Option<Register> {
    let file = format!("{FOLDER}/{REGISTER}");
    let bytes = folder::read(dir, &file, log)?;
    let ledger = ledger::read(&file, &bytes, log)?;
    let read = Register::from_ledger(&ledger);
    read.map_err(|(row, problem)| {
        log.add(Fault {
            line: row.map_or(1, Ledger::row_number),
            ..Fault::of_file(
                &file,
                problem,
                "改这一行，或用 kaocheng evidence add 重新登记",
            )
        });
    })
    .ok()
}

/// Reads `book.toml` and files of projects beside the other files of a book that is already known.
pub(crate) fn read_book(
    source: &Source<'_>,
    beside: &Book,
    projects: Vec<Written>,
) -> Option<Book> {
    let own = beside.own();
    let parts = book::Parts {
        ledgers: own.ledgers.clone(),
        long_ledgers: own.long_ledgers.clone(),
        faulty_ledgers: BTreeSet::new(),
        texts: own.texts.clone(),
        evidence: own.evidence.clone(),
        schemes: own.schemes.clone(),
        definitions: own.definitions.clone(),
        projects,
        members: beside.members.clone(),
    };
    let mut book = book::read(source, parts)?;
    book.foresee(book.measures());
    book.execute_budget();
    Some(book)
}
