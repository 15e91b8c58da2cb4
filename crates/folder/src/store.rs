//! Where the files of a book are kept.

use std::io;

use entry::{Blob, Digest, Files};

/// Files of one book, which are read one by one and changed all together.
pub trait Store: Files {
    /// The digest of a file that is there.
    ///
    /// # Errors
    /// When it cannot be read.
    fn digest(&self, path: &str) -> io::Result<Digest> {
        let blob = self.blob(path)?.ok_or(io::ErrorKind::NotFound)?;
        Digest::of_reader(blob.open()?)
    }

    /// The log, a line an operation.
    ///
    /// # Errors
    /// When it cannot be read.
    fn log(&self) -> io::Result<String>;

    /// The last line of the log, without its end.
    ///
    /// # Errors
    /// When it cannot be read.
    fn last_line(&self) -> io::Result<Option<String>> {
        Ok(self.log()?.lines().last().map(str::to_owned))
    }

    /// What is known of the files as the last operation left them.
    ///
    /// # Errors
    /// When it cannot be read.
    fn known(&self) -> io::Result<Vec<Known>>;

    /// A file as the last operation left it, where it was kept.
    ///
    /// # Errors
    /// When it cannot be read.
    fn kept(&self, path: &str) -> io::Result<Option<Vec<u8>>>;

    /// A content that was part of the book once, where it was kept.
    ///
    /// # Errors
    /// When it cannot be read.
    fn former(&self, digest: &Digest) -> io::Result<Option<Blob>>;

    /// Puts all of it in place, or nothing: files, log and what is known.
    ///
    /// # Errors
    /// When the system refuses; what was there is there then, or all of the new is at the next opening.
    fn commit(&mut self, commit: Commit<'_>) -> io::Result<()>;
}

/// A file as the last operation left it.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Known {
    /// Its path inside the book.
    pub path: String,
    /// Its length in bytes.
    pub size: u64,
    /// [`Listed::stamp`](entry::Listed::stamp); 0 where the file was written since and is looked at again.
    pub stamp: u64,
    /// What it comes to: of entries what they say, of all else its bytes.
    pub digest: Digest,
}

/// What a file is to become.
#[derive(Clone, Debug)]
pub enum New {
    /// This.
    Bytes(Vec<u8>),
    /// What is read there.
    Copy(Blob),
    /// It goes; its content is kept aside.
    Gone,
}

/// What is put in place together.
#[derive(Debug)]
pub struct Commit<'a> {
    /// Files of the book that are written.
    pub files: &'a [(String, New)],
    /// Files as they are from now on, to be kept for the next comparison; none: forgotten.
    pub kept: &'a [(String, Option<Vec<u8>>)],
    /// A line more of the log, without its end; none where nothing was done. A book that comes from elsewhere brings
    /// all its lines.
    pub line: Option<&'a str>,
    /// Everything that is known of the files afterwards.
    pub known: &'a [Known],
}
