//! A book in one file, to be mailed: its folder as a zip archive, with the log.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Read as _, Write as _};
use std::path::{Path, PathBuf};

use ::zip::write::SimpleFileOptions;
use ::zip::{ZipArchive, ZipWriter};
use entry::Digest;

use crate::folder::OWN;
use crate::place::holds;
use crate::store::{Commit, Known, Listed, New, Store};

/// The most bytes that an archive may unpack to.
const LARGEST: u64 = 1 << 30;

/// A book in one archive that nobody else changes while it is open.
#[derive(Debug)]
pub struct Archive {
    path: PathBuf,
    files: BTreeMap<String, Vec<u8>>,
    _lock: File,
}

impl Archive {
    /// Opens an archive, or begins a new one where there is none.
    ///
    /// # Errors
    /// When it is no archive or the system refuses.
    pub fn open(path: &Path) -> io::Result<Self> {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let lock = File::options()
            .create(true)
            .truncate(false)
            .write(true)
            .open(path.with_file_name(format!(".{name}.lock")))?;
        lock.lock()?;
        let mut files = BTreeMap::new();
        match File::open(path) {
            Ok(file) => {
                let mut archive = ZipArchive::new(file).map_err(io::Error::other)?;
                let mut left = LARGEST;
                for at in 0..archive.len() {
                    let packed = archive.by_index(at).map_err(io::Error::other)?;
                    if packed.is_dir() {
                        continue;
                    }
                    let name = packed.name().map_err(io::Error::other)?.into_owned();
                    let mut bytes = Vec::new();
                    packed.take(left + 1).read_to_end(&mut bytes)?;
                    let size = bytes.len() as u64;
                    left = left.checked_sub(size).ok_or_else(|| {
                        io::Error::new(ErrorKind::FileTooLarge, "压缩包解开后太大")
                    })?;
                    files.insert(name, bytes);
                }
            }
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
        Ok(Self {
            path: path.to_path_buf(),
            files,
            _lock: lock,
        })
    }

    fn own(name: &str) -> String {
        format!("{OWN}/{name}")
    }

    fn save(&self) -> io::Result<()> {
        let draft = self.path.with_extension("writing");
        let mut writer = ZipWriter::new(File::create(&draft)?);
        for (name, bytes) in &self.files {
            // The time of writing is left out, so that the same book is the same archive.
            let options = SimpleFileOptions::default()
                .last_modified_time(::zip::DateTime::default())
                .large_file(bytes.len() as u64 > u64::from(u32::MAX / 2));
            writer.start_file(name, options).map_err(io::Error::other)?;
            writer.write_all(bytes)?;
        }
        writer.finish().map_err(io::Error::other)?.sync_all()?;
        fs::rename(&draft, &self.path)
    }
}

impl Store for Archive {
    fn list(&self) -> io::Result<Vec<Listed>> {
        let files = self.files.iter();
        let files = files.filter(|(path, bytes)| holds(path, bytes.len() as u64).is_some());
        let listed = files.map(|(path, bytes)| Listed {
            path: path.clone(),
            size: bytes.len() as u64,
            stamp: stamp(bytes),
        });
        Ok(listed.collect())
    }

    fn read(&self, path: &str) -> io::Result<Option<Vec<u8>>> {
        Ok(self.files.get(path).cloned())
    }

    fn digest(&self, path: &str) -> io::Result<Digest> {
        let bytes = self.files.get(path).ok_or(ErrorKind::NotFound)?;
        Ok(Digest::of(bytes))
    }

    fn log(&self) -> io::Result<String> {
        let log = self.files.get(&Self::own("log.jsonl")).cloned();
        String::from_utf8(log.unwrap_or_default())
            .map_err(|error| io::Error::new(ErrorKind::InvalidData, error))
    }

    fn known(&self) -> io::Result<Vec<Known>> {
        let bytes = self.files.get(&Self::own("known.json"));
        Ok(bytes
            .and_then(|bytes| serde_json::from_slice(bytes).ok())
            .unwrap_or_default())
    }

    fn kept(&self, _path: &str) -> io::Result<Option<Vec<u8>>> {
        // The log says it.
        Ok(None)
    }

    fn blob(&self, digest: &Digest) -> io::Result<Option<New>> {
        let bytes = self.files.get(&Self::own(&format!("blobs/{digest}")));
        Ok(bytes.cloned().map(New::Bytes))
    }

    fn commit(&mut self, commit: Commit<'_>) -> io::Result<()> {
        let before = self.files.clone();
        let done = self.take(&commit).and_then(|()| self.save());
        if done.is_err() {
            self.files = before;
        }
        done
    }
}

impl Archive {
    fn take(&mut self, commit: &Commit<'_>) -> io::Result<()> {
        for (path, new) in commit.files {
            match new {
                New::Bytes(bytes) => {
                    self.files.insert(path.clone(), bytes.clone());
                }
                New::Copy(from) => {
                    self.files.insert(path.clone(), fs::read(from)?);
                }
                New::Gone => {
                    if let Some(bytes) = self.files.remove(path) {
                        let name = format!("blobs/{}", Digest::of(&bytes));
                        self.files.insert(Self::own(&name), bytes);
                    }
                }
            }
        }
        if let Some(line) = commit.line {
            let log = self.files.entry(Self::own("log.jsonl")).or_default();
            log.extend_from_slice(line.as_bytes());
            log.push(b'\n');
        }
        let mut known = commit.known.to_vec();
        for one in &mut known {
            one.stamp = self.files.get(&one.path).map_or(0, |bytes| stamp(bytes));
        }
        self.files
            .insert(Self::own("known.json"), serde_json::to_vec(&known)?);
        Ok(())
    }
}

/// What changes with the bytes.
fn stamp(bytes: &[u8]) -> u64 {
    let digest = Digest::of(bytes);
    u64::from_str_radix(digest.as_str().get(..16).unwrap_or_default(), 16).unwrap_or_default()
}
