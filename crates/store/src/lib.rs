//! Books in a database: SQLite in a data folder, or PostgreSQL.
//!
//! The files of a book are its content and the operations its history, as in a folder; a [`Held`] book is a
//! [`folder::Store`], so that a [`folder::Shelf`] works over it. Everything else in the tables is an index that can be
//! thrown away. Whatever is written is on the disk when the call returns, in one transaction.

mod backup;
mod blob;
mod check;
mod checkpoint;
mod commitment;
mod database;
mod engine;
mod event;
mod failure;
mod held;
mod index;
mod migrate;
mod place;
mod transfer;
mod writer;

pub use blob::LARGEST;
pub use check::Checked;
pub use database::{Database, Entry};
pub use event::{Event, Recorded};
pub use failure::Failure;
pub use held::Held;
pub use place::{FILE, Place};
pub use transfer::{Keeps, transfer};
