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

/// Writes several files of a folder: all are made aside before the first is put in its place.
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
    for (draft, path) in drafts {
        draft.keep(&path)?;
    }
    Ok(())
}
