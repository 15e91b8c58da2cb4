//! A book as a folder of plain files.
//!
//! What the program needs for itself lies in `.kaocheng/`: the log, what is known of the files and how they were, and
//! while something is put in place the list of it. With that folder the history is lost, and nothing else.

use std::fs::{self, File, TryLockError};
use std::io::{self, ErrorKind, Read as _, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use entry::{Blob, Digest, Files, Listed};
use serde::{Deserialize, Serialize};

use crate::disk::{Disk, Real};
use crate::plain::{Plain, listed};
use crate::store::{Commit, Known, New, Store};

/// The folder, inside a book's, of what the program keeps for itself.
pub const OWN: &str = ".kaocheng";

/// A book's folder that nobody else changes while it is held.
#[derive(Debug)]
pub struct Folder<D = Real> {
    files: Plain,
    disk: D,
    _lock: Option<File>,
}

/// What is being put in place, written down before the first file is touched.
#[derive(Debug, Serialize, Deserialize)]
struct Journal {
    /// Files of the book or of the program's own, and the files below `tx/` that take their places; none: removed.
    moves: Vec<(String, Option<String>)>,
    /// How long the log was.
    log: u64,
    /// The line that it gets.
    line: Option<String>,
}

impl Folder<Real> {
    /// Waits until nobody else changes the book, keeps others from changing it, and finishes what was begun; `waiting`
    /// is called once where that takes a while.
    ///
    /// # Errors
    /// When the folder is not there or the system refuses.
    pub fn hold(dir: &Path, waiting: impl FnOnce()) -> io::Result<Self> {
        Self::hold_on(dir, Real, waiting)
    }

    /// The book for reading: nobody changes it meanwhile, and nothing is half put in place. Where the folder cannot be
    /// written, nobody can change it either.
    ///
    /// # Errors
    /// When what was begun cannot be finished.
    pub fn settled(dir: &Path) -> io::Result<Self> {
        if dir.join(OWN).join(JOURNAL).exists() {
            drop(Self::hold(dir, || ())?);
        }
        let lock = File::open(dir.join(OWN).join("lock")).ok();
        if let Some(lock) = &lock {
            match lock.lock_shared() {
                Err(error) if error.kind() != ErrorKind::Unsupported => return Err(error),
                _ => {}
            }
        }
        Ok(Self {
            files: Plain::new(dir),
            disk: Real,
            _lock: lock,
        })
    }
}

const JOURNAL: &str = "tx/journal";
const LOG: &str = "log.jsonl";
const KNOWN: &str = "known.json";

impl<D: Disk> Folder<D> {
    /// [`Folder::hold`] on a disk that may fail.
    ///
    /// # Errors
    /// When the folder is not there or the system refuses.
    pub fn hold_on(dir: &Path, disk: D, waiting: impl FnOnce()) -> io::Result<Self> {
        let own = dir.join(OWN);
        match fs::create_dir(&own) {
            Err(error) if error.kind() != ErrorKind::AlreadyExists => return Err(error),
            _ => {}
        }
        let lock = File::options()
            .create(true)
            .truncate(false)
            .read(true)
            .write(true)
            .open(own.join("lock"))?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                waiting();
                lock.lock()?;
            }
            // Some shared drives know no locks; there one is as safe as without.
            Err(TryLockError::Error(error)) if error.kind() == ErrorKind::Unsupported => {}
            Err(TryLockError::Error(error)) => return Err(error),
        }
        let mut folder = Self {
            files: Plain::new(dir),
            disk,
            _lock: Some(lock),
        };
        folder.recover()?;
        Ok(folder)
    }

    /// The folder.
    pub fn dir(&self) -> &Path {
        self.files.dir()
    }

    fn own(&self, name: &str) -> PathBuf {
        self.dir().join(OWN).join(name)
    }

    /// Finishes what was written down, or sweeps away what was not yet.
    fn recover(&mut self) -> io::Result<()> {
        match read(&self.own(JOURNAL))? {
            Some(bytes) => {
                let journal = serde_json::from_slice(&bytes);
                let journal =
                    journal.map_err(|error| io::Error::new(ErrorKind::InvalidData, error))?;
                self.put_in_place(&journal)
            }
            None => self.sweep(),
        }
    }

    fn sweep(&mut self) -> io::Result<()> {
        let Ok(files) = fs::read_dir(self.own("tx")) else {
            return Ok(());
        };
        for file in files {
            let path = file?.path();
            self.disk.remove(&path)?;
        }
        Ok(())
    }

    /// Every step can be done again where it was done before.
    fn put_in_place(&mut self, journal: &Journal) -> io::Result<()> {
        for (to, from) in &journal.moves {
            let path = self.dir().join(to);
            match from {
                Some(from) => {
                    let from = self.own("tx").join(from);
                    if from.exists() {
                        if let Some(folder) = path.parent() {
                            self.disk.make_folder(folder)?;
                        }
                        self.disk.rename(&from, &path)?;
                    }
                }
                None => self.disk.remove(&path)?,
            }
        }
        if let Some(line) = &journal.line {
            let log = self.own(LOG);
            let bytes = format!("{line}\n");
            self.disk.append(&log, journal.log, bytes.as_bytes())?;
        }
        self.disk.remove(&self.own(JOURNAL))?;
        self.sweep()
    }

    fn write_down(&mut self, commit: &Commit<'_>) -> io::Result<Journal> {
        let mut moves = Vec::new();
        let aside = self.own("tx");
        self.disk.make_folder(&aside)?;
        let mut number = 0;
        let mut next = || {
            number += 1;
            number.to_string()
        };
        for (path, new) in commit.files {
            let place = self.files.inside(path)?;
            let name = next();
            match new {
                New::Bytes(bytes) => {
                    self.disk.write(&aside.join(&name), bytes)?;
                    like(&place, &aside.join(&name));
                    moves.push((path.clone(), Some(name)));
                }
                New::Copy(from) => {
                    self.disk.copy(from.as_ref(), &aside.join(&name))?;
                    like(&place, &aside.join(&name));
                    moves.push((path.clone(), Some(name)));
                }
                New::Gone if place.exists() => {
                    // Kept aside by what it says, so that it can come back.
                    let digest = self.digest(path)?;
                    self.disk.copy(&place, &aside.join(&name))?;
                    moves.push((format!("{OWN}/blobs/{digest}"), Some(name)));
                    moves.push((path.clone(), None));
                }
                New::Gone => {}
            }
        }
        for (path, kept) in commit.kept {
            let to = format!("{OWN}/kept/{path}");
            match kept {
                Some(bytes) => {
                    let name = next();
                    self.disk.write(&aside.join(&name), bytes)?;
                    moves.push((to, Some(name)));
                }
                None => moves.push((to, None)),
            }
        }
        // A file keeps the time it was written when it is put in its place.
        let mut known = commit.known.to_vec();
        for one in &mut known {
            let written = moves.iter().find(|(to, _)| *to == one.path);
            if let Some((_, Some(from))) = written {
                let data = fs::metadata(aside.join(from))?;
                one.stamp = listed(String::new(), &data).stamp;
            }
        }
        let known = serde_json::to_vec(&known)?;
        let name = next();
        self.disk.write(&aside.join(&name), &known)?;
        moves.push((format!("{OWN}/{KNOWN}"), Some(name)));
        let log = fs::metadata(self.own(LOG)).map_or(0, |log| log.len());
        let journal = Journal {
            moves,
            log,
            line: commit.line.map(str::to_owned),
        };
        let draft = aside.join("draft");
        self.disk.write(&draft, &serde_json::to_vec(&journal)?)?;
        // From here on it is done, whatever happens.
        self.disk.rename(&draft, &self.own(JOURNAL))?;
        Ok(journal)
    }
}

impl<D: Disk> Files for Folder<D> {
    fn list(&self) -> io::Result<Vec<Listed>> {
        self.files.list()
    }

    fn blob(&self, path: &str) -> io::Result<Option<Blob>> {
        self.files.blob(path)
    }

    fn name(&self) -> String {
        self.files.name()
    }

    fn called(&self) -> String {
        self.files.called()
    }

    fn unit(&self, way: &str) -> io::Result<Option<Box<dyn Files>>> {
        self.files.unit(way)
    }
}

impl<D: Disk> Store for Folder<D> {
    fn log(&self) -> io::Result<String> {
        let bytes = read(&self.own(LOG))?.unwrap_or_default();
        String::from_utf8(bytes).map_err(|error| io::Error::new(ErrorKind::InvalidData, error))
    }

    fn last_line(&self) -> io::Result<Option<String>> {
        // A log grows for years: only its end is read.
        let mut file = match File::open(self.own(LOG)) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            file => file?,
        };
        let length = file.metadata()?.len();
        let mut wanted = 1 << 12;
        loop {
            let from = length.saturating_sub(wanted);
            file.seek(SeekFrom::Start(from))?;
            let mut tail = Vec::new();
            (&mut file).take(wanted).read_to_end(&mut tail)?;
            let line = tail.strip_suffix(b"\n").unwrap_or(&tail);
            let start = line.iter().rposition(|byte| *byte == b'\n');
            if start.is_none() && from > 0 {
                wanted *= 4;
                continue;
            }
            let line = line[start.map_or(0, |end| end + 1)..].to_vec();
            let line = String::from_utf8(line);
            let line = line.map_err(|error| io::Error::new(ErrorKind::InvalidData, error))?;
            return Ok((!line.is_empty()).then_some(line));
        }
    }

    fn known(&self) -> io::Result<Vec<Known>> {
        let bytes = read(&self.own(KNOWN))?;
        // What cannot be read is found out anew.
        Ok(bytes
            .and_then(|bytes| serde_json::from_slice(&bytes).ok())
            .unwrap_or_default())
    }

    fn kept(&self, path: &str) -> io::Result<Option<Vec<u8>>> {
        self.files.inside(path)?;
        read(&self.own("kept").join(path))
    }

    fn former(&self, digest: &Digest) -> io::Result<Option<Blob>> {
        let path = self.own("blobs").join(digest.as_str());
        Ok(path.exists().then(|| Arc::new(path) as Blob))
    }

    fn commit(&mut self, commit: Commit<'_>) -> io::Result<()> {
        let journal = self.write_down(&commit)?;
        self.put_in_place(&journal)
    }
}

fn read(path: &Path) -> io::Result<Option<Vec<u8>>> {
    match File::open(path) {
        Ok(mut file) => {
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes)?;
            Ok(Some(bytes))
        }
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// A file that takes the place of another may be read and written by the same people.
fn like(old: &Path, new: &Path) {
    if let Ok(data) = fs::metadata(old) {
        // Where the system does not allow that, the new file is as any other.
        let _ = fs::set_permissions(new, data.permissions());
    }
}
