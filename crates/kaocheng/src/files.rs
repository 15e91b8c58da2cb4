//! Files and folders: writing that leaves nothing half-written, and where fonts are.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::error::Failure;

/// A file in the making under a temporary name beside its place: it is there whole or not at all.
pub(crate) struct Draft {
    file: NamedTempFile,
}

impl Draft {
    /// Begins the file that is to stand at a path, with the folders it needs.
    pub(crate) fn beside(path: &Path) -> Result<Self, Failure> {
        let folder = path
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty())
            .unwrap_or(Path::new("."));
        fs::create_dir_all(folder).map_err(Failure::file("无法建立目录", folder))?;
        let file = NamedTempFile::new_in(folder).map_err(Failure::file("无法写入", path))?;
        Ok(Self { file })
    }

    /// Puts the file in its place.
    pub(crate) fn keep(self, path: &Path) -> Result<(), Failure> {
        let failed = || Failure::file("无法写入", path);
        self.file.as_file().sync_all().map_err(failed())?;
        readable_by_all(self.file.path()).map_err(failed())?;
        self.file
            .persist(path)
            .map_err(|error| failed()(error.error))?;
        Ok(())
    }
}

impl io::Write for Draft {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// Writes a file whole or not at all.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let mut draft = Draft::beside(path)?;
    draft
        .write_all(bytes)
        .map_err(Failure::file("无法写入", path))?;
    draft.keep(path)
}

/// A temporary file is private; a report is not.
#[cfg(unix)]
fn readable_by_all(path: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    fs::set_permissions(path, fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn readable_by_all(_path: &Path) -> std::io::Result<()> {
    Ok(())
}

/// Folders in which systems keep fonts.
#[cfg(feature = "typeset")]
pub(crate) fn font_folders() -> Vec<PathBuf> {
    let home = std::env::home_dir();
    let of_user = [".fonts", ".local/share/fonts", "Library/Fonts"];
    let of_user = home
        .iter()
        .flat_map(|home| of_user.iter().map(|folder| home.join(folder)));
    let of_system = [
        "/usr/share/fonts",
        "/usr/local/share/fonts",
        "/Library/Fonts",
        "/System/Library/Fonts",
        "C:\\Windows\\Fonts",
    ];
    of_system
        .iter()
        .map(PathBuf::from)
        .chain(of_user)
        .filter(|folder| folder.is_dir())
        .collect()
}

/// Writes several files of a folder, all of them or none: all are made aside before the first is put in its place, and
/// when one cannot be put there the others are as they were.
pub(crate) fn write_together(
    folder: &Path,
    files: &BTreeMap<String, String>,
) -> Result<(), Failure> {
    let mut drafts = Vec::new();
    for (name, text) in files {
        let path = folder.join(name);
        let mut draft = Draft::beside(&path)?;
        draft
            .write_all(text.as_bytes())
            .map_err(Failure::file("无法写入", &path))?;
        drafts.push((draft, path));
    }
    let mut kept = Vec::new();
    for (draft, path) in drafts {
        let before = fs::read(&path).ok();
        if let Err(failure) = draft.keep(&path) {
            kept.into_iter().rev().try_for_each(put_back)?;
            return Err(failure);
        }
        kept.push((path, before));
    }
    Ok(())
}

/// Puts back what a file said before, or takes it away where there was none.
fn put_back((path, before): (PathBuf, Option<Vec<u8>>)) -> Result<(), Failure> {
    match before {
        Some(bytes) => write(&path, &bytes),
        None => fs::remove_file(&path).map_err(Failure::file("无法删去", &path)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn together(folder: &Path) -> Result<(), Failure> {
        let files = ["book.toml", "ledgers/新.csv", "text/概况.md"];
        let files = files.map(|name| (name.to_owned(), "新".to_owned()));
        write_together(folder, &BTreeMap::from(files))
    }

    #[test]
    fn a_file_that_cannot_be_put_in_its_place_leaves_the_others_as_they_were() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("book.toml"), "旧").unwrap();
        let held = folder.path().join("text/概况.md");
        fs::create_dir_all(&held).unwrap();
        assert!(together(folder.path()).is_err());
        let said = |name: &str| fs::read_to_string(folder.path().join(name)).ok();
        assert_eq!(said("book.toml").as_deref(), Some("旧"));
        assert_eq!(said("ledgers/新.csv"), None);
        fs::remove_dir(&held).unwrap();
        together(folder.path()).unwrap();
        assert_eq!(said("book.toml").as_deref(), Some("新"));
        assert_eq!(said("text/概况.md").as_deref(), Some("新"));
        let left = fs::read_dir(folder.path()).unwrap().count();
        assert_eq!(left, 3, "no draft stays");
    }
}
