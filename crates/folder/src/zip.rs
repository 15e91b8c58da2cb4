//! A book in one file, to be mailed: its folder as a zip archive, with the log.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ::zip::write::SimpleFileOptions;
use ::zip::{ZipArchive, ZipWriter};
use entry::{Blob, Digest, Files, Listed};

use crate::folder::OWN;
use crate::memory::Memory;
use crate::store::{Commit, Known, Store};

/// The most bytes that an archive may unpack to.
const LARGEST: u64 = 1 << 30;

/// A book in one archive that nobody else changes while it is open.
#[derive(Debug)]
pub struct Archive {
    path: PathBuf,
    book: Memory,
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
        let files = match File::open(path) {
            Ok(file) => unpacked(file)?,
            Err(error) if error.kind() == ErrorKind::NotFound => BTreeMap::new(),
            Err(error) => return Err(error),
        };
        Ok(Self {
            path: path.to_path_buf(),
            book: book(files)?,
            _lock: lock,
        })
    }

    fn save(&self) -> io::Result<()> {
        let draft = self.path.with_extension("writing");
        let mut writer = ZipWriter::new(File::create(&draft)?);
        for (name, bytes) in self.packed()? {
            // The time of writing is left out, so that the same book is the same archive.
            let options = SimpleFileOptions::default()
                .last_modified_time(::zip::DateTime::default())
                .large_file(bytes.len() as u64 > u64::from(u32::MAX / 2));
            writer.start_file(name, options).map_err(io::Error::other)?;
            writer.write_all(&bytes)?;
        }
        writer.finish().map_err(io::Error::other)?.sync_all()?;
        fs::rename(&draft, &self.path)
    }

    /// What the archive holds: the book, and what the program keeps for itself.
    fn packed(&self) -> io::Result<BTreeMap<String, Vec<u8>>> {
        let files = self.book.files();
        let mut all: BTreeMap<String, Vec<u8>> = files
            .map(|(path, bytes)| (path.to_owned(), bytes.to_vec()))
            .collect();
        for (digest, bytes) in self.book.former_files() {
            all.insert(own(&format!("{FORMER}{digest}")), bytes.to_vec());
        }
        all.insert(own(LOG), self.book.log()?.into_bytes());
        all.insert(own(KNOWN), serde_json::to_vec(&self.book.known()?)?);
        Ok(all)
    }
}

const LOG: &str = "log.jsonl";
const KNOWN: &str = "known.json";
const FORMER: &str = "blobs/";

fn own(name: &str) -> String {
    format!("{OWN}/{name}")
}

fn unpacked(file: File) -> io::Result<BTreeMap<String, Arc<Vec<u8>>>> {
    let mut files = BTreeMap::new();
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
        left = left
            .checked_sub(size)
            .ok_or_else(|| io::Error::new(ErrorKind::FileTooLarge, "压缩包解开后太大"))?;
        files.insert(name, Arc::new(bytes));
    }
    Ok(files)
}

/// The book of what an archive holds.
fn book(mut files: BTreeMap<String, Arc<Vec<u8>>>) -> io::Result<Memory> {
    let log = files.remove(&own(LOG)).unwrap_or_default();
    let log = String::from_utf8(log.to_vec())
        .map_err(|error| io::Error::new(ErrorKind::InvalidData, error))?;
    let known = files.remove(&own(KNOWN)).unwrap_or_default();
    // What cannot be read is found out anew.
    let known: Vec<Known> = serde_json::from_slice(&known).unwrap_or_default();
    let former = own(FORMER);
    let former = files.extract_if(.., |path, _| path.starts_with(&former));
    let former = former
        .map(|(_, bytes)| (Digest::of(&bytes), bytes))
        .collect();
    Ok(Memory::restored(files, log, known, former))
}

impl Files for Archive {
    fn list(&self) -> io::Result<Vec<Listed>> {
        self.book.list()
    }

    fn blob(&self, path: &str) -> io::Result<Option<Blob>> {
        self.book.blob(path)
    }

    fn name(&self) -> String {
        self.path.to_string_lossy().into_owned()
    }

    fn unit(&self, way: &str) -> io::Result<Option<Box<dyn Files>>> {
        self.book.unit(way)
    }
}

impl Store for Archive {
    fn log(&self) -> io::Result<String> {
        self.book.log()
    }

    fn known(&self) -> io::Result<Vec<Known>> {
        self.book.known()
    }

    fn kept(&self, path: &str) -> io::Result<Option<Vec<u8>>> {
        self.book.kept(path)
    }

    fn former(&self, digest: &Digest) -> io::Result<Option<Blob>> {
        self.book.former(digest)
    }

    fn commit(&mut self, commit: Commit<'_>) -> io::Result<()> {
        let before = self.book.clone();
        let done = self.book.commit(commit).and_then(|()| self.save());
        if done.is_err() {
            self.book = before;
        }
        done
    }
}
