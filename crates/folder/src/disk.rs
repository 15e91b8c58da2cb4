//! Writing on a disk, step by step, so that a test can let any step fail.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::Path;

use entry::Bytes;

/// The steps that change a disk.
pub trait Disk {
    /// Makes a folder and those above it.
    ///
    /// # Errors
    /// When the system refuses.
    fn make_folder(&mut self, path: &Path) -> io::Result<()>;

    /// Writes a file that is not read by anybody yet, down to the disk.
    ///
    /// # Errors
    /// When the system refuses; the file may then be there in part.
    fn write(&mut self, path: &Path, bytes: &[u8]) -> io::Result<()>;

    /// Copies bytes to a file that is not read by anybody yet, down to the disk.
    ///
    /// # Errors
    /// When the system refuses; the file may then be there in part.
    fn copy(&mut self, from: &dyn Bytes, to: &Path) -> io::Result<()>;

    /// Puts a file in the place of another, at once.
    ///
    /// # Errors
    /// When the system refuses; nothing has changed then.
    fn rename(&mut self, from: &Path, to: &Path) -> io::Result<()>;

    /// Cuts a file to a length and writes on from there, down to the disk.
    ///
    /// # Errors
    /// When the system refuses; the file may then be longer by a part.
    fn append(&mut self, path: &Path, length: u64, bytes: &[u8]) -> io::Result<()>;

    /// Removes a file; one that is not there is removed already.
    ///
    /// # Errors
    /// When the system refuses.
    fn remove(&mut self, path: &Path) -> io::Result<()>;
}

/// The disk of this machine.
#[derive(Clone, Copy, Debug, Default)]
pub struct Real;

impl Disk for Real {
    fn make_folder(&mut self, path: &Path) -> io::Result<()> {
        fs::create_dir_all(path)
    }

    fn write(&mut self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let mut file = File::create(path)?;
        file.write_all(bytes)?;
        file.sync_all()
    }

    fn copy(&mut self, from: &dyn Bytes, to: &Path) -> io::Result<()> {
        let mut file = File::create(to)?;
        io::copy(&mut from.open()?, &mut file)?;
        file.sync_all()
    }

    fn rename(&mut self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)?;
        sync_folder(to.parent())
    }

    fn append(&mut self, path: &Path, length: u64, bytes: &[u8]) -> io::Result<()> {
        let mut file = OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .open(path)?;
        file.set_len(length)?;
        io::Seek::seek(&mut file, io::SeekFrom::End(0))?;
        file.write_all(bytes)?;
        file.sync_all()
    }

    fn remove(&mut self, path: &Path) -> io::Result<()> {
        match fs::remove_file(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            other => other,
        }
    }
}

/// A renamed file is only safe once its folder is written, where the system can do that.
#[cfg(unix)]
fn sync_folder(folder: Option<&Path>) -> io::Result<()> {
    match folder {
        Some(folder) => File::open(folder)?.sync_all(),
        None => Ok(()),
    }
}

#[cfg(not(unix))]
fn sync_folder(_folder: Option<&Path>) -> io::Result<()> {
    Ok(())
}
