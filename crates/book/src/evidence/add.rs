//! Files to be taken into a book's evidence: hashed, and set down in the register.

use std::io;

use entry::Blob;

use super::uses::Provable;
use super::{Digests, Entry, FOLDER, Proof, REGISTER};
use crate::names::is_file_stem;
use crate::{Book, Date, SaveError};

/// A file to be registered.
#[derive(Clone, Debug)]
pub struct Offered {
    /// What it is called below `evidence/`.
    pub name: String,
    /// The file.
    pub file: Blob,
    /// Whether it lies in the book's evidence already.
    pub there: bool,
}

/// Files to be registered, and what is said of them.
#[derive(Clone, Debug)]
pub struct Addition {
    /// The files, wherever they lie. One that lies in the book's evidence is registered where it is.
    pub files: Vec<Offered>,
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
    /// A file cannot be read.
    #[error("读不了 {name}（{source}）：核对路径和权限")]
    Read {
        /// The file.
        name: String,
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

/// What is to be written so that files are registered; nothing is written yet.
#[derive(Debug)]
pub struct Prepared {
    /// The files, as they will stand in the register.
    pub added: Vec<Added>,
    /// Files to be copied into the book: the path inside it, and what each says.
    pub copies: Vec<(String, Blob)>,
    /// The register: its path inside the book, and what it is to say; none where it says all this already.
    pub register: Option<(String, Vec<u8>)>,
}

struct Staged {
    added: Added,
    /// The file, where it is not in the book yet.
    from: Option<Blob>,
}

impl Book {
    /// What registers files as evidence of the book, which is to be written all together.
    ///
    /// `progress` is told the bytes read since it was last told.
    ///
    /// # Errors
    /// When a file cannot be read, a name is taken, or a proof leads nowhere.
    pub fn prepare_evidence(
        &self,
        addition: &Addition,
        progress: &mut dyn FnMut(u64),
    ) -> Result<Prepared, AddError> {
        let provable = Provable::new(self, &addition.proves);
        if let Some(proof) = addition.proves.iter().find(|proof| !provable.has(proof)) {
            return Err(AddError::Unknown(proof.in_words()));
        }
        let mut staged: Vec<Staged> = Vec::new();
        for offered in &addition.files {
            let one = self.stage(offered, addition, progress)?;
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
        let path = format!("{FOLDER}/{REGISTER}");
        let register = match register == *self.evidence.register() {
            true => None,
            false => {
                let bytes = register.to_csv()?;
                Some((path, bytes))
            }
        };
        let mut prepared = Prepared {
            added: Vec::new(),
            copies: Vec::new(),
            register,
        };
        for one in staged {
            let to = format!("{FOLDER}/{}", one.added.entry.file);
            prepared.copies.extend(one.from.map(|from| (to, from)));
            prepared.added.push(one.added);
        }
        Ok(prepared)
    }

    fn stage(
        &self,
        offered: &Offered,
        addition: &Addition,
        progress: &mut dyn FnMut(u64),
    ) -> Result<Staged, AddError> {
        let name = offered.name.clone();
        if name == REGISTER || !(offered.there || name.split('/').all(is_file_stem)) {
            return Err(SaveError::Name(name).into());
        }
        let read = Digests::of(offered.file.as_ref(), progress);
        let (digests, size) = read.map_err(|source| AddError::Read {
            name: name.clone(),
            source,
        })?;
        let mut from = None;
        if !offered.there {
            let mut files = self.evidence.iter();
            let there = files.find(|(there, _)| *there == name);
            let there = there.and_then(|(_, file)| Digests::of(file.as_ref(), &mut |_| {}).ok());
            match there {
                Some((present, _)) if present == digests => {}
                Some(_) if !addition.replace => return Err(AddError::Taken(name)),
                _ => from = Some(offered.file.clone()),
            }
        }
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
        Ok(Staged { added, from })
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
