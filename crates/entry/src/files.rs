//! The files of a book, wherever they are kept, and what is read of them.

use std::fmt::Debug;
use std::fs::{self, File};
use std::io::{self, Cursor, Read, Seek};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The files of one book, by their paths inside it, with `/` between their parts.
pub trait Files {
    /// Every file that people see, by path. What begins with a dot or a tilde is hidden, or left by office programs.
    ///
    /// # Errors
    /// When they cannot be listed.
    fn list(&self) -> io::Result<Vec<Listed>>;

    /// A file, to be read when it is needed; none where it is not there.
    ///
    /// # Errors
    /// When it may not be read.
    fn blob(&self, path: &str) -> io::Result<Option<Blob>>;

    /// What a file says; none where it is not there.
    ///
    /// # Errors
    /// When it cannot be read.
    fn read(&self, path: &str) -> io::Result<Option<Vec<u8>>> {
        let mut bytes = Vec::new();
        match self.blob(path)? {
            Some(blob) => blob.open()?.read_to_end(&mut bytes)?,
            None => return Ok(None),
        };
        Ok(Some(bytes))
    }

    /// What tells the book from others: two of one name are the same.
    fn name(&self) -> String;

    /// What people call it.
    fn called(&self) -> String {
        self.name()
    }

    /// The book of a unit (下属), by its way from this one: below it, or beside it as `../甲中心`; none where there is
    /// no such book. Any other way leads nowhere.
    ///
    /// # Errors
    /// When it may not be read.
    fn unit(&self, way: &str) -> io::Result<Option<Box<dyn Files>>>;
}

/// A file that is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Its path inside the book, with `/` between its parts.
    pub path: String,
    /// Its length in bytes.
    pub size: u64,
    /// What changes when it is written: the time of that, or a checksum.
    pub stamp: u64,
    /// Whether it is a link to something else, which is not followed.
    pub link: bool,
}

/// The bytes of a file, which are read when they are asked for, and as often.
pub type Blob = Arc<dyn Bytes>;

/// Where the bytes of a file are.
pub trait Bytes: Debug + Send + Sync {
    /// How many there are.
    ///
    /// # Errors
    /// When the system does not say.
    fn size(&self) -> io::Result<u64>;

    /// Begins to read them.
    ///
    /// # Errors
    /// When the system refuses.
    fn open(&self) -> io::Result<Box<dyn Reader + '_>>;
}

/// What can be read from any place on.
pub trait Reader: Read + Seek + Send {}

impl<R: Read + Seek + Send> Reader for R {}

impl Bytes for Vec<u8> {
    fn size(&self) -> io::Result<u64> {
        Ok(self.len() as u64)
    }

    fn open(&self) -> io::Result<Box<dyn Reader + '_>> {
        Ok(Box::new(Cursor::new(self.as_slice())))
    }
}

/// A file of this machine.
impl Bytes for PathBuf {
    fn size(&self) -> io::Result<u64> {
        Ok(fs::metadata(self)?.len())
    }

    fn open(&self) -> io::Result<Box<dyn Reader + '_>> {
        Ok(Box::new(File::open(self)?))
    }
}

/// The parts of a unit's way from the book of its department: whether it begins beside it, and the folders after that;
/// none for a way that leads elsewhere.
pub fn way(way: &str) -> Option<(bool, Vec<&str>)> {
    let mut parts: Vec<&str> = way.trim_end_matches('/').split('/').collect();
    let beside = parts.first() == Some(&"..");
    if beside || parts.first() == Some(&".") {
        parts.remove(0);
    }
    let plain = |part: &&str| {
        !part.is_empty() && *part != "." && *part != ".." && !part.contains(['\\', ':', '\0'])
    };
    (!parts.is_empty() && parts.iter().all(plain)).then_some((beside, parts))
}

/// Whether a path has a part that people do not see: hidden, or left by an office program.
pub fn is_hidden(path: &str) -> bool {
    path.split('/').any(|part| part.starts_with(['.', '~']))
}

/// Whether a path leads to a file inside a book and nowhere else.
pub fn is_inside(path: &str) -> bool {
    let mut parts = Path::new(path).components();
    !path.is_empty()
        && !path.contains('\\')
        && parts.all(|part| matches!(part, std::path::Component::Normal(_)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unit_lies_below_its_department_or_beside_it() {
        assert_eq!(way("本级"), Some((false, vec!["本级"])));
        assert_eq!(way("./片区/甲"), Some((false, vec!["片区", "甲"])));
        assert_eq!(way("../甲/"), Some((true, vec!["甲"])));
        for elsewhere in [
            "",
            "/甲",
            "..",
            "../..",
            "../../甲",
            "甲/../乙",
            "C:/甲",
            "甲\\乙",
            "../",
        ] {
            assert_eq!(way(elsewhere), None, "{elsewhere}");
        }
    }
}
