//! Which books there are: the folder that the program was given, or those directly below it.
//!
//! A name that comes from a browser is looked for among the names that are there, and never made a path of.

use std::fs;
use std::path::{Path, PathBuf};

use book::{Remark, Severity};
use folder::{Folder, Shelf};
use work::Failure;
use work::score::{Scored, score};

/// Where books are.
#[derive(Debug)]
pub(crate) struct Shelves {
    dir: PathBuf,
}

/// A book that is there.
#[derive(Clone, Debug)]
pub(crate) struct Shelved {
    /// What it is called in addresses: the name of its folder.
    pub(crate) name: String,
    folder: PathBuf,
}

impl Shelves {
    pub(crate) fn new(dir: PathBuf) -> Self {
        Self { dir }
    }

    /// Where they are, as it was given.
    pub(crate) fn dir(&self) -> &Path {
        &self.dir
    }

    /// Whether there is one book and no place for another.
    pub(crate) fn is_one(&self) -> bool {
        is_book(&self.dir)
    }

    /// All books, by name.
    ///
    /// # Errors
    /// When the folder cannot be looked through.
    pub(crate) fn all(&self) -> Result<Vec<Shelved>, Failure> {
        if self.is_one() {
            let whole = self.dir.canonicalize();
            let whole = whole.map_err(Failure::file("无法读取", &self.dir))?;
            let name = whole.file_name().map(|name| name.to_string_lossy());
            return Ok(vec![Shelved {
                name: name.map_or_else(|| "账本".to_owned(), |name| name.into_owned()),
                folder: self.dir.clone(),
            }]);
        }
        let inside = fs::read_dir(&self.dir).map_err(Failure::file("无法读取", &self.dir))?;
        let books = inside.filter_map(|entry| {
            let entry = entry.ok()?;
            // A link may lead out of the folder.
            let own = entry.file_type().ok()?.is_dir() && is_book(&entry.path());
            let name = entry.file_name().into_string().ok()?;
            (own && !name.starts_with('.')).then(|| Shelved {
                name,
                folder: entry.path(),
            })
        });
        let mut books: Vec<Shelved> = books.collect();
        books.sort_by(|one, other| one.name.cmp(&other.name));
        Ok(books)
    }

    /// The book of a name.
    ///
    /// # Errors
    /// When the folder cannot be looked through.
    pub(crate) fn find(&self, name: &str) -> Result<Option<Shelved>, Failure> {
        let all = self.all()?;
        Ok(all.into_iter().find(|book| book.name == name))
    }

    /// Begins a book with samples in it, in a folder called after unit and year, and says its name.
    ///
    /// # Errors
    /// When there is no place for another, or no unit or year is named.
    pub(crate) fn begin(&self, unit: &str, year: Option<u16>) -> Result<String, Failure> {
        let said = |said: &str| Failure::Said(said.to_owned());
        if self.is_one() {
            return Err(said("打开的是一本账，不能在里面再建一本。"));
        }
        let year = year.filter(|year| (2000..=2100).contains(year));
        let year = year.ok_or_else(|| said("请填年度，如 2025。"))?;
        let plain = |c: char| !c.is_control() && !r#"/\:*?"<>|."#.contains(c);
        let name: String = unit.chars().filter(|c| plain(*c)).take(60).collect();
        if name.trim().is_empty() {
            return Err(said("请填单位全称。"));
        }
        let name = format!("{}{year}", name.trim());
        let folder = self.dir.join(&name);
        if fs::symlink_metadata(&folder).is_ok() {
            return Err(Failure::Said(format!("“{name}”已经有了。")));
        }
        work::files::make_whole(&folder, |draft| {
            let mut files = book::Book::starter(unit.trim(), year).into_iter();
            files.try_for_each(|(path, bytes)| work::files::write(&draft.join(path), &bytes))
        })?;
        Ok(name)
    }
}

fn is_book(folder: &Path) -> bool {
    let book = fs::symlink_metadata(folder.join(folder::BOOK));
    book.is_ok_and(|book| book.is_file())
}

impl Shelved {
    /// Where it is.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// The book for looking at; nobody changes it meanwhile.
    ///
    /// # Errors
    /// When it cannot be read.
    pub(crate) fn settled(&self) -> Result<Shelf<Folder>, Failure> {
        work::desk::settled(&self.folder)
    }

    /// The book for changing; waits while somebody else does.
    ///
    /// # Errors
    /// When the system refuses.
    pub(crate) fn held(&self) -> Result<Shelf<Folder>, Failure> {
        work::desk::hold(&self.folder, || {})
    }

    /// The book with its score; everything that is wrong where it cannot be read.
    pub(crate) fn scored(&self) -> Result<Scored, Failure> {
        score(work::desk::load(&self.folder)?, None, None)
    }
}

/// How many of the remarks are errors, and how many warnings.
pub(crate) fn counts(remarks: &[Remark]) -> (usize, usize) {
    let of = |severity| {
        let wanted = remarks.iter().filter(|one| one.severity == severity);
        wanted.count()
    };
    (of(Severity::Error), of(Severity::Warning))
}
