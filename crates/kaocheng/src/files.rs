//! Files and folders: what is read, and writing that leaves nothing half-written.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use crate::error::Failure;

/// Extensions of the files a folder is searched for.
const READABLE: &[&str] = &["txt", "md", "docx", "html", "htm"];

/// The files named, and those within the folders named, in a stable order.
pub(crate) fn expand(named: &[PathBuf]) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for path in named {
        if path.is_dir() {
            files.extend(within(path));
        } else {
            files.push(path.clone());
        }
    }
    files
}

fn within(folder: &Path) -> impl Iterator<Item = PathBuf> {
    let entries = WalkDir::new(folder)
        .sort_by_file_name()
        .into_iter()
        .filter_map(Result::ok);
    entries
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| entry.into_path())
        .filter(|path| {
            let extension = path
                .extension()
                .and_then(|end| end.to_str())
                .unwrap_or_default()
                .to_lowercase();
            // Word keeps a file of this name beside a document that is open.
            let lock = path
                .file_name()
                .is_some_and(|name| name.to_string_lossy().starts_with("~$"));
            READABLE.contains(&extension.as_str()) && !lock
        })
}

/// Writes a file under a temporary name beside its place, then renames it: it is there whole or not at all.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(Failure::file("无法建立目录", folder))?;
    let failed = || Failure::file("无法写入", path);
    let mut temporary = tempfile::NamedTempFile::new_in(folder).map_err(failed())?;
    temporary.write_all(bytes).map_err(failed())?;
    temporary.as_file().sync_all().map_err(failed())?;
    readable_by_all(temporary.path()).map_err(failed())?;
    temporary
        .persist(path)
        .map_err(|error| failed()(error.error))?;
    Ok(())
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
