//! Files taken into a book's evidence: copied, hashed and registered, all or none.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::uses::Provable;
use super::{Digests, Entry, FOLDER, Proof, REGISTER};
use crate::names::is_file_stem;
use crate::save::{create_aside, persist, write_aside};
use crate::{Book, Date, SaveError};

/// Files to be registered, and what is said of them.
#[derive(Clone, Debug)]
pub struct Addition {
    /// The files, wherever they lie. One that lies in the book's evidence is registered where it is.
    pub files: Vec<PathBuf>,
    /// The folder below `evidence/` for those that lie elsewhere; empty for `evidence/` itself.
    pub folder: String,
    /// 登记人
    pub by: String,
    /// 登记日期
    pub date: Date,
    /// 证明
    pub proves: Vec<Proof>,
    /// 备注
    pub note: Option<String>,
    /// Whether a file of the same name may be replaced; its hash stays in the register.
    pub replace: bool,
}

/// A file that was added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Added {
    /// The new row of the register.
    pub entry: Entry,
    /// Another file of the book that already had this content.
    pub twin: Option<String>,
    /// Whether the register said all this already, so that nothing was done.
    pub known: bool,
}

/// Why nothing was added.
#[derive(Debug, thiserror::Error)]
pub enum AddError {
    /// There is no such file.
    #[error("没有文件 {0}：核对路径")]
    Absent(PathBuf),
    /// A file cannot be read.
    #[error("读不了 {path}（{source}）：核对路径和权限")]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The name is taken by other content.
    #[error(
        "evidence/{0} 已经有了，内容不同：换个文件名，或加 --replace 用新的代替（旧的校验值留在登记里）"
    )]
    Taken(String),
    /// Two of the files would get one name.
    #[error("有两个文件都要叫 evidence/{0}：分两次加，或用 --folder 分开放")]
    Twice(String),
    /// The file's row in force is of a later day, so that a new one would count for nothing.
    #[error("evidence/{file} 在 {date} 登记过，新的登记日期不能更早")]
    Early {
        /// The file.
        file: String,
        /// The day of the row in force.
        date: Date,
    },
    /// The book does not have what is to be proven.
    #[error("账本里没有{0}：核对指标编号，或台账和行键")]
    Unknown(String),
    /// Nothing may be written, or a name cannot be a file's.
    #[error(transparent)]
    Save(#[from] SaveError),
}

struct Staged {
    added: Added,
    /// The copy, where the file does not lie in the book yet.
    copy: Option<(NamedTempFile, PathBuf)>,
}

impl Book {
    /// Copies files into the evidence of the book in `dir` and registers them.
    ///
    /// Every file is copied and hashed under a temporary name first; they are renamed when all are there, and the
    /// register is written last. `progress` is told the bytes read since it was last told.
    ///
    /// # Errors
    /// Before anything is changed, when a file cannot be read, a name is taken, or a proof leads nowhere.
    pub fn add_evidence(
        &mut self,
        dir: &Path,
        addition: &Addition,
        progress: &mut dyn FnMut(u64),
    ) -> Result<Vec<Added>, AddError> {
        let provable = Provable::new(self, &addition.proves);
        if let Some(proof) = addition.proves.iter().find(|proof| !provable.has(proof)) {
            return Err(AddError::Unknown(proof.in_words()));
        }
        let mut staged: Vec<Staged> = Vec::new();
        for path in &addition.files {
            let one = self.stage(dir, path, addition, progress)?;
            let name = &one.added.entry.file;
            if staged.iter().any(|other| other.added.entry.file == *name) {
                return Err(AddError::Twice(name.clone()));
            }
            staged.push(one);
        }
        let mut register = self.evidence.register().clone();
        for one in staged.iter().filter(|one| !one.added.known) {
            register.push(one.added.entry.clone());
        }
        let name = dir.join(FOLDER).join(REGISTER);
        let new_register = match register == *self.evidence.register() {
            true => None,
            false => Some(write_aside(&name, &register.to_csv(&name)?)?),
        };
        let mut all = Vec::new();
        for one in staged {
            let file = &one.added.entry.file;
            self.evidence.insert(file, dir.join(FOLDER).join(file));
            if let Some(copy) = one.copy {
                persist(copy)?;
            }
            all.push(one.added);
        }
        if let Some(file) = new_register {
            persist(file)?;
        }
        self.evidence.set_register(register);
        Ok(all)
    }

    fn stage(
        &self,
        dir: &Path,
        path: &Path,
        addition: &Addition,
        progress: &mut dyn FnMut(u64),
    ) -> Result<Staged, AddError> {
        let unreadable = |source| AddError::Read {
            path: path.to_path_buf(),
            source,
        };
        if !path.is_file() {
            return Err(AddError::Absent(path.to_path_buf()));
        }
        let place = inside(dir, path);
        let name = match &place {
            Some(name) => name.clone(),
            None => named(path, &addition.folder)?,
        };
        if name == REGISTER {
            return Err(SaveError::Name(name).into());
        }
        let target = dir.join(FOLDER).join(&name);
        let (digests, size, copy) = if place.is_some() {
            let (digests, size) = Digests::of_file(path, progress).map_err(unreadable)?;
            (digests, size, None)
        } else {
            let from = File::open(path).map_err(unreadable)?;
            let (mut file, target) = create_aside(&target)?;
            let copied = Digests::copy(from, file.as_file_mut(), progress);
            let (digests, size) = copied.map_err(unreadable)?;
            file.as_file().sync_all().map_err(unreadable)?;
            let there = Digests::of_file(&target, &mut |_| {}).ok();
            match there {
                Some((present, _)) if present == digests => (digests, size, None),
                Some(_) if !addition.replace => return Err(AddError::Taken(name)),
                _ => (digests, size, Some((file, target))),
            }
        };
        let entry = Entry {
            file: name,
            size,
            digests,
            by: addition.by.clone(),
            date: addition.date,
            proves: addition.proves.clone(),
            note: addition.note.clone(),
            withdrawn: false,
        };
        let added = self.added(entry)?;
        Ok(Staged { added, copy })
    }

    /// The entry joined with what the register already says of the file.
    fn added(&self, mut entry: Entry) -> Result<Added, AddError> {
        let standing = self.evidence.register().standing();
        let twin = standing
            .values()
            .find(|other| other.digests == entry.digests && other.file != entry.file)
            .map(|other| other.file.clone());
        let Some(held) = standing.get(entry.file.as_str()) else {
            let known = false;
            return Ok(Added { entry, twin, known });
        };
        if held.date > entry.date {
            let (file, date) = (entry.file, held.date);
            return Err(AddError::Early { file, date });
        }
        // What a file already proves stays proven when more is registered for it.
        let mut proves = held.proves.clone();
        let new = entry
            .proves
            .drain(..)
            .filter(|one| !held.proves.contains(one));
        proves.extend(new);
        entry.proves = proves;
        entry.note = entry.note.or_else(|| held.note.clone());
        let known =
            held.digests == entry.digests && held.proves == entry.proves && held.note == entry.note;
        Ok(Added { entry, twin, known })
    }
}

/// The name of a file that lies in the book's evidence.
fn inside(dir: &Path, path: &Path) -> Option<String> {
    let folder = fs::canonicalize(dir.join(FOLDER)).ok()?;
    let path = fs::canonicalize(path).ok()?;
    let parts = path.strip_prefix(folder).ok()?.iter();
    let parts: Vec<_> = parts.map(|part| part.to_string_lossy()).collect();
    Some(parts.join("/"))
}

fn named(path: &Path, folder: &str) -> Result<String, SaveError> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let name = match folder.trim_matches('/') {
        "" => name.into_owned(),
        folder => format!("{folder}/{name}"),
    };
    match name.split('/').all(is_file_stem) {
        true => Ok(name),
        false => Err(SaveError::Name(name)),
    }
}
