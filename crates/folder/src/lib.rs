//! Where books are kept: as a folder of plain files, or as one archive to be mailed.
//!
//! A [`Shelf`] is a book with its history. What is written goes through it: it is all in place or nothing of it, the log
//! says who did what, when and why, and everything can be taken back. A [`Store`] keeps the files: a [`Folder`], the
//! usual one, or an [`Archive`]. Files are changed only where something changed, so that comments and layout stay.

mod disk;
mod encoding;
mod folder;
mod part;
mod place;
mod shelf;
mod store;
mod toml;
mod zip;

pub use disk::{Disk, Real};
pub use folder::{Folder, OWN};
pub use place::{BOOK, entry_of_file, file_of_entry};
pub use shelf::{BY_HAND, FOUND, Note, Refused, Shelf};
pub use store::{Commit, Known, Listed, New, Store};
pub use toml::{Layout, Read, Syntax, read};
pub use zip::Archive;

/// The text of a file as people's programs save them; none where it is no text.
pub fn text(bytes: &[u8]) -> Option<String> {
    encoding::Encoding::read(bytes).map(|(text, _)| text)
}
