//! The pages of what was audited, opened in the browser: what a double click on a report does.

use std::path::{Path, PathBuf};

use review::{Reviewed, page_under};

use crate::error::Failure;
use crate::{browser, say};
use work::files;

/// How many pages are opened at most.
const MOST: usize = 8;

/// Pages in a folder of their own among the temporary ones, which nobody else may read.
pub(super) struct Pages {
    folder: PathBuf,
    opened: usize,
}

impl Pages {
    pub(super) fn new() -> Result<Self, Failure> {
        let folder = tempfile::Builder::new().prefix("kaocheng-").tempdir();
        let folder = folder.map_err(Failure::file("无法建立目录", &std::env::temp_dir()))?;
        Ok(Self {
            folder: folder.keep(),
            opened: 0,
        })
    }

    /// Opens the page of a file, also of one that could not be read: it says why.
    pub(super) fn open(&mut self, reviewed: &Reviewed) -> Result<(), Failure> {
        if self.opened == MOST {
            return Ok(());
        }
        self.opened += 1;
        let name = Path::new(&reviewed.file).file_name().unwrap_or_default();
        let name = format!("{}-{}.html", self.opened, name.to_string_lossy());
        let page = self.folder.join(name);
        files::write(&page, page_under(reviewed, "").as_bytes())?;
        say::wrote(&page, "")?;
        browser::open(&page.to_string_lossy());
        Ok(())
    }
}
