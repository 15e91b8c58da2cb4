//! A book to its folder: whole files or nothing.

mod book;
mod extend;
mod project;
mod rectification;
mod survey;
mod toml;

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::evidence::{FOLDER, REGISTER};
use crate::load::project::{FOLDER as PROJECTS, Written};
use crate::load::{BOOK, Log, list};
use crate::names::{is_file_stem, is_word};
use crate::{Book, Definition, Ledger, LongLedger, Register, ledger};

pub use extend::{ExtendError, Extension};

/// A book could not be saved. Files renamed before the error stay; no file is half-written.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    /// A ledger, narrative piece, scheme or evidence file has a name that no file can have.
    #[error("“{0}”不能用作文件名：去掉空格、标点和路径符号")]
    Name(String),
    /// A new book would be mixed into a folder that holds something else.
    #[error("文件夹 {0} 不是空的：换一个新文件夹")]
    Occupied(PathBuf),
    /// A file could not be written.
    #[error("写不了 {path}（{source}）：核对权限和磁盘空间")]
    Write {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
}

impl Book {
    /// Writes the book to a folder, which is made when it is not there.
    ///
    /// Every file is written under a temporary name first; when all are written they are renamed.
    /// A file that already says the same is left as it is. Files that are no longer part of the
    /// book are removed, evidence excepted.
    ///
    /// # Errors
    /// When a name cannot be a file's, or the system refuses.
    pub fn save(&self, dir: &Path) -> Result<(), SaveError> {
        let files = self.own().files()?;
        let written: Vec<_> = files
            .iter()
            .filter(|(name, bytes)| !self.says_the_same(dir, name, bytes))
            .map(|(name, bytes)| write_aside(&dir.join(name), bytes))
            .collect::<Result<_, _>>()?;
        let copies = self.own().copies(dir)?;
        written.into_iter().chain(copies).try_for_each(persist)?;
        remove_stale(dir, &files, &self.long_ledgers)
    }

    /// The file of one ledger of the book in a folder: its path inside it, and what it is to say; nothing is written.
    ///
    /// # Errors
    /// When the book has no such ledger, or its name cannot be a file's.
    pub fn ledger_file(&self, dir: &Path, name: &str) -> Result<(String, Vec<u8>), SaveError> {
        let ledger = self.ledgers.get(name);
        let ledger = ledger.ok_or_else(|| SaveError::Name(name.to_owned()))?;
        let (path, bytes) = ledger_file(name, ledger)?;
        // Its ending may be written otherwise: 供地.CSV.
        let mut present = list(dir, "ledgers", "csv", &Log::default()).into_iter();
        let present = present.find(|file| file.stem == name);
        Ok((present.map_or(path, |file| file.path), bytes))
    }

    /// Every file of the book but evidence: path inside the book, and content.
    fn files(&self) -> Result<Vec<(String, Vec<u8>)>, SaveError> {
        let mut files = vec![(BOOK.to_owned(), book::write(self).into_bytes())];
        for written in self.written_projects() {
            check_name(&written.name, is_word)?;
            files.push((written.file, written.text.into_bytes()));
        }
        for (name, ledger) in &self.ledgers {
            files.push(ledger_file(name, ledger)?);
        }
        if !self.evidence.register().entries().is_empty() {
            files.push(self.register_file()?);
        }
        for (name, text) in &self.texts {
            check_name(name, is_file_stem)?;
            files.push((format!("text/{name}.md"), text.clone().into_bytes()));
        }
        for (name, scheme) in &self.schemes {
            check_name(name, is_file_stem)?;
            files.push((
                format!("schemes/{name}.toml"),
                scheme.source().to_owned().into_bytes(),
            ));
        }
        for (name, definition) in &self.definitions {
            files.push(definition_file(name, definition)?);
        }
        Ok(files)
    }

    fn register_file(&self) -> Result<(String, Vec<u8>), SaveError> {
        let path = format!("{FOLDER}/{REGISTER}");
        let bytes = self.evidence.register().to_csv(Path::new(&path))?;
        Ok((path, bytes))
    }

    /// Whether a file in the folder already holds the content, perhaps in other words.
    fn says_the_same(&self, dir: &Path, name: &str, bytes: &[u8]) -> bool {
        let Ok(present) = fs::read(dir.join(name)) else {
            return false;
        };
        if present == bytes {
            return true;
        }
        let log = Log::default();
        if let Some(ledger) = name.strip_prefix("ledgers/") {
            let stem = ledger.strip_suffix(".csv").unwrap_or(ledger);
            let read = ledger::read(name, &present, &log);
            return log.is_empty() && read.as_ref() == self.ledgers.get(stem);
        }
        if name == format!("{FOLDER}/{REGISTER}") {
            let read = ledger::read(name, &present, &log);
            let read = read.and_then(|ledger| Register::from_ledger(&ledger).ok());
            return log.is_empty() && read.as_ref() == Some(self.evidence.register());
        }
        let Ok(text) = std::str::from_utf8(&present) else {
            return false;
        };
        if let Some(project) = name.strip_prefix("projects/") {
            let stem = project.strip_suffix(".toml").unwrap_or(project);
            return matches!(self.reads_as(Some(stem), text), Ok(true));
        }
        name == BOOK && matches!(self.reads_as(None, text), Ok(true))
    }

    /// The files of the projects.
    pub(crate) fn written_projects(&self) -> Vec<Written> {
        let projects = self.projects.iter();
        let written = projects.map(|(name, project)| Written {
            name: name.clone(),
            file: project_file(name),
            text: project::write(project),
        });
        written.collect()
    }

    /// Evidence and ledgers too long to be loaded that lie outside the folder, copied aside.
    fn copies(&self, dir: &Path) -> Result<Vec<(NamedTempFile, PathBuf)>, SaveError> {
        let mut copies = Vec::new();
        for (name, from) in self.evidence.iter() {
            if !name.split('/').all(is_file_stem) {
                return Err(SaveError::Name(name.to_owned()));
            }
            copies.extend(copy_aside(from, &dir.join("evidence").join(name))?);
        }
        for (name, ledger) in &self.long_ledgers {
            check_name(name, is_word)?;
            let to = dir.join(format!("ledgers/{name}.csv"));
            copies.extend(copy_aside(ledger.path(), &to)?);
        }
        Ok(copies)
    }
}

/// A copy of a file under a temporary name beside its place, where there is nothing yet.
fn copy_aside(from: &Path, to: &Path) -> Result<Option<(NamedTempFile, PathBuf)>, SaveError> {
    if to.exists() {
        return Ok(None);
    }
    let (mut file, to) = create_aside(to)?;
    let copied =
        fs::File::open(from).and_then(|mut from| std::io::copy(&mut from, file.as_file_mut()));
    copied.map_err(|source| SaveError::Write {
        path: from.to_path_buf(),
        source,
    })?;
    Ok(Some((file, to)))
}

/// The path of a project's file inside the book.
fn project_file(name: &str) -> String {
    format!("{PROJECTS}/{name}.toml")
}

/// A definition's path inside the book, and its content.
fn definition_file(name: &str, definition: &Definition) -> Result<(String, Vec<u8>), SaveError> {
    check_name(name, is_word)?;
    let path = format!("definitions/{name}.toml");
    Ok((path, definition.source().to_owned().into_bytes()))
}

/// A ledger's path inside the book, and its content.
fn ledger_file(name: &str, ledger: &Ledger) -> Result<(String, Vec<u8>), SaveError> {
    check_name(name, is_word)?;
    let path = format!("ledgers/{name}.csv");
    let bytes = ledger::write(ledger).map_err(|error| SaveError::Write {
        path: PathBuf::from(&path),
        source: error.into(),
    })?;
    Ok((path, bytes))
}

fn check_name(name: &str, fits: fn(&str) -> bool) -> Result<(), SaveError> {
    match fits(name) {
        true => Ok(()),
        false => Err(SaveError::Name(name.to_owned())),
    }
}

/// Writes a file whole or not at all.
pub(crate) fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), SaveError> {
    persist(write_aside(path, bytes)?)
}

pub(crate) fn persist((file, path): (NamedTempFile, PathBuf)) -> Result<(), SaveError> {
    match file.persist(&path) {
        Ok(_) => Ok(()),
        Err(error) => Err(SaveError::Write {
            path,
            source: error.error,
        }),
    }
}

/// A text as it stands between the quotes of a TOML string.
pub(crate) fn escaped(text: &str) -> String {
    toml::basic(text)
}

/// Writes a file under a temporary name beside its place.
pub(crate) fn write_aside(
    path: &Path,
    bytes: &[u8],
) -> Result<(NamedTempFile, PathBuf), SaveError> {
    let (mut file, path) = create_aside(path)?;
    let written = file
        .write_all(bytes)
        .and_then(|()| file.as_file().sync_all());
    match written {
        Ok(()) => Ok((file, path)),
        Err(source) => Err(SaveError::Write { path, source }),
    }
}

pub(crate) fn create_aside(path: &Path) -> Result<(NamedTempFile, PathBuf), SaveError> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let created = fs::create_dir_all(folder).and_then(|()| {
        let mut builder = tempfile::Builder::new();
        share(builder.prefix(".writing-")).tempfile_in(folder)
    });
    match created {
        Ok(file) => Ok((file, path.to_path_buf())),
        Err(source) => Err(SaveError::Write {
            path: path.to_path_buf(),
            source,
        }),
    }
}

fn remove_stale(
    dir: &Path,
    files: &[(String, Vec<u8>)],
    long: &BTreeMap<String, LongLedger>,
) -> Result<(), SaveError> {
    let is_long = |name: &str| {
        long.keys()
            .any(|long| name == format!("ledgers/{long}.csv"))
    };
    let folders = [
        ("ledgers", ".csv"),
        ("text", ".md"),
        ("schemes", ".toml"),
        ("definitions", ".toml"),
        (PROJECTS, ".toml"),
    ];
    for (folder, ending) in folders {
        let Ok(entries) = fs::read_dir(dir.join(folder)) else {
            continue;
        };
        for entry in entries.flatten() {
            let file = entry.file_name();
            let file = file.to_string_lossy();
            let name = format!("{folder}/{file}");
            let ours = file.ends_with(ending) && !file.starts_with(['.', '~']);
            if ours && !is_long(&name) && !files.iter().any(|(kept, _)| *kept == name) {
                fs::remove_file(entry.path()).map_err(|source| SaveError::Write {
                    path: entry.path(),
                    source,
                })?;
            }
        }
    }
    Ok(())
}

/// Makes files readable for others, as far as the user's mask allows; temporary files are not.
#[cfg(unix)]
fn share<'a, 'b>(builder: &'a mut tempfile::Builder<'b, 'b>) -> &'a mut tempfile::Builder<'b, 'b> {
    use std::os::unix::fs::PermissionsExt;
    builder.permissions(fs::Permissions::from_mode(0o666))
}

#[cfg(not(unix))]
fn share<'a, 'b>(builder: &'a mut tempfile::Builder<'b, 'b>) -> &'a mut tempfile::Builder<'b, 'b> {
    builder
}
