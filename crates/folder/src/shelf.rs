//! A book with its history: what is written goes through here, so that it is all there or not at all, and the log says
//! who did it.

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use entry::{
    BrokenLog, Change, Conflict, Content, Digest, Entries, EntryId, Listed, Operation, chain, diff,
    following,
};

use crate::encoding::Encoding;
use crate::part::{Part, Strange, whole};
use crate::place::{self, Holds, holds};
use crate::store::{Commit, Known, New, Store};
use crate::toml::{self, Unclear};

/// Who does something, how and why.
#[derive(Clone, Debug, Default)]
pub struct Note {
    /// Who.
    pub by: String,
    /// For whom, where somebody else does it for them.
    pub on_behalf: Option<String>,
    /// By what means: a command.
    pub via: String,
    /// Why, in their own words.
    pub why: Option<String>,
    /// When, as 2026-03-01T09:30:00+08:00.
    pub at: String,
}

/// What the log calls what people wrote into the files themselves.
pub const BY_HAND: &str = "手工编辑";

/// What the log calls what was there when it began.
pub const FOUND: &str = "原有内容";

/// A book that keeps its history, wherever its files are.
#[derive(Debug)]
pub struct Shelf<S> {
    store: S,
}

/// Why something was not done; the book is as before.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// The system.
    #[error("{path}：{source}")]
    Io {
        /// The file, or the book.
        path: String,
        /// What the system said.
        source: io::Error,
    },
    /// What was to be changed is not as it was.
    #[error("{conflict}{}", last.as_deref().map(told).unwrap_or_default())]
    Conflict {
        /// Where, and both contents.
        conflict: Conflict,
        /// The last operation that changed it.
        last: Option<Box<Operation>>,
    },
    /// A file cannot be read.
    #[error("{file} 第{line}行不合 TOML 的写法：先改正它")]
    Syntax {
        /// The file.
        file: String,
        /// The line.
        line: usize,
    },
    /// A file of text is not text.
    #[error("{0} 不是 UTF-8 或 GB18030 编码的文本：用编辑器另存为 UTF-8")]
    NoText(String),
    /// The place is written in a way that is not edited.
    #[error("{0} 写成了程序不会改的样子：请先改写成小节（[\"名称\"] 或 [[\"名称\"]]），每项一行")]
    Unclear(String),
    /// The log has no such operation.
    #[error("日志里没有第{0}次操作：用 kaocheng log 查看")]
    Absent(u64),
    /// Nothing is left that could be undone.
    #[error("没有可以撤销的操作")]
    Nothing,
    /// What was there when the log began cannot be undone.
    #[error("第{0}次操作是日志开始时的原有内容，不能撤销")]
    Beginning(u64),
    /// A file's former content was not kept.
    #[error("{0} 原来的内容没有留存，不能恢复：请从备份中找回")]
    Lost(String),
    /// The log does not hold together.
    #[error("{0}")]
    Broken(#[from] BrokenLog),
}

fn told(last: &Operation) -> String {
    let at = last.minute();
    format!("（最后由{}于{at}修改，第{}次操作）", last.by, last.seq)
}

fn io_at(path: &str) -> impl FnOnce(io::Error) -> Refused {
    let path = path.to_owned();
    move |source| Refused::Io { path, source }
}

const WHOLE: &str = "账本";

/// A file that was looked at.
struct Seen {
    path: String,
    was: Option<Content>,
    is: Option<Part>,
    stamp: u64,
    /// Its bytes, where it is to be kept for the next comparison.
    bytes: Option<Vec<u8>>,
}

impl<S: Store> Shelf<S> {
    /// A book.
    pub fn new(store: S) -> Self {
        Self { store }
    }

    /// Where its files are.
    pub fn store(&self) -> &S {
        &self.store
    }

    /// Every operation, which hold together.
    ///
    /// # Errors
    /// When the log cannot be read or was tampered with.
    pub fn log(&self) -> Result<Vec<Operation>, Refused> {
        let log = self.store.log().map_err(io_at("日志"))?;
        Ok(chain(&log)?)
    }

    /// All that the book holds.
    ///
    /// # Errors
    /// When a file cannot be read.
    pub fn content(&self) -> Result<Content, Refused> {
        let mut content = Content::default();
        for listed in self.store.list().map_err(io_at(WHOLE))? {
            if let (Some(part), _) = self.look(&listed)? {
                merge(&mut content, part.content);
            }
        }
        Ok(content)
    }

    /// What is written in `book.toml` and the files of the projects.
    ///
    /// # Errors
    /// When one of them cannot be read.
    pub fn entries(&self) -> Result<Entries, Refused> {
        let mut entries = Entries::default();
        for listed in self.store.list().map_err(io_at(WHOLE))? {
            let written = matches!(holds(&listed.path, listed.size), Some(Holds::Entries(_)));
            if written && let (Some(part), _) = self.look(&listed)? {
                entries.absorb(part.content.entries);
            }
        }
        Ok(entries)
    }

    /// What the book held after an operation; 0: before the first.
    ///
    /// # Errors
    /// When the log is broken, or a file cannot be read.
    pub fn content_at(&self, seq: u64) -> Result<Content, Refused> {
        let log = self.log()?;
        let mut content = Content::default();
        for operation in log.iter().take_while(|operation| operation.seq <= seq) {
            let made = operation.change.apply(&mut content);
            made.map_err(|conflict| Refused::Conflict {
                conflict,
                last: Some(Box::new(operation.clone())),
            })?;
        }
        Ok(content)
    }

    /// Whether the files are as the last operation left them; the paths of those that are not.
    ///
    /// # Errors
    /// When a file cannot be read.
    pub fn edited_by_hand(&self) -> Result<Vec<String>, Refused> {
        let seen = self.seen()?;
        let differs = |seen: &&Seen| {
            let is = seen.is.as_ref().map(|part| part.content.clone());
            !diff(
                &seen.was.clone().unwrap_or_default(),
                &is.unwrap_or_default(),
            )
            .is_empty()
        };
        Ok(seen
            .iter()
            .filter(differs)
            .map(|seen| seen.path.clone())
            .collect())
    }

    /// What the whole book comes to, as the last operation left it.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn state(&self) -> Result<Digest, Refused> {
        let known: Vec<Known> = self.known()?.into_values().collect();
        Ok(state(&known))
    }

    /// Takes what people wrote into the files themselves into the log, as one operation.
    ///
    /// # Errors
    /// When the system refuses. Files that cannot be read as what they should be are left for later.
    pub fn take_in(&mut self, note: &Note) -> Result<Option<Operation>, Refused> {
        let seen = self.seen()?;
        if seen.is_empty() {
            return Ok(None);
        }
        let begun = self.store.last_line().map_err(io_at("日志"))?.is_some();
        let note = Note {
            via: if begun { BY_HAND } else { FOUND }.to_owned(),
            why: None,
            ..note.clone()
        };
        self.put(seen, &[], &note, None)
    }

    /// Writes files, all or none, as one operation; what people wrote by hand before becomes one of its own.
    ///
    /// # Errors
    /// When a file would not be what files of its place are, or the system refuses.
    pub fn write(
        &mut self,
        files: &[(String, New)],
        note: &Note,
    ) -> Result<Option<Operation>, Refused> {
        self.take_in(note)?;
        self.write_now(files, note, None)
    }

    fn write_now(
        &mut self,
        files: &[(String, New)],
        note: &Note,
        undoes: Option<u64>,
    ) -> Result<Option<Operation>, Refused> {
        let mut seen = Vec::new();
        let known = self.known()?;
        for (path, new) in files {
            let was = known.get(path).map(|known| self.was(known)).transpose()?;
            let is = Part::of_new(path, new).map_err(io_at(path))?;
            let is = is.map_err(|strange| refused(path, strange))?;
            let bytes = match (new, &is) {
                (New::Bytes(bytes), Some(part)) if is_kept(part) => Some(bytes.clone()),
                (New::Copy(from), Some(part)) if is_kept(part) => {
                    Some(whole(from).map_err(io_at(path))?)
                }
                _ => None,
            };
            seen.push(Seen {
                path: path.clone(),
                was,
                is,
                stamp: 0,
                bytes,
            });
        }
        self.put(seen, files, note, undoes)
    }

    /// Makes a change, as one operation; what people wrote by hand before becomes one of its own.
    ///
    /// # Errors
    /// When what it changes is not as it was, or the system refuses.
    pub fn publish(&mut self, change: &Change, note: &Note) -> Result<Option<Operation>, Refused> {
        self.publish_undoing(change, None, note)
    }

    /// [`Shelf::publish`] of a change that takes an operation back.
    ///
    /// # Errors
    /// When what it changes is not as it was, or the system refuses.
    pub fn publish_undoing(
        &mut self,
        change: &Change,
        undoes: Option<u64>,
        note: &Note,
    ) -> Result<Option<Operation>, Refused> {
        self.take_in(note)?;
        let files = self.files_with(change)?;
        self.write_now(&files, note, undoes)
    }

    /// The files that a change would write, and what they would say.
    ///
    /// # Errors
    /// When what it changes is not as it was.
    pub fn files_with(&self, change: &Change) -> Result<Vec<(String, New)>, Refused> {
        let mut by_file: BTreeMap<String, Vec<&Change>> = BTreeMap::new();
        for part in change.parts() {
            if let Some(file) = place::file_of(part) {
                by_file.entry(file).or_default().push(part);
            }
        }
        let mut files = Vec::new();
        for (path, changes) in by_file {
            let new = self.changed(&path, &changes)?;
            files.push((path, new));
        }
        Ok(files)
    }

    /// Takes an operation back; without a number the last one that was not taken back yet.
    ///
    /// # Errors
    /// When it is not there or cannot be taken back: what it wrote was written over.
    pub fn undo(&mut self, seq: Option<u64>, note: &Note) -> Result<Operation, Refused> {
        self.take_in(note)?;
        let found = self.undoable(seq)?;
        let done = self.publish_undoing(&found.change.turned(), Some(found.seq), note)?;
        done.ok_or(Refused::Nothing)
    }

    /// The operation of a number, or the last one that was not taken back yet.
    ///
    /// # Errors
    /// When there is none that could be taken back.
    pub fn undoable(&self, seq: Option<u64>) -> Result<Operation, Refused> {
        let log = self.log()?;
        let found = match seq {
            Some(seq) => log
                .iter()
                .find(|one| one.seq == seq)
                .ok_or(Refused::Absent(seq))?,
            None => last_standing(&log).ok_or(Refused::Nothing)?,
        };
        if found.via == FOUND {
            return Err(match seq {
                Some(seq) => Refused::Beginning(seq),
                None => Refused::Nothing,
            });
        }
        Ok(found.clone())
    }

    /// A file with changes made in it.
    fn changed(&self, path: &str, changes: &[&Change]) -> Result<New, Refused> {
        let bytes = self.store.read(path).map_err(io_at(path))?;
        let size = bytes.as_ref().map_or(0, |bytes| bytes.len() as u64);
        match holds(path, size) {
            Some(Holds::Entries(base)) => self.changed_entries(path, &base, bytes, changes),
            Some(Holds::Text) => self.changed_text(path, bytes, changes),
            _ => self.changed_file(path, bytes, changes),
        }
    }

    fn changed_entries(
        &self,
        path: &str,
        base: &EntryId,
        bytes: Option<Vec<u8>>,
        changes: &[&Change],
    ) -> Result<New, Refused> {
        let was = match &bytes {
            Some(bytes) => Part::of(path, bytes).map_err(|strange| refused(path, strange))?,
            None => None,
        };
        let mut content = was.map(|part| part.content).unwrap_or_default();
        for change in changes {
            let made = change.apply(&mut content);
            made.map_err(|conflict| self.conflict(conflict, change))?;
        }
        let is_project = !base.0.is_empty();
        if is_project && content.entries.get(base).is_none() {
            return Ok(New::Gone);
        }
        let (mut text, encoding) = match &bytes {
            Some(bytes) => Encoding::read(bytes).ok_or_else(|| Refused::NoText(path.to_owned()))?,
            None => (String::new(), Encoding::Utf8),
        };
        let mut rest = changes.to_vec();
        if bytes.is_none() && is_project {
            // The file comes with the project.
            if let Some(Change::Add { fields, .. }) = rest.first() {
                text = toml::lines(fields);
                rest.remove(0);
            }
        }
        let text = toml::edited(&text, base, &rest).map_err(|unclear| match unclear {
            Unclear::Syntax(syntax) => Refused::Syntax {
                file: path.to_owned(),
                line: syntax.line,
            },
            Unclear::Form(place) => Refused::Unclear(place),
        })?;
        Ok(New::Bytes(encoding.write(&text)))
    }

    fn changed_text(
        &self,
        path: &str,
        bytes: Option<Vec<u8>>,
        changes: &[&Change],
    ) -> Result<New, Refused> {
        let mut content = Content::default();
        let mut encoding = Encoding::Utf8;
        if let Some(bytes) = &bytes {
            let read = Encoding::read(bytes);
            let (text, saved) = read.ok_or_else(|| Refused::NoText(path.to_owned()))?;
            content.texts.insert(path.to_owned(), text);
            encoding = saved;
        }
        for change in changes {
            let made = change.apply(&mut content);
            made.map_err(|conflict| self.conflict(conflict, change))?;
        }
        Ok(match content.texts.get(path) {
            Some(text) => New::Bytes(encoding.write(text)),
            None => New::Gone,
        })
    }

    fn changed_file(
        &self,
        path: &str,
        bytes: Option<Vec<u8>>,
        changes: &[&Change],
    ) -> Result<New, Refused> {
        let mut content = Content::default();
        if bytes.is_some() {
            let digest = self.store.digest(path).map_err(io_at(path))?;
            content.files.insert(path.to_owned(), digest);
        }
        for change in changes {
            let made = change.apply(&mut content);
            made.map_err(|conflict| self.conflict(conflict, change))?;
        }
        match content.files.get(path) {
            None => Ok(New::Gone),
            Some(digest) => {
                let kept = self.store.former(digest).map_err(io_at(path))?;
                let kept = kept.map(New::Copy);
                kept.ok_or_else(|| Refused::Lost(path.to_owned()))
            }
        }
    }

    /// A conflict, with who was the last to change the place.
    fn conflict(&self, conflict: Conflict, change: &Change) -> Refused {
        let log = self.log().unwrap_or_default();
        let same = |one: &&Operation| {
            one.change.parts().iter().any(|part| match (part, change) {
                (Change::Set { at: a, .. }, Change::Set { at: b, .. }) => a == b,
                (part, change) => {
                    part.file().is_some() && part.file() == change.file()
                        || part.entry().is_some() && part.entry() == change.entry()
                }
            })
        };
        let last = log.iter().rev().find(same).cloned().map(Box::new);
        Refused::Conflict { conflict, last }
    }

    /// Puts what was seen, and the files that make it so, in place, as one operation.
    fn put(
        &mut self,
        seen: Vec<Seen>,
        files: &[(String, New)],
        note: &Note,
        undoes: Option<u64>,
    ) -> Result<Option<Operation>, Refused> {
        let mut changes = Vec::new();
        let mut kept = Vec::new();
        let mut known = self.known()?;
        for one in seen {
            let is = one.is.as_ref().map(|part| part.content.clone());
            let change = diff(&one.was.unwrap_or_default(), &is.unwrap_or_default());
            changes.extend(change.parts().into_iter().cloned());
            match one.is {
                Some(part) => {
                    let known_as = Known {
                        path: one.path.clone(),
                        size: part.size,
                        stamp: one.stamp,
                        digest: part.digest,
                    };
                    known.insert(one.path.clone(), known_as);
                }
                None => {
                    known.remove(&one.path);
                }
            }
            kept.push((one.path, one.bytes));
        }
        let known: Vec<Known> = known.into_values().collect();
        let operation = self.operation(changes, &known, note, undoes)?;
        if operation.is_none() && files.is_empty() && kept.is_empty() {
            return Ok(None);
        }
        let line = operation.as_ref().map(Operation::line);
        let commit = Commit {
            files,
            kept: &kept,
            line: line.as_deref(),
            known: &known,
        };
        self.store.commit(commit).map_err(io_at(WHOLE))?;
        Ok(operation)
    }

    fn operation(
        &self,
        mut changes: Vec<Change>,
        known: &[Known],
        note: &Note,
        undoes: Option<u64>,
    ) -> Result<Option<Operation>, Refused> {
        if changes.is_empty() {
            return Ok(None);
        }
        let last = self.store.last_line().map_err(io_at("日志"))?;
        let (seq, parent) = following(last.as_deref())?;
        Ok(Some(Operation {
            seq,
            parent,
            at: note.at.clone(),
            by: note.by.clone(),
            on_behalf: note.on_behalf.clone(),
            via: note.via.clone(),
            why: note.why.clone(),
            undoes,
            change: match changes.len() {
                1 => changes.remove(0),
                _ => Change::Many(changes),
            },
            state: state(known),
        }))
    }

    /// What is known of each file as the last operation left it.
    fn known(&self) -> Result<BTreeMap<String, Known>, Refused> {
        let known = self.store.known().map_err(io_at(WHOLE))?;
        Ok(known
            .into_iter()
            .map(|one| (one.path.clone(), one))
            .collect())
    }

    /// The files that are not as the last operation left them.
    fn seen(&self) -> Result<Vec<Seen>, Refused> {
        let mut known = self.known()?;
        let mut seen = Vec::new();
        for listed in self.store.list().map_err(io_at(WHOLE))? {
            let before = known.remove(&listed.path);
            let same = |one: &Known| (one.size, one.stamp) == (listed.size, listed.stamp);
            if before.as_ref().is_some_and(same) {
                continue;
            }
            // What is not readable now is looked at again once it is.
            let Ok((Some(is), bytes)) = self.look(&listed) else {
                continue;
            };
            let was = before.as_ref().map(|before| self.was(before)).transpose()?;
            seen.push(Seen {
                path: listed.path,
                was,
                is: Some(is),
                stamp: listed.stamp,
                bytes,
            });
        }
        for gone in known.into_values() {
            seen.push(Seen {
                was: Some(self.was(&gone)?),
                path: gone.path,
                is: None,
                stamp: 0,
                bytes: None,
            });
        }
        Ok(seen)
    }

    /// What a file says, and its bytes where they are to be kept.
    fn look(&self, listed: &Listed) -> Result<(Option<Part>, Option<Vec<u8>>), Refused> {
        let path = &listed.path;
        match holds(path, listed.size).filter(|_| !listed.link) {
            None => return Ok((None, None)),
            Some(Holds::File) => {
                let digest = self.store.digest(path).map_err(io_at(path))?;
                return Ok((Some(Part::of_file(path, digest, listed.size)), None));
            }
            Some(Holds::Entries(_) | Holds::Text) => {}
        }
        let Some(bytes) = self.store.read(path).map_err(io_at(path))? else {
            return Ok((None, None));
        };
        let part = Part::of(path, &bytes).map_err(|strange| refused(path, strange))?;
        let kept = part.as_ref().is_some_and(is_kept);
        Ok((part, kept.then_some(bytes)))
    }

    /// What a file said after the last operation.
    fn was(&self, known: &Known) -> Result<Content, Refused> {
        let path = known.path.as_str();
        if holds(path, known.size) == Some(Holds::File) {
            let digest = known.digest.clone();
            return Ok(Part::of_file(path, digest, known.size).content);
        }
        if let Some(bytes) = self.store.kept(path).map_err(io_at(path))?
            && let Ok(Some(part)) = Part::of(path, &bytes)
            && part.digest == known.digest
        {
            return Ok(part.content);
        }
        // Not kept, or spoilt: the log says it too.
        let whole = self.content_at(u64::MAX)?;
        Ok(only(&whole, path))
    }
}

/// The last operation that stands and takes none back: one that was undone stands again where that was undone, too.
fn last_standing(log: &[Operation]) -> Option<&Operation> {
    let mut undone = BTreeSet::new();
    let mut standing = log.iter().rev().filter(|one| {
        let stands = !undone.contains(&one.seq);
        if stands {
            undone.extend(one.undoes);
        }
        stands && one.undoes.is_none()
    });
    standing.next()
}

/// What the whole book comes to.
fn state(known: &[Known]) -> Digest {
    let lines: String = known
        .iter()
        .map(|one| format!("{} {}\n", one.digest, one.path))
        .collect();
    Digest::of(lines.as_bytes())
}

fn is_kept(part: &Part) -> bool {
    part.content.files.is_empty()
}

fn refused(path: &str, strange: Strange) -> Refused {
    match strange {
        Strange::NoText => Refused::NoText(path.to_owned()),
        Strange::Syntax(syntax) => Refused::Syntax {
            file: path.to_owned(),
            line: syntax.line,
        },
    }
}

fn merge(content: &mut Content, part: Content) {
    content.entries.absorb(part.entries);
    content.texts.extend(part.texts);
    content.files.extend(part.files);
}

/// What one file of a content says.
fn only(content: &Content, path: &str) -> Content {
    let texts = content.texts.get_key_value(path);
    let files = content.files.get_key_value(path);
    Content {
        entries: content
            .entries
            .only(|entry| place::file_of_entry(entry) == path),
        texts: texts.map(own).into_iter().collect(),
        files: files.map(own).into_iter().collect(),
    }
}

fn own<T: Clone>((path, one): (&String, &T)) -> (String, T) {
    (path.clone(), one.clone())
}
