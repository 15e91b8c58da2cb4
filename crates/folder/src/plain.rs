//! The files of a book in a folder, as they are there.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::UNIX_EPOCH;

use entry::files::{is_hidden, way};
use entry::{Blob, Files, Listed};

use crate::place::{self, BOOK};

/// A folder that is only read. Links are told of and not followed, so that nothing from elsewhere becomes part of a book.
#[derive(Clone, Debug)]
pub struct Plain {
    dir: PathBuf,
}

impl Plain {
    /// A folder.
    pub fn new(dir: impl Into<PathBuf>) -> Self {
        Self { dir: dir.into() }
    }

    /// Where it is.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// The place of a path of the book, which leads to no place outside of it.
    pub(crate) fn inside(&self, path: &str) -> io::Result<PathBuf> {
        let mut whole = self.dir.clone();
        if !place::is_inside(path) {
            return Err(outside(path));
        }
        for part in Path::new(path) {
            whole.push(part);
            if whole.is_symlink() {
                return Err(outside(path));
            }
        }
        Ok(whole)
    }
}

impl Files for Plain {
    fn list(&self) -> io::Result<Vec<Listed>> {
        let mut files = Vec::new();
        for name in place::folders()
            .map(|folder| folder.trim_end_matches('/'))
            .chain([BOOK])
        {
            match fs::symlink_metadata(self.dir.join(name)) {
                Ok(data) => found(&self.dir.join(name), name.to_owned(), &data, &mut files)?,
                Err(error) if error.kind() == ErrorKind::NotFound => {}
                Err(error) => return Err(error),
            }
        }
        files.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(files)
    }

    fn blob(&self, path: &str) -> io::Result<Option<Blob>> {
        let place = self.inside(path)?;
        match place.is_file() {
            true => Ok(Some(Arc::new(place))),
            false => Ok(None),
        }
    }

    fn name(&self) -> String {
        let whole = self.dir.canonicalize();
        whole
            .unwrap_or_else(|_| self.dir.clone())
            .to_string_lossy()
            .into_owned()
    }

    fn called(&self) -> String {
        self.dir.display().to_string()
    }

    fn unit(&self, folder: &str) -> io::Result<Option<Box<dyn Files>>> {
        let Some((beside, parts)) = way(folder) else {
            return Ok(None);
        };
        let here = self.dir.canonicalize()?;
        let from = match beside {
            true => here.parent(),
            false => Some(here.as_path()),
        };
        let unit = from.map(|from| from.join(parts.iter().collect::<PathBuf>()).canonicalize());
        let Some(Ok(unit)) = unit else {
            return Ok(None);
        };
        match from.is_some_and(|from| unit.starts_with(from)) && unit.is_dir() {
            true => Ok(Some(Box::new(Self::new(unit)))),
            false => Ok(None),
        }
    }
}

/// Takes in what is at a place: a file, or all that is below a folder.
fn found(at: &Path, path: String, data: &fs::Metadata, files: &mut Vec<Listed>) -> io::Result<()> {
    if !data.is_dir() {
        if data.is_file() || data.is_symlink() {
            files.push(listed(path, data));
        }
        return Ok(());
    }
    for entry in fs::read_dir(at)? {
        let entry = entry?;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if !is_hidden(&name) {
            found(
                &entry.path(),
                format!("{path}/{name}"),
                &entry.metadata()?,
                files,
            )?;
        }
    }
    Ok(())
}

/// A file as it is listed.
pub(crate) fn listed(path: String, data: &fs::Metadata) -> Listed {
    let written = data.modified().ok();
    let since = written.and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    Listed {
        path,
        size: data.len(),
        stamp: since.map_or(0, |since| {
            u64::try_from(since.as_nanos()).unwrap_or(u64::MAX)
        }),
        link: data.is_symlink(),
    }
}

fn outside(path: &str) -> io::Error {
    let told = format!("“{path}”通到账本外面");
    io::Error::new(ErrorKind::PermissionDenied, told)
}
