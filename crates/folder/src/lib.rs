//! Where books are kept: as a folder of plain files, as one archive to be mailed, or in memory.
//!
//! A [`Shelf`] is a book with its history. What is written goes through it: it is all in place or nothing of it, the log
//! says who did what, when and why, and everything can be taken back. A [`Store`] keeps the files: a [`Folder`], the
//! usual one, an [`Archive`] or [`Memory`]. [`Plain`] is a folder that is only read. Files are changed only where something changed, so that comments and layout stay.

mod disk;
mod encoding;
mod folder;
mod memory;
mod part;
mod place;
mod plain;
mod shelf;
mod store;
mod toml;
mod zip;

pub use disk::{Disk, Real};
pub use folder::{Folder, OWN};
pub use memory::Memory;
pub use place::{BOOK, entry_of_file, file_of_entry, is_inside};
pub use plain::Plain;
pub use shelf::{BY_HAND, FOUND, Note, Refused, Shelf};
pub use store::{Commit, Known, New, Store};
pub use toml::{Layout, Read, Syntax, read};
pub use zip::Archive;

/// The text of a file as people's programs save them; none where it is no text.
pub fn text(bytes: &[u8]) -> Option<String> {
    encoding::Encoding::read(bytes).map(|(text, _)| text)
}
