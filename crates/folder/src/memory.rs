//! Books in memory: of an archive that was sent, of a test, of a server that has no folder.

use std::collections::BTreeMap;
use std::io::{self, ErrorKind};
use std::sync::Arc;

use entry::files::{is_hidden, way};
use entry::{Blob, Digest, Files, Listed};

use crate::part::whole;
use crate::place;
use crate::store::{Commit, Known, New, Store};

/// One of the books in memory, with its log.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    /// All files, of books beside it and below it, too.
    files: BTreeMap<String, Arc<Vec<u8>>>,
    /// Where this book's files begin: nothing, or a folder with its `/`.
    at: String,
    log: String,
    known: Vec<Known>,
    former: BTreeMap<Digest, Arc<Vec<u8>>>,
}

impl Memory {
    /// The book in a folder of these files, which are its own and those of books it takes in; `""` for the folder of all.
    /// Nothing outside of them can be reached.
    pub fn new(files: impl IntoIterator<Item = (String, Vec<u8>)>, at: &str) -> Self {
        let files = files.into_iter();
        Self {
            files: files.map(|(path, bytes)| (path, Arc::new(bytes))).collect(),
            at: prefix(at),
            ..Self::default()
        }
    }

    /// A book as it was kept: all that it holds, its log, what is known of its files and what it held once.
    pub(crate) fn restored(
        files: BTreeMap<String, Arc<Vec<u8>>>,
        log: String,
        known: Vec<Known>,
        former: BTreeMap<Digest, Arc<Vec<u8>>>,
    ) -> Self {
        Self {
            files,
            at: String::new(),
            log,
            known,
            former,
        }
    }

    /// All files.
    pub(crate) fn files(&self) -> impl Iterator<Item = (&str, &[u8])> {
        let files = self.files.iter();
        files.map(|(path, bytes)| (path.as_str(), bytes.as_slice()))
    }

    /// What it held once.
    pub(crate) fn former_files(&self) -> impl Iterator<Item = (&Digest, &[u8])> {
        let files = self.former.iter();
        files.map(|(digest, bytes)| (digest, bytes.as_slice()))
    }

    fn own(&self, path: &str) -> io::Result<String> {
        match place::is_inside(path) {
            true => Ok(format!("{}{path}", self.at)),
            false => Err(ErrorKind::PermissionDenied.into()),
        }
    }
}

fn prefix(folder: &str) -> String {
    match folder.trim_matches('/') {
        "" => String::new(),
        folder => format!("{folder}/"),
    }
}

impl Files for Memory {
    fn list(&self) -> io::Result<Vec<Listed>> {
        let below = self.files.range(self.at.clone()..);
        let below = below.map_while(|(path, bytes)| Some((path.strip_prefix(&self.at)?, bytes)));
        let files = below.filter(|(path, _)| place::is_of_book(path) && !is_hidden(path));
        let listed = files.map(|(path, bytes)| Listed {
            path: path.to_owned(),
            size: bytes.len() as u64,
            stamp: stamp(bytes),
            link: false,
        });
        Ok(listed.collect())
    }

    fn blob(&self, path: &str) -> io::Result<Option<Blob>> {
        let bytes = self.files.get(&self.own(path)?).cloned();
        Ok(bytes.map(|bytes| bytes as Blob))
    }

    fn name(&self) -> String {
        self.at.clone()
    }

    fn unit(&self, folder: &str) -> io::Result<Option<Box<dyn Files>>> {
        let Some((beside, parts)) = way(folder) else {
            return Ok(None);
        };
        let here = self.at.trim_end_matches('/');
        let from = match (beside, here.rsplit_once('/')) {
            (false, _) => self.at.clone(),
            (true, Some((above, _))) => prefix(above),
            // Beside the folder of all there is nothing.
            (true, None) if here.is_empty() => return Ok(None),
            (true, None) => String::new(),
        };
        let at = format!("{from}{}/", parts.join("/"));
        let there = self.files.range(at.clone()..).next();
        match there.is_some_and(|(path, _)| path.starts_with(&at)) {
            true => Ok(Some(Box::new(Self {
                files: self.files.clone(),
                at,
                ..Self::default()
            }))),
            false => Ok(None),
        }
    }
}

impl Store for Memory {
    fn log(&self) -> io::Result<String> {
        Ok(self.log.clone())
    }

    fn known(&self) -> io::Result<Vec<Known>> {
        Ok(self.known.clone())
    }

    fn kept(&self, _path: &str) -> io::Result<Option<Vec<u8>>> {
        // The log says it.
        Ok(None)
    }

    fn former(&self, digest: &Digest) -> io::Result<Option<Blob>> {
        let bytes = self.former.get(digest).cloned();
        Ok(bytes.map(|bytes| bytes as Blob))
    }

    fn commit(&mut self, commit: Commit<'_>) -> io::Result<()> {
        // What cannot be read, or lies outside, is found before anything is changed.
        let mut new = Vec::new();
        for (path, file) in commit.files {
            let bytes = match file {
                New::Bytes(bytes) => Some(bytes.clone()),
                New::Copy(from) => Some(whole(from)?),
                New::Gone => None,
            };
            new.push((self.own(path)?, bytes));
        }
        for (path, bytes) in new {
            match bytes {
                Some(bytes) => {
                    self.files.insert(path, Arc::new(bytes));
                }
                None => {
                    if let Some(bytes) = self.files.remove(&path) {
                        self.former.insert(Digest::of(&bytes), bytes);
                    }
                }
            }
        }
        if let Some(line) = commit.line {
            self.log.push_str(line);
            self.log.push('\n');
        }
        self.known = commit.known.to_vec();
        for one in &mut self.known {
            let bytes = self.files.get(&format!("{}{}", self.at, one.path));
            one.stamp = bytes.map_or(0, |bytes| stamp(bytes));
        }
        Ok(())
    }
}

/// What changes with the bytes.
fn stamp(bytes: &[u8]) -> u64 {
    let digest = Digest::of(bytes);
    u64::from_str_radix(digest.as_str().get(..16).unwrap_or_default(), 16).unwrap_or_default()
}
