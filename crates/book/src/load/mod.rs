//! A book from its files, wherever they are kept: everything is read, every fault is reported.

mod book;
mod department;
pub(crate) mod files;
mod indicator;
pub(crate) mod kind;
mod large;
pub(crate) mod project;
mod rectification;
mod reference;
mod survey;
mod year;

use std::collections::{BTreeMap, BTreeSet};

use entry::Files;

use crate::evidence::{FOLDER, REGISTER};
use crate::{
    Book, Definition, Evidence, Fault, Faults, Ledger, LongLedger, Register, Scheme, ledger, names,
};
use files::{File, Reading};
use project::Written;

pub(crate) use files::decode;
pub(crate) use settings::{Log, Source};

/// The file that makes a folder a book.
pub(crate) const BOOK: &str = "book.toml";

impl Book {
    /// Reads a book from its files, and those of its units.
    ///
    /// # Errors
    /// Everything that is wrong in any file, at once, by file and line.
    pub fn read(files: &dyn Files) -> Result<Self, Faults> {
        let log = Log::default();
        let book = load(files, &mut department::Reached::from(files), &log);
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
fn load(files: &dyn Files, reached: &mut department::Reached, log: &Log) -> Option<Book> {
    let reading = &Reading::new(files, log);
    let (ledgers, long_ledgers, faulty_ledgers) = ledgers(reading);
    let definitions = definitions(reading);
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
        texts: texts(reading),
        evidence: evidence(reading),
        schemes: schemes(reading),
        definitions,
        projects: projects(reading),
        members: Vec::new(),
    };
    let text = reading.text(BOOK)?;
    // Without a unit's book everything that asks for it would be at fault.
    parts.members = department::members(files, &text, reached, log)?;
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
fn ledgers(reading: &Reading<'_>) -> (BTreeMap<String, Ledger>, LongLedgers, BTreeSet<String>) {
    let log = reading.log;
    let mut ledgers = BTreeMap::new();
    let mut long = BTreeMap::new();
    let mut faulty = BTreeSet::new();
    for file in reading.list("ledgers", "csv") {
        if !names::is_word(&file.stem) {
            let remedy = "改文件名：台账的名称不用空格和标点";
            log.add(Fault::of_file(
                &file.path,
                "台账的名称含有空格或标点",
                remedy,
            ));
        }
        match ledger(reading, &file) {
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

fn ledger(reading: &Reading<'_>, file: &File) -> Option<Opened> {
    if !large::is_too_long(file.size) {
        let bytes = reading.read(&file.path)?;
        if !large::has_too_many_rows(&bytes) {
            return ledger::read(&file.path, &bytes, reading.log).map(Opened::Loaded);
        }
    }
    match LongLedger::open(&file.stem, reading.blob(&file.path)?) {
        Ok(ledger) => Some(Opened::Long(ledger)),
        Err(fault) => {
            reading.log.add(fault);
            None
        }
    }
}

fn texts(reading: &Reading<'_>) -> BTreeMap<String, String> {
    let pieces = reading.list("text", "md").into_iter();
    let read = pieces.filter_map(|file| Some((file.stem, reading.text(&file.path)?)));
    read.collect()
}

fn projects(reading: &Reading<'_>) -> Vec<Written> {
    let files = reading.list(project::FOLDER, "toml").into_iter();
    let read = files.filter_map(|file| {
        Some(Written {
            text: reading.text(&file.path)?,
            name: file.stem,
            file: file.path,
        })
    });
    read.collect()
}

fn schemes(reading: &Reading<'_>) -> BTreeMap<String, Scheme> {
    let files = reading.list("schemes", "toml").into_iter();
    let read = files.filter_map(|file| {
        let text = reading.text(&file.path)?;
        let scheme = Scheme::read(&file.stem, &file.path, &text, reading.log)?;
        Some((file.stem, scheme))
    });
    read.collect()
}

fn definitions(reading: &Reading<'_>) -> BTreeMap<String, Definition> {
    let files = reading.list("definitions", "toml").into_iter();
    let read = files.filter_map(|file| {
        let text = reading.text(&file.path)?;
        let definition = Definition::read_logged(&file.path, &text, reading.log)?;
        Some((file.stem, definition))
    });
    read.collect()
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

fn evidence(reading: &Reading<'_>) -> Evidence {
    let mut evidence = Evidence::default();
    let mut registered = false;
    for (name, blob) in reading.below(FOLDER) {
        match name == REGISTER {
            true => registered = true,
            false => evidence.insert(name, blob),
        }
    }
    if registered && let Some(register) = register(reading) {
        evidence.set_register(register);
    }
    evidence
}

fn register(reading: &Reading<'_>) -> Option<Register> {
    let log = reading.log;
    let file = format!("{FOLDER}/{REGISTER}");
    let bytes = reading.read(&file)?;
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
