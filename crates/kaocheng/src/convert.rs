//! Files that an office suite opens and no reader of ours does: converted by LibreOffice where it is installed.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use document::{Document, Limits, ReadError};

use crate::apart;

/// How long a conversion may take.
const PATIENCE: Duration = Duration::from_secs(60);

/// Reads a file, by way of LibreOffice where there is no other. Without it, the error tells what to do.
pub(crate) fn read_file(file: &Path, limits: &Limits) -> Result<Document, ReadError> {
    if let Some(read) = apart::read_file(file) {
        return read;
    }
    let error = match document::read_file(file, limits) {
        Err(error) if error.is_convertible() => error,
        read => return read,
    };
    let Ok(folder) = tempfile::tempdir() else {
        return Err(error);
    };
    match converted(file, folder.path()) {
        Some(converted) => document::read_file(&converted, limits),
        None => Err(error),
    }
}

/// Reads what has no file of its own, under a name.
pub(crate) fn read(name: &str, bytes: &[u8], limits: &Limits) -> Result<Document, ReadError> {
    apart::read(bytes).unwrap_or_else(|| document::read(name, bytes, limits))
}

/// The file as docx, or slides as pdf; `None` where LibreOffice is not installed or does not open the file.
fn converted(file: &Path, folder: &Path) -> Option<PathBuf> {
    let extension = file.extension()?.to_string_lossy().to_lowercase();
    let target = match extension.as_str() {
        "ppt" | "pps" | "dps" | "odp" => "pdf",
        _ => "docx",
    };
    let mut office = ["soffice", "libreoffice"]
        .into_iter()
        .find_map(|name| start(name, file, folder, target))?;
    let start = Instant::now();
    while office.try_wait().ok()?.is_none() {
        if start.elapsed() > PATIENCE {
            // What it leaves behind is of no use either way.
            let _ = office.kill();
            let _ = office.wait();
            return None;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    let made = folder.join(format!("{}.{target}", file.file_stem()?.to_string_lossy()));
    made.is_file().then_some(made)
}

/// Starts LibreOffice with a profile of its own, because another one may be open in it. It is given the whole path: a name
/// that begins with a dash would be an option.
fn start(name: &str, file: &Path, folder: &Path, target: &str) -> Option<Child> {
    let file = std::path::absolute(file).ok()?;
    let profile = folder.join("profile");
    let profile = profile.to_string_lossy().replace('\\', "/");
    let slash = if profile.starts_with('/') { "" } else { "/" };
    Command::new(name)
        .arg(format!("-env:UserInstallation=file://{slash}{profile}"))
        .args([
            "--headless",
            "--norestore",
            "--convert-to",
            target,
            "--outdir",
        ])
        .arg(folder)
        .arg(file)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .ok()
}
