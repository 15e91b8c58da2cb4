//! A whole book with its history, from one place to another.

use std::collections::BTreeSet;
use std::io::{self, Read as _};

use entry::{Change, Digest, chain};
use folder::{Commit, Known, New, Store};

use crate::{Failure, Held};

/// A place that can take contents which were part of the book once.
pub trait Keeps: Store {
    /// Keeps such contents.
    ///
    /// # Errors
    /// When the system refuses.
    fn keep(&mut self, former: Vec<Vec<u8>>) -> io::Result<()>;
}

impl Keeps for Held {
    fn keep(&mut self, former: Vec<Vec<u8>>) -> io::Result<()> {
        for bytes in former {
            self.keep_former(&bytes)?;
        }
        Ok(())
    }
}

/// By putting them into the new book and taking them away again.
fn in_and_out<S: Store>(to: &mut S, former: Vec<Vec<u8>>) -> io::Result<()> {
    let name = |bytes: &[u8]| format!("evidence/{}", Digest::of(bytes));
    let out = former.iter().map(|bytes| (name(bytes), New::Gone));
    let out: Vec<(String, New)> = out.collect();
    let into = former
        .into_iter()
        .map(|bytes| (name(&bytes), New::Bytes(bytes)));
    let into: Vec<(String, New)> = into.collect();
    for files in [&into, &out].into_iter().filter(|files| !files.is_empty()) {
        to.commit(Commit {
            files,
            kept: &[],
            line: None,
            known: &[],
        })?;
    }
    Ok(())
}

impl Keeps for folder::Folder {
    fn keep(&mut self, former: Vec<Vec<u8>>) -> io::Result<()> {
        in_and_out(self, former)
    }
}

impl Keeps for folder::Archive {
    fn keep(&mut self, former: Vec<Vec<u8>>) -> io::Result<()> {
        in_and_out(self, former)
    }
}

/// Copies a book, whose files are as its log says, to a place where there is nothing yet: files, log, what was kept.
///
/// # Errors
/// When the log of the book does not hold together, or a file cannot be read or written.
pub fn transfer(from: &impl Store, to: &mut impl Keeps) -> Result<(), Failure> {
    let log = from.log()?;
    let operations = chain(&log)?;
    let mut files = Vec::new();
    let mut there = BTreeSet::new();
    for listed in from.list()? {
        // What a link leads to is not part of the book.
        if listed.link {
            continue;
        }
        there.insert(from.digest(&listed.path)?);
        if let Some(bytes) = from.read(&listed.path)? {
            files.push((listed.path, New::Bytes(bytes)));
        }
    }
    let changes = operations.iter().flat_map(|one| one.change.parts());
    let named = changes.filter_map(|change| match change {
        Change::File { was, is, .. } => Some([was, is]),
        _ => None,
    });
    let named: BTreeSet<&Digest> = named.flatten().flatten().collect();
    let mut former = Vec::new();
    for digest in named.into_iter().filter(|digest| !there.contains(*digest)) {
        if let Some(blob) = from.former(digest)? {
            let mut bytes = Vec::new();
            blob.open()?.read_to_end(&mut bytes)?;
            former.push(bytes);
        }
    }
    to.keep(former)?;
    let known: Vec<Known> = from.known()?;
    let mut kept = Vec::new();
    for known in &known {
        if let Some(bytes) = from.kept(&known.path)? {
            kept.push((known.path.clone(), Some(bytes)));
        }
    }
    let line = log.trim_end_matches('\n');
    to.commit(Commit {
        files: &files,
        kept: &kept,
        line: (!line.is_empty()).then_some(line),
        known: &known,
    })?;
    Ok(())
}
