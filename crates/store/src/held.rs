//! A book in the database, as it was when it was opened.

use std::collections::BTreeMap;
use std::io::{self, ErrorKind, Read as _};
use std::sync::Arc;

use entry::{Blob, Digest, Files, Listed, following};
use folder::{Commit, Known, New, Store};

use crate::blob::{LARGEST, Packed};
use crate::commitment::{Commitment, Line, Of};
use crate::database::Inner;
use crate::event::Event;
use crate::index;
use crate::{Database, Failure};

/// A file of a book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct File {
    pub(crate) hash: Digest,
    pub(crate) size: u64,
}

/// A book as it was when it was opened, whatever others write meanwhile. What is committed here is refused where
/// somebody else was faster.
#[derive(Debug)]
pub struct Held {
    pub(crate) inner: Arc<Inner>,
    pub(crate) name: String,
    pub(crate) of: Of,
    pub(crate) seq: i64,
    pub(crate) files: BTreeMap<String, File>,
    pub(crate) kept: BTreeMap<String, Digest>,
    pub(crate) known: BTreeMap<String, Known>,
    /// Contents that were part of the book once, which come with the next commit.
    pub(crate) former: BTreeMap<Digest, Packed>,
    /// What is recorded together with the next commit.
    pub(crate) event: Option<Event>,
}

impl Held {
    /// Records something in the same transaction as the next commit.
    pub fn record_with_next(&mut self, event: Event) {
        self.event = Some(event);
    }

    /// Keeps a content that was part of the book once, from the next commit on.
    ///
    /// # Errors
    /// When it is too large.
    pub fn keep_former(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        small_enough("以前的佐证", bytes.len() as u64)?;
        self.former.insert(Digest::of(bytes), Packed::of(bytes));
        Ok(())
    }

    fn id(&self) -> Option<i64> {
        match self.of {
            Of::New(_) => None,
            Of::There { id, .. } => Some(id),
        }
    }

    fn bytes(&self, hash: &Digest) -> io::Result<Vec<u8>> {
        let bytes = self.inner.blob(hash)?;
        let gone = || Failure::Wrong(format!("内容{}不见了", hash.short()));
        Ok(bytes.ok_or_else(gone)?)
    }

    /// The lines of a commit, which follow from those there are.
    fn lines(&self, text: &str) -> io::Result<Vec<Line>> {
        let mut last = self.last_line()?;
        let mut lines = Vec::new();
        for text in text.lines() {
            let (seq, parent) = following(last.as_deref()).map_err(Failure::Broken)?;
            let (found, hash) = (following(Some(text)), Digest::of(text.as_bytes()));
            let bound = serde_json::from_str::<entry::Operation>(text);
            let bound = bound.is_ok_and(|one| one.parent == parent && one.seq == seq);
            if !bound || found.is_err() {
                let at = usize::try_from(seq).unwrap_or(usize::MAX);
                return Err(Failure::Broken(entry::BrokenLog::Unbound(at)).into());
            }
            lines.push(Line {
                seq: seq.cast_signed(),
                hash,
                text: text.to_owned(),
            });
            last = Some(text.to_owned());
        }
        Ok(lines)
    }
}

impl Files for Held {
    fn list(&self) -> io::Result<Vec<Listed>> {
        let listed = self.files.iter().map(|(path, file)| Listed {
            path: path.clone(),
            size: file.size,
            stamp: stamp(&file.hash),
            link: false,
        });
        Ok(listed.collect())
    }

    fn blob(&self, path: &str) -> io::Result<Option<Blob>> {
        let file = self.files.get(path);
        let bytes = file.map(|file| self.bytes(&file.hash)).transpose()?;
        Ok(bytes.map(|bytes| Arc::new(bytes) as Blob))
    }

    fn name(&self) -> String {
        self.name.clone()
    }

    /// The units of 教育局 are 教育局/甲, those beside it 甲.
    fn unit(&self, way: &str) -> io::Result<Option<Box<dyn Files>>> {
        let Some((is_beside, parts)) = entry::files::way(way) else {
            return Ok(None);
        };
        let base = match is_beside {
            false => Some(self.name.as_str()),
            true => self.name.rsplit_once('/').map(|(above, _)| above),
        };
        let name = base.into_iter().chain(parts).collect::<Vec<_>>().join("/");
        let database = Database {
            inner: Arc::clone(&self.inner),
        };
        match database.book(&name) {
            Ok(held) => Ok(Some(Box::new(held))),
            Err(Failure::Absent(_)) => Ok(None),
            Err(other) => Err(other.into()),
        }
    }
}

impl Store for Held {
    fn digest(&self, path: &str) -> io::Result<Digest> {
        let file = self.files.get(path).ok_or(ErrorKind::NotFound)?;
        Ok(file.hash.clone())
    }

    fn log(&self) -> io::Result<String> {
        let Some(id) = self.id() else {
            return Ok(String::new());
        };
        let lines = self.inner.lines(id, self.seq)?;
        Ok(lines.iter().map(|line| format!("{line}\n")).collect())
    }

    fn last_line(&self) -> io::Result<Option<String>> {
        match self.id() {
            Some(id) => Ok(self.inner.line(id, self.seq)?),
            None => Ok(None),
        }
    }

    fn known(&self) -> io::Result<Vec<Known>> {
        Ok(self.known.values().cloned().collect())
    }

    fn kept(&self, path: &str) -> io::Result<Option<Vec<u8>>> {
        let hash = self.kept.get(path);
        hash.map(|hash| self.bytes(hash)).transpose()
    }

    fn former(&self, digest: &Digest) -> io::Result<Option<Blob>> {
        let bytes = self.inner.blob(digest)?;
        Ok(bytes.map(|bytes| Arc::new(bytes) as Blob))
    }

    fn commit(&mut self, commit: Commit<'_>) -> io::Result<()> {
        let mut after = After {
            files: self.files.clone(),
            kept: self.kept.clone(),
            ..After::default()
        };
        for (path, new) in commit.files {
            after.write(path, new)?;
        }
        for (path, bytes) in commit.kept {
            after.keep(path, bytes.as_deref());
        }
        let mut known = BTreeMap::new();
        for one in commit.known {
            let mut one = one.clone();
            if let (Some(Some(_)), Some(file)) =
                (after.written.get(&one.path), after.files.get(&one.path))
            {
                one.stamp = stamp(&file.hash);
            }
            known.insert(one.path.clone(), one);
        }
        after.blobs.append(&mut self.former);
        let lines = self.lines(commit.line.unwrap_or_default())?;
        let seq = lines.last().map_or(self.seq, |line| line.seq);
        let commitment = Commitment {
            of: self.of.clone(),
            blobs: after.blobs,
            files: after.written,
            kept: after.rekept,
            known: differing(&self.known, &known),
            lines,
            index: after.index,
            event: self.event.take(),
        };
        let (id, version) = self.inner.write(commitment)?;
        self.of = Of::There { id, version };
        (self.seq, self.files, self.kept, self.known) = (seq, after.files, after.kept, known);
        Ok(())
    }
}

/// A book after a commit, and what has to be written for it.
#[derive(Default)]
struct After {
    files: BTreeMap<String, File>,
    kept: BTreeMap<String, Digest>,
    blobs: BTreeMap<Digest, Packed>,
    written: BTreeMap<String, Option<Digest>>,
    rekept: BTreeMap<String, Option<Digest>>,
    index: Vec<(String, index::Indexed)>,
}

impl After {
    fn write(&mut self, path: &str, new: &New) -> io::Result<()> {
        if !folder::is_inside(path) {
            let told = format!("“{path}”通到账本外面");
            return Err(io::Error::new(ErrorKind::PermissionDenied, told));
        }
        let bytes = match new {
            New::Gone => None,
            New::Bytes(bytes) => Some(bytes.clone()),
            New::Copy(from) => {
                small_enough(path, from.size()?)?;
                let mut bytes = Vec::new();
                from.open()?.read_to_end(&mut bytes)?;
                Some(bytes)
            }
        };
        self.index
            .extend(index::of(path, bytes.as_deref()).map(|indexed| (path.to_owned(), indexed)));
        let hash = match bytes {
            None => {
                self.files.remove(path);
                None
            }
            Some(bytes) => {
                let size = bytes.len() as u64;
                small_enough(path, size)?;
                let hash = self.pack(&bytes);
                let file = File {
                    hash: hash.clone(),
                    size,
                };
                self.files.insert(path.to_owned(), file);
                Some(hash)
            }
        };
        self.written.insert(path.to_owned(), hash);
        Ok(())
    }

    fn keep(&mut self, path: &str, bytes: Option<&[u8]>) {
        let hash = bytes.map(|bytes| self.pack(bytes));
        match &hash {
            Some(hash) => self.kept.insert(path.to_owned(), hash.clone()),
            None => self.kept.remove(path),
        };
        self.rekept.insert(path.to_owned(), hash);
    }

    fn pack(&mut self, bytes: &[u8]) -> Digest {
        let hash = Digest::of(bytes);
        let blob = self.blobs.entry(hash.clone());
        blob.or_insert_with(|| Packed::of(bytes));
        hash
    }
}

fn small_enough(path: &str, size: u64) -> Result<(), Failure> {
    match size <= LARGEST {
        true => Ok(()),
        false => Err(Failure::Large {
            path: path.to_owned(),
            size,
            most: LARGEST,
        }),
    }
}

/// What is known otherwise than before; none: no longer.
fn differing(
    before: &BTreeMap<String, Known>,
    after: &BTreeMap<String, Known>,
) -> BTreeMap<String, Option<Known>> {
    let gone = before.keys().filter(|path| !after.contains_key(*path));
    let gone = gone.map(|path| (path.clone(), None));
    let other = after
        .iter()
        .filter(|(path, known)| before.get(*path) != Some(known));
    let other = other.map(|(path, known)| (path.clone(), Some(known.clone())));
    gone.chain(other).collect()
}

/// What changes with the bytes.
fn stamp(hash: &Digest) -> u64 {
    u64::from_str_radix(hash.as_str().get(..16).unwrap_or_default(), 16).unwrap_or_default()
}
