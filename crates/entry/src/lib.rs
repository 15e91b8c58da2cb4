//! What is written in a book, where, and what was done to it; nothing of what it means.
//!
//! A [`Path`] is the address of a field, printed as people say it: 指标Z01.目标. [`Entries`] hold whatever is written,
//! also where it is unfinished or wrong. A [`Change`] says what was there and what is there now, applies wherever that
//! still holds, and can be turned round; [`diff`] finds the one between two contents. An [`Operation`] is a change with
//! who, when and why, bound to the one before. The table of [`kind`]s says what can be written where.

mod change;
mod checkpoint;
mod content;
mod diff;
mod digest;
mod entries;
pub mod files;
mod id;
pub mod kind;
mod operation;
mod value;
mod words;

pub use change::{Change, Conflict};
pub use checkpoint::{Checkpoint, Head, Unproven};
pub use content::Content;
pub use diff::{diff, edited};
pub use digest::Digest;
pub use entries::Entries;
pub use files::{Blob, Bytes, Files, Listed};
pub use id::{EntryId, ParsePathError, Path, Step};
pub use operation::{BrokenLog, Operation, beginning, chain, following};
pub use value::{Fields, Value};
pub use words::Hunk;
