//! A book whose ledgers stay on disk, for measures that read them row by row.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use super::folder::{self, MOST_BYTES};
use super::{BOOK, Log, Source, book, definitions, evidence, projects, schemes, texts};
use crate::measure::Files;
use crate::{Book, Fault, Faults};

impl Files {
    /// The ledgers of a book's folder and what `book.toml` says; no ledger is read yet.
    ///
    /// # Errors
    /// Everything that is wrong in any other file, at once, by file and line.
    pub fn of(dir: &Path) -> Result<Self, Faults> {
        let log = Log::default();
        let ledgers = ledgers(dir, &log);
        let book = read(dir, ledgers.keys().cloned().collect(), &log);
        match book {
            Some(book) if log.is_empty() => Ok(Self {
                calendar: book.calendar(),
                facts: book.facts,
                ledgers,
                as_of: None,
                threads: NonZeroUsize::MIN,
            }),
            _ => Err(log.into_faults()),
        }
    }

    /// Whether every ledger is short enough for [`Book::load`].
    pub fn fit_in_memory(&self) -> bool {
        let mut sizes = self
            .ledgers
            .values()
            .filter_map(|path| fs::metadata(path).ok());
        sizes.all(|file| file.len() <= MOST_BYTES)
    }
}

fn ledgers(dir: &Path, log: &Log) -> BTreeMap<String, PathBuf> {
    let files = folder::list(dir, "ledgers", "csv", log).into_iter();
    let files = files.map(|file| (file.stem, dir.join(file.path)));
    files.collect()
}

/// The book without its ledgers; measures over them are not tried.
fn read(dir: &Path, unread: BTreeSet<String>, log: &Log) -> Option<Book> {
    let parts = book::Parts {
        ledgers: BTreeMap::new(),
        faulty_ledgers: unread,
        texts: texts(dir, log),
        evidence: evidence(dir, log),
        schemes: schemes(dir, log),
        definitions: definitions(dir, log),
        projects: projects(dir, log),
        members: Vec::new(),
    };
    let text = folder::read_text(dir, BOOK, log)?;
    if !super::department::folders(&text).is_empty() {
        let problem = "汇总账本的台账太大，不能逐行统计";
        log.add(Fault::of_file(BOOK, problem, "在下属单位的账本里统计"));
        return None;
    }
    let source = Source {
        file: BOOK,
        text: &text,
        log,
    };
    book::read(&source, parts)
}
