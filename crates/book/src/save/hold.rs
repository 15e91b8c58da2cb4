//! One change of a book at a time: whoever changes it holds it from before it is read until after it is written.

use std::fs::{self, File, TryLockError};
use std::io::ErrorKind;
use std::path::Path;

use super::SaveError;
use crate::Book;

/// The folder, inside a book's, of what the program keeps for itself; nothing of the book is lost with it.
pub const OWN_FOLDER: &str = ".kaocheng";

/// A book's folder, held against other programs until it is dropped.
#[derive(Debug)]
pub struct Hold {
    _lock: File,
}

impl Book {
    /// Waits until nobody else changes the folder, and keeps others from changing it; `waiting` is called once where
    /// that takes a while. Reading needs no hold: files are put in place whole.
    ///
    /// # Errors
    /// When the folder is not there or the system refuses.
    pub fn hold(dir: &Path, waiting: impl FnOnce()) -> Result<Hold, SaveError> {
        let folder = dir.join(OWN_FOLDER);
        let path = folder.join("lock");
        let refused = |source| SaveError::Write {
            path: path.clone(),
            source,
        };
        match fs::create_dir(&folder) {
            Err(error) if error.kind() != ErrorKind::AlreadyExists => return Err(refused(error)),
            _ => {}
        }
        let lock = File::options()
            .create(true)
            .truncate(false)
            .write(true)
            .open(&path)
            .map_err(refused)?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                waiting();
                lock.lock().map_err(refused)?;
            }
            // Some shared drives know no locks; there one is as safe as without.
            Err(TryLockError::Error(error)) if error.kind() == ErrorKind::Unsupported => {}
            Err(TryLockError::Error(error)) => return Err(refused(error)),
        }
        Ok(Hold { _lock: lock })
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::thread;

    use super::*;

    #[test]
    fn only_one_holds_a_book_at_a_time() {
        let dir = tempfile::tempdir().unwrap();
        let (inside, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let change = || {
            for _ in 0..50 {
                let _hold = Book::hold(dir.path(), || ()).unwrap();
                let now = inside.fetch_add(1, Ordering::SeqCst) + 1;
                most.fetch_max(now, Ordering::SeqCst);
                thread::yield_now();
                inside.fetch_sub(1, Ordering::SeqCst);
            }
        };
        thread::scope(|scope| (0..4).for_each(|_| drop(scope.spawn(change))));
        assert_eq!(most.into_inner(), 1);
    }

    #[test]
    fn a_folder_that_is_not_there_cannot_be_held() {
        let dir = tempfile::tempdir().unwrap();
        assert!(Book::hold(&dir.path().join("没有"), || ()).is_err());
    }
}
